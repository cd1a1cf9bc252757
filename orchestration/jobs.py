"""When the one job runs: its schedule and its sensors."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence

import dagster as dg

from ingest.home import Home
from ingest.inbox import State, look
from ingest.receiving import unfinished
from ingest.taking import file_system_now
from orchestration.alerts.run import run_gate_failure_alert, send_outbox
from orchestration.clock import NIGHTLY, TIMEZONE
from orchestration.days import nightly_day, open_day
from orchestration.gate import Outcome, read_outcome, write_outcome
from orchestration.instance import forget_old_runs
from orchestration.lost_runs import LOST, MESSAGE, mark_lost_runs, says_lost
from orchestration.made_up import cut_off_days
from orchestration.resources import HomeResource
from orchestration.retention import retention_of

JOB_NAME = "nightly_refresh"
# on runs whose process writes the outcome and tells the operator by itself
TELLS_ITSELF = {"threekey/told_by": "refresh"}


def nightly_schedule(at: dt.time = NIGHTLY, timezone: str = TIMEZONE) -> dg.ScheduleDefinition:
    """Every night, as of the day that has just ended, or of today where a refresh as of today has been before it.

    Ticks that were missed become one run: they have the key of the day on which they are made up for.
    """

    @dg.schedule(
        name="nightly",
        job_name=JOB_NAME,
        cron_schedule=f"{at.minute} {at.hour} * * *",
        execution_timezone=timezone,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description=f"Every night at {at:%H:%M} {timezone}, as of the day before. 每晚刷新。",
    )
    def nightly(home: HomeResource) -> dg.RunRequest:
        now = home.now()
        return dg.RunRequest(run_key=f"night of {now.date()}", partition_key=nightly_day(home.home, now).isoformat())

    return nightly


def inbox_key(entries: Sequence[object]) -> str:
    """Run key of what waits in the inbox: the same files give the same key, so one content starts one run."""
    return hashlib.sha256("\n".join(sorted(map(repr, entries))).encode()).hexdigest()


def inbox_sensor() -> dg.SensorDefinition:
    @dg.sensor(
        name="inbox",
        job_name=JOB_NAME,
        minimum_interval_seconds=300,
        description="Starts a refresh as of the day that is open when new files have settled in the inbox.",
    )
    def inbox(home: HomeResource) -> dg.RunRequest | dg.SkipReason:
        settle_ns = home.settings.inbox.settle_seconds * 10**9
        seen = look(home.home, settle_ns, file_system_now(home.home))
        ready = [(one.kind, one.parts, one.seen) for one in seen.waiting if one.state is State.READY]
        entries = [*ready, *((one.kind, one.token) for one in unfinished(home.home, seen))]
        if not entries:
            return dg.SkipReason("文件还在写入，下次再取。" if seen.waiting else "收件箱是空的。")
        day = open_day(home.home, home.now(), home.settings.schedule.nightly)
        return dg.RunRequest(run_key=inbox_key(entries), partition_key=day.isoformat())

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
        job_name=JOB_NAME,
        minimum_interval_seconds=60,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Marks runs whose process is gone as failed, so that they keep no place in the queue, and starts a night "
        "that was cut off once more; forgets old runs.",
    )
    def lost_runs(context: dg.SensorEvaluationContext, home: HomeResource) -> Iterator[dg.RunRequest | dg.SkipReason]:
        now = dt.datetime.now(dt.UTC)  # wrong settings must not keep the queue stuck
        lost = mark_lost_runs(context.instance, home.home, now)
        forgotten = forget_old_runs(context.instance, home.home, now, retention_of(home.home).runs)
        days = list(cut_off_days(context.instance, home.home, JOB_NAME, now))
        again = [one for one in days if not one.why_not]
        for one in again:
            yield dg.RunRequest(run_key=one.run_key, partition_key=one.day.isoformat())
        if not again:
            said = [f"{one.day} 中断，{one.why_not}" for one in days]
            yield dg.SkipReason("；".join([f"中断的运行{len(lost)}个，删除过期的运行记录{forgotten}个", *said]))

    return lost_runs


def _is_made_up_for(instance: dg.DagsterInstance, run_id: str, home: Home) -> bool:
    """Whether another run has published since a run began: it took what that one had left, and its word is the last one."""
    try:
        last = read_outcome(home)
    except (ValueError, TypeError, KeyError):  # a damaged file, which is told where it is found
        return False
    record = instance.get_run_record_by_id(run_id)
    if last is None or not last.published or last.run_id == run_id or record is None:
        return False
    began = record.start_time or record.create_timestamp.replace(tzinfo=dt.UTC).timestamp()
    return dt.datetime.fromisoformat(last.finished_at).timestamp() > began


def failure_sensor() -> dg.SensorDefinition:
    @dg.run_failure_sensor(
        name="refresh_failed",
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Says of a refresh that was cut off, or never began, why it failed, and tells the operator.",
    )
    def refresh_failed(context: dg.RunFailureSensorContext, home: HomeResource) -> None:
        run = context.dagster_run
        as_of = run.tags.get("dagster/partition", "")
        reasons = tuple(e.message or "" for e in context.get_step_failure_events()) or (context.failure_event.message or "",)
        if says_lost(context.failure_event.message):  # by whoever found it; the run monitoring says so in its own words
            context.instance.add_run_tags(run.run_id, LOST)
            reasons = (MESSAGE,)
        elif TELLS_ITSELF.items() <= run.tags.items():
            return  # a run's own process says how it ended, unless it was killed
        if _is_made_up_for(context.instance, run.run_id, home.home):
            return
        is_replay = home.night(dt.date.fromisoformat(as_of)).is_replay
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

    return refresh_failed
