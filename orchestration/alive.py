"""Who is at work in a home: locks that the system takes away with a process, however it ends.

While a run is at work its process holds a lock on `HOME/runs/alive/RUN_ID`; a file there whose lock is free is of a run that
was cut off. One run at a time has the turn to write in the home: the lock on `HOME/runs/lock`, in which its holder stands.
Nothing here loads Dagster: `threekey status` asks, too.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from ingest.home import Home


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock, as far as it says so itself."""

    run_id: str
    pid: int
    as_of: str
    since: str  # wall clock, for people


OnWait = Callable[[Holder | None], None]


def _write(lock: IO[str], holder: Holder) -> None:
    lock.seek(0)
    lock.truncate()
    lock.write(json.dumps(asdict(holder)))
    lock.flush()


def _holder(path: Path) -> Holder | None:
    try:
        return Holder(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def is_locked(path: Path) -> bool:
    """Whether a process holds the lock; False where there is no such file."""
    try:
        with path.open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def alive_path(home: Home, run_id: str) -> Path:
    return home.runs / "alive" / run_id


@contextmanager
def alive(home: Home, holder: Holder, descriptor: int | None = None) -> Iterator[None]:
    """Hold the run's lock; with `descriptor`, that of a file that whoever started this process has locked for it.

    The file goes when the run has ended, in whatever way; where the process is cut off, or could not say how the run ended,
    it stays.
    """
    path = alive_path(home, holder.run_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") if descriptor is None else os.fdopen(descriptor, "w", encoding="utf-8") as lock:
        if descriptor is None:
            fcntl.flock(lock, fcntl.LOCK_EX)
        else:
            os.set_inheritable(descriptor, False)
        _write(lock, holder)
        yield
        path.unlink(missing_ok=True)


@contextmanager
def turn(home: Home, holder: Holder, on_wait: OnWait) -> Iterator[None]:
    """The turn to write in the home. `on_wait` is told who has it, before this process waits for it."""
    with (home.runs / "lock").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait(turn_holder(home))
            fcntl.flock(lock, fcntl.LOCK_EX)
        _write(lock, holder)
        try:
            yield
        finally:
            lock.truncate(0)  # whoever has it next without being a run is not taken for this one


@contextmanager
def between_runs(home: Home, on_wait: OnWait) -> Iterator[None]:
    """While this is held no run begins to write; one that is at work is waited for, unless `on_wait` raises."""
    path = home.runs / "lock"
    if not path.exists():  # there has been none
        yield
        return
    with path.open(encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait(turn_holder(home))
            fcntl.flock(lock, fcntl.LOCK_SH)
        yield


def turn_holder(home: Home) -> Holder | None:
    """Who has the turn; None where nobody has, or where it does not say."""
    path = home.runs / "lock"
    return _holder(path) if is_locked(path) else None


@dataclass(frozen=True, slots=True)
class AtWork:
    """The runs of a home that have not said how they ended."""

    at_work: tuple[Holder, ...]
    cut_off: tuple[str, ...]  # ids of runs whose process is gone


def at_work(home: Home) -> AtWork:
    paths = sorted((home.runs / "alive").glob("*"))
    held = [path for path in paths if is_locked(path)]
    unknown = [_holder(path) or Holder(path.name, 0, "", "") for path in held]
    return AtWork(tuple(unknown), tuple(path.name for path in paths if path not in held and path.exists()))


def holder_of_this_process(run_id: str, as_of: dt.date | str, now: dt.datetime) -> Holder:
    return Holder(run_id, os.getpid(), str(as_of), now.isoformat(timespec="seconds"))
