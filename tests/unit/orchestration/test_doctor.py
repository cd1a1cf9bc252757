"""Each check of `threekey doctor`, on a home that is well and on one that has what it looks for."""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from ingest.archive import Receipt, receipt_path
from ingest.home import Home
from orchestration import clock, doctor
from orchestration.cli.doctor import doctor as command
from orchestration.doctor import Health, Sign, examine
from orchestration.doctor_texts import TEXTS
from orchestration.gate import Outcome, write_outcome

TODAY = dt.date(2025, 4, 1)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    made = Home(tmp_path / "home")
    made.create()
    monkeypatch.setattr(clock, "today", lambda *_: TODAY)
    monkeypatch.setattr(doctor, "program", lambda: "soffice")
    for folder in ("pending", "sent", "failed"):
        (made.outbox / folder).mkdir()
    return made


def _of(home: Home) -> dict[str, Sign]:
    return {seen.code: seen for seen in examine(home)}


def _receive(home: Home, as_of: dt.date) -> None:
    values: dict[str, Any] = dict.fromkeys(Receipt.__dataclass_fields__, "")
    values |= {"seq": 1, "sha256": "a" * 64, "file_name": "清单.docx", "kind": "task_list", "as_of": as_of.isoformat()}
    receipt_path(home, 1).write_text(json.dumps(values), encoding="utf-8")


def _gone(home: Home) -> None:
    _receive(home, TODAY)


def _damaged_receipt(home: Home) -> None:
    receipt_path(home, 1).write_text("{", encoding="utf-8")


def _of_tomorrow(home: Home) -> None:
    _receive(home, TODAY + dt.timedelta(days=1))
    archived = home.archived("a" * 64)
    archived.parent.mkdir(parents=True)
    archived.touch()


def _failed_night(home: Home) -> None:
    outcome = Outcome(TODAY.isoformat(), "r", published=False, is_replay=False, reasons=("检查未通过",), finished_at="")
    write_outcome(home, outcome)


def _cut_off(home: Home) -> None:
    (home.runs / "last.json").write_text('{"as_of": ', encoding="utf-8")


def _no_database(home: Home) -> None:
    home.warehouse.write_bytes(b"no database")


def _wrong_setting(home: Home) -> None:
    home.settings.write_text("timezone = 'Mars'\n", encoding="utf-8")


def _wrong_channel(home: Home) -> None:
    (home.private / "channels.toml").write_text("help = ", encoding="utf-8")


def _readable_by_others(home: Home) -> None:
    home.private.chmod(0o755)


def _failed_letter(home: Home) -> None:
    (home.outbox / "failed" / "1.json").touch()


def _old_letter(home: Home) -> None:
    path = home.outbox / "pending" / "1.json"
    path.touch()
    os.utime(path, (0, 0))


@pytest.mark.parametrize(
    ("spoil", "code", "health", "said"),
    [
        (_gone, "archive", Health.BAD, "清单.docx"),
        (_damaged_receipt, "files", Health.BAD, "00000001.json"),
        (_of_tomorrow, "clock", Health.BAD, "2025-04-01 < 2025-04-02"),
        (_failed_night, "last", Health.BAD, "检查未通过"),
        (_cut_off, "files", Health.BAD, "last.json"),
        (_no_database, "files", Health.BAD, "warehouse.duckdb"),
        (_wrong_setting, "settings", Health.BAD, "timezone"),
        (_wrong_channel, "channels", Health.BAD, "channels.toml"),
        (_readable_by_others, "channels", Health.BAD, "已自动收紧"),
        (_failed_letter, "outbox", Health.NOTE, "0 + 1"),
        (_old_letter, "outbox", Health.NOTE, "1 + 0"),
    ],
)
def test_what_is_wrong_is_seen_by_its_check_and_no_other(
    home: Home, spoil: Callable[[Home], None], code: str, health: Health, said: str
) -> None:
    well = _of(home)
    spoil(home)
    ill = _of(home)
    assert (ill[code].health, said in ill[code].text) == (health, True)
    assert well[code].health is Health.GOOD
    assert {name for name in ill if ill[name].health is not well[name].health} == {code}


def test_little_disk_and_none(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    for free, health in ((10 << 30, Health.GOOD), (2 << 30, Health.NOTE), (1 << 20, Health.BAD)):
        usage = SimpleNamespace(free=free)
        monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _, usage=usage: usage)
        assert _of(home)["disk"].health is health


def test_other_versions_than_the_lock_says(home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("duckdb==0.1 \\\n    --hash=sha256:0\nno-such-package==1.0\n", encoding="utf-8")
    monkeypatch.setattr(doctor, "_LOCK", lock)
    seen = _of(home)["versions"]
    assert seen.health is Health.BAD
    assert f"duckdb {duckdb.__version__}≠0.1" in seen.what
    assert "no-such-package -≠1.0" in seen.what
    # what keeps the history in PostgreSQL is needed where the settings name one
    lock.with_stem("requirements-postgres").write_text("no-such-driver==9\n", encoding="utf-8")
    assert "no-such-driver" not in _of(home)["versions"].what
    home.settings.write_text('[postgres]\nhost = "127.0.0.1"\nport = 1\n', encoding="utf-8")
    assert "no-such-driver -≠9" in _of(home)["versions"].what


def test_without_letters_and_office_it_works_less_well(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.shutil, "which", lambda _: None)
    monkeypatch.setattr(doctor, "program", lambda: None)
    assert {_of(home)[code].health for code in ("fonts", "office")} == {Health.NOTE}


def test_a_running_refresh_has_the_database_and_is_left_alone(home: Home) -> None:
    _no_database(home)
    with (home.runs / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert _of(home)["database"].health is Health.GOOD


def test_one_line_a_check_and_the_exit_status(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(home.root / "nowhere") == 2
    well = command(home.root)
    assert len(capsys.readouterr().out.splitlines()) == len(TEXTS) == len(_of(home))
    _failed_night(home)
    assert (well, command(home.root)) == (0, 1)
    assert "✗ 最近一次刷新：没有发布：检查未通过" in capsys.readouterr().out
