"""Receiving: what came is kept once and told each time; what is still being written waits; nothing is lost or taken in half."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

import pytest

from ingest import archive, inbox, receiving, taking
from ingest.archive import receipts
from ingest.home import Home
from ingest.inbox import HELD_AT_MOST_NS
from ingest.taking import TakenFile
from tests.unit.receiving.dropped import contents, drop, lying, take


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    home.create()
    return home


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let the clock of the file system be that much ahead."""
    now = taking.file_system_now
    monkeypatch.setattr(receiving, "file_system_now", lambda home: now(home) + int(seconds * 10**9))


def test_files_are_taken_lists_first_and_the_inbox_is_empty(home: Home) -> None:
    drop(home, "progress/区发改局/11月.xlsx", b"filing")
    drop(home, "task_lists/清单.txt", b"list")
    new = take(home).receipts
    assert [(r.seq, r.kind, r.inbox_path, r.as_of) for r in new] == [
        (1, "task_list", "清单.txt", "2023-12-05"),
        (2, "progress", "区发改局/11月.xlsx", "2023-12-05"),
    ]
    assert home.archived(new[1].sha256).read_bytes() == b"filing"
    assert lying(home) == []
    assert not (home.inbox / "progress" / "区发改局").exists()
    assert tuple(receipts(home)) == new


def test_the_same_bytes_again_are_kept_once_and_told_twice(home: Home) -> None:
    drop(home, "progress/a.xlsx", b"same")
    take(home)
    drop(home, "progress/b.xlsx", b"same")
    take(home)
    assert [r.file_name for r in receipts(home)] == ["a.xlsx", "b.xlsx"]
    assert len({r.sha256 for r in receipts(home)}) == 1


def test_a_file_of_the_same_name_and_time_with_other_content_is_another_file(home: Home) -> None:
    for number in range(60):
        os.utime(drop(home, "progress/a.csv", b"%02d" % number), (1, 1))
        take(home)
    assert contents(home) == [b"%02d" % number for number in range(60)]


def test_a_file_that_a_program_still_writes_waits_until_it_is_closed(home: Home) -> None:
    path = home.inbox / "progress" / "a.csv"
    with path.open("wb") as writer:
        writer.write(b"half")
        writer.flush()
        assert (take(home).left, contents(home)) == (("progress/a.csv",), [])
        writer.write(b" and the rest")
    take(home)
    assert contents(home) == [b"half and the rest"]


