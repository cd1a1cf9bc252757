"""Receiving: every file in the inbox into the archive, in an order that neither a crash nor a writer can hurt.

1. A file that has settled is moved to `.taking` (`taking.py`).
2. It is read to the end, and counts only if it was left alone for so long and no program has it open for writing.
3. The bytes are archived, then the receipts are written, all of it safe on disk.
4. Only then is it deleted, if it is still what was read. Where the system does not say who has it open, it stays in
   `.taking` until a later run, and what has been written to it by then is received as well.

What a run that died has left in `.taking` is taken again by the next: by its token it is known whether it has a receipt.
"""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

from ingest import archive, home_format, taking
from ingest.archive import Receipt
from ingest.home import INBOX_KINDS, Home
from ingest.inbox import (
    FILE,
    HELD_AT_MOST_NS,
    Inbox,
    Reason,
    Refused,
    Seen,
    State,
    Waiting,
    age_ns,
    folder_at,
    has_writer,
    look,
    not_plain,
    opened,
)
from ingest.names import legible
from ingest.taking import TakenFile, file_system_now

_SECOND = 10**9
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Received:
    """What a refresh took. `left` changed a moment ago or is still being written; `refused` is never taken. Both are told by
    legible paths from `inbox/` on."""

    receipts: tuple[Receipt, ...] = ()
    left: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()


class _UnreadableError(Exception):
    """The file cannot be read to its end: nothing of it is taken."""


def unfinished(home: Home, seen: Inbox) -> list[TakenFile]:
    """What lies in `.taking` and has no receipt yet: a run that died has left it."""
    done = {(receipt.token, receipt.inode) for receipt in archive.receipts(home)}
    lying = (one for shelf in ((), *seen.shelves) for one in taking.on_shelf(home, shelf))
    return [one for one in lying if (one.token, one.inode) not in done]


def receive(
    home: Home,
    as_of: dt.date,
    received_at: dt.datetime,
    *,
    settle: dt.timedelta,
    pause: Callable[[float], None] = time.sleep,
) -> Received:
    """Take every file that has settled; one that changed a moment ago is waited for, for at most the time to `settle`.

    Only for whoever has the home's turn. Raises OSError when the archive cannot be written.
    """
    home.create()
    home_format.begin(home)
    archive.remove_halves(home)
    settle_ns = int(settle.total_seconds() * _SECOND)
    _wait(home, settle_ns, pause)
    run = _Run(home, as_of, received_at, settle_ns, file_system_now(home))
    seen = look(home, settle_ns, run.now_ns)
    shelves = ((), *seen.shelves)
    lying = [one for shelf in shelves for one in taking.on_shelf(home, shelf)]
    for kind, folder in INBOX_KINDS:
        for taken in lying:
            if taken.kind == kind:
                run.again(taken)
        for waiting in seen.waiting:
            if waiting.kind == kind:
                run.take(waiting, folder)
    archive.write_receipts(home, run.new)
    for taken, content in run.done:
        taking.delete(home, taken, content)
    for shelf in shelves:
        taking.tidy(home, shelf)
    taking.remove_empty_folders(home, file_system_now(home) - settle_ns)
    return Received(tuple(run.new), tuple(run.left), (*seen.refused, *run.refused))


