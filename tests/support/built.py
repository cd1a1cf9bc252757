"""A warehouse that dbt alone has built from a raw home written by hand, and how tests look into it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from tests.support.parsed import PROJECT


@dataclass(frozen=True)
class Built:
    """A home and its warehouse; tests only read it. `results` has what dbt said of each node, by its unique id."""

    home: Path
    database: Path
    as_of: str
    results: dict[str, dict[str, Any]]

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(sql, list(values)).fetchall()


def run_dbt(home: Path, database: Path, as_of: str, *arguments: str) -> tuple[int, str, dict[str, dict[str, Any]]]:
    """Exit status, what dbt printed, and its results by unique id. dbt's own files are kept in the home."""
    command = [str(Path(sys.executable).with_name("dbt")), *arguments, "--quiet"]
    command += ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    command += ["--target-path", str(home / "target"), "--log-path", str(home / "logs")]
    environment = {
        **os.environ,
        "THREEKEY_HOME": str(home),
        "THREEKEY_WAREHOUSE": str(database),
        "THREEKEY_AS_OF": as_of,
        "DO_NOT_TRACK": "1",
    }
    results = home / "target" / "run_results.json"
    results.unlink(missing_ok=True)
    done = subprocess.run(command, env=environment, cwd=home, capture_output=True, text=True, check=False)
    assert results.exists(), done.stdout + done.stderr
    said = json.loads(results.read_text(encoding="utf-8"))["results"]
    return done.returncode, done.stdout + done.stderr, {result["unique_id"]: result for result in said}


def dbt_build(home: Path, as_of: str, *more: str) -> Built:
    """`dbt build` of what `more` selects over the raw tables of `home`; AssertionError with dbt's words when it fails."""
    database = home / "warehouse.duckdb"
    status, said, results = run_dbt(home, database, as_of, "build", "--indirect-selection", "cautious", *more)
    assert status == 0, said
    return Built(home, database, as_of, results)
