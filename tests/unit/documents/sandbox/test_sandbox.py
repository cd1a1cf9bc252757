"""Whatever a task does, it ends within its limits, it is said how, and the next task knows nothing of it."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
from ast import literal_eval
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ingest.documents.sandbox.allowance import Allowance, End, StoppedError
from ingest.documents.sandbox.client import Sandbox

HERE = "tests.unit.documents.sandbox.hostile_tasks"
ALLOWED = Allowance(
    cpu_seconds=20, wall_seconds=60, memory_bytes=256 << 20, program_bytes=1 << 30, file_bytes=1 << 20, reply_bytes=1 << 20
)
BRIEF = replace(ALLOWED, cpu_seconds=1, wall_seconds=2)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    made = Sandbox()
    yield made
    made.close()


def run(sandbox: Sandbox, task: str, words: Any = None, *parts: bytes, allowed: Allowance = ALLOWED) -> bytes:
    return sandbox.run(f"{HERE}.{task}", words, parts, allowed)


def works(sandbox: Sandbox) -> bool:
    return run(sandbox, "echo", "甲", b"1", b"2") == "甲:1+2".encode()


@pytest.mark.parametrize(
    ("task", "allowed", "end", "how"),
    [
        ("loops", BRIEF, End.TIME, ""),
        ("sleeps", BRIEF, End.TIME, ""),
        ("ignores_the_signal", BRIEF, End.TIME, ""),
        ("allocates", ALLOWED, End.MEMORY, ""),
        ("runs_out_of_memory_in_c", ALLOWED, End.MEMORY, ""),
        ("segfaults", ALLOWED, End.CRASH, "SIGSEGV"),
        ("exits", ALLOWED, End.CRASH, "exit 3"),
        ("exits_as_if_it_were_done", ALLOWED, End.CRASH, "exit 0"),
        ("raises", ALLOWED, End.CRASH, "KeyError，hostile_tasks.py"),
        ("recurses", ALLOWED, End.CRASH, "RecursionError，hostile_tasks.py"),
        ("interrupts", ALLOWED, End.CRASH, "SystemExit，hostile_tasks.py"),
        ("writes_a_giant_file", ALLOWED, End.OUTPUT, ""),
        ("opens_many_files", ALLOWED, End.CRASH, "OSError，hostile_tasks.py"),
        ("closes_its_end", ALLOWED, End.CRASH, "SIGKILL"),
        ("kills_the_server", ALLOWED, End.CRASH, "the server died"),
    ],
)
def test_it_is_said_how_a_task_was_stopped(sandbox: Sandbox, task: str, allowed: Allowance, end: End, how: str) -> None:
    with pytest.raises(StoppedError) as stopped:
        run(sandbox, task, allowed=allowed)
    assert (stopped.value.end, stopped.value.how.partition(":")[0]) == (end, how)
    assert works(sandbox)


def test_a_reply_may_be_so_long_and_no_longer(sandbox: Sandbox) -> None:
    assert len(run(sandbox, "replies_without_end", (1 << 20) - 1)) == (1 << 20) - 1
    with pytest.raises(StoppedError) as stopped:
        run(sandbox, "replies_without_end", 1 << 20)
    assert stopped.value.end is End.OUTPUT


def test_parts_of_any_size_come_whole(sandbox: Sandbox) -> None:
    part = os.urandom(5 << 20)
    wide = replace(ALLOWED, reply_bytes=1 << 30)
    assert run(sandbox, "echo", 1, part, b"", allowed=wide) == b"1:" + part + b"+"


def test_a_fault_of_the_machine_is_no_fault_of_the_file(sandbox: Sandbox) -> None:
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)) as error:
        run(sandbox, "finds_the_disk_full")
    assert error.value.errno == errno.ENOSPC


def test_a_task_finds_nothing_of_the_one_before_it(sandbox: Sandbox) -> None:
    assert [run(sandbox, "remembers", number) for number in (1, 2)] == [b"[1]", b"[2]"]
    with pytest.raises(StoppedError):
        run(sandbox, "leaves_a_file")
    assert run(sandbox, "lists_its_folder") == b"[]"


def test_what_a_task_has_started_ends_with_it(sandbox: Sandbox, tmp_path: Path) -> None:
    """Reading ends when nobody holds the writing end of the pipe any more."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(StoppedError):
        run(sandbox, "leaves_a_program", str(pipe))
    os.set_blocking(reading, True)
    assert os.read(reading, 64) == b"held"
    assert os.read(reading, 64) == b""
    os.close(reading)


def test_it_knows_no_secret_and_writes_no_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", "geheim")
    made = Sandbox()
    password, core, folder = literal_eval(run(made, "tells_of_itself").decode())
    assert (password, core) == (None, 0)
    assert Path(folder).is_dir()
    made.close()
    assert not Path(folder).exists()


def may_have_namespaces() -> bool:
    return (
        subprocess.run(["unshare", "--net", "--map-root-user", "true"], stderr=subprocess.DEVNULL, check=False).returncode == 0
    )


@pytest.mark.skipif(not may_have_namespaces(), reason="this system lets nobody take the network away from a process")
def test_it_has_no_network(sandbox: Sandbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(StoppedError) as stopped:
        run(sandbox, "calls_home", server.getsockname()[1])
    assert stopped.value.end is End.CRASH


def test_what_is_printed_is_no_reply(sandbox: Sandbox) -> None:
    assert run(sandbox, "prints") == b"a reply"


def test_a_server_that_has_died_is_started_anew() -> None:
    made = Sandbox()
    server = int(run(made, "tells_its_server"))
    os.kill(server, signal.SIGKILL)
    assert works(made)
    assert int(run(made, "tells_its_server")) != server
    made.close()


def test_a_fork_has_a_server_of_its_own(sandbox: Sandbox) -> None:
    server = run(sandbox, "tells_its_server")
    child = os.fork()
    if child == 0:
        other = run(sandbox, "tells_its_server")
        sandbox.close()
        os._exit(other == server)
    assert os.waitpid(child, 0)[1] == 0
    assert run(sandbox, "tells_its_server") == server