def _wait(home: Home, settle_ns: int, pause: Callable[[float], None]) -> None:
    """Until nothing is settling any more, for at most the time to settle."""
    waited = 0
    while waited < settle_ns:
        now_ns = file_system_now(home)
        seen = look(home, settle_ns, now_ns)
        ages = [one.age_ns for one in seen.waiting if one.state is State.SETTLING]
        ages += [age for one in unfinished(home, seen) if (age := age_ns(one.changed_ns, now_ns)) < settle_ns]
        if not ages:
            return
        step = min(max(settle_ns - min(ages), _SECOND // 10), settle_ns - waited)
        pause(step / _SECOND)
        waited += step


@dataclass
class _Run:
    """What one refresh has taken so far."""

    home: Home
    as_of: dt.date
    received_at: dt.datetime
    settle_ns: int
    now_ns: int
    new: list[Receipt] = field(default_factory=list)
    done: list[tuple[TakenFile, Seen]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def __post_init__(self) -> None:
        known = archive.receipts(self.home)
        self.by_token = {(receipt.token, receipt.inode): receipt for receipt in known if receipt.token}
        self.token = taking.new_token()
        self.seq = known[-1].seq if known else 0

    def take(self, waiting: Waiting, folder: str) -> None:
        """Move a file that has settled, and receive it if it is the one that was looked at."""
        path = (folder, *waiting.parts)
        if waiting.state is not State.READY:
            self.left.append(legible("/".join(path)))
            return
        if not archive.has_room(self.home, waiting.seen.size):
            self.refused.append(Refused(legible("/".join(path)), Reason.NO_ROOM))
            return
        try:
            taken = taking.move(self.home, path, self.token)
        except FileNotFoundError:
            return
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise
            self.refused.append(Refused(legible("/".join(path)), Reason.NOT_MOVABLE))
            return
        self._with_descriptor(taken, lambda descriptor: self._finish(taken, descriptor, waiting.age_ns, waiting.seen))

    def again(self, taken: TakenFile) -> None:
        """What an earlier run has left: received, if it has no receipt or another content than that says."""
        self._with_descriptor(taken, lambda descriptor: self._again(taken, descriptor))

    def _with_descriptor(self, taken: TakenFile, do: Callable[[int], None]) -> None:
        with ExitStack() as stack:
            try:
                folder = stack.enter_context(folder_at(self.home, taken.folder))
                descriptor = stack.enter_context(opened(taken.name, FILE, folder))
            except OSError as error:
                reason = Reason.LINK if error.errno == errno.ELOOP else Reason.UNREADABLE
                self.refused.append(Refused(taken.lies_in, reason))
                return
            try:
                do(descriptor)
            except _UnreadableError:
                self.refused.append(Refused(taken.lies_in, Reason.UNREADABLE))

    def _again(self, taken: TakenFile, descriptor: int) -> None:
        found = os.fstat(descriptor)
        age = age_ns(found.st_ctime_ns, self.now_ns)
        receipt = self.by_token.get((taken.token, found.st_ino))
        if receipt is None:
            if age < self.settle_ns:
                self.left.append(taken.came_from)
                return
        elif _sha256(descriptor) == receipt.sha256:
            if archive.fault(self.home, receipt.sha256):
                archive.keep(self.home, *archive.write_copy(self.home, _chunks(descriptor))[:2])
                archive.to_disk([self.home.archived(receipt.sha256)])
            if has_writer(descriptor) is False or age >= HELD_AT_MOST_NS:
                self.done.append((taken, Seen.of(found)))
            return
        else:
            try:
                taken = taking.renamed(self.home, taken)
            except OSError:
                self.refused.append(Refused(taken.lies_in, Reason.NOT_MOVABLE))
                return
        self._finish(taken, descriptor, age, Seen.of(found))

    def _finish(self, taken: TakenFile, descriptor: int, age: int, expected: Seen) -> None:
        """Archive what has been moved and write its receipt, unless it is another file or somebody is still at it."""
        found = os.fstat(descriptor)
        writer = has_writer(descriptor)
        if Seen.of(found) != expected or (writer and age < HELD_AT_MOST_NS):
            self.left.append(taken.came_from)
        elif (reason := not_plain(found)) is not None:
            self.refused.append(Refused(taken.lies_in, reason))
        else:
            self._receive(taken, descriptor, found, is_final=writer is False)

    def _receive(self, taken: TakenFile, descriptor: int, found: os.stat_result, *, is_final: bool) -> None:
        copy, sha256, size = archive.write_copy(self.home, _chunks(descriptor))
        after = os.fstat(descriptor)
        if size != found.st_size or Seen.of(after) != Seen.of(found) or after.st_ctime_ns != found.st_ctime_ns:
            copy.unlink()
            self.left.append(taken.came_from)
            return
        archive.keep(self.home, copy, sha256)
        self.seq += 1
        receipt = Receipt(
            seq=self.seq,
            as_of=self.as_of.isoformat(),
            received_at=self.received_at.astimezone(dt.UTC).isoformat(timespec="seconds"),
            kind=taken.kind,
            inbox_path=taken.path,
            file_name=taken.path.rpartition("/")[2],
            sha256=sha256,
            size_bytes=size,
            inode=found.st_ino,
            mtime_ns=found.st_mtime_ns,
            token=taken.token,
        )
        self.new.append(receipt)
        if is_final:
            self.done.append((taken, Seen.of(found)))


def _chunks(descriptor: int) -> Iterator[bytes]:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        while chunk := os.read(descriptor, _CHUNK):
            yield chunk
    except OSError as error:
        raise _UnreadableError from error


def _sha256(descriptor: int) -> str:
    digest = hashlib.sha256()
    for chunk in _chunks(descriptor):
        digest.update(chunk)
    return digest.hexdigest()
