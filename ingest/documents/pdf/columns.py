"""The order of lines outside ruled tables: columns of text one after the other, tables that only alignment shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.documents.pdf.lines import Line, lines_of
from ingest.documents.pdf.page import Glyph, Page
from ingest.documents.pdf.tables import Piece, PieceCell, Strikes

_GAP = 1.3  # letters between two pieces of a line that are not one text
_LEAST_ROWS = 3
_GUTTER = 1.2  # letters of white between two columns of text
_LEAST_LINES = 8  # of two columns of text
_FILLED = 0.6  # share of the lines of a column of text that reach its end


def in_columns(glyphs: Sequence[Glyph]) -> tuple[list[list[Line]], bool]:
    """Lines in the order of reading, in runs that are each of one column; whether there were two columns beside each other."""
    lines = lines_of(glyphs)
    gutter = _gutter(lines)
    if gutter is None:
        return ([lines] if lines else []), False
    runs: list[list[Line]] = []
    side: list[Line] = []
    for line in lines:
        if _crosses(line, gutter):
            runs += _sides(side, gutter)
            side = []
            if runs and runs[-1] and _crosses(runs[-1][-1], gutter):
                runs[-1].append(line)
            else:
                runs.append([line])
        else:
            side.append(line)
    runs += _sides(side, gutter)
    return [run for run in runs if run], True


def _crosses(line: Line, gutter: float) -> bool:
    """Whether the text of a line goes over the gutter without a gap."""
    half = _GUTTER * line.size / 2
    return any(g.left < gutter + half and g.right > gutter - half for g in line.inked)


def _sides(lines: list[Line], gutter: float) -> list[list[Line]]:
    glyphs = [g for line in lines for g in line.glyphs]
    left = lines_of([g for g in glyphs if g.right <= gutter])
    return [left, lines_of([g for g in glyphs if g.right > gutter])]


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where white runs down between two columns of running text; None where there is one column, or a table."""
    if len(lines) < _LEAST_LINES:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    best: tuple[int, float] = (0, 0.0)
    step = (right - left) / 100
    for k in range(35, 66):
        at = left + k * step
        apart = [line for line in lines if not _crosses(line, at)]
        both = sum(1 for line in apart if line.left < at < line.right)
        best = max(best, (both, at))
    both, at = best
    if both < _LEAST_LINES:
        return None
    apart = [line for line in lines if not _crosses(line, at)]
    for glyphs in (
        [g for line in apart for g in line.inked if g.right <= at],
        [g for line in apart for g in line.inked if g.right > at],
    ):
        column = lines_of(glyphs)
        end = max(line.right for line in column)
        full = sum(1 for line in column if end - line.right < 2 * line.size)
        if full < _FILLED * len(column) or end - min(line.left for line in column) < 10 * column[0].size:
            return None
    return at


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


def aligned_piece(page: Page, lines: Sequence[Line], start: int, strikes: Strikes) -> tuple[Piece, int] | None:
    """The table without lines around its cells that begins at a line, and where it ends; None where none begins.

    At least three lines whose parts stand under each other. A line without the first column goes on with the row before.
    """
    rows: list[list[Line]] = []
    end = start
    columns: list[tuple[float, float]] = []
    for i in range(start, len(lines)):
        chunks = chunks_of(lines[i])
        if len(chunks) < 2 and not rows:
            return None
        if i > start and lines[i].base - lines[i - 1].base > 3.5 * lines[i].size:
            break
        merged = _merged([*columns, *((c.left, c.right) for c in chunks)], lines[i].size / 2)
        if len(chunks) < 2 and (
            len(merged) < len(columns) or merged[0][0] < columns[0][0] - 1 or _begins_first(chunks[0], columns)
        ):
            break
        if len(chunks) > 1 and columns and len(merged) < 2:
            break
        columns = merged
        rows.append(chunks)
        end = i + 1
    several = sum(1 for chunks in rows if len(chunks) > 1)
    if several < _LEAST_ROWS or len(columns) < 2 or all(_is_enumerator(chunks[0]) for chunks in rows if len(chunks) > 1):
        return None
    return _piece(page, rows, columns, strikes), end


def _begins_first(chunk: Line, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a part that is alone on its line stands in the first column: then it is text after the table."""
    return chunk.left < columns[0][1]


def _merged(intervals: Iterable[tuple[float, float]], apart: float) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for left, right in sorted(intervals):
        if found and left - found[-1][1] < apart:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def _is_enumerator(chunk: Line) -> bool:
    text = chunk.text.strip()
    return len(text) <= 4 and text[-1:] in "、.．)）"


def _piece(page: Page, rows: Sequence[Sequence[Line]], columns: Sequence[tuple[float, float]], strikes: Strikes) -> Piece:
    placed: list[dict[int, list[Line]]] = []
    for chunks in rows:
        of_row = {sum(1 for left, _ in columns if chunk.left >= left - 0.5) - 1: chunk for chunk in chunks}
        if placed and 0 not in of_row:
            for column, line in of_row.items():
                placed[-1].setdefault(column, []).append(line)
        else:
            placed.append({column: [line] for column, line in of_row.items()})
    sides = [columns[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1]]
    cells = tuple(
        PieceCell(row, column, 1, 1, tuple(texts.get(column, ())), *columns[column], strikes.of_all(texts.get(column, ())))
        for row, texts in enumerate(placed)
        for column in range(len(columns))
    )
    lines = [line for texts in placed for stacked in texts.values() for line in stacked]
    box = (sides[0], min(line.top for line in lines), sides[-1], max(line.bottom for line in lines))
    return Piece(page.number, box, tuple(sides), len(placed), cells, is_ruled=False)
