"""Numbers that stand alone in a cell from which no figure is read: they are told, so that none is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from ingest.documents.grid import Cell, Grid
from ingest.documents.places import column_letter
from ingest.progress.cells.words import normalise, shown
from ingest.progress.cells.written import parsed

_DIGIT = re.compile(r"\d")
_DATE = re.compile(r"[年月日号时]")
_QUOTED = 6  # numbers that a message quotes; the rest are counted


def bare_number(cell: Cell | None) -> Decimal | None:
    """The number of a cell that holds nothing else: typed, or as a text; None for a date, a sentence, yes and no."""
    if cell is None or isinstance(cell.value, bool):
        return None
    if isinstance(cell.value, int | float):
        return Decimal(str(cell.value))
    if not isinstance(cell.value, str | None):
        return None
    text = normalise(cell.value or cell.text)
    if _DATE.search(text):
        return None
    written = parsed(text) if _DIGIT.match(text.lstrip("-")) else None
    return written.amount if written is not None and written.value_max is None else None


def bare_numbers(grid: Grid) -> tuple[Cell, ...]:
    """The cells of a grid that hold a number and nothing else."""
    return tuple(cell for row in grid.rows for cell in row if cell.anchor is None and bare_number(cell) is not None)


def quoted(cells: Iterable[Cell]) -> str:
    """Numbers with their cells, as many as a person reads: B3 格 12、C3 格 7 等 57 个."""
    every = list(cells)
    named = "、".join(f"{column_letter(cell.column)}{cell.row} 格 {shown(cell)}" for cell in every[:_QUOTED])
    return f"{named} 等 {len(every)} 个" if len(every) > _QUOTED else named
