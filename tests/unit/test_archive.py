"""The archive: what came is kept once, told each time, and a crash loses and doubles nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ingest import archive
from ingest.archive import Receipt, receipts, receive
from ingest.home import Home

NIGHT = dt.date(2023, 12, 5)
NOW = dt.datetime(2023, 12, 6, 2, 0, tzinfo=dt.UTC)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    home.create()
    return home


def drop(home: Home, path: str, data: bytes) -> Path:
    target = home.inbox / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return target


def test_files_are_taken_lists_first_and_the_inbox_is_empty(home: Home) -> None:
    drop(home, "progress/区发改局/11月.xlsx", b"filing")
    drop(home, "task_lists/清单.txt", b"list")
    new = receive(home, NIGHT, NOW)
    assert [(r.seq, r.kind, r.inbox_path, r.as_of) for r in new] == [
        (1, "task_list", "清单.txt", "2023-12-05"),
        (2, "progress", "区发改局/11月.xlsx", "2023-12-05"),
    ]
    assert home.archived(new[1].sha256).read_bytes() == b"filing"
    assert not list(archive.inbox_files(home))
    assert not (home.inbox / "progress" / "区发改局").exists()
    assert receipts(home) == new


def test_the_same_bytes_again_are_kept_once_and_told_twice(home: Home) -> None:
    drop(home, "progress/a.xlsx", b"same")
    receive(home, NIGHT, NOW)
    drop(home, "progress/b.xlsx", b"same")
    receive(home, NIGHT, NOW)
    assert [r.file_name for r in receipts(home)] == ["a.xlsx", "b.xlsx"]
    assert len({r.sha256 for r in receipts(home)}) == 1


def test_dot_files_stay_where_they_are(home: Home) -> None:
    left = drop(home, "progress/.DS_Store", b"junk")
    assert receive(home, NIGHT, NOW) == []
    assert left.exists()


def test_a_crash_before_the_receipt_loses_nothing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(home, "progress/a.xlsx", b"figures")

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(archive, "_write_receipt", crash)
    with pytest.raises(KeyboardInterrupt):
        receive(home, NIGHT, NOW)
    monkeypatch.undo()
    assert [r.file_name for r in receive(home, NIGHT, NOW)] == ["a.xlsx"]


def test_a_crash_after_the_receipt_doubles_nothing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = drop(home, "progress/a.xlsx", b"figures")
    write = archive._write_receipt

    def write_and_crash(home: Home, receipt: Receipt) -> None:
        write(home, receipt)
        raise KeyboardInterrupt

    monkeypatch.setattr(archive, "_write_receipt", write_and_crash)
    with pytest.raises(KeyboardInterrupt):
        receive(home, NIGHT, NOW)
    monkeypatch.undo()
    assert path.exists()
    assert receive(home, NIGHT, NOW) == []
    assert not path.exists()
    assert len(receipts(home)) == 1
