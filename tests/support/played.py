"""A home in which the whole job has run, and how tests look into it.

All six nights of the example are received and read, each on its own date. The warehouse is built and published on three of
them, which costs half: the two that are replayed by a test, and the last. Before the last night, warehouse and raw tables are
deleted, so that what all tests of this home read has been made from the archive alone.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from ingest import raw
from ingest.home import Home
from ingest.receiving import receive

EXAMPLE = Path(__file__).parents[2] / "examples" / "beita-2023-11"
LAST_NIGHT = dt.date(2024, 1, 27)
REPLAYED_NIGHTS = (dt.date(2023, 12, 5), dt.date(2024, 1, 5))

Rows = dict[str, Counter[str]]


@dataclass(frozen=True)
class Played:
    """The home after all nights of the example, the manifest that each published night left, by its date, and the rows of the
    raw tables as they had grown night by night, before they were deleted."""

    home: Home
    manifests: dict[str, dict[str, Any]]
    grown: Rows

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        return query(self.home.snapshot, sql)


def query(database: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = duckdb.connect(str(database), read_only=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def hashes(manifest: dict[str, Any]) -> dict[str, str]:
    return {name: table["content_hash"] for name, table in manifest["tables"].items()}


def raw_rows(home: Home) -> Rows:
    return {name: Counter(repr(sorted(row.items())) for row in raw.read_table(home.root, name)) for name in raw.SCHEMAS}


def read_night(home: Home, as_of: dt.date) -> None:
    """Receive and read what is in the inbox, as the job does before it builds."""
    from ingest.installation import DEFAULT
    from ingest.intake.benchmarks import read_benchmarks
    from ingest.intake.calendar import write_calendar
    from ingest.intake.common import sync_received
    from ingest.intake.filings import read_filings
    from ingest.intake.repair import mend_receipts, prepare
    from ingest.intake.rules import read_rule_files
    from ingest.intake.task_lists import read_task_lists
    from orchestration import clock

    mend_receipts(home)
    receive(home, as_of, clock.now(), settle=dt.timedelta(0))
    prepare(home, DEFAULT)
    sync_received(home)
    for read in (read_rule_files, read_task_lists, read_benchmarks, write_calendar, read_filings):
        read(home, DEFAULT)


def play(home: Home) -> Played:
    from orchestration.play import copy_contacts, nights
    from orchestration.refresh import refresh

    copy_contacts(EXAMPLE, home)
    manifests: dict[str, dict[str, Any]] = {}
    grown: Rows = {}
    for day, folder in nights(EXAMPLE):
        shutil.copytree(folder, home.inbox, dirs_exist_ok=True)
        if day not in (*REPLAYED_NIGHTS, LAST_NIGHT):
            read_night(home, day)
            continue
        if day == LAST_NIGHT:
            grown = raw_rows(home)
            home.warehouse.unlink()
            shutil.rmtree(home.raw)
        done = refresh(home, day)
        assert done.success, done.reasons
        manifests[day.isoformat()] = json.loads(home.manifest.read_text(encoding="utf-8"))
    return Played(home, manifests, grown)
