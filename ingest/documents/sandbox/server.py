"""Run as a program: does tasks for the client on its standard input and output, each in a child of its own.

The server imports the code of the tasks, so that a child need not, and never looks into a file itself. It ends when the
client does. A task is a function of ours by its dotted name, `(words, *parts) -> bytes`. What its module has as `warm_up` is
called once, before the first task of that module, so that every child finds what is made once: modules, patterns, words. The
program's arguments name the modules of the first tasks.
"""

from __future__ import annotations

import errno
import gc
import os
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple, NoReturn

from ingest.documents.confined import die_with_parent, no_network, no_new_rights, take_orphans
from ingest.documents.sandbox.allowance import Allowance, End
from ingest.documents.sandbox.frames import read_frame, write_all, write_frame

Task = Callable[..., bytes]

_PIECE = 1 << 20
_OPEN_FILES = 64
_OUT_OF_MEMORY, _TOO_MUCH = 71, 72  # exit statuses: there may be no memory left to say more
_DONE, _FAILED, _MACHINE = b"+", b"-", b"!"  # the first byte of what a child says
_OF_THE_MACHINE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS})
_LONGEST_HOW = 200


class Ended(NamedTuple):
    end: End
    how: str = ""
    reply: bytes = b""


def main() -> None:
    requests, replies = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)  # whatever prints must not be taken for a reply
    no_new_rights()
    no_network()
    take_orphans()
    private = Path(tempfile.mkdtemp(prefix="threekey-"))
    os.environ["TMPDIR"] = os.environ["HOME"] = tempfile.tempdir = str(private)
    os.chdir(private)
    for name in sys.argv[1:]:
        _ready(name)
    try:
        while True:
            (task, words, allowed), parts = read_frame(requests)
            ended = _done(_function(task), words, parts, Allowance(*allowed), requests)
            _emptied(private)
            write_frame(replies, [ended.end, ended.how], [ended.reply])
    except (EOFError, BrokenPipeError):  # the client has ended
        pass
    finally:
        shutil.rmtree(private, ignore_errors=True)


def _function(name: str) -> Task:
    module, _, function = name.rpartition(".")
    found: Task = getattr(_ready(module), function)
    return found


@cache
def _ready(name: str) -> ModuleType:
    """The module of a task, warmed up."""
    module = import_module(name)
    if hasattr(module, "warm_up"):
        module.warm_up()
    gc.collect()
    gc.freeze()  # a collection in a child would copy every page of what the server has
    return module


def _done(task: Task, words: Any, parts: list[bytes], allowed: Allowance, client: int) -> Ended:
    """Lets a child do the task, and ends it and whatever it has started."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _child(task, words, parts, allowed, writing)
    os.close(writing)
    try:
        said = _heard(reading, client, allowed)
    finally:
        os.close(reading)
        # a child that has said all is on its way out: its status stays what it was
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        _end_orphans()
    return said if isinstance(said, Ended) else _ended(os.waitstatus_to_exitcode(status), said)


def _heard(reading: int, client: int, allowed: Allowance) -> bytes | Ended:
    """All that a child says, or why it is not listened to any more. Raises EOFError where the client has ended."""
    deadline = time.monotonic() + allowed.wall_seconds
    poll = select.poll()
    poll.register(reading, select.POLLIN)
    poll.register(client, 0)  # tells of its end only
    said = bytearray()
    while True:
        left = deadline - time.monotonic()
        events = dict(poll.poll(max(left, 0) * 1000))
        if client in events:
            raise EOFError
        if not events:
            return Ended(End.TIME)
        piece = os.read(reading, _PIECE)
        if not piece:
            return bytes(said)
        said += piece
        if len(said) > allowed.reply_bytes:
            return Ended(End.OUTPUT)


def _ended(status: int, said: bytes) -> Ended:
    """How a child has ended, by its exit status (below 0: the signal) and what it said."""
    kind, rest = said[:1], said[1:]
    if status == 0 and kind == _DONE:
        return Ended(End.DONE, reply=rest)
    if status == 0 and kind in {_FAILED, _MACHINE}:
        how = rest[:_LONGEST_HOW].decode("utf-8", "replace")
        return Ended(End.CRASH if kind == _FAILED else End.MACHINE, how)
    if status == -signal.SIGXCPU:
        return Ended(End.TIME)
    if status == _OUT_OF_MEMORY:
        return Ended(End.MEMORY)
    if status in {_TOO_MUCH, -signal.SIGXFSZ}:
        return Ended(End.OUTPUT)
    if status < 0:
        return Ended(End.CRASH, signal.Signals(-status).name if -status in set(signal.Signals) else f"signal {-status}")
    return Ended(End.CRASH, f"exit {status}")


def _child(task: Task, words: Any, parts: list[bytes], allowed: Allowance, writing: int) -> NoReturn:
    status = 0
    try:
        die_with_parent()
        _confine(allowed)
        reply = task(words, *parts)
        write_all(writing, _DONE)
        write_all(writing, reply)
    except MemoryError:
        status = _OUT_OF_MEMORY
    except OSError as error:
        if error.errno == errno.ENOMEM:
            status = _OUT_OF_MEMORY
        elif error.errno == errno.EFBIG:
            status = _TOO_MUCH
        else:
            write_all(writing, _MACHINE + str(error.errno).encode() if error.errno in _OF_THE_MACHINE else _failed(error))
    except BaseException as error:  # noqa: BLE001 - whatever it was, it is told
        write_all(writing, _failed(error))
    finally:
        os._exit(status)


def _failed(error: BaseException) -> bytes:
    """An exception by its name and the line of code that it came from."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return _FAILED + f"{type(error).__name__}，{Path(last.filename).name}:{last.lineno}".encode()


def _confine(allowed: Allowance) -> None:
    """Takes the limits. Those on programs that the task starts are theirs to lower (`confined`), so they are the hard ones."""
    most = max(allowed.memory_bytes, allowed.program_bytes)
    for what, soft, hard in (
        (resource.RLIMIT_CPU, allowed.cpu_seconds, allowed.wall_seconds),
        (resource.RLIMIT_AS, allowed.memory_bytes, most),
        (resource.RLIMIT_FSIZE, allowed.file_bytes, allowed.file_bytes),
        (resource.RLIMIT_NOFILE, _OPEN_FILES, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        resource.setrlimit(what, (soft, hard))


def _end_orphans() -> None:
    """Ends what a child has started and left behind: the system has made them ours."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    while children.exists() and (pids := children.read_text().split()):
        for pid in map(int, pids):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)


def _emptied(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
