"""dbt's manifest of the project as it is now: taken as it stands when that is proven, else parsed here.

Beside the manifest stands `parsed.sha256`, in the format of sha256sum: a line for each file of the project and one for the
manifest that was parsed from them. It is current when these are all the files there are and each is as it was.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[2] / "dbt_project"
TARGET = PROJECT / "target"
MANIFEST = TARGET / "manifest.json"
SUMS = TARGET / "parsed.sha256"


def sums() -> set[str]:
    """The lines of `parsed.sha256` as they would be written now; paths are relative to the project."""
    files = [p for p in PROJECT.rglob("*") if p.suffix in (".sql", ".yml", ".csv") and TARGET not in p.parents]
    return {f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.relative_to(PROJECT).as_posix()}" for p in [*files, MANIFEST]}


def is_current() -> bool:
    return MANIFEST.exists() and SUMS.exists() and set(SUMS.read_text(encoding="utf-8").splitlines()) == sums()


def parse() -> None:
    """`dbt parse` of every file, with no home and no warehouse; AssertionError with dbt's words when it fails."""
    command = [str(Path(sys.executable).with_name("dbt")), "parse", "--quiet", "--no-partial-parse"]
    command += ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    command += ["--target-path", str(TARGET), "--log-path", str(TARGET)]
    never = TARGET / "never.duckdb"
    environment = {**os.environ, "THREEKEY_HOME": str(TARGET), "THREEKEY_WAREHOUSE": str(never), "DO_NOT_TRACK": "1"}
    done = subprocess.run(command, env=environment, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not never.exists(), "parsing has opened a warehouse"
    SUMS.write_text("\n".join(sorted(sums())) + "\n", encoding="utf-8")


def current_manifest() -> Path:
    """The manifest's path, after parsing if need be. Workers of one test run take turns."""
    TARGET.mkdir(exist_ok=True)
    with (TARGET / "parsing.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not is_current():
            parse()
    return MANIFEST
