"""How the daemon and the UI start a run: in a process of its own, which does what `threekey refresh` does.

The run neither shares the code server's fate nor its memory, and what it prints and how it ended is kept by the same code as
that of the command line. Its lock (`alive`) is taken before its process is there and handed to it, so there is no moment in
which it looks lost. Leans on Dagster's interface of a run launcher.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dagster as dg
from dagster._core.launcher.base import CheckRunHealthResult, LaunchRunContext, RunLauncher, WorkerStatus
from dagster._serdes import ConfigurableClass, ConfigurableClassData

from ingest.home import Home
from orchestration.alive import alive_path, is_locked

_HERE = Path(__file__).resolve().parent.parent


class OwnProcessLauncher(RunLauncher[Any], ConfigurableClass):
    """`dagster.yaml` names it, with the home's folder."""

    def __init__(self, home: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._home = Home(Path(home))
        self._inst_data = inst_data
        self._started: list[subprocess.Popen[bytes]] = []
        super().__init__()  # type: ignore[no-untyped-call]

    @property
    def inst_data(self) -> ConfigurableClassData | None:
        return self._inst_data

    @classmethod
    def config_type(cls) -> dict[str, Any]:
        return {"home": str}

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]) -> OwnProcessLauncher:
        return cls(inst_data=inst_data, **config_value)

    def launch_run(self, context: LaunchRunContext) -> None:
        self._started = [process for process in self._started if process.poll() is None]
        path = alive_path(self._home, context.dagster_run.run_id)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w") as lock, (self._home.runs / "launched.log").open("ab") as output:
            fcntl.flock(lock, fcntl.LOCK_EX)
            command = [sys.executable, "-m", "orchestration.launched", str(self._home.root), context.dagster_run.run_id]
            self._started.append(
                subprocess.Popen(
                    [*command, str(lock.fileno())],
                    cwd=_HERE,
                    env={**os.environ, "THREEKEY_HOME": str(self._home.root)},
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    pass_fds=[lock.fileno()],
                    start_new_session=True,
                )
            )

    def terminate(self, run_id: str) -> bool:
        """Ask a run's process to stop; False when it is gone."""
        path = alive_path(self._home, run_id)
        if not is_locked(path):
            return False
        with contextlib.suppress(OSError, ValueError, KeyError):
            pid = json.loads(path.read_text(encoding="utf-8"))["pid"]
            run = self._instance.get_run_by_id(run_id)
            if run is not None:
                self._instance.report_run_canceling(run)
            os.kill(pid, signal.SIGTERM)
            return True
        return False

    @property
    def supports_check_run_worker_health(self) -> bool:
        return True

    def check_run_worker_health(self, run: dg.DagsterRun) -> CheckRunHealthResult:
        if is_locked(alive_path(self._home, run.run_id)):
            return CheckRunHealthResult(WorkerStatus.RUNNING)
        return CheckRunHealthResult(WorkerStatus.NOT_FOUND, "the process of the run is gone")
