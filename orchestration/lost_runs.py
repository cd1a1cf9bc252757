"""Runs whose process is gone: killed, out of memory, a power cut. Nobody is left to say that they have ended.

While a run is at work its process holds a lock on `HOME/runs/alive/RUN_ID`, which the system takes away with the
process, however it ends. A run "in progress" whose lock is free is over: it is marked as failed, before the next refresh
and by a sensor, so that it neither looks busy for ever nor keeps the place of the one run that the queue lets through.
"""

from __future__ import annotations

import datetime as dt
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from ingest.home import Home

# from its first event to its lock a run takes seconds; one that has none after this died in between
STARTING = dt.timedelta(minutes=10)
MESSAGE = "运行中断：进程已不在（被终止、内存不足或断电）。重新运行即可，已收到的文件不会丢失。"
_IN_PROGRESS = [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING]


@contextmanager
def alive(home: Home, run_id: str) -> Iterator[None]:
    """Hold the run's lock."""
    folder = home.runs / "alive"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / run_id
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _is_lost(home: Home, record: dg.RunRecord, now: dt.datetime) -> bool:
    path = home.runs / "alive" / record.dagster_run.run_id
    if not path.exists():
        started = record.start_time or record.create_timestamp.timestamp()
        return now.timestamp() - started > STARTING.total_seconds()
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def mark_lost_runs(instance: dg.DagsterInstance, home: Home, now: dt.datetime) -> list[str]:
    """Mark every run whose process is gone as failed; returns their ids."""
    lost = []
    for record in instance.get_run_records(dg.RunsFilter(statuses=_IN_PROGRESS)):
        run = record.dagster_run
        if _is_lost(home, record, now):
            instance.report_run_failed(run, MESSAGE)
            (home.runs / "alive" / run.run_id).unlink(missing_ok=True)
            lost.append(run.run_id)
    return lost
