"""A new workbook with the content of a document that is no workbook we can edit: CSV, .xls, HTML, XML, or a damaged file."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING

from ingest.documents.grid import Cell, Document, Grid
from ingest.formula_text import PLAIN_TEXTS
from ingest.progress.form import SUMMARY_SHEET
from ingest.row_heights import display_width

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,9})(?:\.\d{1,6})?", re.ASCII)  # longer ones (telephones) stay text, with every digit
_WIDEST = 40


def own_grids(document: Document) -> tuple[Grid, ...]:
    """The sender's grids: a summary of an earlier return copy is written anew, never copied."""
    return tuple(grid for grid in document.grids if grid.place.sheet != SUMMARY_SHEET)


def sheet_names(document: Document) -> list[str]:
    """The name of every grid's sheet in the new workbook, such as Excel allows and no name twice."""
    names: list[str] = []
    for number, grid in enumerate(own_grids(document), start=1):
        plain = re.sub(r"[\[\]:*?/\\]", "_", grid.place.sheet).strip("'")[:31] or f"表{number}"
        while plain.casefold() in (name.casefold() for name in (*names, SUMMARY_SHEET)):
            plain = f"{plain[:27]}_{number}"
        names.append(plain)
    return names


def plain_workbook(document: Document) -> bytes:
    """A workbook with a sheet a grid, numbers and dates typed, texts as texts. Without any grid it holds an empty summary."""
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "yyyy-mm-dd", **PLAIN_TEXTS}) as workbook:
        workbook.set_properties({"created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)})
        text = workbook.add_format({"text_wrap": True, "valign": "vcenter", "num_format": "@"})
        for name, grid in zip(sheet_names(document), own_grids(document), strict=True):
            _write_grid(workbook, workbook.add_worksheet(name), grid, text)
        if not own_grids(document):
            workbook.add_worksheet(SUMMARY_SHEET)
    return made.getvalue()


def _write_grid(workbook: Workbook, sheet: Worksheet, grid: Grid, text: Format) -> None:
    widths: dict[int, int] = {}
    formats: dict[str, Format] = {"": text}
    struck = workbook.add_format({"text_wrap": True, "valign": "vcenter", "num_format": "@", "font_strikeout": True})
    # a file may merge down to the last row of a sheet; beyond what it holds there is nothing to merge
    last_row = max((cell.row for row in grid.rows for cell in row), default=0)
    last_column = max((cell.column for row in grid.rows for cell in row), default=0)
    for row in grid.rows:
        for cell in row:
            if cell.anchor is not None:
                continue
            style = formats.get(cell.number_format) or workbook.add_format({"num_format": cell.number_format})
            formats[cell.number_format] = style
            bottom = min(cell.row + cell.row_span - 1, last_row)
            right = min(cell.column + cell.column_span - 1, last_column)
            if bottom > cell.row or right > cell.column:
                sheet.merge_range(cell.row - 1, cell.column - 1, bottom - 1, right - 1, "", text)
            else:
                widest = max((display_width(line) for line in cell.text.split("\n")), default=0)
                widths[cell.column] = max(widths.get(cell.column, 8), widest + 2)
            if cell.struck:
                _write_struck(sheet, cell, text, struck)
            else:
                _write_cell(sheet, cell, style, text)
        if row and all(cell.hidden for cell in row):
            sheet.set_row(row[0].row - 1, None, None, {"hidden": True})
    for note in grid.notes:
        author = {"author": note.author} if note.author else {}
        sheet.write_comment(note.row - 1, note.column - 1, note.text, author)
    for column, width in widths.items():
        sheet.set_column(column - 1, column - 1, min(width, _WIDEST))
    if grid.hidden:
        sheet.hide()


def _write_struck(sheet: Worksheet, cell: Cell, text: Format, struck: Format) -> None:
    """What is struck out, struck out here too, before what is left: the copy that comes back is read as the file was."""
    at = (cell.row - 1, cell.column - 1)
    if cell.text.strip():
        sheet.write_rich_string(*at, struck, cell.struck, cell.text, text)
    else:
        sheet.write_string(*at, cell.struck, struck)


def _write_cell(sheet: Worksheet, cell: Cell, style: Format, text: Format) -> None:
    at = (cell.row - 1, cell.column - 1)
    value = cell.value
    if isinstance(value, bool):
        sheet.write_boolean(*at, value)
    elif isinstance(value, int | float) and abs(value) < 1e15:
        sheet.write_number(*at, value, style if cell.number_format else None)
    elif isinstance(value, dt.datetime | dt.date | dt.time) and not cell.text.startswith("-"):
        sheet.write_datetime(*at, value, style if cell.number_format else None)
    elif value is None and _NUMBER.fullmatch(cell.text):
        sheet.write_number(*at, float(cell.text))
    elif cell.text or cell.error:
        sheet.write_string(*at, cell.text or cell.error, text)
