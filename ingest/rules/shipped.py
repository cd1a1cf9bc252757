"""The rules that the program came with when a file of rules came to a home: kept beside the receipts, for ever.

A file that was exported says again what the program said then. Which of its rows nobody has changed can be told only by the
rules of that day, also when a later version of the program, whose rules are others, reads the archive again.
"""

from __future__ import annotations

import json
from functools import cache

from ingest.home import Home
from ingest.rules.overlay import Rows
from ingest.rules.tables import RULE_TABLES
from ingest.seeds import SeedRow, Seeds


def shipped_when(home: Home, receipt_seq: int, now: Seeds) -> Rows:
    """The rules that the program came with at a receipt, by table: those of `now` where it is read for the first time."""
    path = home.shipped_rules / f"{receipt_seq:08d}.json"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".tmp")
        temporary.write_text(json.dumps({name: now.rows(name) for name in RULE_TABLES}, ensure_ascii=False), encoding="utf-8")
        temporary.replace(path)
    kept: dict[str, list[SeedRow]] = json.loads(path.read_text(encoding="utf-8"))
    return cache(lambda name: _of_today(name, kept.get(name, [])))


def _of_today(name: str, rows: list[SeedRow]) -> list[SeedRow]:
    """Rows with the columns that the table has today: one that it did not have then was empty."""
    return [{column: row.get(column, "") for column in RULE_TABLES[name].columns} for row in rows]
