"""When the one job runs: its schedule and its sensors."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any

import dagster as dg

from ingest.inbox import State, look
from ingest.receiving import unfinished
from ingest.taking import file_system_now
from orchestration.alerts.run import run_gate_failure_alert, send_outbox
from orchestration.clock import NIGHTLY, TIMEZONE
from orchestration.gate import Outcome, write_outcome
from orchestration.instance import forget_old_runs
from orchestration.lost_runs import MESSAGE, mark_lost_runs
from orchestration.resources import HomeResource
from orchestration.second_try import AFTER, is_worth_it

JOB_NAME = "nightly_refresh"
# on runs whose process writes the outcome and tells the operator by itself
TELLS_ITSELF = {"threekey/told_by": "refresh"}


def nightly_schedule(at: dt.time = NIGHTLY, timezone: str = TIMEZONE) -> dg.ScheduleDefinition:
    """Every night, as of the day that has just ended: what came by midnight counts for that day."""

    @dg.schedule(
        name="nightly",
        job_name=JOB_NAME,
        cron_schedule=f"{at.minute} {at.hour} * * *",
        execution_timezone=timezone,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description=f"Every night at {at:%H:%M} {timezone}, as of the day before. 每晚刷新。",
    )
    def nightly(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
        ended = (context.scheduled_execution_time - dt.timedelta(days=1)).date().isoformat()
        return dg.RunRequest(run_key=ended, partition_key=ended)

    return nightly


def inbox_key(entries: Sequence[object]) -> str:
    """Run key of what waits in the inbox: the same files give the same key, so one content starts one run."""
    return hashlib.sha256("\n".join(sorted(map(repr, entries))).encode()).hexdigest()


def inbox_sensor() -> dg.SensorDefinition:
    @dg.sensor(
        name="inbox",
        job_name=JOB_NAME,
        minimum_interval_seconds=300,
        description="Starts a refresh as of today when new files have settled in the inbox.",
    )
    def inbox(home: HomeResource) -> dg.RunRequest | dg.SkipReason:
        settle_ns = home.settings.inbox.settle_seconds * 10**9
        seen = look(home.home, settle_ns, file_system_now(home.home))
        ready = [(one.kind, one.parts, one.seen) for one in seen.waiting if one.state is State.READY]
        entries = [*ready, *((one.kind, one.token) for one in unfinished(home.home, seen))]
        if not entries:
            return dg.SkipReason("文件还在写入，下次再取。" if seen.waiting else "收件箱是空的。")
        return dg.RunRequest(run_key=inbox_key(entries), partition_key=home.now().date().isoformat())

    return inbox


def outbox_sensor() -> dg.SensorDefinition:
    """Between the nights: what a channel that was down has left waiting."""

    @dg.sensor(
        name="outbox",
        minimum_interval_seconds=900,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Sends messages that still wait in the outbox; composes nothing and starts no run.",
    )
    def outbox(home: HomeResource) -> dg.SkipReason:
        done = send_outbox(home.home.root)
        return dg.SkipReason(f"发出{done.sent}条，待发{done.waiting}条，无法送达{done.dead}条。")

    return outbox


def lost_runs_sensor() -> dg.SensorDefinition:
    @dg.sensor(
        name="lost_runs",
        minimum_interval_seconds=300,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Marks runs whose process is gone as failed, so that they keep no place in the queue; forgets old runs.",
    )
    def lost_runs(context: dg.SensorEvaluationContext, home: HomeResource) -> dg.SkipReason:
        lost = mark_lost_runs(context.instance, home.home, home.now())
        forgotten = forget_old_runs(context.instance, home.home, home.now())
        return dg.SkipReason(f"中断的运行{len(lost)}个，删除过期的运行记录{forgotten}个。")

    return lost_runs


def failure_sensor(job: Any = None) -> dg.SensorDefinition:
    """`job` (of `dagster.define_asset_job`) is tried again where a file may have stopped it."""

    @dg.run_failure_sensor(
        name="refresh_failed",
        default_status=dg.DefaultSensorStatus.RUNNING,
        request_job=job,
        description="Tries a refresh again without the files that stopped it, else says why it failed and tells the operator.",
    )
    def refresh_failed(context: dg.RunFailureSensorContext, home: HomeResource) -> dg.RunRequest | None:
        run = context.dagster_run
        as_of = run.tags.get("dagster/partition", "")
        reasons = tuple(e.message or "" for e in context.get_step_failure_events()) or (context.failure_event.message or "",)
        if TELLS_ITSELF.items() <= run.tags.items() and context.failure_event.message != MESSAGE:
            return None  # a refresh from the command line says how it ended, unless it was killed
        night = home.night(dt.date.fromisoformat(as_of))
        if job is not None and is_worth_it(context.instance, run, night):
            return dg.RunRequest(run_key=f"{run.run_id}/again", partition_key=as_of, tags={AFTER: run.run_id})
        is_replay = night.is_replay
        if not is_replay:
            run_gate_failure_alert(home.home.root, dt.date.fromisoformat(as_of), reasons)
        write_outcome(
            home.home,
            Outcome(
                as_of=as_of,
                run_id=run.run_id,
                published=False,
                is_replay=is_replay,
                reasons=reasons,
                finished_at=home.now().isoformat(timespec="seconds"),
            ),
        )
        return None

    return refresh_failed