def test_a_file_that_is_opened_for_writing_while_it_is_moved_waits(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = drop(home, "progress/a.csv", b"half")
    opened: list[BinaryIO] = []
    move = taking.move

    def open_and_move(home: Home, names: tuple[str, ...], token: str) -> TakenFile:
        opened.append(path.open("ab"))
        return move(home, names, token)

    monkeypatch.setattr(taking, "move", open_and_move)
    assert take(home).left == ("progress/a.csv",)
    opened[0].write(b" and the rest")
    opened[0].close()
    take(home)
    assert contents(home) == [b"half and the rest"]
    assert lying(home) == []


def test_a_file_that_is_replaced_before_it_is_moved_is_taken_as_a_whole_the_next_time(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drop(home, "progress/a.csv", b"old")
    move = taking.move

    def replace_and_move(home: Home, names: tuple[str, ...], token: str) -> TakenFile:
        drop(home, "new", b"new").replace(path)
        return move(home, names, token)

    monkeypatch.setattr(taking, "move", replace_and_move)
    assert (take(home).left, contents(home)) == (("progress/a.csv",), [])
    monkeypatch.undo()
    take(home)
    assert contents(home) == [b"new"]


def test_a_file_that_replaces_one_which_is_being_archived_is_another_file(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = drop(home, "progress/a.csv", b"old")
    write = archive.write_receipts

    def replace_and_write(home: Home, new: list[archive.Receipt]) -> None:
        drop(home, "new", b"new").replace(path)
        write(home, new)

    monkeypatch.setattr(archive, "write_receipts", replace_and_write)
    take(home)
    monkeypatch.undo()
    take(home)
    assert contents(home) == [b"old", b"new"]


def test_a_file_waits_until_it_has_settled(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    os.utime(drop(home, "progress/a.csv", b"x"), (1, 1))  # the time that a sender gives it says nothing
    pauses: list[float] = []
    assert take(home, 30, pauses.append).left == ("progress/a.csv",)
    assert sum(pauses) == 30
    later(monkeypatch, 20)
    assert take(home, 30, lambda seconds: later(monkeypatch, 20 + seconds)).receipts
    assert lying(home) == []


def test_a_file_that_is_being_written_holds_nobody_up(home: Home) -> None:
    drop(home, "progress/whole.csv", b"whole")
    with drop(home, "progress/log.csv", b"more").open("ab"):
        assert take(home).left == ("progress/log.csv",)
    assert contents(home) == [b"whole"]


def test_a_file_changed_by_a_clock_that_was_set_back_is_taken(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(home, "progress/a.csv", b"x")
    later(monkeypatch, -3600)
    take(home, 30)
    assert contents(home) == [b"x"]


def test_a_workbook_left_open_is_taken_after_an_hour(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = drop(home, "progress/a.csv", b"saved")
    with path.open("r+b") as writer:
        later(monkeypatch, HELD_AT_MOST_NS / 10**9 + 1)
        take(home, 30)
        assert contents(home) == [b"saved"]
        monkeypatch.undo()
        writer.write(b"SAVED")
    take(home)
    assert contents(home) == [b"saved", b"SAVED"]
    assert lying(home) == []


def test_where_nobody_knows_who_writes_a_file_is_kept_until_a_later_run(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a server's share the system does not say who has a file open: what comes late is received, too."""
    monkeypatch.setattr(inbox, "has_writer", lambda _: None)
    monkeypatch.setattr(receiving, "has_writer", lambda _: None)
    path = drop(home, "progress/a.csv", b"half")
    with path.open("ab") as writer:
        take(home)
        assert len(lying(home)) == 1
        writer.write(b" and the rest")
    take(home)
    assert contents(home) == [b"half", b"half and the rest"]
    take(home)
    assert len(receipts(home)) == 2
    later(monkeypatch, HELD_AT_MOST_NS / 10**9 + 1)
    take(home)
    assert (len(receipts(home)), lying(home)) == (2, [])


def test_what_is_changed_after_it_was_read_is_not_deleted(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(home, "progress/a.csv", b"first")
    write = archive.write_receipts

    def change_and_write(home: Home, new: list[archive.Receipt]) -> None:
        (taken,) = home.taking.rglob("a.csv")
        taken.write_bytes(b"second")
        write(home, new)

    monkeypatch.setattr(archive, "write_receipts", change_and_write)
    take(home)
    monkeypatch.undo()
    take(home)
    assert contents(home) == [b"first", b"second"]
    assert lying(home) == []


def test_a_folder_of_another_file_system_has_its_own_place_for_it(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(home, "progress/share/a.csv", b"x")
    rename = os.rename

    def across(source: str, target: str, **folders: int) -> None:
        if "share" in str(Path(f"/proc/self/fd/{folders['src_dir_fd']}").readlink()) and target == "a.csv":
            where = str(Path(f"/proc/self/fd/{folders['dst_dir_fd']}").readlink())
            if "/share/.taking/" not in where:
                raise OSError(18, "Invalid cross-device link")
        rename(source, target, **folders)

    monkeypatch.setattr(taking.os, "rename", across)
    (receipt,) = take(home).receipts
    assert (receipt.inbox_path, contents(home), lying(home)) == ("share/a.csv", [b"x"], [])


def test_what_a_dead_run_left_beside_a_share_is_taken(home: Home) -> None:
    drop(home, "progress/share/.taking/token/a.csv", b"x")
    (receipt,) = take(home).receipts
    assert (receipt.kind, receipt.inbox_path, lying(home)) == ("progress", "share/a.csv", [])


def test_what_cannot_be_moved_is_told_and_stays(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(home, "progress/a.csv", b"x")
    drop(home, "progress/b.csv", b"y")

    def refuse(source: str, target: str, **folders: int) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(taking.os, "rename", refuse)
    refused = take(home).refused
    assert [(one.path, one.reason) for one in refused] == [("progress/a.csv", "not-movable"), ("progress/b.csv", "not-movable")]
    assert lying(home) == ["progress/a.csv", "progress/b.csv"]


def test_a_folder_made_a_moment_ago_is_left_to_be_filled(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = home.inbox / "progress" / "区发改局"
    folder.mkdir()
    take(home, 30)
    assert folder.exists()
    later(monkeypatch, 31)
    take(home, 30)
    assert not folder.exists()


def test_a_damaged_file_of_the_archive_is_mended_by_what_comes_again(home: Home) -> None:
    drop(home, "progress/a.csv", b"figures")
    (receipt,) = take(home).receipts
    archived = home.archived(receipt.sha256)
    archived.chmod(0o644)
    archived.write_bytes(b"FIGURES")
    drop(home, "progress/a.csv", b"figures")
    take(home)
    assert archived.read_bytes() == b"figures"


def test_halves_of_a_dead_run_are_removed(home: Home) -> None:
    halves = [home.archive / ".4711.tmp", home.receipts / "00000001.tmp"]
    for half in halves:
        half.write_bytes(b"half")
    (home.taking / "token" / "progress").mkdir(parents=True)
    take(home)
    assert not any(half.exists() for half in halves)
    assert not any(home.taking.iterdir())
    assert receipts(home) == []
