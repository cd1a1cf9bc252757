"""Two hundred nights of a made-up county, with files, corrections, versions of the list, rules and faults injected at random:
after every night what is published must equal what is computed from the archive alone, in an empty home.

    python -m tests.endurance.nights [--nights 200] [--seed 1] [--real-every 50]

A night is taken by what `threekey refresh` takes it by (receipts mended, inbox received, tables held against their ledger, all
readers); it is often killed before one of its changes to a file, and then begun again. The marts are built by the SQL that dbt
compiles, in this one process (`tests/support/compiled.py`). Every so many nights, and on the last, `threekey refresh` itself
does the night, with Dagster, dbt, every check, publication and alerts; its manifest must say the same hashes. Once in a while
an earlier night is replayed and must give what it gave.

Not covered: kills inside dbt and publication (`kills`), reviews and taught words, several homes, a full disk.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from ingest import archive, raw
from ingest.home import Home
from ingest.installation import DEFAULT
from ingest.intake import filings
from ingest.intake.benchmarks import read_benchmarks
from ingest.intake.calendar import write_calendar
from ingest.intake.common import ORIGINAL_DAMAGED, sync_received
from ingest.intake.filings import read_filings
from ingest.intake.repair import Prepared, mend_receipts, prepare
from ingest.intake.rules import read_rule_files
from ingest.intake.task_lists import read_task_lists
from ingest.quarantine import confirm, drop_damaged, give_up
from ingest.receiving import receive
from orchestration import clock
from orchestration.gate import Night
from tests.endurance.county import CRASHING, FIRST_NIGHT, County
from tests.endurance.misfortunes import Misfortunes, killed
from tests.support.compiled import CompiledProject

_READERS = (read_rule_files, read_task_lists, read_benchmarks, write_calendar, read_filings)
_HERE = Path(__file__).parents[2]
Hashes = dict[str, str]


class DifferenceError(AssertionError):
    """What is published is not what the archive gives; both homes are left where they are."""


@dataclass
class Told:
    """What a life has shown: nights, and what happened in them."""

    nights: int = 0
    read_again: int = 0
    kills: int = 0
    replays: int = 0
    real: int = 0
    files: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    happened: Counter[str] = field(default_factory=Counter)


@contextmanager
def failing_reader() -> Iterator[None]:
    """A fault of the program over some files, for as long as the life lasts."""
    read = filings.read_filing

    def crashing(*given: Any, name: str, **more: Any) -> Any:
        if CRASHING in name:
            raise ZeroDivisionError("injected")
        return read(*given, name=name, **more)

    with mock.patch.object(filings, "read_filing", crashing):
        yield


def take(home: Home, as_of: dt.date) -> Prepared:
    """Receive and read what has come, as the job does (`orchestration/assets/received.py`, `readers.py`)."""
    mend_receipts(home)
    drop_damaged(home)
    give_up(home, unpublished=True)
    receive(home, as_of, clock.now(), settle=dt.timedelta(0))
    return read_all(home)


def read_all(home: Home) -> Prepared:
    prepared = prepare(home, DEFAULT)
    sync_received(home)
    for read in _READERS:
        read(home, DEFAULT)
    return prepared


class Life:
    """One home from its first night on, and beside it, each night anew, one that has nothing but its archive."""

    def __init__(self, folder: Path, seed: int, say: Callable[[str], None]) -> None:
        self.folder, self.say = folder, say
        self.chance = random.Random(seed)  # noqa: S311 -- a life, no secret
        self.home = Home(folder / "home")
        self.home.create()
        self.county = County(self.home, self.chance)
        self.misfortunes = Misfortunes(self.home, self.chance)
        self.project = CompiledProject(folder / "project")
        self.published: dict[dt.date, Hashes] = {}
        self.told = Told(dropped=self.county.dropped, happened=self.misfortunes.happened)

    def live(self, nights: int, real_every: int, how_often: float) -> Told:
        """`real_every` 0: never by the whole refresh. Raises DifferenceError."""
        for number in range(1, nights + 1):
            began, as_of = time.monotonic(), FIRST_NIGHT + dt.timedelta(days=number - 1)
            said = [*self.county.night(as_of), *self.misfortunes.between_nights(how_often)]
            is_real = real_every > 0 and (number % real_every == 0 or number == nights)
            kills = self._killed(as_of) if not is_real and self.chance.random() < how_often else 0
            if is_real:
                self.misfortunes.heal()
                self._refreshed(as_of)
                prepared = Prepared()
            else:
                prepared = take(self.home, as_of)
            here = self.compared(as_of)
            if is_real:
                self._same(as_of, here, self._said_by_manifest(), "what the whole refresh has published")
            confirm(self.home)
            if not self.misfortunes.still_damaged():  # of what was damaged then, and read so, a replay knows what it was
                self.published[as_of] = here
            self._replayed(as_of)
            self._count(prepared, kills, is_real=is_real)
            flags = "whole refresh" if is_real else "read again" if prepared.read_again else ""
            self.say(f"{number:4} {as_of} {time.monotonic() - began:5.1f} s  kills {kills}  {flags}  {'; '.join(said)}")
        return self.told

    def compared(self, as_of: dt.date) -> Hashes:
        """The marts of the home, which are those of its archive alone. Raises DifferenceError."""
        here = self.project.build(Night(self.home, as_of, is_replay=False))
        self._same(as_of, here, self._from_archive(as_of), "the archive alone")
        return here

    def _count(self, prepared: Prepared, kills: int, *, is_real: bool) -> None:
        self.told.nights += 1
        self.told.kills += kills
        self.told.real += is_real
        self.told.read_again += prepared.read_again
        self.told.files = len(archive.receipts(self.home))

    def _killed(self, as_of: dt.date) -> int:
        """Begin the night and die in it, up to three times; how often it came so far."""
        moments = [self.chance.randrange(80) for _ in range(self.chance.randint(1, 3))]
        return sum(killed(lambda: take(self.home, as_of), after) for after in moments)

    def _refreshed(self, as_of: dt.date) -> None:
        """By the program itself."""
        command = [sys.executable, "-m", "tests.endurance.refreshed", str(self.home.root), as_of.isoformat()]
        environment = {**os.environ, "THREEKEY_INBOX__SETTLE_SECONDS": "0"}
        done = subprocess.run(command, cwd=_HERE, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise DifferenceError(f"{as_of}: the refresh failed\n{done.stdout}{done.stderr}")

    def _said_by_manifest(self) -> Hashes:
        manifest = json.loads(self.home.manifest.read_text(encoding="utf-8"))
        return {name: table["content_hash"] for name, table in manifest["tables"].items()}

    def _from_archive(self, as_of: dt.date) -> Hashes:
        """The marts of a home that has the archive and nothing else. A file that was damaged after it had been read, and that
        nothing has made the home read again, is there as it was received."""
        alone = Home(self.folder / "alone")
        shutil.rmtree(alone.root, ignore_errors=True)
        shutil.copytree(self.home.archive, alone.archive)
        found_damaged = {
            row["file_sha256"]
            for table in ("rule_findings", "task_list_findings", "benchmark_findings", "filing_findings")
            for row in raw.read_table(self.home.root, table)
            if row["code"] == ORIGINAL_DAMAGED
        }
        for sha256, content in self.misfortunes.still_damaged().items():
            if sha256 not in found_damaged:
                path = alone.archived(sha256)
                path.unlink(missing_ok=True)
                path.write_bytes(content)
        alone.create()
        read_all(alone)
        return self.project.build(Night(alone, as_of, is_replay=False))

    def _replayed(self, as_of: dt.date) -> None:
        """An earlier night again, with what was known then; as long as the archive is whole."""
        if not self.published or self.misfortunes.still_damaged() or self.chance.random() > 0.1:
            return
        day = self.chance.choice(list(self.published))
        if day < as_of:
            self._same(day, self.project.build(Night(self.home, day, is_replay=True)), self.published[day], "the night itself")
            shutil.rmtree(self.home.replay(day))
            self.told.replays += 1

    def _same(self, day: dt.date, here: Hashes, there: Hashes, what: str) -> None:
        other = sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))
        if other:
            raise DifferenceError(f"{day}: other than {what} in {', '.join(other)}; see {self.folder}")
        assert len(here) > 15


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nights", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--real-every", type=int, default=50, help="0: never")
    parser.add_argument("--how-often", type=float, default=0.4, help="how likely a fault is, and a kill, each night")
    given = parser.parse_args()
    os.environ.setdefault("THREEKEY_INBOX__SETTLE_SECONDS", "0")
    folder = Path(tempfile.mkdtemp(prefix="nights-"))

    def say(line: str) -> None:
        print(line, flush=True)

    with failing_reader():
        told = Life(folder, given.seed, say).live(given.nights, given.real_every, given.how_often)
    shutil.rmtree(folder)
    say(f"{told.nights} nights, seed {given.seed}: published = recomputed from the archive alone, every night")
    say(f"files {told.files}, read again {told.read_again}, kills {told.kills}")
    say(f"whole refreshes {told.real}, replays {told.replays}")
    for name, count in sorted((told.dropped + told.happened).items()):
        say(f"{count:5}  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
