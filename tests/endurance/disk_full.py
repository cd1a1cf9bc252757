"""The disk fills up in the middle of a refresh, at five places: nothing received is lost, and the next one makes up for it.

    python -m tests.endurance.disk_full [--only 1 2 …] [FOLDER]

For whoever may mount a small tmpfs. A home lies on it with new files. At a named operation the refresh is held, what is left of
the disk is written full, and it goes on. It must end with one line of Chinese and one of English, and `status` must show it;
when there is space again, the next refresh must leave the home as one that was never disturbed (`facts.py`).
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from ingest.home import Home
from tests.endurance import district
from tests.endurance.facts import Facts, differences, facts_of, leftovers
from tests.endurance.plan import Operation
from tests.endurance.processes import until
from tests.endurance.trial import Trial, begun, ended
from tests.support.parsed import current_manifest

PLACES = (
    Operation("the second file is archived", r"^open .*/archive/\.\d+\.tmp", 2),
    Operation("the third table is written", r"^open .*/raw/.*\.tmp", 3),
    Operation("all is read, dbt begins", r"^os\.rename .*filings-\d+\.json$", 1, "after"),
    Operation("the new version is written", r"^open .*/\.versions/", 1),
    Operation("the version is published, letters begin", r"^os\.rename .*\.published\.swap", 1, "after"),
)
_SIZE = "700m"
_LONG = 1_200.0
_SAID = ("磁盘已满", "The disk is full")
_STATES = ("没有发布", "已中断", "只剩")


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A tmpfs at a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path) -> Path:
    """Write the disk full; the file that fills it."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
    return ballast


def disturbed(disk: Path, base: Home, place: Operation, facts: Facts) -> Iterator[str]:
    """What is not as it should be, in words."""
    home = Home(disk)  # what the trial writes down for itself lies beside it, on another disk
    shutil.copytree(base.root, home.root, symlinks=True, dirs_exist_ok=True)
    district.new_files(home)
    trial = Trial(home, "full", district.NIGHT)
    try:
        process = trial.refresh(place)
        if not until(lambda: trial.mark.exists() or process.poll() is not None, _LONG) or not trial.mark.exists():
            yield f"never came there: {trial.said()[-500:]}"
            return
        ballast = fill(disk)
        trial.mark.unlink()  # another process that comes there is let alone
        os.kill(process.pid, signal.SIGCONT)
        status = process.wait(_LONG)
        lines = trial.said().splitlines()
        print(f"    exit {status}: {lines}", flush=True)
        if status == 0:
            yield "it says that all went well"
        yield from (f"does not say {words}" for words in _SAID if sum(words in line for line in lines) != 1)
        if any("Traceback" in line for line in lines):
            yield "a traceback on the console"
        asked = trial.start("status")
        asked.wait(_LONG)
        shown = [line for line in trial.said().splitlines()[len(lines) :] if any(state in line for state in _STATES)]
        print(f"    status: {shown}", flush=True)
        if not shown:
            yield "status shows nothing of it"
        ballast.unlink()
        if ended(trial.refresh()) != 0:
            yield f"the next refresh fails: {trial.said()[-1000:]}"
            return
        yield from differences(facts, without_folders(home))
        yield from leftovers(home)
        yield from trial.remaining()
    finally:
        trial.end()
        for path in disk.iterdir():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def without_folders(home: Home) -> Facts:
    """The facts of a home, but for empty folders of its inbox: they are cleared away once they are some time old."""
    files = (str(path.relative_to(home.inbox)) for path in home.inbox.rglob("*") if not path.is_dir())
    return replace(facts_of(home), inbox=frozenset(files))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--only", nargs="*", type=int, default=[])
    given = parser.parse_args()
    current_manifest()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="full-"))
    base, whole = Home(folder / "base"), Home(folder / "whole")
    if not whole.manifest.exists():
        district.first_files(base)
        assert ended(begun(Trial(base, "first", district.FIRST_NIGHT))) == 0
        shutil.copytree(base.root, whole.root, symlinks=True)
        district.new_files(whole)
        assert ended(Trial(whole, "whole", district.NIGHT).refresh()) == 0
    facts = without_folders(whole)
    bad = 0
    with small_disk(folder / "disk") as disk:
        for number, place in enumerate(PLACES, start=1):
            if given.only and number not in given.only:
                continue
            started = time.monotonic()
            flaws = list(disturbed(disk, base, place, facts))
            said = "as undisturbed" if not flaws else "DIFFERS"
            print(f"{number}/{len(PLACES)} {place}: {said} ({time.monotonic() - started:.0f} s)", flush=True)
            for flaw in flaws:
                print(f"    FLAW {flaw}", flush=True)
            bad += bool(flaws)
    print(f"{bad} places differ")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
