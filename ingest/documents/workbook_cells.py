"""Cells of worksheets, the same for every workbook container: fast construction, values by number format, merges.

A workbook of 2,000 cells is nothing unusual and there may be thousands of workbooks a night, so a cell is filled through its
slots: a third of the time of the frozen class's own constructor.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from ingest.documents.catalogue import finding
from ingest.documents.colours import Colour
from ingest.documents.grid import Cell, CellValue, Grid
from ingest.documents.limits import Limits, Refusal
from ingest.documents.notes import NoteTaker
from ingest.documents.number_formats import Format, FormatKind, date_text, number_value, percent, plain, to_date
from ingest.documents.places import column_number, sheet_place
from ingest.findings import Finding, Place

_new = object.__new__
_SLOTS = {name: getattr(Cell, name).__set__ for name in Cell.__slots__}
_row, _column, _text, _place, _value = (_SLOTS[n] for n in ("row", "column", "text", "place", "value"))
_format, _row_span, _column_span, _anchor = (_SLOTS[n] for n in ("number_format", "row_span", "column_span", "anchor"))
_hidden, _formula, _uncached, _error, _struck = (_SLOTS[n] for n in ("hidden", "formula", "uncached", "error", "struck"))
_font, _fill = _SLOTS["font"], _SLOTS["fill"]


def make_cell(  # noqa: PLR0917 - the hot path, called by position
    row: int,
    column: int,
    text: str,
    place: Place,
    value: CellValue = None,
    number_format: str = "",
    hidden: bool = False,
    formula: str = "",
    uncached: bool = False,
    error: str = "",
    struck: str = "",
    font: Colour = Colour.NONE,
    fill: Colour = Colour.NONE,
) -> Cell:
    """`Cell(...)` of a cell that no merge covers, in a third of the time."""
    cell = _new(Cell)
    _row(cell, row)
    _column(cell, column)
    _text(cell, text)
    _place(cell, place)
    _value(cell, value)
    _format(cell, number_format)
    _row_span(cell, 1)
    _column_span(cell, 1)
    _anchor(cell, None)
    _hidden(cell, hidden)
    _formula(cell, formula)
    _uncached(cell, uncached)
    _error(cell, error)
    _struck(cell, struck)
    _font(cell, font)
    _fill(cell, fill)
    return cell


class Merge(NamedTuple):
    """A merged range, 1-based, ends included."""

    top: int
    left: int
    bottom: int
    right: int


def number_cell(stored: str, style: Format) -> tuple[str, CellValue]:
    """Text and value of a stored number that is no date. A stored text that is no number stays text."""
    value = number_value(stored)
    if value is None:
        return stored, stored
    if style.kind is FormatKind.PERCENT:
        return percent(value), value
    return plain(value, stored), value


@lru_cache(maxsize=4096)
def dated_cell(stored: str, style: Format, date_1904: bool) -> tuple[str, CellValue]:
    """Text and value of a number stored under a format of dates; still a number when it is no date."""
    number = number_value(stored)
    date = None if number is None else to_date(number, style.kind, date_1904)
    if date is None:
        return number_cell(stored, style)
    return date_text(date, style.code), date


def told_number(stored: str, style: Format, date_1904: bool, place: Place, findings: list[Finding]) -> tuple[str, CellValue]:
    """Text and value of a stored number; what a person should know of its format goes to `findings`."""
    if style.dated:
        text, value = dated_cell(stored, style, date_1904)
        if isinstance(value, int | float):
            findings.append(finding("date-invalid", place, seen=stored, stored=stored))
        return text, value
    if style.scales:
        findings.append(finding("number-format-scales", place, seen=stored, format=style.code, stored=stored))
    return number_cell(stored, style)


class SheetBuilder:
    """Collects the cells of one worksheet and gives the Grid. Counts against the caps of the whole workbook."""

    def __init__(self, name: str, table: int, limits: Limits, *, hidden: bool, date_1904: bool) -> None:
        self.name = name
        self.place = Place(sheet=name, table=table)
        self.rows: dict[int, dict[int, Cell]] = {}
        self.merges: list[Merge] = []
        self.cells = 0
        self._covered: list[Cell] = []  # cells that a merge hides, and whose content is not that of the merge
        self.hidden_rows: set[int] = set()
        self.across: dict[int, set[int]] = {}  # row → columns whose style centres a text across the blanks after it
        self._limits = limits
        self._hidden = hidden
        self.date_1904 = date_1904
        self.notes = NoteTaker()

    def count(self, cells: int) -> None:
        """Refuses a sheet beyond the caps."""
        self.cells += cells
        if self.cells > self._limits.cells:
            raise Refusal(
                "file-too-large", Place(sheet=self.name), what="单元格数", actual=self.cells, limit=self._limits.cells
            )
        if len(self.rows) > self._limits.rows:
            raise Refusal("file-too-large", Place(sheet=self.name), what="行数", actual=len(self.rows), limit=self._limits.rows)

    def _grid(self) -> Grid:
        for row in [row for row, cells in self.rows.items() if not cells]:
            del self.rows[row]
        self._merge_across()
        self._unfold()
        rows = tuple(tuple(cells[c] for c in sorted(cells)) for _, cells in sorted(self.rows.items()))
        notes = tuple(self.notes.notes)
        return Grid(rows=rows, place=self.place, hidden=self._hidden, date_1904=self.date_1904, notes=notes)

    def _merge_across(self) -> None:
        """A text centred across selected cells covers the blank ones after it, as a merge does."""
        for row, columns in self.across.items():
            cells = self.rows.get(row, {})
            for column in columns & cells.keys():
                last = column
                while last + 1 in columns and last + 1 not in cells:
                    last += 1
                if last > column:
                    self.merges.append(Merge(row, column, row, last))

    def _unfold(self) -> None:
        """Give merged cells their spans and put the covered positions in, as far as the sheet has content."""
        if not self.merges or not self.rows:
            return
        last_row = max(self.rows)
        last_column = max(max(cells) for cells in self.rows.values() if cells)
        for merge in self.merges:
            if merge.top > last_row or merge.left > last_column:
                continue
            bottom, right = min(merge.bottom, last_row), min(merge.right, max(last_column, merge.left))
            self.count((bottom - merge.top + 1) * (right - merge.left + 1))
            self._cover(merge, bottom, right)

    def _cover(self, merge: Merge, bottom: int, right: int) -> None:
        down, across = merge.bottom - merge.top + 1, merge.right - merge.left + 1
        anchor = (merge.top, merge.left)
        home = self.rows.get(merge.top, {}).get(merge.left)
        shown = home.text if home is not None else ""
        for row in range(merge.top, bottom + 1):
            cells = self.rows.setdefault(row, {})
            hidden = row in self.hidden_rows
            for column in range(merge.left, right + 1):
                place = sheet_place(self.name, row, column)
                if (row, column) == anchor:
                    cell = cells.get(column) or Cell(row, column, "", place, hidden=hidden)
                    cells[column] = replace(cell, row_span=down, column_span=across)
                else:
                    hidden_cell = cells.get(column)
                    if hidden_cell is not None and hidden_cell.text not in {"", shown}:
                        self._covered.append(hidden_cell)
                    cells[column] = Cell(row, column, "", place, anchor=anchor, hidden=hidden)

    def finish(self) -> tuple[Grid, list[Finding]]:
        """The grid, and what it has to tell: content that merges hide, content after many blank rows."""
        grid = self._grid()
        found = [*_gaps(grid), *self.notes.told(self.place)]
        if self._covered:
            first = self._covered[0]
            found.append(finding("cells-covered", first.place, seen=first.text[:200], count=len(self._covered)))
        return grid, found


def _gaps(grid: Grid, least: int = 20) -> Iterable[Finding]:
    """A warning for each run of at least `least` blank rows with content after it."""
    last = 0
    for cells in grid.rows:
        row = cells[0].row if cells else last
        if last and row - last > least:
            yield finding("blank-rows-inside", Place(sheet=grid.place.sheet, row=last + 1), first=last + 1, last=row - 1)
        last = row


def parse_reference(reference: str) -> tuple[int, int]:
    """A1 → (1, 1); (0, 0) when it is no address."""
    plain_reference = reference.replace("$", "")
    letters = plain_reference.rstrip("0123456789")
    digits = plain_reference[len(letters) :]
    column = column_number(letters)
    if not digits or len(digits) > 7 or not column:
        return 0, 0
    return int(digits), column
