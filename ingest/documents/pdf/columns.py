"""The order of lines outside ruled tables where text stands in two columns: one column after the other."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.documents.pdf.lines import Line, lines_of
from ingest.documents.pdf.page import Glyph

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
        both = min(sum(1 for line in apart if line.left < at), sum(1 for line in apart if line.right > at))
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
