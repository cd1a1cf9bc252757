"""The processes of one trial, known by a variable that each of them inherits."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TRIAL = "THREEKEY_TEST_TRIAL"
_TICKS = os.sysconf("SC_CLK_TCK")
_PAUSE = 0.2  # looking at every process of the machine costs, too


@dataclass(frozen=True, slots=True)
class Process:
    pid: int
    session: int
    cpu: float  # seconds, with those of its children that it has waited for
    command: str


def _read(folder: Path, trial: str) -> Process | None:
    try:
        if f"{TRIAL}={trial}".encode() not in (folder / "environ").read_bytes().split(b"\0"):
            return None
        stat = (folder / "stat").read_text().rpartition(")")[2].split()
        command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:  # gone meanwhile
        return None
    if stat[0] == "Z":
        return None
    return Process(int(folder.name), int(stat[3]), sum(map(int, stat[11:15])) / _TICKS, command)


def processes(trial: str) -> list[Process]:
    """Every process of a trial that is alive."""
    found = (_read(folder, trial) for folder in Path("/proc").iterdir() if folder.name.isdigit())
    return [process for process in found if process is not None]


def kill(pids: list[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def until(is_so: Callable[[], bool], seconds: float) -> bool:
    """Whether something comes true within so many seconds."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(_PAUSE)
    return True
