"""Keeps what each suite found in a night, as one file a suite, for the report, the alerts and whoever asks later.

`FOLDER/AS-OF/LAYER.TABLE.json` holds a list of the rows of `Result.as_row`. A night that is run again replaces its own.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from expectations.checks import describe
from expectations.model import Result, Suite


def write_results(folder: Path, as_of: dt.date, suite: Suite, results: Iterable[Result]) -> None:
    """Record the results of one suite; the Chinese line of each failure goes with them."""
    night = folder / as_of.isoformat()
    night.mkdir(parents=True, exist_ok=True)
    rows = [{**result.as_row(), "line": "" if result.success else describe(result)} for result in results]
    path = night / f"{suite.layer}.{suite.table}.json"
    temporary = path.with_suffix(".tmp")
    temporary.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    temporary.replace(path)


def read_results(folder: Path, as_of: dt.date) -> list[dict[str, Any]]:
    """All rows of a night, by suite; empty when nothing was recorded for it."""
    rows: list[dict[str, Any]] = []
    for path in sorted((folder / as_of.isoformat()).glob("*.json")):
        rows += json.loads(path.read_text(encoding="utf-8"))
    return rows
