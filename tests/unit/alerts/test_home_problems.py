"""What the operator is told of the home itself."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ingest.home import Home
from ingest.receiving import receive
from orchestration.alerts.home_problems import home_problems


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    home.create()
    return home


def test_of_a_home_in_order_there_is_nothing_to_tell(home: Home) -> None:
    (home.inbox / "progress" / "a.csv").write_bytes(b"x")
    receive(home, dt.date(2023, 12, 5), dt.datetime.now(dt.UTC), settle=dt.timedelta(0))
    assert home_problems(home.root) == ()


def test_what_is_never_taken_is_told(home: Home) -> None:
    for number in range(7):
        (home.inbox / "progress" / f"{number}.csv").symlink_to(home.private)
    (problem,) = home_problems(home.root)
    assert problem.name == "inbox"
    assert "有7项不会被读取：progress/0.csv（是链接）" in problem.what


def test_a_dot_file_is_told_once_it_has_settled(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    (home.inbox / "progress" / ".a.csv.part").write_bytes(b"x")
    assert [problem.name for problem in home_problems(home.root)] == ["inbox"]
    monkeypatch.setenv("THREEKEY_INBOX__SETTLE_SECONDS", "3600")
    assert home_problems(home.root) == ()


def test_a_damaged_archive_is_told_by_the_names_of_its_files(home: Home) -> None:
    for name in ("a.csv", "b.csv"):
        (home.inbox / "progress" / name).write_text(name, encoding="utf-8")
    first, second = receive(home, dt.date(2023, 12, 5), dt.datetime.now(dt.UTC), settle=dt.timedelta(0)).receipts
    home.archived(first.sha256).unlink()
    home.archived(second.sha256).chmod(0o644)
    home.archived(second.sha256).write_bytes(b"")
    (problem,) = home_problems(home.root)
    assert (problem.name, problem.what) == ("archive", "存档中有2份文件已损坏或丢失：a.csv、b.csv")
    (home.receipts / "00000001.json").write_bytes(b"")
    (problem,) = home_problems(home.root)
    assert problem.name == "receipts"
    assert "00000001.json" in problem.what
