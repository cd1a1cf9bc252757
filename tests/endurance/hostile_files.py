"""Five thousand hostile files in one night: each has an outcome, the night is published, memory stays within bounds.

    python -m tests.endurance.hostile_files [--count 5000] [--seed 15] [FOLDER]

They are dropped into the inbox of a home that has a list. What is received and read is counted against what was dropped; then
the refresh itself must publish. Prints the counts, the codes of files over which a reader was stopped, seconds and memory;
exit status 1 where anything is wrong.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from ingest import raw
from ingest.archive import receipts
from ingest.documents.door import STOPPED
from ingest.documents.sandbox.client import shared
from ingest.home import Home
from ingest.intake.common import FINDINGS, OUTCOMES, READERS
from ingest.quarantine import quarantined
from tests.endurance.hostile.inbox import Dropped, fill
from tests.support.played import EXAMPLE, read_night

FIRST_NIGHT, NIGHT = dt.date(2023, 11, 25), dt.date(2023, 12, 5)
# of the process that reads; of a child, what the sandbox allows
MOST_MEGABYTES, MOST_MEGABYTES_CHILD = 800, 1100


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the files: `flaws` in words, empty where all is well."""

    flaws: tuple[str, ...]
    received: int
    verdicts: Counter[str]
    stopped: Counter[str]


def with_a_list(home: Home) -> None:
    """A home with the example's list, which hostile filings can be held against."""
    home.create()
    shutil.copytree(EXAMPLE / "inbox" / FIRST_NIGHT.isoformat() / "task_lists", home.inbox / "task_lists", dirs_exist_ok=True)
    read_night(home, FIRST_NIGHT)


def account(home: Home, dropped: Dropped) -> Account:
    """What was dropped before the last night against what was received, read and left."""
    flaws = [f"still in the inbox: {path!r}" for path in dropped.files if os.path.lexists(path)]
    flaws += [f"taken, but no file: {path}" for path in dropped.others if not os.path.lexists(path)]
    night = [receipt for receipt in receipts(home) if receipt.as_of == NIGHT.isoformat()]
    if len(night) != len(dropped.files):
        flaws.append(f"{len(dropped.files)} files, {len(night)} receipts")
    first = {row["receipt_seq"]: row["first_receipt_seq"] for row in raw.read_table(home.root, "received_files")}
    outcomes = {
        reader: {row["receipt_seq"]: row for table in tables for row in raw.read_table(home.root, table)}
        for reader, tables in OUTCOMES.items()
    }
    verdicts: Counter[str] = Counter()
    for receipt in night:
        reader = next(name for name, kinds in READERS.items() if receipt.kind in kinds)
        outcome = outcomes[reader].get(first.get(receipt.seq, receipt.seq))
        if outcome is None:
            flaws.append(f"no outcome: {receipt.seq} {receipt.inbox_path!r}")
        else:
            verdicts[outcome.get("verdict", "taught")] += 1
    flaws += [f"set aside: {entry.file_name!r} {entry.line}" for entry in quarantined(home).values()]
    stops = set(STOPPED.values())
    found = (row for table in FINDINGS for row in raw.read_table(home.root, table))
    stopped = Counter(f"{row['code']}: {row['message']}" for row in found if row["code"] in stops)
    return Account(tuple(flaws), len(night), verdicts, stopped)


def megabytes(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=15)
    parser.add_argument("--no-refresh", action="store_true")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="hostile-"))
    home = Home(folder / "home")
    with_a_list(home)
    dropped = fill(home, given.count, given.seed)
    print(f"{given.count} dropped: {len(dropped.files)} files, {len(dropped.others)} others (seed {given.seed})", flush=True)
    started = time.monotonic()
    read_night(home, NIGHT)
    seconds = time.monotonic() - started
    shared().close()
    own, child = megabytes(resource.RUSAGE_SELF), megabytes(resource.RUSAGE_CHILDREN)
    found = account(home, dropped)
    print(f"received {found.received}; outcomes {dict(sorted(found.verdicts.items()))}")
    print(f"read in {seconds:.0f} s, {1000 * seconds / max(found.received, 1):.0f} ms each")
    print(f"memory: {own:.0f} MB of the reading process, at most {child:.0f} MB of a child")
    for said, count in found.stopped.most_common():
        print(f"stopped {count}: {said}")
    flaws = list(found.flaws)
    if own > MOST_MEGABYTES or child > MOST_MEGABYTES_CHILD:
        flaws.append("too much memory")
    if not given.no_refresh:
        from orchestration.refresh import refresh

        started = time.monotonic()
        refreshed = refresh(home, NIGHT)
        print(f"refresh: {'published' if refreshed.success else 'NOT published'} in {time.monotonic() - started:.0f} s")
        flaws += refreshed.reasons
    for flaw in flaws[:50]:
        print(f"FLAW {flaw}")
    print("all is well" if not flaws else f"{len(flaws)} flaws, kept in {folder}")
    if not flaws and given.folder is None:
        shutil.rmtree(folder)
    return bool(flaws)


if __name__ == "__main__":
    sys.exit(main())
