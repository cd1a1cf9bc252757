"""The forms of the example as an orderly clerk fills them in, as documents in memory, and how cells of them are typed over.

December's forms, after every unit's November was accepted, so that 上期报送 is filled in and a past is known.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import itertools
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ingest.documents.door import read_document
from ingest.documents.grid import Cell, Document, Grid
from ingest.documents.places import sheet_place
from ingest.progress.fields import Field
from ingest.progress.filing import JudgedFiling
from ingest.progress.filing_rows import raw_rows
from ingest.progress.form import SHEET
from ingest.progress.knowledge.context import Context
from ingest.progress.knowledge.loader import with_filing
from ingest.progress.reader import read_filing
from ingest.progress.template.form_layout import FIRST_ROW, HEAD_ROW, form_layout
from ingest.progress.template.form_rows import TemplateRow
from ingest.progress.template.workbook import template_name, write_template

EXAMPLE = Path(__file__).parents[2] / "examples" / "beita-2023-11"
PERIODS = ("2023-11", "2023-12")
LAYOUT = form_layout()
AT: dict[Field, int] = {Field.MARK: 1, Field.KEY: 2, **{name: column + 1 for name, column in LAYOUT.columns.items()}}
FIRST = FIRST_ROW + 1  # the first row of data, as people count
_FILES = itertools.count(1)

Typed = Mapping[tuple[int, int], Any]  # (row, column) → what is typed there; None blanks a cell


@dataclass(frozen=True)
class FilledForm:
    """One unit's form. `context` is what was known before it came, November's filings included."""

    unit: str
    name: str
    rows: tuple[TemplateRow, ...]
    document: Document
    context: Context

    @property
    def last_row(self) -> int:
        return FIRST + len(self.rows) - 1

    def read(self, document: Document | None = None, context: Context | None = None) -> JudgedFiling:
        return read_as(document or self.document, self.name, context or self.context)

    @cached_property
    def cells(self) -> Mapping[tuple[int, int], Cell]:
        """The cells of its sheet by row and column."""
        return {(cell.row, cell.column): cell for row in self.grid().rows for cell in row}

    def grid(self, sheet: str = SHEET) -> Grid:
        return next(grid for grid in self.document.grids if grid.place.sheet == sheet)


def read_as(document: Document, name: str, context: Context) -> JudgedFiling:
    """Read a document as the file of a name; none is the same file as another."""
    return read_filing(document, name=name, sha256=f"{next(_FILES):064d}", context=context)


def after(context: Context, filing: JudgedFiling, receipt_seq: int) -> Context:
    """What is known once a filing was received."""
    own = {"receipt_seq": receipt_seq, "file_sha256": filing.sha256, "received_as_of": dt.date(2024, 1, 2)}
    rows = {name: [{**own, **row} for row in found] for name, found in raw_rows(filing).items()}
    return with_filing(context, rows["filings"], rows["filing_rows"])


@cache
def filled_forms() -> Mapping[str, FilledForm]:
    """Every unit's December form."""
    play = example_module().Play()
    november, december = PERIODS
    units = sorted(play.context.reporting_units(play.list_id))
    for unit in units:
        play.seq += 1
        play.context = after(play.context, _form(play, unit, november).read(), play.seq)
    return {unit: _form(play, unit, december) for unit in units}


def typed_over(document: Document, typed: Typed, sheet: str = SHEET) -> Document:
    """The document with cells of a sheet typed over."""
    blocks = tuple(
        replace(block, rows=_rows(block, typed)) if isinstance(block, Grid) and block.place.sheet == sheet else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def typed(old: Cell | None, row: int, column: int, sheet: str, value: Any) -> Cell:
    """A cell as it is once a value was typed into it: its format, its merge and its look stay."""
    cell = old if old is not None else Cell(row, column, "", sheet_place(sheet, row, column))
    text = "" if value is None else value.isoformat() if isinstance(value, dt.date) else str(value)
    return replace(cell, value=value, text=text, formula="", uncached=False, error="")


def _rows(grid: Grid, typed_in: Typed) -> tuple[tuple[Cell, ...], ...]:
    rows = {row[0].row: row for row in grid.rows if row}
    by_row: dict[int, dict[int, Any]] = {}
    for (number, column), value in typed_in.items():
        by_row.setdefault(number, {})[column] = value
    for number, values in by_row.items():
        cells = {cell.column: cell for cell in rows.get(number, ())}
        for column, value in values.items():
            cells[column] = typed(cells.get(column), number, column, grid.place.sheet, value)
        rows[number] = tuple(cells[column] for column in sorted(cells))
    return tuple(rows[number] for number in sorted(rows))


def _form(play: Any, unit: str, period_id: str) -> FilledForm:
    rows = play.rows(unit, period_id)
    template = tuple(row for row, _ in rows)
    name = template_name(unit, period_id)
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        known, due = play.context.lists[play.list_id], play.due(period_id)
        write_template(path, list_head=known, unit=unit, period_id=period_id, rows=template, due_on=due)
        blank = read_document(path)
    values: dict[tuple[int, int], Any] = {
        (HEAD_ROW + 2, AT[Field.TASK_NAME]): "张三",
        (HEAD_ROW + 2, AT[Field.METRIC] + 1): "0739-0000000",
        (HEAD_ROW + 2, AT[Field.TARGET_VALUE] + 1): dt.datetime(2024, 1, 2),  # noqa: DTZ001 - a workbook's dates have no zone
    }
    for number, (_, figures) in enumerate(rows, start=FIRST):
        for name_of, value in figures.cells.items():
            values[number, AT[Field(name_of)]] = _as_stored(value)
    return FilledForm(unit, name, template, typed_over(blank, values), play.context)


def _as_stored(value: Any) -> Any:
    """A value as a workbook has it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001
    return value


def example_module() -> Any:
    """The maker of the example's filings, which is no module of the packages."""
    sys.path.insert(0, str(EXAMPLE))
    spec = importlib.util.spec_from_file_location("make_filings", EXAMPLE / "make_filings.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
