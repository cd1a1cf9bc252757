"""A table inside a cell of a task table (甲县 5 | 乙县 8) → the words it stands for, put where the table stood."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.documents.grid import Cell, Document, Grid
from ingest.findings import Place
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.tables.measures import measure_of_last_figure, stated_measure
from ingest.task_lists.text import squeeze

_NUMBER = re.compile(r"^-?\d[\d,]*(?:\.\d+)?%?$")


class Nested:
    """The tables inside cells of a document, by the place of the cell."""

    def __init__(self, document: Document) -> None:
        self._by_place: dict[Place, list[Grid]] = {}
        for grid in document.grids:
            if grid.nested_in is not None:
                self._by_place.setdefault(grid.nested_in, []).append(grid)

    def unfold(self, grid: Grid) -> Grid:
        """`grid` with the words of inner tables added to the cells that hold them."""
        if not any(place.table == grid.place.table for place in self._by_place):
            return grid
        return replace(grid, rows=tuple(tuple(self._cell(cell) for cell in row) for row in grid.rows))

    def _cell(self, cell: Cell) -> Cell:
        text = cell.text.strip()
        for inner in self._by_place.get(cell.place, ()):
            text = _joined(text, inner)
        return cell if text == cell.text.strip() else replace(cell, text=text)


def _joined(before: str, inner: Grid) -> str:
    measure = _measure(before, inner)
    rows = [[squeeze(cell.text) for cell in row if cell.text.strip()] for row in inner.rows]
    parts = [part for row in rows for part in _parts(row, measure)]
    if not parts:
        return before
    words = list_lexicon().tables
    said = "，".join(parts)
    if not before:
        return said
    if before.endswith(("：", ":", words.of_part)):
        return before + said
    return f"{before}\n{words.of_part}：{said}" if re.search(r"\d", before) else f"{before}\n{said}"


def _measure(before: str, inner: Grid) -> str:
    """The measure of an inner table's bare figures: in its own labels, else that of the last figure before it."""
    for row in inner.rows[:2]:
        for cell in row:
            stated = stated_measure(cell.text)
            if stated and not re.search(r"\d", cell.text):
                return stated
    return measure_of_last_figure(before)


def _parts(row: list[str], measure: str) -> list[str]:
    """甲县 | 5 | 乙县 | 8 → 甲县5家, 乙县8家. A row of labels only gives nothing; other words stay as they are."""
    if not any(re.search(r"\d", text) for text in row):
        return [] if len(row) > 1 else row
    parts: list[str] = []
    name = ""
    for text in row:
        if _NUMBER.match(text):
            parts.append(f"{name}{text}{'' if text.endswith('%') else measure}")
            name = ""
        elif re.search(r"\d$", text) and measure:
            parts.append(f"{text}{measure}")
        elif re.search(r"\d", text):
            parts.append(f"{name}{text}")
            name = ""
        else:
            name = text
    return parts
