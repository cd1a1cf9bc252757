"""Who holds a database file that only dbt of this home's run may hold: a dbt whose run was killed, or somebody's own program.

The run that asks has the home's turn, so a dbt at work in the warehouse is nobody's any more. It is waited for, named, and
ended if it is ours, which its own environment and command prove; what is not ours is named and left alone.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60.0  # seconds: a build that has lost its reader is over by then, as a rule
GRACE = 10.0  # seconds between asking a process to end and ending it
_PAUSE = 0.5
_PROC = Path("/proc")
_OURS = "threekey-dbt"


@dataclass(frozen=True, slots=True)
class Owner:
    """A process that has a file open. `is_ours`: dbt of a run of this home."""

    pid: int
    command: str
    is_ours: bool


class HeldError(Exception):
    """The file is in the hands of a program that is not ours."""

    def __init__(self, path: Path, owner: Owner) -> None:
        super().__init__(f"{path} {owner.pid} {owner.command}")
        self.path, self.owner = path, owner


def owners(path: Path) -> Iterator[Owner]:
    """The other processes that have the file open, as far as the system lets this one see."""
    sought = str(path.resolve())
    for process in _PROC.iterdir():
        if not process.name.isdigit() or int(process.name) == os.getpid():
            continue
        try:
            if not any(str(link.readlink()) == sought for link in (process / "fd").iterdir()):
                continue
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
            given = (process / "environ").read_bytes().decode(errors="replace").split("\0")
        except OSError:  # gone meanwhile, or another user's
            continue
        yield Owner(int(process.name), command, _OURS in command and f"THREEKEY_WAREHOUSE={sought}" in given)


def _wait(path: Path, seconds: float, clock: Callable[[], float], sleep: Callable[[float], None]) -> list[Owner]:
    until = clock() + seconds
    while (left := list(owners(path))) and clock() < until:
        sleep(_PAUSE)
    return left


def free(
    path: Path,
    say: Callable[[str], None],
    *,
    patience: float = PATIENCE,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Wait until nobody else has the file open. Raises HeldError where that is a program that is not ours."""
    if not path.exists() or not (left := list(owners(path))):
        return
    for owner in left:
        say(f"{path} is held by process {owner.pid} ({owner.command}); waiting for at most {patience:.0f} s")
    for sent in (signal.SIGTERM, signal.SIGKILL):
        left = _wait(path, patience if sent is signal.SIGTERM else GRACE, clock, sleep)
        for owner in left:
            if not owner.is_ours:
                raise HeldError(path, owner)
            say(f"process {owner.pid} is dbt of a run of this home that is gone: ending it ({sent.name})")
            try:
                os.kill(owner.pid, sent)
            except ProcessLookupError:
                continue
    _wait(path, GRACE, clock, sleep)
