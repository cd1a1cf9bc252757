"""The orchestrator's own state for `make dev`: the daemon, the schedule and the history of the runs they start.

It lives in the home, in `runs/dagster` (DAGSTER_HOME). A refresh from the command line keeps its events in memory: writing
some two thousand of them one by one cost more than the models did; what it said is in `runs/refresh.log` and `runs/last.json`.

    python -m orchestration.instance HOME    # makes the folder and prints its path
"""

from __future__ import annotations

import sys
from pathlib import Path

from ingest.home import Home

DAGSTER_YAML = """\
telemetry:
  enabled: false
run_coordinator:
  module: dagster._core.run_coordinator
  class: QueuedRunCoordinator
  config:
    max_concurrent_runs: 1
retention:
  schedule:
    purge_after_days: 90
  sensor:
    purge_after_days: 30
"""


def prepare_instance(home: Home) -> Path:
    """Make the folder with its configuration, if it is not there; returns it."""
    home.create()
    folder = (home.runs / "dagster").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "dagster.yaml"
    if not config.exists():
        config.write_text(DAGSTER_YAML, encoding="utf-8")
    return folder


if __name__ == "__main__":
    print(prepare_instance(Home(Path(sys.argv[1]))))  # noqa: T201 -- the answer
