"""`threekey-dbt`: dbt as Dagster calls it, with an instant answer to `--version`, and ended with the run that called it.

Dagster asks for dbt's version before every invocation. dbt loads itself and its adapters to answer, seconds of a nightly
refresh; the installed package knows the same.
"""

from __future__ import annotations

import ctypes
import signal
import sys
from importlib.metadata import version

_PR_SET_PDEATHSIG = 1


def _end_with_the_run() -> None:
    """Let the system end this process with the one that has started it: an orphan keeps the lock of the warehouse."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def main() -> None:
    if sys.argv[1:] == ["--version"]:
        print(f"dbt-core {version('dbt-core')}")  # noqa: T201 -- this is the answer
        return
    _end_with_the_run()
    from dbt.cli.main import cli

    cli()
