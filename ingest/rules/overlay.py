"""Rows of rules laid over other rows, by key and by the days on which they hold. Pure; nothing is read here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ingest.rules.tables import RuleTable
from ingest.seeds import SeedRow

# an optional column of every file: the row takes a rule away instead of adding one
WITHDRAWN = "withdrawn"
_DAY = dt.timedelta(days=1)


def identity(table: RuleTable, row: SeedRow) -> tuple[str, ...]:
    """What makes it the same row."""
    return tuple(row[name] for name in table.identity)


def lay_over(table: RuleTable, below: Iterable[SeedRow], above: Iterable[SeedRow]) -> list[SeedRow]:
    """`below` with the rows of `above` laid over it, the later ones over the earlier.

    A row takes the place of the one that is the same (`RuleTable.identity`), as if that had never been; a withdrawn row only
    takes it away. Where the table has a history, a row also cuts the others of its key below it for the days on which it
    holds, and what of them lies before and after stays. Rows stand in the order of the key's first coming.
    """
    standing: dict[tuple[str, ...], SeedRow] = {identity(table, row): row for row in below}
    order = {own: at for at, own in enumerate(standing)}
    laid: dict[tuple[str, ...], SeedRow] = {}  # those of above that stand, the later ones last
    for new in above:
        own = identity(table, new)
        standing.pop(own, None)
        laid.pop(own, None)
        if new.get(WITHDRAWN) != "true":
            order.setdefault(own, len(order))
            laid[own] = {name: new[name] for name in table.columns}
    pieces = {own: [row] for own, row in standing.items()}
    for own, new in laid.items():
        if table.has_history:
            for other, rows in pieces.items():
                if rows and other[:-1] == own[:-1]:
                    pieces[other] = [piece for row in rows for piece in _without_days_of(row, new)]
        pieces[own] = [new]
    return [row for own in sorted(pieces, key=order.__getitem__) for row in pieces[own]]


def _without_days_of(row: SeedRow, new: SeedRow) -> list[SeedRow]:
    """What is left of a row on the days on which `new` does not hold: at most a piece before and a piece after."""
    first, last = _day(row["valid_from"]), _day(row["valid_to"])
    new_first, new_last = _day(new["valid_from"]), _day(new["valid_to"])
    left: list[SeedRow] = []
    before = min(day for day in (last, new_first - _DAY if new_first else None) if day) if new_first else None
    if before and (first is None or first <= before):
        left.append({**row, "valid_to": before.isoformat()})
    after = max(day for day in (first, new_last + _DAY) if day) if new_last else None
    if after and (last is None or after <= last):
        left.append({**row, "valid_from": after.isoformat()})
    return left


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
