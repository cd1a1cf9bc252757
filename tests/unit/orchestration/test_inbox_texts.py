"""What the operator hears of the inbox: what waits, what is still being written, what is never taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ingest.home import Home
from ingest.inbox import Reason
from orchestration.account import account
from orchestration.cli.refresh import say_what_is_waited_for
from orchestration.cli.status import status
from orchestration.inbox_texts import REASONS, bounded, shortened
from orchestration.settings import load_settings


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    home.create()
    return home


def test_every_reason_has_its_words() -> None:
    assert REASONS.keys() == set(Reason)


def test_status_names_what_waits_and_what_is_not_taken(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    (home.inbox / "progress" / "a.csv").write_bytes(b"x")
    (home.inbox / "progress" / "链接.csv").symlink_to(home.private)
    left = home.taking / "token" / "progress" / "b.csv"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"x")
    with (home.inbox / "progress" / "c.csv").open("w"):
        assert status(home.root) == 0
    told = capsys.readouterr().out
    assert "收件箱待读取：3 份（其中刚放入或还在写入 1 份）" in told
    assert "progress/链接.csv（是链接）" in told


def test_a_refresh_says_what_it_waits_for(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    say_what_is_waited_for(home, load_settings(home.root))
    assert capsys.readouterr().out == ""
    (home.inbox / "progress" / "a.csv").write_bytes(b"x")
    monkeypatch.setenv("THREEKEY_INBOX__SETTLE_SECONDS", "30")
    say_what_is_waited_for(home, load_settings(home.root))
    told = capsys.readouterr().out
    assert "最多等 30 秒：a.csv" in told
    assert "at most 30 s" in told


def test_a_refresh_says_what_it_left() -> None:
    received: dict[str, Any] = {
        "new_files": 1,
        "left_files": 1,
        "left": ["progress/a.csv"],
        "refused_files": 5000,
        "refused": bounded([f"progress/{number}.csv（是链接）" for number in range(5000)]),
    }
    lines = account({"raw/received_files": received}, 1, 0)
    assert "还在写入、留待下次 1 份：progress/a.csv" in lines
    assert len(received["refused"]) == 100
    assert next(line for line in lines if "不能取走的 5000 项：progress/0.csv" in line).endswith("等 5000 项")


def test_a_long_list_is_shortened() -> None:
    assert shortened([str(number) for number in range(7)]) == "0、1、2、3、4 等 7 项"
