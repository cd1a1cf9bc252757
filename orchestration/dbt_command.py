"""`threekey-dbt`: dbt as Dagster calls it, with an instant answer to `--version`.

Dagster asks for dbt's version before every invocation. dbt loads itself and its adapters to answer, seconds of a nightly
refresh; the installed package knows the same.
"""

from __future__ import annotations

import sys
from importlib.metadata import version


def main() -> None:
    if sys.argv[1:] == ["--version"]:
        print(f"dbt-core {version('dbt-core')}")  # noqa: T201 -- this is the answer
        return
    from dbt.cli.main import cli

    cli()
