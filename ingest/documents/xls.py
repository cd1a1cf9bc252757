"""Old workbooks (.xls, Excel 97 to 2003): what xlrd reads of them → one Grid a worksheet, as full as those of an .xlsx.

Formulas, and what xlrd must not meet, are the business of `xls_records`.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Sequence
from pathlib import Path

import xlrd
from xlrd.formatting import std_format_strings

from ingest.documents.catalogue import finding
from ingest.documents.colours import Colour, of_rgb
from ingest.documents.containers import Container
from ingest.documents.grid import CellValue, Document, Grid, Reconciliation
from ingest.documents.limits import Limits, Refusal
from ingest.documents.number_formats import BUILTIN, GENERAL, classify
from ingest.documents.places import sheet_place
from ingest.documents.runs import Runs, Shift
from ingest.documents.styles import Style
from ingest.documents.workbook_cells import Merge, SheetBuilder, make_cell, told_number
from ingest.documents.xls_records import RecordError, SheetRecords, walk
from ingest.findings import Finding, Place

_ACROSS = 6
_SOLID = 1
_SHIFTS = {1: Shift.RAISED, 2: Shift.LOWERED}
# what xlrd raises on a damaged stream: its own error where it looks, the interpreter's where it does not
_DAMAGE = (xlrd.XLRDError, struct.error, AssertionError, IndexError, KeyError, OverflowError, UnicodeDecodeError)


def read_xls(stream: bytes, limits: Limits) -> Document:
    """All worksheets of the stream `Workbook`. Refuses encrypted, older than Excel 97, and damaged workbooks."""
    try:
        readable, listed = walk(stream, limits)
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            book = xlrd.open_workbook(
                file_contents=readable, formatting_info=True, ragged_rows=True, logfile=nowhere, encoding_override="latin-1"
            )
        return _document(book, listed, limits)
    except RecordError as error:
        raise Refusal("file-part-damaged", part=str(error)) from error
    except _DAMAGE as error:  # what they say is for those who know xlrd
        raise Refusal("file-part-damaged", part="工作簿内容") from error


def _document(book: xlrd.Book, listed: list[SheetRecords], limits: Limits) -> Document:
    styles = _styles(book)
    across = frozenset(xf.xf_index for xf in book.xf_list if xf.alignment.hor_align == _ACROSS)
    grids: list[Grid] = []
    findings: list[Finding] = []
    cells = skipped = 0
    for records in listed:
        if not records.is_worksheet:
            skipped += 1
            findings.append(finding("sheet-not-cells", Place(sheet=records.name), sheet=records.name))
            continue
        date_1904 = book.datemode == 1
        builder = SheetBuilder(records.name, len(grids) + 1, limits, hidden=records.state != 0, date_1904=date_1904)
        builder.cells = cells
        reading = _SheetReading(book.sheet_by_index(len(grids)), records, styles, across, builder)
        grid = reading.read()
        cells = builder.cells
        grids.append(grid)
        findings += reading.findings
        if records.state == 1 and grid.rows:
            findings.append(finding("sheet-hidden", grid.place, sheet=records.name))
    return Document(
        Container.XLS,
        tuple(grids),
        tuple(findings),
        Reconciliation(
            tables=len(listed),
            rows=sum(len(g.rows) for g in grids),
            skipped=(("没有单元格的图表或宏表", skipped),) if skipped else (),
        ),
    )


def _styles(book: xlrd.Book) -> list[Style]:
    """Number format and strike by the index of the cell format."""
    found: list[Style] = []
    for xf in book.xf_list:
        known = book.format_map.get(xf.format_key)
        code = known.format_str if known is not None else GENERAL
        if code is None or code == std_format_strings.get(xf.format_key):
            code = BUILTIN.get(xf.format_key, GENERAL)  # the Chinese edition's, not the American one's
        struck = xf.font_index < len(book.font_list) and bool(book.font_list[xf.font_index].struck_out)
        font = book.font_list[xf.font_index].colour_index if xf.font_index < len(book.font_list) else -1
        fill = xf.background.pattern_colour_index if xf.background.fill_pattern == _SOLID else -1
        found.append(Style(classify(code), struck, _colour(book, font), _colour(book, fill)))
    return found


def _colour(book: xlrd.Book, index: int) -> Colour:
    rgb = book.colour_map.get(index)
    return Colour.NONE if rgb is None else of_rgb(*rgb)


class _SheetReading:
    """One worksheet of xlrd's, cell by cell."""

    def __init__(
        self,
        sheet: xlrd.sheet.Sheet,
        records: SheetRecords,
        styles: list[Style],
        across: frozenset[int],
        builder: SheetBuilder,
    ) -> None:
        self._sheet = sheet
        self._records = records
        self._styles = styles
        self._across = across
        self._builder = builder
        self.findings: list[Finding] = []

    def read(self) -> Grid:
        sheet, builder = self._sheet, self._builder
        builder.hidden_rows.update(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden)
        hidden_columns = {column + 1 for column, info in sheet.colinfo_map.items() if info.hidden}
        for top, bottom, left, right in sheet.merged_cells:
            if bottom <= top or right <= left:
                raise RecordError("merge")
            if (bottom - top, right - left) != (1, 1):
                builder.merges.append(Merge(top + 1, left + 1, bottom, right))
        self._blanks()
        for row in range(sheet.nrows):
            kinds = sheet.row_types(row)
            if not kinds:
                continue
            cells = builder.rows.setdefault(row + 1, {})
            row_hidden = row + 1 in builder.hidden_rows
            for column, kind in enumerate(kinds):
                if kind != xlrd.XL_CELL_EMPTY:
                    self._cell(row, column, row_hidden or column + 1 in hidden_columns)
            builder.count(len(cells))
        for row, column, text, author in self._records.notes:
            builder.notes.take(row + 1, column + 1, sheet_place(builder.name, row + 1, column + 1), text, author)
        grid, found = builder.finish()
        self.findings += found
        return grid

    def _blanks(self) -> None:
        """Blank cells count only where a text is centred across them."""
        if not self._across:
            return
        for row, first, stored in self._records.blanks:
            for index, (style,) in enumerate(struct.iter_unpack("<H", stored[: len(stored) // 2 * 2])):
                if style in self._across:
                    self._builder.across.setdefault(row + 1, set()).add(first + index + 1)

    def _cell(self, row: int, column: int, hidden: bool) -> None:
        sheet, records = self._sheet, self._records
        place = sheet_place(records.name, row + 1, column + 1)
        formula = records.formulas.get((row, column), "")
        index = sheet.cell_xf_index(row, column)
        style = self._styles[index]
        stored, kind = sheet.cell_value(row, column), sheet.cell_type(row, column)
        value: CellValue = None
        text, error, struck, uncached, font = "", "", "", False, style.font
        if isinstance(stored, str):
            if not stored and not formula:
                return
            starts = sheet.rich_text_runlist_map.get((row, column), ())
            font = self._font(starts) or font
            runs = self._runs(stored, starts, is_struck=style.is_struck)
            text, struck = runs.text.replace("\r\n", "\n").replace("\r", "\n"), runs.struck
            uncached = (row, column) in records.uncached
            value = None if uncached or (struck and not text) else text
        elif kind == xlrd.XL_CELL_BOOLEAN:
            text, value = ("TRUE", True) if stored else ("FALSE", False)
        elif kind == xlrd.XL_CELL_ERROR:
            text = error = xlrd.error_text_from_code.get(stored, "#N/A")
        else:
            text, value = told_number(_written(stored), style.form, self._builder.date_1904, place, self.findings)
        if style.is_struck and not isinstance(stored, str):
            text, struck, value, error = "", text, None, ""
        if index in self._across:
            self._builder.across.setdefault(row + 1, set()).add(column + 1)
        uncached, code = uncached and not struck, style.form.code
        self._builder.rows[row + 1][column + 1] = make_cell(
            row + 1, column + 1, text, place, value, code, hidden, formula, uncached, error, struck, font, style.fill
        )

    def _font(self, starts: Sequence[tuple[int, int]]) -> Colour:
        """The colour of the first run that has one and is not struck out."""
        fonts = (self._sheet.book.font_list[i] for _, i in starts if i < len(self._sheet.book.font_list))
        colours = (_colour(self._sheet.book, font.colour_index) for font in fonts if not font.struck_out)
        return next(filter(None, colours), Colour.NONE)

    def _runs(self, text: str, starts: Sequence[tuple[int, int]], *, is_struck: bool) -> Runs:
        """A text by the fonts that begin inside it; up to the first it looks as its cell does."""
        runs, fonts = Runs(), self._sheet.book.font_list
        if not starts:
            runs.add(text, is_struck=is_struck)
            return runs
        letters = text if text.isascii() or max(text) <= "\uffff" else ""  # a run begins at a unit of UTF-16
        stored = b"" if letters else text.encode("utf-16-le", "surrogatepass")
        ends = [*(at for at, _ in starts[1:]), len(text) * 2]
        runs.add(_cut(letters, stored, 0, starts[0][0]), is_struck=is_struck)
        for (at, index), end in zip(starts, ends, strict=True):
            font = fonts[index] if index < len(fonts) else None
            struck = bool(font.struck_out) if font is not None else is_struck
            shift = _SHIFTS.get(font.escapement, Shift.LEVEL) if font is not None else Shift.LEVEL
            runs.add(_cut(letters, stored, at, end), is_struck=struck, shift=shift)
        return runs


def _cut(letters: str, stored: bytes, first: int, last: int) -> str:
    """A piece of a text, which is given as letters or as UTF-16."""
    return letters[first:last] if letters else stored[first * 2 : last * 2].decode("utf-16-le", "replace")


def _written(value: float) -> str:
    """A float as an .xlsx would store it: 30 for 30.0."""
    if value == value and abs(value) < 1e15 and value == int(value):  # noqa: PLR0124 - NaN is not itself
        return str(int(value))
    return repr(value)
