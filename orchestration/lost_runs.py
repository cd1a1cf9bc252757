"""Runs whose process is gone: killed, out of memory, a power cut. Nobody is left to say that they have ended.

Every run holds its lock (`alive`) before it is "in progress" anywhere. One that is "in progress" and whose lock is free is
over: it is marked as failed, before the next refresh, by a sensor, and by the daemon's own run monitoring, so that it neither
looks busy for ever nor keeps the place of the one run that the queue lets through.
"""

from __future__ import annotations

import datetime as dt

import dagster as dg

from ingest.home import Home
from orchestration.alive import alive_path, at_work, is_locked

# the daemon writes "starting" a moment before it starts the process that holds the lock
STARTING = dt.timedelta(minutes=1)
MESSAGE = "运行中断：进程已不在（被终止、内存不足或断电）。重新运行即可，已收到的文件不会丢失。"
# as the daemon's run monitoring begins to say the same
_MONITORED = "Detected run worker status"
# on runs that were cut off: what started them may start another
LOST = {"threekey/lost": "true"}
_IN_PROGRESS = [
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]


def says_lost(message: str | None) -> bool:
    """Whether a run's last message is that its process is gone."""
    return message is not None and (message == MESSAGE or message.startswith(_MONITORED))


def _is_lost(home: Home, record: dg.RunRecord, now: dt.datetime) -> bool:
    path = alive_path(home, record.dagster_run.run_id)
    if is_locked(path):
        return False
    started = record.start_time or record.update_timestamp.replace(tzinfo=dt.UTC).timestamp()
    return path.exists() or now.timestamp() - started > STARTING.total_seconds()


def mark_lost_runs(instance: dg.DagsterInstance, home: Home, now: dt.datetime) -> list[str]:
    """Mark every run whose process is gone as failed; returns their ids."""
    lost = []
    for record in instance.get_run_records(dg.RunsFilter(statuses=_IN_PROGRESS)):
        run = record.dagster_run
        if _is_lost(home, record, now):
            instance.add_run_tags(run.run_id, LOST)
            instance.report_run_failed(run, MESSAGE)
            alive_path(home, run.run_id).unlink(missing_ok=True)
            lost.append(run.run_id)
    return lost


def clear_cut_off(instance: dg.DagsterInstance, home: Home) -> None:
    """Remove what runs that were cut off have left, once Dagster knows that they are over: the next run tells of itself."""
    for run_id in at_work(home).cut_off:
        run = instance.get_run_by_id(run_id)
        if run is None or run.is_finished:
            alive_path(home, run_id).unlink(missing_ok=True)
