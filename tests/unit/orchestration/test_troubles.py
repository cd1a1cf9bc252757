"""What is wrong with the machine or a file: what, which file, what to do."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import duckdb
import pytest

from ingest.home import Home
from orchestration import refresh as refreshing
from orchestration.alive import at_work
from orchestration.cli.status import status
from orchestration.damaged import damaged
from orchestration.gate import read_outcome
from orchestration.troubles import LITTLE_SPACE, little_space, trouble_of


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.create()
    return home


def test_a_home_in_order_has_none(home: Home) -> None:
    duckdb.connect(str(home.warehouse)).close()
    assert list(damaged(home)) == []


@pytest.mark.parametrize(
    "name",
    ["raw/filings/2023-12-05.parquet", "published/threekey.duckdb", "published/manifest.json", "runs/last.json",
     "runs/dagster/history/runs.db", "warehouse.duckdb", "archive/receipts/00000001.json", "archive/format.json",
     "archive/quarantine/00000001.json", "archive/shipped_rules/00000001.json", "outbox/told.json"],
)  # fmt: skip
def test_a_damaged_file_is_named_with_what_to_do(home: Home, name: str) -> None:
    path = home.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\x00 not what it was, and long enough for a header of any kind " * 20)
    (found,) = damaged(home)
    assert str(path) in found.zh
    assert str(path) in found.en
    assert any(todo in found.zh for todo in ("重新运行", "重新写入", "从备份恢复", "threekey refresh", "下一次刷新"))
    assert trouble_of(home, ValueError("cannot be read")) == found


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device", "/home/raw/x.parquet"),
        sqlite3.OperationalError("database or disk is full"),
        duckdb.IOException("Could not write file '/home/warehouse.duckdb': No space left on device"),
    ],
)
def test_a_full_disk_is_called_by_its_name(home: Home, error: Exception) -> None:
    said = trouble_of(home, error)
    assert said.zh.startswith("磁盘已满")
    assert said.en.startswith("The disk is full")


def test_the_cause_is_looked_for(home: Home) -> None:
    error = RuntimeError("step failed")
    error.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert trouble_of(home, error).zh.startswith("磁盘已满")


def test_what_holds_a_database_is_named(home: Home) -> None:
    text = f'IO Error: Could not set lock on file "{home.warehouse}": Conflicting lock is held in /usr/bin/dbeaver (PID 4711).'
    said = trouble_of(home, duckdb.IOException(text))
    assert "4711" in said.zh
    assert "/usr/bin/dbeaver" in said.en


def test_what_is_not_known_names_the_log(home: Home) -> None:
    said = trouble_of(home, KeyError("x"))
    assert "runs/refresh.log" in said.zh
    assert "KeyError" in said.en
    assert "\n" not in said.zh + said.en


def test_little_space_is_told_before_it_is_none(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = LITTLE_SPACE - 1

    assert little_space(home) is None
    monkeypatch.setattr("orchestration.troubles.shutil.disk_usage", lambda _: Usage)
    found = little_space(home)
    assert found is not None
    assert "199 MB" in found.zh


def test_a_run_that_cannot_begin_says_so_where_the_next_look_sees_it(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged history of runs: no traceback, one line of each language, the log has the rest."""
    import datetime as dt

    history = home.runs / "dagster" / "history" / "runs.db"
    history.parent.mkdir(parents=True)
    history.write_bytes(b"no database at all " * 100)
    done = refreshing.refresh(home, dt.date(2023, 12, 5))
    assert not done.success
    (reason,) = done.reasons
    assert str(history) in reason
    assert reason.count("\n") == 1
    outcome = read_outcome(home)
    assert outcome is not None
    assert outcome.reasons == done.reasons
    assert "Traceback" in (home.runs / "refresh.log").read_text(encoding="utf-8")
    assert at_work(home).cut_off == ()


def test_a_run_that_can_write_nothing_leaves_its_mark(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    import datetime as dt

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(home.runs / "last.tmp"))

    monkeypatch.setattr(refreshing, "open_instance", full)
    monkeypatch.setattr(refreshing, "write_outcome", full)
    done = refreshing.refresh(home, dt.date(2023, 12, 5))
    assert done.reasons[0].startswith("磁盘已满")
    assert at_work(home).cut_off == (done.run_id,)


def test_status_goes_on_where_a_receipt_is_damaged(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    path = home.receipts / "00000001.json"
    path.write_text("{", encoding="utf-8")
    assert status(home.root) == 0
    said = capsys.readouterr().out
    assert path.name in said
    assert "占用空间" in said
