"""Tasks that a file could turn a reader into, for the tests of the sandbox."""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NoReturn

from ingest.documents.reading_task import read

_SEEN: list[int] = []


def echo(words: Any, *parts: bytes) -> bytes:
    return f"{words}:".encode() + b"+".join(parts)


def loops(_: Any, *__: bytes) -> bytes:
    while True:
        pass


def sleeps(_: Any, *__: bytes) -> bytes:
    time.sleep(3600)
    return b""


def ignores_the_signal(_: Any, *__: bytes) -> bytes:
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    return loops(None)


def allocates(_: Any, *__: bytes) -> bytes:
    held = [bytearray(1 << 20)]
    while True:
        held.append(bytearray(1 << 20))


def runs_out_of_memory_in_c(_: Any, *__: bytes) -> bytes:
    raise OSError(errno.ENOMEM, "no memory")


def segfaults(_: Any, *__: bytes) -> bytes:
    return ctypes.string_at(0)


def exits(_: Any, *__: bytes) -> NoReturn:
    os._exit(3)


def exits_as_if_it_were_done(_: Any, *__: bytes) -> NoReturn:
    os._exit(0)


def raises(_: Any, *__: bytes) -> bytes:
    raise KeyError("\x07\u202e" * 5000)


def recurses(words: Any, *parts: bytes) -> bytes:
    return recurses(words, *parts)


def interrupts(_: Any, *__: bytes) -> NoReturn:
    sys.exit(0)


def writes_a_giant_file(_: Any, *__: bytes) -> bytes:
    with tempfile.NamedTemporaryFile() as file:
        while True:
            file.write(bytes(1 << 20))


def replies_without_end(size: int, *_: bytes) -> bytes:
    return bytes(size)


def opens_many_files(_: Any, *__: bytes) -> bytes:
    return str([os.open(os.devnull, os.O_RDONLY) for _ in range(10_000)]).encode()


def finds_the_disk_full(_: Any, *__: bytes) -> bytes:
    raise OSError(errno.ENOSPC, "full")


def closes_its_end(_: Any, *__: bytes) -> bytes:
    os.closerange(3, 64)
    time.sleep(3600)
    return b""


def kills_the_server(_: Any, *__: bytes) -> bytes:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(3600)
    return b""


def leaves_a_file(_: Any, *__: bytes) -> bytes:
    Path(tempfile.gettempdir(), "left").write_bytes(b"left")
    os._exit(1)


def lists_its_folder(_: Any, *__: bytes) -> bytes:
    return str(list(Path(tempfile.gettempdir()).iterdir())).encode()


def leaves_a_program(pipe: str, *_: bytes) -> bytes:
    """Starts a program of a session of its own, which holds the writing end of a pipe and would sleep for long."""
    code = f"import time; held = open({pipe!r}, 'w'); held.write('held'); held.flush(); print(1, flush=True); time.sleep(3600)"
    program = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True)
    assert program.stdout is not None
    program.stdout.readline()
    os._exit(1)


def remembers(number: int, *_: bytes) -> bytes:
    _SEEN.append(number)
    return str(_SEEN).encode()


def tells_of_itself(_: Any, *__: bytes) -> bytes:
    return repr((os.environ.get("MAIL_PASSWORD"), resource.getrlimit(resource.RLIMIT_CORE)[1], str(Path.cwd()))).encode()


def calls_home(port: int, *_: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=5):
        return b"connected"


def prints(_: Any, *__: bytes) -> bytes:
    os.write(1, b"not a reply")
    print("not a reply", flush=True)
    return b"a reply"


def says_what_is_no_document(reply: str, *_: bytes) -> bytes:
    return reply.encode()


def tells_its_server(_: Any, *__: bytes) -> bytes:
    return str(os.getppid()).encode()


def reads_or_crashes(words: Any, data: bytes) -> bytes:
    """The reader, but for files of some names."""
    return segfaults(words) if "坏" in words[0] else read(words, data)
