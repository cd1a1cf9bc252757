"""Rows of rules laid over other rows, by key and by the days on which they hold. Pure; nothing is read here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from ingest.rules.tables import RULE_TABLES, RuleTable
from ingest.seeds import SeedRow

# an optional column of every file: the row takes a rule away instead of adding one
WITHDRAWN = "withdrawn"
Rows = Callable[[str], Sequence[SeedRow]]
_DAY = dt.timedelta(days=1)


def identity(table: RuleTable, row: SeedRow) -> tuple[str, ...]:
    """What makes it the same row."""
    return tuple(row[name] for name in table.identity)


class Layers:
    """Rules by table: those of `base`, and laid over them, in the order in which they came, those of `said`.

    What came is kept as it came: a row that is withdrawn gives back what it had covered.
    """

    def __init__(self, base: Rows, said: Mapping[str, Sequence[SeedRow]] = MappingProxyType({})) -> None:
        self.base, self.said = base, said
        self._rows: dict[str, Sequence[SeedRow]] = {}

    def __call__(self, table: str) -> Sequence[SeedRow]:
        if table not in self._rows:
            below = self.base(table)
            self._rows[table] = lay_over(RULE_TABLES[table], below, self.said[table]) if table in self.said else below
        return self._rows[table]

    def with_rows(self, rows: Iterable[tuple[str, SeedRow]]) -> Layers:
        """The same with these rows, each with the name of its table, laid over them."""
        said = {table: list(cells) for table, cells in self.said.items()}
        new = list(rows)
        for table, cells in new:
            said.setdefault(table, []).append(cells)
        layers = Layers(self.base, said)
        touched = {table for table, _ in new}
        layers._rows = {table: laid for table, laid in self._rows.items() if table not in touched}
        return layers


@dataclass(slots=True)
class _Laid:
    """A row that stands: what is left of it, piece by piece, under those that were laid over it. A hole has no pieces."""

    identity: tuple[str, ...]
    row: SeedRow
    is_below: bool
    is_hole: bool = False
    pieces: list[SeedRow] = field(default_factory=list)

    def whole(self) -> list[SeedRow]:
        return [] if self.is_hole else [self.row]


def lay_over(table: RuleTable, below: Iterable[SeedRow], above: Iterable[SeedRow]) -> list[SeedRow]:
    """`below` with the rows of `above` laid over it, the later ones over the earlier.

    A row takes the place of the one that is the same (`RuleTable.identity`), as if that had never been; a withdrawn row only
    takes it away. Where the table has a history, a row also cuts the others of its key below it for the days on which it
    holds, and what of them lies before and after stays. A row of just the days of such a piece, and one that withdraws a piece
    by its first day, is about that piece and not about the row that it was cut from: a table is exported in pieces. Rows
    stand in the order of the key's first coming.
    """
    order: dict[tuple[str, ...], int] = {}
    of_key: dict[tuple[str, ...], list[_Laid]] = {}
    for row in below:
        own = identity(table, row)
        order.setdefault(own, len(order))
        of_key.setdefault(own[: len(table.key)], []).append(_Laid(own, row, is_below=True, pieces=[row]))
    for new in above:
        own = identity(table, new)
        order.setdefault(own, len(order))
        _lay(table, of_key.setdefault(own[: len(table.key)], []), own, new)
    laid = [one for group in of_key.values() for one in group]
    return [row for one in sorted(laid, key=lambda one: order[one.identity]) for row in one.pieces]


def _lay(table: RuleTable, group: list[_Laid], own: tuple[str, ...], new: SeedRow) -> None:
    is_withdrawn = new.get(WITHDRAWN) == "true"
    plain = {name: new[name] for name in table.columns}
    same = next((one for one in reversed(group) if one.identity == own), None)
    piece = _piece_from(group, new["valid_from"]) if table.has_history else None
    if piece is not None and (same is None if is_withdrawn else piece["valid_to"] == new["valid_to"]):
        _add(group, _Laid(own, {**plain, "valid_to": piece["valid_to"]}, is_below=False, is_hole=is_withdrawn))
        return
    if same is not None:
        group.remove(same)
        for one in group:
            one.pieces = one.whole()
        for at, one in enumerate(group):
            if not one.is_below and table.has_history:
                _cut(group[:at], one.row)
    if is_withdrawn:
        return
    if table.has_history:
        _add(group, _Laid(own, plain, is_below=False))
    else:
        group.append(_Laid(own, plain, is_below=False, pieces=[plain]))


def _piece_from(group: Sequence[_Laid], first: str) -> SeedRow | None:
    """The piece that begins on a day and is not all of its row."""
    return next((piece for one in group for piece in one.pieces if piece["valid_from"] == first and piece != one.row), None)


def _add(group: list[_Laid], new: _Laid) -> None:
    _cut(group, new.row)
    new.pieces = new.whole()
    group.append(new)


def _cut(group: Iterable[_Laid], new: SeedRow) -> None:
    for one in group:
        one.pieces = [piece for row in one.pieces for piece in _without_days_of(row, new)]


def _without_days_of(row: SeedRow, new: SeedRow) -> list[SeedRow]:
    """What is left of a row on the days on which `new` does not hold: at most a piece before and a piece after."""
    if "" < new["valid_to"] < row["valid_from"] or "" < row["valid_to"] < new["valid_from"]:
        return [row]
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
