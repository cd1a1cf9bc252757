"""The part of a table that stands on one page: its cells with the lines of text in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.documents.pdf.lattice import Lattice, RuledCell
from ingest.documents.pdf.lines import Line, lines_of, rejoined
from ingest.documents.pdf.page import Glyph, Page, RuledLine

_WIDEST_PADDING = 6.0


@dataclass(frozen=True, slots=True)
class PieceCell:
    """A cell, 0-based inside its piece. Its text may reach from `start` to `limit`."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: tuple[Line, ...]
    start: float
    limit: float
    struck: str = ""  # letters that a drawn line goes through

    @property
    def text(self) -> str:
        return rejoined(self.lines, self.start, self.limit)


@dataclass(frozen=True, slots=True)
class Piece:
    """What one page holds of a table. `xs` are the sides of its columns; `is_ruled` says that lines bound its cells."""

    page: int
    box: tuple[float, float, float, float]
    xs: tuple[float, ...]
    rows: int
    cells: tuple[PieceCell, ...]
    is_ruled: bool = True
    is_sound: bool = True

    def row_texts(self, row: int) -> tuple[tuple[int, int, str], ...]:
        """What begins on a row: column, columns spanned and text."""
        return tuple((c.column, c.column_span, c.text) for c in self.cells if c.row == row)


def ruled_piece(page: Page, lattice: Lattice, glyphs: Sequence[Glyph], strikes: Strikes) -> Piece:
    """The table of a lattice; `glyphs` are the letters that stand in it."""
    inside = _by_region(lattice, glyphs)
    lines = {region: tuple(lines_of(inside.get(region, ()))) for region in lattice.regions}
    padding = _padding(lines)
    cells = tuple(
        PieceCell(
            r.row,
            r.column,
            r.row_span,
            r.column_span,
            lines[r],
            r.box[0] + padding,
            r.box[2] - padding,
            strikes.of_all(lines[r]),
        )
        for r in lattice.regions
    )
    return Piece(page.number, lattice.box, lattice.xs, len(lattice.ys) - 1, cells, is_sound=lattice.is_sound)


def _by_region(lattice: Lattice, glyphs: Sequence[Glyph]) -> dict[RuledCell, list[Glyph]]:
    """Letters by the cell that holds their middle."""
    at = {}
    for region in lattice.regions:
        for row in range(region.row, region.row + region.row_span):
            for column in range(region.column, region.column + region.column_span):
                at[row, column] = region
    found: dict[RuledCell, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        row = _interval(lattice.ys, glyph.middle)
        column = _interval(lattice.xs, (glyph.left + glyph.right) / 2)
        found[at[row, column]].append(glyph)
    return found


def _interval(places: Sequence[float], value: float) -> int:
    inside = sum(1 for place in places[1:-1] if place <= value)
    return min(inside, len(places) - 2)


def _padding(lines: dict[RuledCell, tuple[Line, ...]]) -> float:
    """The distance that text keeps from the sides of its cell, but for the few texts that are too long for theirs."""
    kept = sorted(
        inset
        for region, texts in lines.items()
        for line in texts
        for inset in (line.left - region.box[0], region.box[2] - line.right)
    )
    return max(0.0, min(kept[len(kept) // 20], _WIDEST_PADDING)) if kept else 0.0


class Strikes:
    """The level lines of a page, by which text is struck out."""

    def __init__(self, rules: Sequence[RuledLine]) -> None:
        self._rules = sorted((r for r in rules if r.is_level), key=lambda r: r.top)
        self._tops = [r.top for r in self._rules]

    def of(self, line: Line) -> str:
        """The letters of a text line that a drawn line goes through the middle of; "" for none."""
        first = bisect_right(self._tops, line.top + 0.3 * line.size)
        last = bisect_left(self._tops, line.top + 0.72 * line.size)
        through = self._rules[first:last]
        return "".join(g.text for g in line.inked if any(r.left - 1 <= (g.left + g.right) / 2 <= r.right + 1 for r in through))

    def of_all(self, lines: Sequence[Line]) -> str:
        return "".join(map(self.of, lines))
