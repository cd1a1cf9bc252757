"""`inbox/.taking`: where a file lies between the inbox and the archive, out of reach of those who write to the inbox.

A file is moved there, so that what has come under its name meanwhile is another file. It keeps the names of its folders below
the token of the run that took it: `.taking/TOKEN/progress/区发改局/11月.xlsx`. Where a folder of the inbox is another file
system, it has a `.taking` of its own. Only moving, finding and deleting belong here; what is done with a file
says `receiving`.
"""

from __future__ import annotations

import errno
import os
import stat
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from ingest.home import INBOX_KINDS, TAKING, Home
from ingest.inbox import FOLDER, Seen, folder_at, names_in, opened
from ingest.names import legible

_KINDS = {folder: kind for kind, folder in INBOX_KINDS}


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file in a `.taking`: the folder that holds that, from `inbox/` on, the token of the run, and the file's names below."""

    shelf: tuple[str, ...]
    token: str
    below: tuple[str, ...]
    inode: int = 0
    changed_ns: int = 0

    @property
    def folder(self) -> tuple[str, ...]:
        return (*self.shelf, TAKING, self.token, *self.below[:-1])

    @property
    def name(self) -> str:
        return self.below[-1]

    @property
    def kind(self) -> str:
        return _KINDS[(*self.shelf, *self.below)[0]]

    @property
    def path(self) -> str:
        """Where it was, from `inbox/KIND/` on, legible."""
        return legible("/".join((*self.shelf, *self.below)[1:]))

    @property
    def came_from(self) -> str:
        """Where it was, from `inbox/` on, legible."""
        return legible("/".join((*self.shelf, *self.below)))

    @property
    def lies_in(self) -> str:
        """Where it is, from `inbox/` on, legible."""
        return legible("/".join((*self.folder, self.name)))


def file_system_now(home: Home) -> int:
    """The clock of the file system of the inbox, in ns since 1970: a server's may differ from ours."""
    home.taking.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.utime(home.taking)
    return home.taking.stat().st_ctime_ns


def new_token() -> str:
    return uuid.uuid4().hex


def move(home: Home, path: tuple[str, ...], token: str) -> TakenFile:
    """Move a file, by its names from `inbox/` on, to where it is ours. Raises OSError.

    A path is moved once under one token: what has come under its name since is for the next run.
    """
    try:
        return _move(home, path, TakenFile((), token, path))
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
    return _move(home, path, TakenFile(path[:-1], token, path[-1:]))


def _move(home: Home, path: tuple[str, ...], taken: TakenFile) -> TakenFile:
    with folder_at(home, path[:-1]) as source:
        _make_folders(home, taken)
        with folder_at(home, taken.folder) as target:
            os.rename(path[-1], taken.name, src_dir_fd=source, dst_dir_fd=target)
    return taken


def _make_folders(home: Home, taken: TakenFile) -> None:
    with suppress(FileNotFoundError), folder_at(home, taken.folder):
        return
    for depth in range(len(taken.shelf), len(taken.folder)):
        with folder_at(home, taken.folder[:depth]) as above, suppress(FileExistsError):
            os.mkdir(taken.folder[depth], 0o700, dir_fd=above)


def renamed(home: Home, taken: TakenFile) -> TakenFile:
    """The same file under a new token: what it holds now is no longer what was received under the old one."""
    new = TakenFile(taken.shelf, new_token(), taken.below)
    with folder_at(home, taken.folder) as source:
        _make_folders(home, new)
        with folder_at(home, new.folder) as target:
            os.rename(taken.name, new.name, src_dir_fd=source, dst_dir_fd=target)
    return new


def on_shelf(home: Home, shelf: tuple[str, ...]) -> list[TakenFile]:
    """What lies in the `.taking` of a folder, by where it came from, the oldest first."""
    found: list[TakenFile] = []
    with suppress(OSError), folder_at(home, (*shelf, TAKING)) as folder:  # whose folder it is may have closed it to us
        for token in names_in(folder):
            for below, one in _files(token, folder):
                if len(shelf) + len(below) > 1 and (*shelf, *below)[0] in _KINDS:
                    found.append(TakenFile(shelf, token, below, one.st_ino, one.st_ctime_ns))
    return sorted(found, key=lambda one: (one.came_from, one.changed_ns, one.token))


def _files(name: str, folder: int, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], os.stat_result]]:
    """Everything below a folder that is no folder itself, by its names from there on."""
    with suppress(OSError), opened(name, FOLDER, folder) as inner:
        for entry in names_in(inner):
            found = os.stat(entry, dir_fd=inner, follow_symlinks=False)
            if stat.S_ISDIR(found.st_mode):
                yield from _files(entry, inner, (*above, entry))
            else:
                yield (*above, entry), found


def delete(home: Home, taken: TakenFile, content: Seen) -> None:
    """Delete a file if it is still what was read. One that cannot be deleted stays: its receipt says that it was received."""
    with suppress(OSError), folder_at(home, taken.folder) as folder:
        if Seen.of(os.stat(taken.name, dir_fd=folder, follow_symlinks=False)) == content:
            os.unlink(taken.name, dir_fd=folder)


def tidy(home: Home, shelf: tuple[str, ...]) -> None:
    """Remove the empty folders of a `.taking`, and it itself where it is not that of the inbox."""
    with suppress(OSError), folder_at(home, shelf) as above:
        _remove_empty(TAKING, above, keep=not shelf)


def remove_empty_folders(home: Home, unchanged_since_ns: int) -> None:
    """Sub-folders of the inbox in which nothing is left; one that was made later may be about to be filled."""
    for _, folder in INBOX_KINDS:
        with suppress(FileNotFoundError), folder_at(home, ()) as base:
            _remove_empty(folder, base, keep=True, unchanged_since_ns=unchanged_since_ns)


def _remove_empty(name: str, above: int, *, keep: bool, unchanged_since_ns: int | None = None) -> None:
    """Remove a folder that holds nothing but empty folders. What cannot be opened or removed stays."""
    with suppress(OSError):
        with opened(name, FOLDER, above) as folder:
            changed = os.fstat(folder).st_ctime_ns
            for entry in names_in(folder):
                if stat.S_ISDIR(os.stat(entry, dir_fd=folder, follow_symlinks=False).st_mode):
                    _remove_empty(entry, folder, keep=False, unchanged_since_ns=unchanged_since_ns)
        if not keep and (unchanged_since_ns is None or changed <= unchanged_since_ns):
            os.rmdir(name, dir_fd=above)
