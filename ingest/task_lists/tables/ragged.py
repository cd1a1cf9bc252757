"""Rows whose cells have lost their columns (the text export): each cell finds its column by what it holds.

A row of such a table may be cut in two, and leading cells are repeated or left out at page breaks. The cells of a row are
laid along the header's columns, in order, by the cheapest alignment; pieces are joined when together they fit better.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.documents.grid import Cell
from ingest.task_lists.columns import ListColumn
from ingest.task_lists.outline_numbers import read_number
from ingest.task_lists.people.offices import looks_like_offices
from ingest.task_lists.people.persons import looks_like_people
from ingest.task_lists.text import squeeze

_MAX_LEVELS = 4  # names in one row: 基础设施项目 / 市十大基础设施项目 / （8）北塔路建设项目
_PEOPLE = {ListColumn.LEADER, ListColumn.RESPONSIBLE, ListColumn.CONTACT}
_UNITS = {ListColumn.OFFICE, ListColumn.LEAD_OFFICE, ListColumn.SUPPORT}
# what it costs that a column has no cell at all in a row
_LEFT_OUT = {
    ListColumn.SECTION: 0.3,
    ListColumn.NUMBER: 0.4,
    ListColumn.NAME: 2.0,
    ListColumn.REMARK: 0.8,
    ListColumn.DISTRICT: 0.9,
}
# what it costs that a column's cell is blank
_BLANK = {
    ListColumn.SECTION: 0.0,
    ListColumn.NUMBER: 0.0,
    ListColumn.DISTRICT: 0.0,
    ListColumn.REMARK: 0.0,
    ListColumn.NAME: 0.6,
}
_SUBTASK_AS_TARGET = 1.0
_USUALLY_BLANK = 1.2  # what it costs to fill a column that is blank in nearly every row
_CUT = 1.2  # what it costs to keep two pieces apart: rows that are whole save far more than this


@dataclass(frozen=True, slots=True)
class Placed:
    """The cells of one row with the role each got, in order; `cost` says how well they fit."""

    cells: tuple[tuple[ListColumn, Cell], ...]
    cost: float


def align(roles: Sequence[ListColumn], cells: Sequence[Cell], blank: frozenset[ListColumn] = frozenset()) -> Placed:
    """Lay `cells` along `roles` in order; a name column takes up to four cells. Cells that fit nowhere get role OTHER.

    `blank`: columns known to be blank in nearly every row.
    """
    count, width = len(cells), len(roles)
    unusual = [_USUALLY_BLANK if role in blank else 0.0 for role in roles]
    fits = [
        [_misfit(role, cell.text) + (more if cell.text.strip() else 0.0) for role, more in zip(roles, unusual, strict=True)]
        for cell in cells
    ]

    left_out = [_left_out(role) for role in roles]
    stray = [2.5 if cell.text.strip() else 1.0 for cell in cells]

    @cache
    def best(i: int, j: int, level: int) -> tuple[float, tuple[int, ...]]:
        """The cheapest way to place cells[i:] in roles[j:]; `level` names were already placed in roles[j]."""
        if i == count:
            return sum(left_out[j + (1 if level else 0) :]), ()
        rest = best(i + 1, j, level)
        apart = rest[0] + stray[i]
        if j == width:
            return apart, (-1, *rest[1])
        skip = best(i, j + 1, 0)
        cost, path = skip[0] + (0 if level else left_out[j]), skip[1]
        if not level or (roles[j] is ListColumn.NAME and level < _MAX_LEVELS):
            more = best(i + 1, j, level + 1) if roles[j] is ListColumn.NAME else best(i + 1, j + 1, 0)
            fitted = more[0] + fits[i][j] + (0.35 if level else 0)
            if fitted < cost:
                cost, path = fitted, (j, *more[1])
        return (apart, (-1, *rest[1])) if apart < cost else (cost, path)

    cost, path = best(0, 0, 0)
    placed = tuple((roles[j] if j >= 0 else ListColumn.OTHER, cell) for j, cell in zip(path, cells, strict=True))
    return Placed(placed, cost)


def join_pieces(
    roles: Sequence[ListColumn], pieces: Sequence[Sequence[Cell]], starts: frozenset[int] = frozenset()
) -> list[tuple[int, Placed]]:
    """Rows out of pieces: (how many pieces it took, the aligned row), in order. At most three pieces make a row.

    `starts`: indices of pieces that begin a row whatever stands before them.
    """
    rows: list[tuple[int, Placed]] = []
    alone = [align(roles, piece) for piece in pieces]
    blank = _usually_blank(roles, alone)
    if blank:
        alone = [align(roles, piece, blank) for piece in pieces]
    at = 0
    while at < len(pieces):
        taken, placed = 1, alone[at]
        for size in (2, 3):
            if at + size > len(pieces) or placed.cost < _CUT or at + size - 1 in starts:
                break
            joined = align(roles, [cell for piece in pieces[at : at + size] for cell in piece], blank)
            apart = placed.cost + sum(one.cost for one in alone[at + taken : at + size])
            if joined.cost + _CUT < apart and not _holds_two_rows(joined):
                taken, placed = size, joined
        rows.append((taken, placed))
        at += taken
    return rows


def _usually_blank(roles: Sequence[ListColumn], rows: Sequence[Placed]) -> frozenset[ListColumn]:
    """Columns of texts that hold something in fewer than one in five rows."""
    filled = Counter(role for row in rows for role in {role for role, cell in row.cells if cell.text.strip()})
    texts = {ListColumn.TARGET, ListColumn.DISTRICT, ListColumn.TEXT, ListColumn.REMARK} & set(roles)
    return frozenset(role for role in texts if len(rows) >= 5 and filled[role] * 5 < len(rows))


def _holds_two_rows(placed: Placed) -> bool:
    return any(role is ListColumn.OTHER and cell.text.strip() for role, cell in placed.cells)


def _left_out(role: ListColumn) -> float:
    return _LEFT_OUT.get(role, 2.2)


@dataclass(frozen=True, slots=True)
class _Content:
    """What a cell's text looks like, whatever column it may stand in."""

    plain: str
    number: bool
    people: bool
    offices: bool

    @property
    def subtask(self) -> bool:
        """（2）规模工业增加值: a numbered name, not a sentence."""
        return read_leading(self.plain) and len(self.plain) < 40 and not self.plain.endswith(("。", ";"))

    @property
    def sentence(self) -> bool:
        return len(self.plain) > 12 or bool(re.search(r"[。；;\d%]", self.plain))


