"""What a task may take, and how it can end: the words that client and server share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one task may take; the system holds it to that.

    `cpu_seconds` of a processor, `wall_seconds` of the clock, waiting included. `memory_bytes` of addresses; programs that it
    starts have `program_bytes` each. `file_bytes` of any file that is written, `reply_bytes` of what comes back.
    """

    cpu_seconds: int
    wall_seconds: int
    memory_bytes: int
    program_bytes: int
    file_bytes: int
    reply_bytes: int


class End(StrEnum):
    """How a task has ended."""

    DONE = "done"
    TIME = "time"
    MEMORY = "memory"
    OUTPUT = "output"  # it wrote more than it may
    CRASH = "crash"
    MACHINE = "machine"  # no fault of the file: the disk is full or broken


class StoppedError(Exception):
    """A task gave nothing. `how` names what ended it: a signal, or an exception and the line it came from."""

    def __init__(self, end: End, how: str = "") -> None:
        super().__init__(f"{end}: {how}" if how else str(end))
        self.end, self.how = end, how
