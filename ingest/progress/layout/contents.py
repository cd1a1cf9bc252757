"""What stands below a heading, counted: figures, texts, yes and no, dates. Which field the column is, is `settling.py`'s."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ingest.documents.grid import Cell
from ingest.progress.cells.numbers import read_number
from ingest.progress.cells.words import is_null_word, read_yes_no
from ingest.progress.layout.form_sheet import FormSheet, has_content
from ingest.values.characters import normalise

_MOST = 400  # cells that tell what a column holds
_LONGEST_FIGURE = 16


@dataclass(frozen=True, slots=True)
class Contents:
    """How many cells of a column hold what; a null word (无, —) counts as nothing."""

    figures: int = 0
    dates: int = 0
    yes_no: int = 0
    texts: int = 0
    values: tuple[tuple[int, Decimal], ...] = ()  # its figures by row
    percents: int = 0  # of the figures, those that say so, in themselves or in the unit of their row

    @property
    def are_percent(self) -> bool:
        return self.are_figures and self.percents == self.figures

    @property
    def is_blank(self) -> bool:
        return not (self.figures or self.dates or self.yes_no or self.texts)

    @property
    def are_figures(self) -> bool:
        return self.figures > 0 and self.figures >= self.texts + self.dates + self.yes_no

    @property
    def are_yes_no(self) -> bool:
        return self.yes_no > 0 and self.yes_no >= self.texts + self.dates + self.figures

    @property
    def are_dates(self) -> bool:
        return self.dates > 0 and self.dates >= self.texts + self.yes_no + self.figures


def contents_of(sheet: FormSheet, column: int, below: int, unit_column: int = 0) -> Contents:
    """What a column holds in the rows below row `below`. `unit_column` is that of the units of measure, 0 for none."""
    counted = {"figures": 0, "dates": 0, "yes_no": 0, "texts": 0, "percents": 0}
    values: list[tuple[int, Decimal]] = []
    for cell in _cells(sheet, column, below):
        kind = _kind(cell)
        if kind:
            counted[kind] += 1
        if kind == "figures":
            unit = sheet.at(cell.row, unit_column)
            counted["percents"] += "%" in normalise(f"{cell.text}{cell.number_format}{unit.text if unit is not None else ''}")
            if (value := read_number(cell).value) is not None:
                values.append((cell.row, value))
    return Contents(values=tuple(values), **counted)


def _cells(sheet: FormSheet, column: int, below: int) -> Iterator[Cell]:
    seen = 0
    for number in sheet.filled:
        cell = sheet.rows[number].get(column)
        if number <= below or cell is None or cell.anchor is not None or not has_content(cell):
            continue
        yield cell
        seen += 1
        if seen >= _MOST:
            return


def _kind(cell: Cell) -> str:
    if isinstance(cell.value, dt.date):
        return "dates"
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return "figures"
    if is_null_word(cell.text):
        return ""
    if len(cell.text.strip()) <= _LONGEST_FIGURE and read_number(cell).value is not None:
        return "figures"
    return "yes_no" if read_yes_no(cell).value is not None else "texts"
