"""Tables that no lines bound: only those are read in which each line is a row.

Where a text is wrapped inside its cell, nothing says which row its second line belongs to; a wrong guess would put a figure
into a wrong row. Such a page is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.documents.limits import Refusal
from ingest.documents.pdf.lines import Line
from ingest.documents.pdf.page import Glyph, Page
from ingest.documents.pdf.tables import Piece, PieceCell, Strikes
from ingest.findings import Place

_GAP = 1.3  # letters between two pieces of a line that are not one text
_FAR = 3.5  # letters between lines of one table, from base to base
_LEAST_ROWS = 3
# lines in pieces that are no row of a table: so many in three pieces or more, in two or more, are a table that is not read
_MOST_IN_THREE, _MOST_IN_TWO = 2, 5
_OVERLAP, _MOST_BESIDE = 0.3, 2  # the same for lines that stand beside each other, at heights of their own

Interval = tuple[float, float]


def with_tables(page: Page, lines: Sequence[Line], strikes: Strikes) -> list[Line | Piece]:
    """The lines of one column, in which each table by alignment is a piece. Refuses tables that are not one line a row."""
    found: list[Line | Piece] = []
    apart: list[int] = []  # how many pieces the lines have that are no row
    for run in _runs(lines):
        parts = [chunks_of(line) for line in run]
        columns = _columns(parts) if len(run) >= _LEAST_ROWS else None
        if columns is None:
            apart += [len(chunks) for chunks in parts if len(chunks) > 1 and not _is_enumerator(chunks[0])]
            found += run
        else:
            found.append(_piece(page, parts, columns, strikes))
    for before, after in pairwise(found):
        if isinstance(before, Piece) and isinstance(after, Line) and _goes_on(before, after):
            raise Refusal("table-not-readable", Place(page=page.number))
    beside = sum(1 for one, other in pairwise(lines) if other.top < one.bottom - _OVERLAP * one.size)
    if sum(count > 2 for count in apart) > _MOST_IN_THREE or len(apart) > _MOST_IN_TWO or beside > _MOST_BESIDE:
        raise Refusal("table-not-readable", Place(page=page.number))
    return found


def chunks_of(line: Line) -> list[Line]:
    """The parts of a line between wide gaps."""
    parts: list[list[Glyph]] = [[line.inked[0]]]
    for before, glyph in pairwise(line.inked):
        if glyph.left - before.right > _GAP * line.size:
            parts.append([])
        parts[-1].append(glyph)
    bounds = [part[0].left for part in parts[1:]]
    whole: list[list[Glyph]] = [[] for _ in parts]
    for glyph in line.glyphs:
        whole[sum(1 for bound in bounds if glyph.left >= bound)].append(glyph)
    return [Line(tuple(part)) for part in whole]


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines in pieces that follow each other, and the other lines one by one."""
    runs: list[list[Line]] = []
    is_open = False
    for line in lines:
        in_pieces = len(chunks_of(line)) > 1
        if in_pieces and is_open and line.base - runs[-1][-1].base < _FAR * line.size:
            runs[-1].append(line)
        else:
            runs.append([line])
        is_open = in_pieces
    return runs


def _columns(parts: Sequence[Sequence[Line]]) -> list[Interval] | None:
    """The columns in which the pieces of all lines stand, each line beginning in the first; None where they do not."""
    size = parts[0][0].size
    columns = _merged(((chunk.left, chunk.right) for chunks in parts for chunk in chunks), size / 2)
    if len(columns) < 2 or all(_is_enumerator(chunks[0]) for chunks in parts):
        return None
    for chunks in parts:
        places = [_at(columns, chunk) for chunk in chunks]
        if places[0] != 0 or len(set(places)) < len(places):
            return None
    return columns


def _merged(intervals: Iterable[Interval], apart: float) -> list[Interval]:
    found: list[Interval] = []
    for left, right in sorted(intervals):
        if found and left - found[-1][1] < apart:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def _at(columns: Sequence[Interval], chunk: Line) -> int:
    return sum(1 for left, _ in columns if chunk.left >= left - 0.5) - 1


def _is_enumerator(chunk: Line) -> bool:
    text = chunk.text.strip()
    return len(text) <= 4 and text[-1:] in "、.．)）"


def _goes_on(table: Piece, line: Line) -> bool:
    """Whether a line right below a table stands under a later column: the rest of a cell."""
    return line.left >= table.xs[1] and line.top - table.box[3] < 1.5 * line.size


def _piece(page: Page, parts: Sequence[Sequence[Line]], columns: Sequence[Interval], strikes: Strikes) -> Piece:
    sides = [columns[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1]]
    cells: list[PieceCell] = []
    for row, chunks in enumerate(parts):
        of_row = {_at(columns, chunk): chunk for chunk in chunks}
        for column, (left, right) in enumerate(columns):
            lines = (of_row[column],) if column in of_row else ()
            cells.append(PieceCell(row, column, 1, 1, lines, left, right, strikes.of_all(lines)))
    everything = [chunk for chunks in parts for chunk in chunks]
    box = (sides[0], min(line.top for line in everything), sides[-1], max(line.bottom for line in everything))
    return Piece(page.number, box, tuple(sides), len(parts), tuple(cells), is_ruled=False)
