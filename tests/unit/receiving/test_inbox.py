"""What lies in the inbox and is never taken: everything but a plain file with one name. It is named, and the rest is taken."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.home import Home
from ingest.inbox import Reason, has_writer, look
from tests.unit.receiving.dropped import contents, drop, lying, take

PRIVATE = "王小明,13900000000"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.create()
    (home.private / "contacts.csv").write_text(PRIVATE, encoding="utf-8")
    return home


def _link(home: Home, path: Path) -> None:
    path.symlink_to(home.private / "contacts.csv")


def _link_to_nowhere(home: Home, path: Path) -> None:
    path.symlink_to(home.root / "nowhere")


def _link_to_a_folder(home: Home, path: Path) -> None:
    path.symlink_to(home.private)


def _link_to_an_empty_folder(home: Home, path: Path) -> None:
    (home.root / "empty").mkdir()
    path.symlink_to(home.root / "empty")


def _link_to_itself(home: Home, path: Path) -> None:
    path.symlink_to(path)


def _hard_link(home: Home, path: Path) -> None:
    path.hardlink_to(home.private / "contacts.csv")


def _fifo(home: Home, path: Path) -> None:
    os.mkfifo(path)


def _socket(home: Home, path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(path))


def _dot_file(home: Home, path: Path) -> None:
    path.with_name(f".{path.name}").write_text(PRIVATE, encoding="utf-8")


def _dot_folder(home: Home, path: Path) -> None:
    folder = path.with_name(f".{path.name}")
    folder.mkdir()
    (folder / "a.csv").write_text(PRIVATE, encoding="utf-8")


NODES: list[tuple[Callable[[Home, Path], None], Reason]] = [
    (_link, Reason.LINK),
    (_link_to_nowhere, Reason.LINK),
    (_link_to_a_folder, Reason.LINK),
    (_link_to_an_empty_folder, Reason.LINK),
    (_link_to_itself, Reason.LINK),
    (_hard_link, Reason.HARD_LINK),
    (_fifo, Reason.FIFO),
    (_socket, Reason.SOCKET),
    (_dot_file, Reason.DOT_FILE),
    (_dot_folder, Reason.DOT_FILE),
]


@pytest.mark.parametrize(("make", "reason"), NODES, ids=[make.__name__[1:] for make, _ in NODES])
def test_what_is_no_plain_file_is_named_and_stays(home: Home, make: Callable[[Home, Path], None], reason: Reason) -> None:
    make(home, home.inbox / "progress" / "a.csv")
    before = lying(home)
    drop(home, "progress/z.csv", b"figures")
    refused = take(home).refused
    assert [one.reason for one in refused] == [reason]
    assert refused[0].path in {"progress/a.csv", "progress/.a.csv"}
    assert contents(home) == [b"figures"]
    assert lying(home) == before
    assert (home.private / "contacts.csv").read_text(encoding="utf-8") == PRIVATE


def test_a_device_is_not_opened(home: Home) -> None:
    try:
        os.mknod(home.inbox / "progress" / "null", 0o600 | 0o020000, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("only root makes devices")
    assert [one.reason for one in take(home).refused] == [Reason.DEVICE]


def test_a_kind_of_file_whose_folder_is_a_link_is_not_followed(home: Home) -> None:
    (home.inbox / "progress").rmdir()
    (home.inbox / "progress").symlink_to(home.private)
    assert [(one.path, one.reason) for one in take(home).refused] == [("progress", Reason.LINK)]
    assert contents(home) == []


@pytest.mark.parametrize("swap", [_link, _hard_link, _fifo], ids=["link", "hard link", "fifo"])
def test_what_takes_the_place_of_a_file_between_look_and_move_is_not_read(
    home: Home, monkeypatch: pytest.MonkeyPatch, swap: Callable[[Home, Path], None]
) -> None:
    path = drop(home, "progress/a.csv", b"figures")
    rename = os.rename

    def swap_and_rename(source: str, target: str, **folders: int) -> None:
        if source == "a.csv":
            path.unlink()
            swap(home, path)
        rename(source, target, **folders)

    monkeypatch.setattr(os, "rename", swap_and_rename)
    take(home)
    monkeypatch.undo()
    assert len(take(home).refused) == 1
    assert len(take(home).refused) == 1
    assert contents(home) == []
    assert (home.private / "contacts.csv").read_text(encoding="utf-8") == PRIVATE


def test_what_cannot_be_read_is_named_and_the_rest_taken(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(home, "progress/a.csv", b"locked")
    drop(home, "progress/locked/b.csv", b"in a locked folder")
    drop(home, "progress/z.csv", b"figures")
    open_ = os.open

    def refuse(path: str | Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if path in {"a.csv", "locked"}:
            raise PermissionError(13, "Permission denied")
        return open_(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", refuse)
    refused = take(home).refused
    assert [(one.path, one.reason) for one in refused] == [
        ("progress/a.csv", Reason.UNREADABLE),
        ("progress/locked", Reason.UNREADABLE),
    ]
    assert contents(home) == [b"figures"]


def test_a_file_that_fails_while_it_is_read_is_named_and_the_rest_taken(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(home, "progress/a.csv", b"bad sector")
    drop(home, "progress/z.csv", b"figures")
    read, calls = os.read, []

    def fail_first(descriptor: int, size: int) -> bytes:
        calls.append(descriptor)
        if len(calls) == 1:
            raise OSError(5, "Input/output error")
        return read(descriptor, size)

    monkeypatch.setattr(os, "read", fail_first)
    assert [one.reason for one in take(home).refused] == [Reason.UNREADABLE]
    assert contents(home) == [b"figures"]


def test_a_file_for_which_there_is_no_room_stops_nobody(home: Home) -> None:
    with (home.inbox / "progress" / "a.csv").open("wb") as sparse:
        sparse.truncate(1 << 43)
    drop(home, "progress/z.csv", b"figures")
    assert [(one.path, one.reason) for one in take(home).refused] == [("progress/a.csv", Reason.NO_ROOM)]
    assert contents(home) == [b"figures"]


def test_a_place_for_what_is_taken_that_somebody_else_closed_stops_nobody(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(home, "progress/share/.taking/token/a.csv", b"x")
    drop(home, "progress/z.csv", b"figures")
    open_ = os.open

    def refuse(path: str | Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if path == ".taking" and "share" in str(Path(f"/proc/self/fd/{dir_fd}").readlink()):
            raise PermissionError(13, "Permission denied")
        return open_(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", refuse)
    take(home)
    assert contents(home) == [b"figures"]


def test_folders_are_followed_so_far(home: Home) -> None:
    drop(home, "progress/" + "d/" * 20 + "a.csv", b"deep")
    drop(home, "progress/" + "e/" * 40 + "a.csv", b"too deep")
    assert [one.reason for one in take(home).refused] == [Reason.TOO_DEEP]
    assert contents(home) == [b"deep"]


def test_a_program_that_opens_a_file_which_is_looked_at_ends_nobody(home: Home) -> None:
    """A lease that is broken is told by a signal, which ends a process that does not expect it."""
    path = drop(home, "progress/a.csv", b"x")
    script = "import sys\nfor _ in range(3000): open(sys.argv[1], 'ab').close()"
    with subprocess.Popen([sys.executable, "-c", script, str(path)]) as writer, path.open("rb") as file:
        seen = set()
        while writer.poll() is None:
            seen.add(has_writer(file.fileno()))
    assert writer.returncode == 0
    assert False in seen


NAMES = {
    "区发改局11月.csv".encode("gb18030"): "区发改局11月.csv",
    "区发改局".encode("gb18030") + b"\xff.csv": "",  # in no encoding
    b"a\nb\x1b[31m.csv": "a␊b␛[31m.csv",
    ("长" * 81 + ".csv").encode(): "长" * 81 + ".csv",
    ("x" * 251 + ".csv").encode(): "x" * 251 + ".csv",
    "青溪县\u202egnp.csv".encode(): "青溪县gnp.csv",
    b"-rf *.csv": "-rf *.csv",
}


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_is_taken_whatever_its_bytes_and_told_legibly(home: Home, name: bytes) -> None:
    folder = os.fsencode(home.inbox / "progress")
    Path(os.fsdecode(os.path.join(folder, name))).write_bytes(b"x")  # noqa: PTH118 -- bytes
    (receipt,) = take(home).receipts
    told = receipt.file_name
    assert told.isprintable()
    assert told.encode()
    if b"\xff" not in name:
        assert told == NAMES[name]
    assert (receipt.inbox_path, lying(home)) == (told, [])


def test_a_look_changes_nothing(home: Home) -> None:
    path = drop(home, "progress/a.csv", b"x")
    before = path.stat()
    seen = look(home, 0, before.st_ctime_ns)
    assert [one.path for one in seen.waiting] == ["a.csv"]
    assert (path.stat().st_ino, path.stat().st_ctime_ns) == (before.st_ino, before.st_ctime_ns)
