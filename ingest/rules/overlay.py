"""Rows of rules laid over other rows, by key and by the days on which they hold. Pure; nothing is read here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from types import MappingProxyType

from ingest.rules.tables import RULE_TABLES, RuleTable
from ingest.seeds import SeedRow

# an optional column of every file: the row takes a rule away instead of adding one
WITHDRAWN = "withdrawn"
# beside the cells of a row that said what the program's own rule said when it came: on its days the program's rules hold
SHIPPED = "shipped"
Rows = Callable[[str], Sequence[SeedRow]]
# a row, and which of those that were laid over the others it comes from; None: from below
LaidRow = tuple[SeedRow, int | None]
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
        self._laid: dict[str, list[LaidRow]] = {}

    def __call__(self, table: str) -> Sequence[SeedRow]:
        return [row for row, _ in self.with_sources(table)] if table in self.said else self.base(table)

    def with_sources(self, table: str) -> Sequence[LaidRow]:
        """Its rows, each with where in `said` it comes from; None: from the base."""
        if table not in self.said:
            return [(row, None) for row in self.base(table)]
        if table not in self._laid:
            self._laid[table] = lay_over(RULE_TABLES[table], self.base(table), self.said[table])
        return self._laid[table]

    def of_base(self, table: str) -> list[SeedRow]:
        """The rows of the base that hold, and the pieces that are left of them."""
        return [row for row, source in self.with_sources(table) if source is None]

    def with_rows(self, rows: Iterable[tuple[str, SeedRow]]) -> Layers:
        """The same with these rows, each with the name of its table, laid over them."""
        new: dict[str, list[SeedRow]] = {}
        for table, cells in rows:
            new.setdefault(table, []).append(cells)
        layers = Layers(self.base, {**self.said, **{table: [*self.said.get(table, ()), *own] for table, own in new.items()}})
        layers._laid = {table: laid for table, laid in self._laid.items() if table not in new}
        return layers


class _Kind(Enum):
    BELOW = auto()  # of the rows that others are laid over
    RULE = auto()
    HOLE = auto()  # nothing holds on its days
    GONE = auto()  # takes away the row below that is the same, whatever its days
    CLEAR = auto()  # on its days the rows below hold


@dataclass(slots=True)
class _Laid:
    """A row that stands: what is left of it, piece by piece, under those that were laid over it."""

    kind: _Kind
    identity: tuple[str, ...]
    row: SeedRow
    source: int | None = None
    pieces: list[SeedRow] = field(default_factory=list)
    of_piece: bool = False  # about a piece of a row and not about the row that it is the same as

    def whole(self) -> list[SeedRow]:
        return [self.row] if self.kind in {_Kind.BELOW, _Kind.RULE} else []


def lay_over(table: RuleTable, below: Iterable[SeedRow], above: Iterable[SeedRow]) -> list[LaidRow]:
    """`below` with the rows of `above` laid over it, the later ones over the earlier.

    A row takes the place of the one that is the same (`RuleTable.identity`), as if that had never been; a withdrawn row only
    takes it away. Where the table has a history, a row also cuts the others of its key below it for the days on which it
    holds, and what of them lies before and after stays. A row of just the days of such a piece, and one that withdraws a piece
    by its first day, is about that piece and not about the row that it was cut from: a table is exported in pieces. A row
    that is `SHIPPED` takes back what of `above` was the same or holds on its days: there `below` holds, as it is now. Rows
    stand in the order of the key's first coming.
    """
    order: dict[tuple[str, ...], int] = {}
    of_key: dict[tuple[str, ...], list[_Laid]] = {}
    for row in below:
        own = identity(table, row)
        order.setdefault(own, len(order))
        of_key.setdefault(own[: len(table.key)], []).append(_Laid(_Kind.BELOW, own, row, pieces=[row]))
    for source, new in enumerate(above):
        own = identity(table, new)
        order.setdefault(own, len(order))
        _lay(table, of_key.setdefault(own[: len(table.key)], []), own, new, source)
    laid = [one for group in of_key.values() for one in group]
    return [(row, one.source) for one in sorted(laid, key=lambda one: order[one.identity]) for row in one.pieces]


def _lay(table: RuleTable, group: list[_Laid], own: tuple[str, ...], new: SeedRow, source: int) -> None:
    is_withdrawn, is_shipped = new.get(WITHDRAWN) == "true", new.get(SHIPPED) == "true"
    plain = {name: new[name] for name in table.columns}
    kind = _Kind.CLEAR if is_shipped else _Kind.RULE
    same = next((one for one in reversed(group) if one.identity == own and one.kind is not _Kind.CLEAR), None)
    piece = _piece_from(group, new["valid_from"]) if table.has_history else None
    is_there = same is not None and same.kind is not _Kind.GONE
    if piece is not None and (not is_there if is_withdrawn else piece["valid_to"] == new["valid_to"]):
        kind = _Kind.HOLE if is_withdrawn else kind
        _add(group, _Laid(kind, own, {**plain, "valid_to": piece["valid_to"]}, source, of_piece=True))
        return
    if same is not None and same.kind is not _Kind.BELOW:
        group.remove(same)
        for one in group:
            one.pieces = one.whole()
        for at, one in enumerate(group):
            _lay_on(group[:at], one)
    of_piece = same is not None and same.of_piece
    if not is_withdrawn and (table.has_history or not is_shipped):
        _add(group, _Laid(kind, own, plain, source, of_piece=of_piece))
    elif is_withdrawn and same is not None and not of_piece:
        _add(group, _Laid(_Kind.GONE, own, plain))


def _piece_from(group: Sequence[_Laid], first: str) -> SeedRow | None:
    """The piece that begins on a day and is not all of its row."""
    return next((piece for one in group for piece in one.pieces if piece["valid_from"] == first and piece != one.row), None)


def _add(group: list[_Laid], new: _Laid) -> None:
    _lay_on(group, new)
    new.pieces = new.whole()
    group.append(new)


def _lay_on(group: Iterable[_Laid], new: _Laid) -> None:
    """Cut what lies below a row, or give back what it clears."""
    if new.kind is _Kind.BELOW:
        return
    is_instead = new.kind is _Kind.GONE or (new.kind is _Kind.RULE and not new.of_piece)
    for one in group:
        if is_instead and one.kind is _Kind.BELOW and one.identity == new.identity:
            one.pieces = []
        elif new.kind is not _Kind.GONE:
            left = [piece for row in one.pieces for piece in _without_days_of(row, new.row)]
            given_back = _on_days_of(one.row, new.row) if one.kind is _Kind.BELOW and new.kind is _Kind.CLEAR else []
            one.pieces = _joined([*left, *given_back]) if given_back else left


def _on_days_of(row: SeedRow, new: SeedRow) -> list[SeedRow]:
    """What of a row lies on the days on which `new` holds."""
    first = max(row["valid_from"], new["valid_from"])
    last = min((day for day in (row["valid_to"], new["valid_to"]) if day), default="")
    return [] if "" < last < first else [{**row, "valid_from": first, "valid_to": last}]


def _joined(pieces: Sequence[SeedRow]) -> list[SeedRow]:
    """The pieces of one row in the order of their days, those that follow upon one another as one."""
    joined: list[SeedRow] = []
    for piece in sorted(pieces, key=lambda piece: piece["valid_from"]):
        last = _day(joined[-1]["valid_to"]) if joined else None
        if last and (last + _DAY).isoformat() == piece["valid_from"]:
            joined[-1] = {**joined[-1], "valid_to": piece["valid_to"]}
        else:
            joined.append(piece)
    return joined


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
