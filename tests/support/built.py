"""A warehouse that dbt alone has built from a raw home written by hand, and how tests look into it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

PROJECT = Path(__file__).parents[2] / "dbt_project"


@dataclass(frozen=True)
class Built:
    """A home and its warehouse; tests only read it."""

    home: Path
    database: Path

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(sql, list(values)).fetchall()


def dbt_build(home: Path, as_of: str, *more: str, name: str = "warehouse") -> Built:
    """`dbt build` of what `more` selects over the raw tables of `home`; AssertionError with dbt's words when it fails."""
    database = home / f"{name}.duckdb"
    command = [str(Path(sys.executable).with_name("dbt")), "build", "--quiet", "--indirect-selection", "cautious", *more]
    command += ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    command += ["--target-path", str(home / "target"), "--log-path", str(home / "logs")]
    environment = {
        **os.environ,
        "THREEKEY_HOME": str(home),
        "THREEKEY_WAREHOUSE": str(database),
        "THREEKEY_AS_OF": as_of,
        "DO_NOT_TRACK": "1",
    }
    done = subprocess.run(command, env=environment, cwd=home, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return Built(home, database)
