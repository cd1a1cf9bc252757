"""A form as lines and columns that can be moved about, each figure with the truth of what it says; rendered to a document.

Nothing is mutated here (`form_mutations.py`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import count
from typing import Any

from ingest.documents.containers import Container
from ingest.documents.grid import Cell, Document, Grid
from ingest.documents.places import sheet_place, table_place
from ingest.findings import Place
from ingest.progress.fields import KEYS, STANDING, Field
from ingest.progress.form import META_SHEET, SHEET
from ingest.progress.layout.form_sheet import has_content
from ingest.progress.template.form_layout import HEADER_ROW
from tests.support.filled_forms import AT, FIRST, FilledForm

Key = tuple[str, str]  # target_key, area
IDENTITY = (*KEYS, Field.LAST, Field.MARK)
_PLAIN_TEXT = (Container.CSV,)


@dataclass(slots=True)
class Spot:
    """What stands in a cell.

    `truth` is the figure that it plainly states, in the unit of its row; None where none may be read.
    """

    value: Any = None
    truth: Any = None
    struck: str = ""
    number_format: str = "General"
    down: int = 1
    across: int = 1
    anchor: Spot | None = None
    printed: bool = False  # by the form itself: no figure that anybody states

    @property
    def is_blank(self) -> bool:
        return self.value in (None, "") and not self.struck


@dataclass(slots=True, eq=False)
class Column:
    """A column; `name` is the field that its heading means, None for a heading that means none of ours."""

    name: Field | None
    heading: str = ""


@dataclass(slots=True, eq=False)
class Line:
    """A row. `key` says which target and area its printed words are about; None for all that is no row of a target."""

    key: Key | None = None
    spots: dict[Column, Spot] = field(default_factory=dict)
    is_header: bool = False

    def at(self, column: Column) -> Spot:
        return self.spots.setdefault(column, Spot())


@dataclass(slots=True)
class Stated:
    """A figure as it stands in the rendered file."""

    key: Key
    name: Field | None
    spot: Spot
    unit: str  # of its row, as the form prints it
    row: int
    column: int


@dataclass(slots=True)
class FormModel:
    form: FilledForm
    columns: list[Column]
    lines: list[Line]
    sheet: str = SHEET
    container: Container = Container.XLSX
    has_meta: bool = True
    more: list[Grid] = field(default_factory=list)

    @property
    def rows(self) -> list[Line]:
        """The rows of targets."""
        return [line for line in self.lines if line.key is not None]

    @property
    def header(self) -> Line:
        return next(line for line in self.lines if line.is_header)

    @property
    def header_rows(self) -> tuple[int, ...]:
        """Their numbers once the model is rendered."""
        return tuple(number for number, line in enumerate(self.lines, 1) if line.is_header)

    def column(self, name: Field) -> Column | None:
        return next((column for column in self.columns if column.name is name), None)

    def stated(self) -> Iterator[Stated]:
        """Every figure of the file, with where it stands once it is rendered."""
        has_units = self.column(Field.MEASURE_UNIT) is not None
        units = {(row.target_key, row.area): row.unit if has_units else "" for row in self.form.rows}
        at = {id(column): number for number, column in enumerate(self.columns, 1)}
        for number, line in enumerate(self.lines, 1):
            if line.key is None:
                continue
            for column, spot in line.spots.items():
                is_figure = not spot.printed and (column.name in STANDING or spot.truth is not None or _is_number(spot.value))
                if id(column) in at and is_figure and not spot.is_blank:
                    yield Stated(line.key, column.name, spot, units[line.key], number, at[id(column)])

    def rendered(self) -> Document:
        """The file as its reader gives it."""
        rows: list[tuple[Cell, ...]] = []
        home: dict[int, tuple[int, int]] = {
            id(line.spots[column]): (number, at)
            for number, line in enumerate(self.lines, 1)
            for at, column in enumerate(self.columns, 1)
            if column in line.spots
        }
        for number, line in enumerate(self.lines, 1):
            cells = [
                self._cell(number, at, line.spots[column], home)
                for at, column in enumerate(self.columns, 1)
                if column in line.spots
            ]
            if cells:
                rows.append(tuple(cells))
        is_text = self.container in _PLAIN_TEXT
        sheet = Grid(tuple(rows), Place(table=1) if is_text else Place(sheet=self.sheet, table=1))
        others = [
            g for g in self.form.document.grids if g.place.sheet != SHEET and (self.has_meta or g.place.sheet != META_SHEET)
        ]
        return Document(self.container, (sheet,) if is_text else (sheet, *self.more, *others))

    def _cell(self, row: int, column: int, spot: Spot, home: dict[int, tuple[int, int]]) -> Cell:
        is_text = self.container in _PLAIN_TEXT
        place = table_place(1, row, column) if is_text else sheet_place(self.sheet, row, column)
        anchor = home.get(id(spot.anchor)) if spot.anchor is not None else None
        if anchor is not None:
            return Cell(row, column, "", place, anchor=anchor)
        text = _text(spot.value)
        if is_text:
            return Cell(row, column, text, place)
        return Cell(
            row, column, text, place, spot.value, spot.number_format, spot.down, spot.across, struck=spot.struck
        )  # fmt: skip


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.date().isoformat() if isinstance(value, dt.datetime) else str(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def truth_of(name: Field | None, value: Any) -> Any:
    """What a plainly filled cell states."""
    if name is Field.DONE:
        return {"是": True, "否": False}.get(value)
    if name is Field.DONE_DATE:
        return value.date() if isinstance(value, dt.datetime) else None
    return Decimal(str(value)) if name in STANDING and _is_number(value) else None


def model_of(form: FilledForm) -> FormModel:
    """The model of a filled form."""
    names = {number: name for name, number in AT.items()}
    columns = [Column(names.get(number)) for number in range(1, max(AT.values()) + 1)]
    lines: list[Line] = []
    found = {number: {} for number in range(1, form.last_row + 1)} | by_row(form)
    for number in range(1, form.last_row + 1):
        is_data = number >= FIRST
        own = form.rows[number - FIRST] if is_data else None
        line = Line((own.target_key, own.area) if own is not None else None, is_header=number == HEADER_ROW + 1)
        for at, cell in found[number].items():
            if cell.anchor is not None or not (has_content(cell) or is_data):
                continue
            column = columns[at - 1]
            truth = truth_of(column.name, cell.value) if is_data else None
            is_printed = column.name in IDENTITY
            line.spots[column] = Spot(cell.value, truth, number_format=cell.number_format, printed=is_printed)
            if line.is_header:
                column.heading = cell.text
        lines.append(line)
    return FormModel(form, columns, lines)


def by_row(form: FilledForm) -> dict[int, dict[int, Cell]]:
    return {row[0].row: {cell.column: cell for cell in row} for row in form.grid().rows if row}


_NUMBERS = count(1)


def unlike_any() -> int:
    """A number that stands nowhere else."""
    return 8_000_000 + next(_NUMBERS)


def copied(line: Line) -> Line:
    return Line(line.key, {column: replace(spot) for column, spot in line.spots.items()}, is_header=line.is_header)
