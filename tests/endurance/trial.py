"""One home, one refresh of it that is killed and started again, and how it ends."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import dagster as dg

from ingest.home import Home
from orchestration.build import build_defs
from orchestration.instance import open_instance
from orchestration.jobs import JOB_NAME
from tests.endurance.plan import Chain, How, Moment, Operation, Where
from tests.endurance.processes import TRIAL, Process, kill, processes, until

ROOT = Path(__file__).parents[2]
_STOPS = Path(__file__).parent / "stops"
_COMMAND = (sys.executable, "-c", "from orchestration.cli import main; main()")
_OF_A_RUN = r"refresh --as-of|orchestration\.launched"
_LONG, _A_WHILE = 1_200.0, 400.0  # seconds: for a run on a busy machine; for the daemon to see what has become of one


@dataclass(frozen=True, slots=True)
class Whole:
    """What the undisturbed refresh takes: CPU seconds, and operations that Python sees of it."""

    cpu: float
    operations: int


class Trial:
    def __init__(self, home: Home, name: str, night: dt.date) -> None:
        self.home, self.night = home, night
        self.name = f"{os.getpid()}-{name}"
        self.mark = home.root.with_suffix(".mark")
        self.log = home.root.with_suffix(".log")
        self.kills = 0
        for path in (self.mark, self.mark.with_suffix(".count"), self.log):
            path.unlink(missing_ok=True)

    def start(self, *arguments: str, stop: Operation | None = None) -> subprocess.Popen[bytes]:
        """A command of threekey in a session of its own; with `stop` it, or the run it starts, stops there."""
        environment = {
            **_without_a_home(),
            TRIAL: self.name,
            "PYTHONPATH": str(ROOT),
            "THREEKEY_SCHEDULE__NIGHTLY": _far_from_now(),
        }
        if stop is not None:
            order = {"home": str(self.home.root), "process": _OF_A_RUN, "mark": str(self.mark)}
            order |= {"operation": stop.operation, "nth": str(stop.nth), "when": stop.when}
            environment |= {"PYTHONPATH": f"{_STOPS}:{ROOT}", "THREEKEY_TEST_STOP": json.dumps(order)}
        with self.log.open("ab") as output:
            return subprocess.Popen(
                [*_COMMAND, *arguments, "--home", str(self.home.root)],
                cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
            )  # fmt: skip

    def refresh(self, stop: Operation | None = None) -> subprocess.Popen[bytes]:
        return self.start("refresh", "--as-of", self.night.isoformat(), stop=stop)

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def measured(self) -> Whole:
        """The refresh, left alone. AssertionError where it fails."""
        process = self.refresh(Operation("never", "", sys.maxsize))
        most = 0.0

        def is_over() -> bool:
            nonlocal most
            most = max(most, self._cpu(process.pid))
            return process.poll() is not None

        assert until(is_over, _LONG)
        assert process.returncode == 0, self.said()
        return Whole(most, int(self.mark.with_suffix(".count").read_text()))

    def killed_and_started_again(self, chain: Chain, whole: Whole) -> Iterator[str]:
        """What went wrong on the way, in words. `kills` counts those that were made."""
        if chain.how in (How.GROUP, How.PARENT):
            yield from self._by_hand(chain, whole)
        elif chain.how is How.DAEMON:
            yield from self._under_its_daemon(chain, whole)
        else:
            yield from self._under_a_daemon(chain, whole)

    def _by_hand(self, chain: Chain, whole: Whole) -> Iterator[str]:
        for where in chain.wheres:
            process = self.refresh(where if isinstance(where, Operation) else None)
            if not self._reached(where, process.pid, whole):
                yield f"never came to the point {where}: {self.said()}"
            self.kills += process.poll() is None
            kill([p.pid for p in self._of(process.pid)] if chain.how is How.GROUP else [process.pid])
            process.wait()
        if ended(self.refresh()) != 0:
            yield f"the next refresh failed: {self.said()}"

    def _under_its_daemon(self, chain: Chain, whole: Whole) -> Iterator[str]:
        """The daemon dies, its run goes on, and the next daemon finds it at work."""
        daemon = self.start("daemon")
        run_id = self.enqueue()
        pid = self._began(run_id)
        for where in chain.wheres:
            if not pid or not self._reached(where, pid, whole):
                yield f"never came to the point {where}: {self.said()}"
            self.kills += daemon.poll() is None
            kill([daemon.pid])
            daemon.wait()
            daemon = self.start("daemon")
        yield from self._waited_for(run_id)
        yield from self._stopped(daemon)

    def _under_a_daemon(self, chain: Chain, whole: Whole) -> Iterator[str]:
        """The run dies, with the daemon or without it, and what is in the queue begins."""
        daemon = self.start("daemon", stop=chain.wheres[0] if isinstance(chain.wheres[0], Operation) else None)
        first = run_id = self.enqueue()
        for where in chain.wheres:
            pid = self._began(run_id)
            if not pid or not self._reached(where, pid, whole):
                yield f"never came to the point {where}: {self.said()}"
            run = [p.pid for p in self._of(pid)]
            self.kills += bool(run)
            if chain.how is How.RUN:
                kill(run)
            else:
                kill([daemon.pid, *run])
                daemon.wait()
                daemon = self.start("daemon")
            run_id = self.enqueue()
        yield from self._waited_for(run_id)
        if not until(lambda: self._is_finished(first), _A_WHILE):
            yield "the run that was killed is still at work for Dagster"
        yield from self._stopped(daemon)

    def _began(self, run_id: str) -> int:
        """The process of a run, once it is at work; 0 where it never is."""
        return self._pid_of(run_id) if until(lambda: self._pid_of(run_id) != 0, _A_WHILE) else 0

    def _waited_for(self, run_id: str) -> Iterator[str]:
        if not until(lambda: self._is_finished(run_id), _LONG):
            yield f"the run in the queue never ended: {self.said()}"

    def _stopped(self, daemon: subprocess.Popen[bytes]) -> Iterator[str]:
        daemon.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            daemon.wait(_A_WHILE)
        if daemon.returncode != 0:
            yield f"the daemon was stopped and ended with {daemon.returncode}: {self.said()[-2000:]}"

    def _reached(self, where: Where, session: int, whole: Whole) -> bool:
        if isinstance(where, Moment):
            wanted = where.share * whole.cpu
            return until(lambda: self._cpu(session) >= wanted or not self._of(session), _LONG)
        return until(lambda: self.mark.exists() or not self._of(session), _LONG) and self.mark.exists()

    def _of(self, session: int) -> list[Process]:
        return [process for process in processes(self.name) if process.session == session]

    def _cpu(self, session: int) -> float:
        return sum(process.cpu for process in self._of(session))

    def enqueue(self) -> str:
        """A run in the queue of the home, as the UI or a sensor puts it there."""
        with open_instance(self.home) as instance:
            tags = {"dagster/partition": self.night.isoformat()}
            run = instance.create_run_for_job(_job(self.home, self.night), tags=tags)
            queued = dg.DagsterEvent(dg.DagsterEventType.PIPELINE_ENQUEUED.value, run.job_name)
            instance.report_dagster_event(queued, run.run_id)
        return run.run_id

    def _pid_of(self, run_id: str) -> int:
        try:
            return int(json.loads((self.home.runs / "alive" / run_id).read_text(encoding="utf-8"))["pid"])
        except (OSError, ValueError, KeyError):
            return 0

    def _is_finished(self, run_id: str) -> bool:
        run = self._run(run_id)
        return run is not None and run.is_finished

    def _run(self, run_id: str) -> dg.DagsterRun | None:
        with open_instance(self.home) as instance:
            return instance.get_run_by_id(run_id)

    def remaining(self) -> Iterator[str]:
        """Processes that outlive everything that has started them."""
        if not until(lambda: not processes(self.name), 60):
            yield from (f"still there: {process.pid} {process.command}" for process in processes(self.name))

    def end(self) -> None:
        kill([process.pid for process in processes(self.name)])


def begun(trial: Trial) -> subprocess.Popen[bytes]:
    return trial.refresh()


def ended(process: subprocess.Popen[bytes]) -> int:
    return process.wait(_LONG)


def _far_from_now() -> str:
    """A time at which no nightly run falls into the trial."""
    return f"{(dt.datetime.now(dt.UTC) + dt.timedelta(hours=18)):%H:%M}"  # six hours from China's clock on, twelve after


@cache
def _job(home: Home, night: dt.date) -> dg.JobDefinition:
    os.environ["THREEKEY_HOME"] = str(home.root)
    return build_defs(first=night).resolve_job_def(JOB_NAME)


def _without_a_home() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "THREEKEY_HOME"}
