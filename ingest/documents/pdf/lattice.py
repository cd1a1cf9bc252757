"""Ruled tables: drawn lines that cross → a lattice of positions, and the cells they bound, merged ones as one."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.documents.limits import Refusal
from ingest.documents.pdf.page import RuledLine

_NEAR = 3.0  # points between lines that are one line, and between a line's end and the line it meets
_OPEN = 8.0  # points that lines go on beyond the last line across them, where a table has no outer line
_COVERED = 0.6  # share of a position's side that a line must run along to bound it
_MOST_CROSSINGS = 4_000_000
_MOST_POSITIONS = 50_000  # of one page


class RuledCell(NamedTuple):
    """A cell: its first row and column from 0, how many it spans, and where it stands."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: tuple[float, float, float, float]  # left, top, right, bottom

    def holds(self, x: float, y: float) -> bool:
        left, top, right, bottom = self.box
        return left <= x < right and top <= y < bottom


@dataclass(frozen=True, slots=True)
class Lattice:
    """A ruled table: the places of its lines from left to right and from top to bottom, and its cells in reading order.

    `is_sound` is False where lines are missing, so that a cell would be no rectangle; its positions then stand alone.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[RuledCell, ...]
    is_sound: bool = True

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


class _Span(NamedTuple):
    """A line: where it stands across its direction, from where to where along it."""

    at: float
    start: float
    end: float


def lattices(rules: Iterable[RuledLine]) -> list[Lattice]:
    """The ruled tables of a page, from top to bottom. Lines that bound fewer than two cells are none."""
    level, upright = [], []
    for rule in rules:
        if rule.is_level:
            level.append(_Span(rule.top, rule.left, rule.right))
        else:
            upright.append(_Span(rule.left, rule.top, rule.bottom))
    found = [_lattice(*group) for group in _groups(_joined(level), _joined(upright))]
    return sorted((f for f in found if f is not None), key=lambda f: (f.ys[0], f.xs[0]))


def _joined(spans: list[_Span]) -> list[_Span]:
    """Pieces of one line as one."""
    by_place: dict[float, list[_Span]] = defaultdict(list)
    places = _places([span.at for span in spans])
    for span in spans:
        by_place[_nearest(places, span.at)].append(span)
    found: list[_Span] = []
    for at, pieces in sorted(by_place.items()):
        start, end = None, 0.0
        for piece in sorted(pieces, key=lambda p: p.start):
            if start is None:
                start, end = piece.start, piece.end
            elif piece.start - end <= _NEAR:
                end = max(end, piece.end)
            else:
                found.append(_Span(at, start, end))
                start, end = piece.start, piece.end
        if start is not None:
            found.append(_Span(at, start, end))
    return found


def _places(values: Iterable[float]) -> list[float]:
    """Places that stand apart; those nearer to the first of them than lines of a table ever are count as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _nearest(places: Sequence[float], value: float) -> float:
    return places[max(bisect_right(places, value) - 1, 0)]


def _groups(level: list[_Span], upright: list[_Span]) -> list[tuple[list[_Span], list[_Span]]]:
    """Level and upright lines that cross each other, one group a table."""
    if len(level) * len(upright) > _MOST_CROSSINGS:
        raise Refusal("file-too-large", what="一页中的线条数", actual=len(level) + len(upright), limit=4_000)
    parent = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, row in enumerate(level):
        for j, column in enumerate(upright, start=len(level)):
            meets = row.start - _NEAR <= column.at <= row.end + _NEAR and column.start - _NEAR <= row.at <= column.end + _NEAR
            if meets:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[_Span], list[_Span]]] = {}
    for i, span in enumerate((*level, *upright)):
        groups.setdefault(root(i), ([], []))[0 if i < len(level) else 1].append(span)
    return [group for group in groups.values() if group[0] and group[1]]


def _bounds(own: list[_Span], across: list[_Span]) -> list[float]:
    """Where the lines stand; an outer line that is not drawn is where most lines across it end."""
    places = _places([span.at for span in own])
    starts, ends = sorted(s.start for s in across), sorted((s.end for s in across), reverse=True)
    if len(across) > 1:
        if places[0] - starts[len(starts) // 2] > _OPEN and places[0] - starts[1] > _OPEN:
            places.insert(0, starts[len(starts) // 2])
        if ends[len(ends) // 2] - places[-1] > _OPEN and ends[1] - places[-1] > _OPEN:
            places.append(ends[len(ends) // 2])
    return places


def _lattice(level: list[_Span], upright: list[_Span]) -> Lattice | None:
    xs, ys = _bounds(upright, level), _bounds(level, upright)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < 2:
        return None
    if rows * columns > _MOST_POSITIONS:
        raise Refusal("file-too-large", what="一页中的单元格数", actual=rows * columns, limit=_MOST_POSITIONS)
    by_y, by_x = _by_place(level), _by_place(upright)
    parent = {(r, c): (r, c) for r in range(rows) for c in range(columns)}

    def root(position: tuple[int, int]) -> tuple[int, int]:
        while parent[position] != position:
            parent[position] = parent[parent[position]]
            position = parent[position]
        return position

    for r in range(rows):
        for c in range(columns):
            if c + 1 < columns and not _runs(by_x.get(xs[c + 1], ()), ys[r], ys[r + 1]):
                _unite(parent, root((r, c)), root((r, c + 1)))
            if r + 1 < rows and not _runs(by_y.get(ys[r + 1], ()), xs[c], xs[c + 1]):
                _unite(parent, root((r, c)), root((r + 1, c)))
    members: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for position in parent:
        members[root(position)].append(position)
    regions: list[RuledCell] = []
    is_sound = True
    for group in members.values():
        top, left = min(r for r, _ in group), min(c for _, c in group)
        down, across = max(r for r, _ in group) - top + 1, max(c for _, c in group) - left + 1
        if len(group) == down * across:
            regions.append(_region(xs, ys, (top, left), (down, across)))
        else:
            is_sound = False
            regions += [_region(xs, ys, at, (1, 1)) for at in group]
    if len(regions) < 2:
        return None
    return Lattice(tuple(xs), tuple(ys), tuple(sorted(regions)), is_sound)


def _region(xs: Sequence[float], ys: Sequence[float], at: tuple[int, int], spans: tuple[int, int]) -> RuledCell:
    (row, column), (down, across) = at, spans
    return RuledCell(row, column, down, across, (xs[column], ys[row], xs[column + across], ys[row + down]))


def _by_place(spans: list[_Span]) -> dict[float, list[_Span]]:
    found: dict[float, list[_Span]] = defaultdict(list)
    for span in spans:
        found[span.at].append(span)
    return found


def _runs(spans: Sequence[_Span], start: float, end: float) -> bool:
    """Whether lines run along most of the way from `start` to `end`."""
    covered = sum(max(0.0, min(span.end, end) - max(span.start, start)) for span in spans)
    return covered >= _COVERED * (end - start)


def _unite(parent: dict[tuple[int, int], tuple[int, int]], one: tuple[int, int], other: tuple[int, int]) -> None:
    if one != other:
        parent[max(one, other)] = min(one, other)
