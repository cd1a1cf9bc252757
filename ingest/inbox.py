"""What waits in the inbox, and what lies there that is never taken: a look that changes nothing.

Everything is looked at through descriptors of its folder, and no link is followed on the way, so that what is judged is what is
opened. Only a plain file with one name is ever taken, once it has been left alone for the settle time and no program has
it open for writing.
"""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from ingest.home import INBOX_KINDS, TAKING, Home
from ingest.names import legible

# how long a program may hold a file open without writing before it is taken all the same: a workbook left open over night
HELD_AT_MOST_NS = 3600 * 10**9
# the clock was set back, where a change lies further ahead than this
_CLOCK_SET_BACK_NS = 2 * 10**9
_DEEPEST = 32

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Reason(StrEnum):
    """Why something in the inbox is not taken."""

    LINK = "link"
    HARD_LINK = "hard-link"
    FIFO = "fifo"
    SOCKET = "socket"
    DEVICE = "device"
    DOT_FILE = "dot-file"
    UNREADABLE = "unreadable"
    TOO_DEEP = "too-deep"
    NOT_MOVABLE = "not-movable"
    NO_ROOM = "no-room"


class State(StrEnum):
    READY = "ready"
    SETTLING = "settling"  # changed a moment ago
    HELD = "held"  # a program has it open for writing


@dataclass(frozen=True, slots=True)
class Seen:
    """What tells one content of a file from another without reading it."""

    inode: int
    size: int
    mtime_ns: int

    @classmethod
    def of(cls, found: os.stat_result) -> Seen:
        return cls(found.st_ino, found.st_size, found.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file to be taken. `parts` are the names as the system gives them, from `inbox/KIND/` on; `path` is for people."""

    kind: str
    parts: tuple[str, ...]
    seen: Seen
    age_ns: int  # since it was last changed
    state: State

    @property
    def path(self) -> str:
        return legible("/".join(self.parts))


@dataclass(frozen=True, slots=True)
class Refused:
    """What is not taken and stays where it is; `path` is legible, from `inbox/` on."""

    path: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Inbox:
    waiting: tuple[Waiting, ...]
    refused: tuple[Refused, ...]
    shelves: tuple[tuple[str, ...], ...]  # folders from `inbox/` on that hold a `.taking` of their own


@contextmanager
def opened(name: str, flags: int, folder: int) -> Iterator[int]:
    """A descriptor of what has this name in an open folder. Raises OSError; ELOOP or ENOTDIR for a link."""
    descriptor = os.open(name, flags, dir_fd=folder)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def folder_at(home: Home, parts: tuple[str, ...]) -> Iterator[int]:
    """A descriptor of a folder by its names from `inbox/` on, no link followed."""
    descriptor = os.open(home.inbox, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in parts:
            inner = os.open(part, FOLDER, dir_fd=descriptor)
            os.close(descriptor)
            descriptor = inner
        yield descriptor
    finally:
        os.close(descriptor)


def names_in(folder: int) -> list[str]:
    return sorted(os.listdir(folder))


def has_writer(descriptor: int) -> bool | None:
    """Whether a program of this machine has the file open for writing; None where the system does not say.

    A lease on reading is refused while there is one. It is given back at once: a program that comes meanwhile waits for it.
    """
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)  # which does nothing, unlike that of a lease
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return True if error.errno == errno.EAGAIN else None
    return False


def age_ns(changed_ns: int, now_ns: int) -> int:
    """How long ago a file was changed, by the clock of its file system: by its change time, which nobody can set."""
    age = now_ns - changed_ns
    return HELD_AT_MOST_NS if age < -_CLOCK_SET_BACK_NS else age


def not_plain(found: os.stat_result) -> Reason | None:
    """Why what has been found is no plain file with one name."""
    mode = found.st_mode
    if stat.S_ISREG(mode):
        return Reason.HARD_LINK if found.st_nlink > 1 else None
    if stat.S_ISLNK(mode):
        return Reason.LINK
    if stat.S_ISFIFO(mode):
        return Reason.FIFO
    return Reason.SOCKET if stat.S_ISSOCK(mode) else Reason.DEVICE


class _Looking:
    def __init__(self, settle_ns: int, now_ns: int) -> None:
        self.settle_ns, self.now_ns = settle_ns, now_ns
        self.waiting: list[Waiting] = []
        self.refused: list[Refused] = []
        self.shelves: list[tuple[str, ...]] = []

    def refuse(self, path: tuple[str, ...], reason: Reason) -> None:
        self.refused.append(Refused(legible("/".join(path)), reason))

    def refuse_dot(self, path: tuple[str, ...], found: os.stat_result) -> None:
        """A name that begins with a dot is a program's own: one that it has just made it may soon rename."""
        if age_ns(found.st_ctime_ns, self.now_ns) >= self.settle_ns:
            self.refuse(path, Reason.DOT_FILE)

    def folder(self, kind: str, path: tuple[str, ...], above: int, name: str | None = None) -> None:
        """Look at a folder: `path` from `inbox/` on; `name` where it is to be opened in `above`, else `above` is it."""
        if name is not None:
            try:
                with opened(name, FOLDER, above) as inner:
                    self.folder(kind, path, inner)
            except OSError as error:
                if error.errno != errno.ENOENT:
                    self.refuse(path, Reason.LINK if error.errno in (errno.ELOOP, errno.ENOTDIR) else Reason.UNREADABLE)
            return
        for entry in names_in(above):
            self.entry(kind, (*path, entry), above)

    def entry(self, kind: str, path: tuple[str, ...], folder: int) -> None:
        name = path[-1]
        try:
            found = os.stat(name, dir_fd=folder, follow_symlinks=False)
        except FileNotFoundError:
            return
        except OSError:
            self.refuse(path, Reason.UNREADABLE)
            return
        if stat.S_ISDIR(found.st_mode):
            if name == TAKING:
                self.shelves.append(path[:-1])
            elif name.startswith("."):
                self.refuse_dot(path, found)
            elif len(path) > _DEEPEST:
                self.refuse(path, Reason.TOO_DEEP)
            else:
                self.folder(kind, path, folder, name)
            return
        reason = not_plain(found)
        if reason is not None:
            self.refuse(path, reason)
            return
        if name.startswith("."):
            self.refuse_dot(path, found)
            return
        age = age_ns(found.st_ctime_ns, self.now_ns)
        state = State.SETTLING
        if age >= self.settle_ns:
            try:
                with opened(name, FILE, folder) as descriptor:
                    held = has_writer(descriptor) and age < HELD_AT_MOST_NS
                    state = State.HELD if held else State.READY
            except FileNotFoundError:
                return
            except OSError as error:
                self.refuse(path, Reason.LINK if error.errno == errno.ELOOP else Reason.UNREADABLE)
                return
        self.waiting.append(Waiting(kind, path[1:], Seen.of(found), age, state))


def look(home: Home, settle_ns: int, now_ns: int) -> Inbox:
    """Everything in the inbox, in the order in which it is to be taken. `now_ns` is the clock of its file system."""
    seen = _Looking(settle_ns, now_ns)
    for kind, folder in INBOX_KINDS:
        try:
            with folder_at(home, ()) as base:
                seen.folder(kind, (folder,), base, folder)
        except FileNotFoundError:
            continue
    return Inbox(tuple(seen.waiting), tuple(seen.refused), tuple(seen.shelves))
