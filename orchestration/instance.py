"""The orchestrator's own state: every run with its events and checks, whoever started it, and the ticks of the schedule.

It lives in the home, in `runs/dagster` (DAGSTER_HOME); its history there in SQLite, or in the PostgreSQL of the settings. A
refresh from the command line, `make refresh` and the daemon of `make dev` write to the same place, so that the UI shows them
all.

    python -m orchestration.instance HOME    # makes the folder and prints its path
"""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import dagster as dg

from ingest.home import Home
from ingest.home_format import format_of
from orchestration.postgres import not_installed, server_of

_FORGOTTEN_AT_ONCE = 5

_DAGSTER_YAML = """\
# written by threekey at every start (orchestration/instance.py): what is changed here does not stay
telemetry:
  enabled: false
nux:
  enabled: false
{storage}run_launcher:
  module: orchestration.launcher
  class: OwnProcessLauncher
  config:
    home: "{home}"
# what a run prints is in runs/refresh.log
compute_logs:
  module: dagster._core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
run_coordinator:
  module: dagster._core.run_coordinator
  class: QueuedRunCoordinator
  config:
    max_concurrent_runs: 1
# a run whose process is gone gives its place in the queue back within a minute; one that waits for its turn may wait for hours
run_monitoring:
  enabled: true
  poll_interval_seconds: 30
  start_timeout_seconds: 43200
  cancel_timeout_seconds: 180
  max_resume_run_attempts: 0
retention:
  schedule:
    purge_after_days: 90
  sensor:
    purge_after_days: 30
"""


_SQLITE = """\
run_storage:
  module: orchestration.dagster_storage
  class: OriginRunStorage
  config:
    base_dir: "{folder}/history"
event_log_storage:
  module: orchestration.dagster_storage
  class: OpenEventLogStorage
  config:
    base_dir: "{folder}/history/runs"
"""
# where the server is and with what secret, the classes read from the home: this file and the configuration of a code server,
# which stands in its command line, hold neither
_POSTGRES = "".join(
    f"""\
{part}:
  module: orchestration.postgres_storage
  class: {name}
  config:
    home: "{{home}}"
"""
    for part, name in (
        ("run_storage", "ServerRunStorage"),
        ("event_log_storage", "ServerEventLogStorage"),
        ("schedule_storage", "ServerScheduleStorage"),
    )
)


def _folder(home: Home) -> Path:
    return (home.runs / "dagster").resolve()


def prepare_instance(home: Home) -> Path:
    """Make the folder with its configuration, or bring the configuration up to date; returns the folder.

    Raises NewerHomeError (such a home is not touched), SettingsError, and HistoryError where the settings name a PostgreSQL
    and its package is not there.
    """
    format_of(home)
    home.create()
    folder = _folder(home)
    folder.mkdir(parents=True, exist_ok=True)
    where = {"folder": folder, "home": home.root.resolve()}
    server = server_of(home)
    if server is not None and find_spec("dagster_postgres") is None:
        raise not_installed()
    storage = _SQLITE if server is None else _POSTGRES
    config, text = folder / "dagster.yaml", _DAGSTER_YAML.format(storage=storage.format(**where), **where)
    if not config.exists() or config.read_text(encoding="utf-8") != text:
        temporary = config.with_suffix(".tmp")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(config)
    return folder


def open_instance(home: Home) -> dg.DagsterInstance:
    """The home's own instance, to be used as a context manager.

    Raises SettingsError, and HistoryError where the history of runs is in a PostgreSQL that cannot be used.
    """
    return dg.DagsterInstance.from_config(str(prepare_instance(home)))


def forget_old_runs(instance: dg.DagsterInstance, home: Home, now: dt.datetime, kept: dt.timedelta) -> int:
    """Delete the oldest runs that are older than is `kept`, some at a time; returns how many. A night's events take 7 MB."""
    old = instance.get_run_records(dg.RunsFilter(created_before=now - kept), limit=_FORGOTTEN_AT_ONCE, ascending=True)
    folder = _folder(home)
    for record in old:
        # Dagster forgets the run first and its events after that: a kill in between must leave somebody who knows of them
        instance.event_log_storage.delete_events(record.dagster_run.run_id)
        instance.delete_run(record.dagster_run.run_id)
        _remove_files(folder, record.dagster_run.run_id)
    for path in (folder / "history" / "runs").glob("*-*.db"):  # of a run that was deleted by other hands, or half
        if path.stat().st_mtime < (now - kept).timestamp() and not instance.has_run(path.stem):
            instance.event_log_storage.delete_events(path.stem)
            _remove_files(folder, path.stem)
    return len(old)


def _remove_files(folder: Path, run_id: str) -> None:
    for path in (folder / "history" / "runs").glob(f"{run_id}.db*"):  # Dagster empties it and leaves it
        path.unlink()
    shutil.rmtree(folder / "storage" / run_id, ignore_errors=True)


if __name__ == "__main__":
    print(prepare_instance(Home(Path(sys.argv[1]))))  # noqa: T201 -- the answer