@lru_cache(maxsize=4096)  # the same offices, people and blanks stand in row after row
def _content(text: str) -> _Content:
    plain = squeeze(text)
    number = 0 < len(plain) <= 6 and read_number(text) is not None
    return _Content(plain, number, looks_like_people(text), looks_like_offices(text))


def _misfit(role: ListColumn, text: str) -> float:
    """How badly a cell's content fits a column: 0 well, 3 hardly."""
    content = _content(text)
    plain, people, offices = content.plain, content.people, content.offices
    if not plain:
        return _BLANK.get(role, 0.9)
    if role is ListColumn.NUMBER:
        return 0.0 if content.number else 3.0
    if content.number:
        return 2.5
    if role in _PEOPLE:
        return 0.0 if people else 1.2 if offices and len(plain) < 30 else 2.5
    if role in _UNITS:
        return 0.0 if offices else 1.0 if people else 2.5
    if role in (ListColumn.TARGET, ListColumn.DISTRICT, ListColumn.TEXT):
        if people or (offices and not content.sentence):
            return 2.5
        return _SUBTASK_AS_TARGET if content.subtask else 0.0 if content.sentence else 0.8
    if role in (ListColumn.NAME, ListColumn.SECTION):
        return 1.6 if people or offices else _misfit_name(role, plain)
    return 0.5


def _misfit_name(role: ListColumn, plain: str) -> float:
    ends = plain.endswith(("。", ";"))
    if role is ListColumn.SECTION:
        return 2.0 if ends or len(plain) > 24 or read_leading(plain) else 0.25
    return 1.8 if ends or len(plain) > 60 else 0.0


def read_leading(plain: str) -> bool:
    """A bracketed number leads: the text names a sub-task, not a section."""
    return bool(re.match(r"\(\d{1,2}\)", plain))
