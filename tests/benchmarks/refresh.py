"""`make bench`: one refresh of the played example beside `dbt build` alone plus importing the three libraries, in one run.

Prints the seconds of each and their ratio. The home must have been played (`make refresh`); it is copied, not touched.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ingest.home import Home
from orchestration.dbt import BUILD, PROJECT, environment
from orchestration.gate import Night, read_manifest
from orchestration.resources import DEFAULT_HOME

BIN = Path(sys.executable).parent
LIBRARIES = "import dagster, dbt.cli.main, great_expectations"


def seconds(command: list[str], env: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env={**os.environ, **env}, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> int:
    source = Path(os.environ.get("THREEKEY_HOME", DEFAULT_HOME))
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        shutil.copytree(source, home.root, symlinks=True)
        manifest = read_manifest(home.manifest)
        if manifest is None:
            print(f"{source} has not been played: run make refresh first", file=sys.stderr)
            return 1
        as_of = manifest["as_of"]
        night = Night(home, dt.date.fromisoformat(as_of), is_replay=False)
        env = environment(night)
        dbt = [str(BIN / "dbt"), *BUILD, "--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
        dbt += ["--target-path", str(home.runs / "dbt")]
        seconds(dbt, env)  # warm the file cache for both
        build = seconds(dbt, env)
        imports = seconds([str(BIN / "python"), "-c", LIBRARIES], env)
        refresh = seconds([str(BIN / "threekey"), "refresh", "--home", str(home.root), "--as-of", as_of], env)
    print(f"dbt build {build:.1f} s + imports {imports:.1f} s = {build + imports:.1f} s")
    print(f"refresh   {refresh:.1f} s = {refresh / (build + imports):.2f} times")
    return 0


if __name__ == "__main__":
    sys.exit(main())
