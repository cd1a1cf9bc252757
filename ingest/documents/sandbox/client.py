"""The way into the sandbox: one server a process of ours, started when it is first needed and anew when it has died."""

from __future__ import annotations

import atexit
import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from ingest.documents.child import kept_environment
from ingest.documents.sandbox.allowance import Allowance, End, StoppedError
from ingest.documents.sandbox.frames import read_frame, write_frame

_ROOT = Path(__file__).resolve().parents[3]
_SERVER = "ingest.documents.sandbox.server"
_FIRST = "ingest.documents.reading_task"
_PATIENCE = 60  # seconds beyond a task's own that the server has to answer
_LAST_SECONDS = 5
_TRIES = 2


@dataclass(frozen=True, slots=True)
class _Server:
    """A running server, the descriptors of our ends of its pipes, and the process of ours that started it."""

    process: subprocess.Popen[bytes]
    requests: int
    replies: int
    owner: int

    def close_pipes(self) -> None:
        os.close(self.requests)
        os.close(self.replies)


def _started() -> _Server:
    taken, requests = os.pipe()
    replies, given = os.pipe()
    paths = os.pathsep.join([str(_ROOT), *(path for path in sys.path if path)])
    try:
        process = subprocess.Popen(
            [sys.executable, "-S", "-P", "-m", _SERVER, _FIRST],
            stdin=taken,
            stdout=given,
            env={**kept_environment(), "PYTHONPATH": paths},
            start_new_session=True,  # an interrupt at the terminal is for us
        )
    finally:
        os.close(taken)
        os.close(given)
    return _Server(process, requests, replies, os.getpid())


class Sandbox:
    """A server and the way to it. One task at a time; it may be called by any thread, and in a fork of the process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._server: _Server | None = None

    def start(self) -> None:
        """Start the server and do not wait for it."""
        with self._lock:
            self._running()

    def run(self, task: str, words: Any, parts: Sequence[bytes], allowed: Allowance) -> bytes:
        """What the task gives: `task` is a function of ours by its dotted name, `words` anything that JSON holds.

        Raises StoppedError where it gives nothing, OSError where the machine is at fault.
        """
        header = [task, words, astuple(allowed)]
        with self._lock:
            for _ in range(_TRIES):
                try:
                    (end, how), (reply,) = _asked(self._running(), header, parts, allowed.wall_seconds + _PATIENCE)
                    break
                except (EOFError, BrokenPipeError):
                    self._forget()  # it may have died long ago, and not of this file
                except BaseException:
                    self._forget()  # half a reply may be on the pipe
                    raise
            else:
                raise StoppedError(End.CRASH, "the server died")
        if end == End.MACHINE:
            raise OSError(int(how), os.strerror(int(how)))
        if end != End.DONE:
            raise StoppedError(End(end), how)
        return reply

    def close(self) -> None:
        """End the server."""
        with self._lock:
            self._forget()

    def _running(self) -> _Server:
        if self._server is not None and self._server.owner != os.getpid():
            self._server.close_pipes()  # it is of the process that this is a fork of, which goes on with it
            self._server = None
        if self._server is None:
            self._server = _started()
        return self._server

    def _forget(self) -> None:
        server, self._server = self._server, None
        if server is None or server.owner != os.getpid():
            return
        server.close_pipes()  # it then ends by itself, and tidies up
        try:
            server.process.wait(_LAST_SECONDS)
        except subprocess.TimeoutExpired:
            server.process.kill()
            server.process.wait()


def _asked(server: _Server, header: Any, parts: Sequence[bytes], seconds: int) -> tuple[Any, list[bytes]]:
    """What the server answers. Raises EOFError where it does not, BrokenPipeError where it does not listen."""
    write_frame(server.requests, header, parts)
    deadline = time.monotonic() + seconds
    poll = select.poll()
    poll.register(server.replies, select.POLLIN)

    def wait() -> None:
        if not poll.poll(max(deadline - time.monotonic(), 0) * 1000):
            raise EOFError

    return read_frame(server.replies, wait)


@cache
def shared() -> Sandbox:
    """The sandbox of this process; it is closed when the process ends."""
    sandbox = Sandbox()
    atexit.register(sandbox.close)
    return sandbox
