"""The rules that the program came with when a file of rules came to a home: kept beside the receipts, for ever.

A file that was exported says again what the program said then. Which of its rows nobody has changed can be told only by the
rules of that day, also when a later version of the program, whose rules are others, reads the archive again.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from ingest.damage import DamagedFileError
from ingest.home import Home
from ingest.rules.overlay import Rows
from ingest.rules.tables import RULE_TABLES
from ingest.seeds import SeedRow, Seeds

_DAMAGED = """规则文件收到时程序自带规则的记录已损坏。请从备份恢复；没有备份的可删除它，那份规则文件改按现在的程序自带规则核对。
What the program's own rules were when a file of rules came is damaged: restore it, or delete it, and today's count instead."""


def shipped_when(home: Home, receipt_seq: int, now: Seeds) -> Rows:
    """The rules that the program came with at a receipt, by table: those of `now` where it is read for the first time.

    Raises DamagedFileError: what it said then nobody else knows.
    """
    path = home.shipped_rules / f"{receipt_seq:08d}.json"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".tmp")
        temporary.write_text(json.dumps({name: now.rows(name) for name in RULE_TABLES}, ensure_ascii=False), encoding="utf-8")
        temporary.replace(path)
    kept = _kept(path)
    if kept is None:
        raise DamagedFileError(path, _DAMAGED)
    return cache(lambda name: _of_today(name, kept.get(name, [])))


def damaged_shipped(home: Home) -> list[Path]:
    """The files of a home that no longer say what the program came with."""
    return [path for path in sorted(home.shipped_rules.glob("*.json")) if _kept(path) is None]


def _kept(path: Path) -> dict[str, list[SeedRow]] | None:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        is_whole = all(isinstance(row, dict) for rows in kept.values() for row in rows)
    except (ValueError, TypeError, AttributeError):
        return None
    return kept if is_whole else None


def _of_today(name: str, rows: list[SeedRow]) -> list[SeedRow]:
    """Rows with the columns that the table has today: one that it did not have then was empty."""
    return [{column: row.get(column, "") for column in RULE_TABLES[name].columns} for row in rows]
