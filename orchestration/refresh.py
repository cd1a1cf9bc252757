"""One refresh, start to end, through the Dagster job, whoever started it: the command line, the daemon, the UI, a test.

Here stands what happens around a run: its lock and its turn, its log (`runs/refresh.log`), and the last word of how it ended
(`runs/last.json`, a message to the operator). A trouble that is not the run's own (a full disk, a damaged file) ends here, too:
its traceback goes into the log, and what is wrong is said in one line.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import dagster as dg
import sqlalchemy
from dagster._core.definitions.job_base import InMemoryJob
from dagster._core.execution.api import execute_run
from dagster._utils.interrupts import capture_interrupts

from ingest.damage import DamagedFileError
from ingest.home import Home
from ingest.home_format import NewerHomeError
from orchestration import clock
from orchestration.account import account_of
from orchestration.alerts.run import run_gate_failure_alert
from orchestration.alive import Holder, OnWait, alive, holder_of_this_process, turn
from orchestration.build import build_defs
from orchestration.gate import Night, Outcome, first_day, night_of, not_a_night, read_manifest, write_outcome
from orchestration.instance import open_instance
from orchestration.jobs import JOB_NAME, TELLS_ITSELF
from orchestration.lost_runs import clear_cut_off, mark_lost_runs
from orchestration.opening import bring_up_to_date
from orchestration.postgres import HistoryError
from orchestration.redact import Redacted, redactor
from orchestration.retention import tidy
from orchestration.run_result import Result, is_stopped, publishes, reasons_of
from orchestration.second_try import AFTER, is_worth_it
from orchestration.settings import SettingsError, load_settings
from orchestration.stopping import end_when_told
from orchestration.troubles import STOPPED, NotANightError, trouble_of

# the console says how a refresh ended; what every step printed is in the log
QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
Execute = Callable[[dg.DagsterInstance], Result]


@dataclass(frozen=True, slots=True)
class Refreshed:
    success: bool
    run_id: str
    reasons: tuple[str, ...]
    manifest: dict[str, Any] | None
    told: tuple[str, ...]  # what it did, in lines for the operator


def _wait_without_a_word(_holder: Holder | None) -> None:
    """For runs that nobody looks at while they wait."""


def refresh(
    home: Home, as_of: dt.date, defs: dg.Definitions | None = None, on_wait: OnWait = _wait_without_a_word
) -> Refreshed:
    """Run `nightly_refresh` for one as-of date in this process and keep what it said of itself.

    `on_wait` is told whose turn it is, where another run has it.
    """
    run_id = str(uuid4())
    return _Around(home, as_of, run_id, on_wait).run(lambda instance: _in_process(home, as_of, instance, run_id, defs=defs))


def _in_process(
    home: Home,
    as_of: dt.date,
    instance: dg.DagsterInstance,
    run_id: str,
    *,
    defs: dg.Definitions | None = None,
    tags: Mapping[str, str] = TELLS_ITSELF,
) -> Result:
    first = first_day(home, as_of, clock.today(load_settings(home.root).zone))
    job = (defs or build_defs(first=first)).resolve_job_def(JOB_NAME)
    return job.execute_in_process(
        partition_key=as_of.isoformat(),
        instance=instance,
        raise_on_error=False,
        run_config=QUIET,
        tags=dict(tags),
        run_id=run_id,
    )


def launched(home: Home, run_id: str, descriptor: int) -> Refreshed:
    """Do the run that the daemon or the UI has started in this process; `descriptor` is that of its lock.

    Raises NewerHomeError: such a home is not touched.
    """
    end_when_told()
    with open_instance(home) as instance:
        run = instance.get_run_by_id(run_id)
        if run is None:
            raise dg.DagsterInvariantViolationError(f"there is no run {run_id}")
        instance.add_run_tags(run_id, TELLS_ITSELF)
    as_of = dt.date.fromisoformat(run.tags["dagster/partition"])

    def execute(instance: dg.DagsterInstance) -> Result:
        run = instance.get_run_by_id(run_id)
        if run is None or run.is_finished:
            raise dg.DagsterInvariantViolationError(f"run {run_id} was ended before it began")
        job = build_defs(first=first_day(home, as_of, as_of)).get_repository_def().get_job(run.job_name)
        return execute_run(InMemoryJob(job), run, instance)

    return _Around(home, as_of, run_id, _wait_without_a_word, descriptor).run(execute)


class _Around:
    """What is done before and after the run itself."""

    def __init__(self, home: Home, as_of: dt.date, run_id: str, on_wait: OnWait, descriptor: int | None = None) -> None:
        self.home, self.as_of, self.run_id, self.on_wait, self.descriptor = home, as_of, run_id, on_wait, descriptor
        self.log = home.runs / "refresh.log"
        self.told: tuple[str, ...] = ()

    def run(self, execute: Execute) -> Refreshed:
        home = self.home
        try:
            self.told = bring_up_to_date(home, self.on_wait)
            home.create()
            os.environ["THREEKEY_HOME"] = str(home.root.resolve())
            holder = holder_of_this_process(self.run_id, self.as_of, _now(home))
            with alive(home, holder, self.descriptor):
                try:
                    # a signal to stop ends the step that is at work; how it ended is said all the same
                    with turn(home, holder, self.on_wait), capture_interrupts():
                        return self._ended(*self._result(execute))
                except KeyboardInterrupt:  # while another run had the turn
                    return Refreshed(False, self.run_id, (str(STOPPED),), None, ())
        except NewerHomeError as error:  # nothing is written there, not even that
            return Refreshed(False, self.run_id, (str(error),), None, ())
        except Exception as error:  # noqa: BLE001 -- not even how it ended can be written: the run's lock file stays and says so
            with suppress(OSError), self.log.open("a", encoding="utf-8") as log:
                traceback.print_exc(file=Redacted(log, redactor(home.private)))
            return Refreshed(False, self.run_id, (str(trouble_of(home, error)),), None, ())

    def _result(self, execute: Execute) -> tuple[Night | None, Result | None, tuple[str, ...]]:
        """The night, how its run went, and why nothing was published; no run, where it could not be run to its end."""
        night = None
        # what dbt and the steps print is for the log; the caller prints how it ended
        with self.log.open("w", encoding="utf-8") as log, redirect_stdout(Redacted(log, redactor(self.home.private))):
            try:
                night = _night(self.home, self.as_of)
                with open_instance(self.home) as instance:
                    now = dt.datetime.now(dt.UTC)
                    mark_lost_runs(instance, self.home, now)
                    clear_cut_off(instance, self.home)
                    ended = self._tried(execute, instance, night)
                    self._tidied(instance)
                    return night, *ended
            except dg.DagsterExecutionInterruptedError:
                return night, None, (str(STOPPED),)
            except Exception as error:  # noqa: BLE001 -- the operator is told what is wrong, not where in the code
                with suppress(OSError):
                    traceback.print_exc(file=sys.stdout)
                return night, None, (str(trouble_of(self.home, error)),)

    def _tried(self, execute: Execute, instance: dg.DagsterInstance, night: Night) -> tuple[Result, tuple[str, ...]]:
        """The run, or its second try without the files that may have stopped it; and why it failed."""
        result = self._executed(execute, instance)
        if result.success:
            return result, ()
        reasons = self._reasons(result)
        run = instance.get_run_by_id(result.run_id)
        if run is None or run.job_name != JOB_NAME or not is_worth_it(instance, run, night):
            return result, reasons
        again, tags = str(uuid4()), {**TELLS_ITSELF, AFTER: result.run_id}
        with alive(self.home, holder_of_this_process(again, self.as_of, _now(self.home))):
            self.run_id = again
            result = self._executed(lambda one: _in_process(self.home, self.as_of, one, again, tags=tags), instance)
        # why the night failed is what stopped the first try; the second one says more
        return result, () if result.success else tuple(dict.fromkeys((*reasons, *self._reasons(result))))

    def _tidied(self, instance: dg.DagsterInstance) -> None:
        """What cannot be removed is removed another night: it stops none."""
        try:
            done = str(tidy(self.home, instance, dt.datetime.now(dt.UTC)))
        except (OSError, DamagedFileError, HistoryError, sqlalchemy.exc.SQLAlchemyError):
            traceback.print_exc(file=sys.stdout)
            return
        if done:
            sys.stdout.write(f"{done}\n")
            self.told = (*self.told, done)

    def _reasons(self, result: Result) -> tuple[str, ...]:
        redact = redactor(self.home.private)
        return tuple(map(redact, reasons_of(result, self.home))) or (f"刷新失败，原因见 {self.log}。",)

    def _executed(self, execute: Execute, instance: dg.DagsterInstance) -> Result:
        try:
            result = _not_stopped(execute(instance))
            for event in result.all_events:
                if event.is_step_failure and (error := event.step_failure_data.error) is not None:
                    sys.stdout.write(f"{event.step_key}\n{error.to_string()}\n")
        except Exception as failure:
            run = instance.get_run_by_id(self.run_id)
            if run is not None and not run.is_finished:
                instance.report_run_failed(run, trouble_of(self.home, failure).zh)
            raise
        return result

    def _ended(self, night: Night | None, result: Result | None, reasons: tuple[str, ...]) -> Refreshed:
        home, is_replay = self.home, night is not None and night.is_replay
        success = result is not None and result.success
        outcome = Outcome(
            as_of=self.as_of.isoformat(),
            run_id=self.run_id,
            published=success and not is_replay and publishes(result),
            is_replay=is_replay,
            reasons=reasons,
            finished_at=_now(home).isoformat(timespec="seconds"),
        )
        write_outcome(home, outcome)
        if reasons and not is_replay:
            run_gate_failure_alert(home.root, self.as_of, [reason.partition("\n")[0] for reason in reasons])
        if result is None or not success:
            return Refreshed(False, self.run_id, reasons, None, ())
        manifest = read_manifest(home.replay(self.as_of) / "manifest.json" if is_replay else home.manifest)
        return Refreshed(True, self.run_id, (), manifest, (*account_of(result), *self.told))


def _not_stopped(result: Result) -> Result:
    if is_stopped(result):
        raise dg.DagsterExecutionInterruptedError
    return result


def _night(home: Home, as_of: dt.date) -> Night:
    if refusal := not_a_night(home, as_of, _now(home).date()):
        raise NotANightError(refusal)
    return night_of(home, as_of)


def _now(home: Home) -> dt.datetime:
    """By the home's clock; by China's where its settings are wrong."""
    try:
        return clock.now(load_settings(home.root).zone)
    except SettingsError:
        return clock.now()
