"""One worksheet of an .xls workbook: its records → typed cells with formats, formulas, merges, hidden rows and columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.documents.biff import BIFF8, BOF, ERRORS, BiffError, Record, StringReader, records, rk_number, written
from ingest.documents.biff_formula import UNKNOWN, formula_text
from ingest.documents.grid import CellValue, Grid
from ingest.documents.limits import Refusal
from ingest.documents.number_formats import BUILTIN, GENERAL, classify
from ingest.documents.places import sheet_place
from ingest.documents.styles import PLAIN, Style
from ingest.documents.workbook_cells import Merge, SheetBuilder, make_cell, told_number
from ingest.findings import Finding

_ROW, _COLINFO, _MERGED, _BLANK, _MULBLANK = 0x208, 0x7D, 0xE5, 0x201, 0xBE
_LABELSST, _NUMBER, _RK, _MULRK, _LABEL, _RSTRING, _BOOLERR, _FORMULA, _STRING = (
    0xFD, 0x203, 0x27E, 0xBD, 0x204, 0xD6, 0x205, 0x06, 0x207,
)  # fmt: skip


@dataclass(slots=True)
class XlsSheet:
    """A sheet as the workbook lists it."""

    name: str
    offset: int
    state: int  # 0 visible, 1 hidden, 2 hidden by a program
    kind: int


@dataclass(slots=True)
class XlsBook:
    """What all sheets of a workbook share."""

    date_1904: bool = False
    formats: dict[int, str] = field(default_factory=lambda: dict(BUILTIN))
    struck_fonts: list[bool] = field(default_factory=list)
    cell_formats: list[tuple[int, int]] = field(default_factory=list)  # font, number format
    continuous: set[int] = field(default_factory=set)  # cell formats that centre a text across the blanks after it
    sheets: list[XlsSheet] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)

    def styles(self) -> list[Style]:
        found: list[Style] = []
        for font, code in self.cell_formats:
            index = font - 1 if font > 4 else font  # there is no font 4
            struck = index < len(self.struck_fonts) and self.struck_fonts[index]
            found.append((classify(self.formats.get(code, GENERAL)), struck))
        return found


class _Raw(NamedTuple):
    """A cell as stored, 0-based, before it is known which rows and columns are hidden."""

    row: int
    column: int
    style: int
    text: str
    value: CellValue
    formula: str = ""
    error: str = ""
    uncached: bool = False


class XlsSheetReading:
    """One worksheet, record by record."""

    def __init__(self, book: XlsBook, styles: list[Style], sheet: XlsSheet, builder: SheetBuilder, cells: int) -> None:
        self._book = book
        self._styles = styles
        self._sheet = sheet
        self.builder = builder
        self.builder.cells = cells
        self.findings: list[Finding] = []
        self._hidden_columns: set[int] = set()
        self._waiting: tuple[int, int, int, str] | None = None  # a formula whose text comes in the next record

    def read(self, stream: bytes) -> Grid:
        late: list[_Raw] = []
        for record in records(stream, self._sheet.offset):
            kind = record.kind
            if kind == _ROW:
                row, _, _, _, _, _, flags = record.numbers("<7H")
                if flags & 0x20:
                    self.builder.hidden_rows.add(row + 1)
            elif kind == _COLINFO:
                first, last, _, _, flags = record.numbers("<5H")
                if flags & 1:
                    self._hidden_columns.update(range(first + 1, min(last, 255) + 2))
            elif kind == _MERGED:
                self._merges(record)
            elif kind in {_BLANK, _MULBLANK}:
                self._blanks(record)
            elif kind == BOF and record.numbers("<H")[0] != BIFF8:
                raise Refusal("file-is-old-excel")
            else:
                late += self._values(record)
        # hidden rows and columns may be told after the cells
        for raw in late:
            self._put(raw)
        grid, found = self.builder.finish()
        self.findings += found
        return grid

    def _blanks(self, record: Record) -> None:
        """Blank cells count only where a text is centred across them."""
        row, first, *_ = record.numbers("<HHH")
        count = 1 if record.kind == _BLANK else (len(record.data) - 6) // 2
        for column, style in enumerate(record.numbers(f"<{count}H", 4), start=first):
            if style in self._book.continuous:
                self.builder.across.setdefault(row + 1, set()).add(column + 1)

    def _merges(self, record: Record) -> None:
        (count,) = record.numbers("<H")
        for index in range(count):
            top, bottom, left, right = record.numbers("<4H", 2 + index * 8)
            if bottom < top or right < left:
                raise BiffError("merge")
            if (top, left) != (bottom, right):
                self.builder.merges.append(Merge(top + 1, left + 1, bottom + 1, right + 1))

    def _values(self, record: Record) -> list[_Raw]:
        """The cells of one record."""
        kind = record.kind
        if kind == _LABELSST:
            row, column, style, index = record.numbers("<HHHI")
            if index >= len(self._book.strings):
                raise BiffError("shared string")
            text = self._book.strings[index]
            return [_Raw(row, column, style, text, text)] if text else []
        if kind in {_LABEL, _RSTRING}:
            row, column, style = record.numbers("<HHH")
            text = StringReader(record, 6).string()
            return [_Raw(row, column, style, text, text)] if text else []
        if kind == _NUMBER:
            row, column, style = record.numbers("<HHH")
            return [_Raw(row, column, style, *self._number(row, column, record.numbers("<d", 6)[0], style))]
        if kind == _RK:
            row, column, style, coded = record.numbers("<HHHI")
            return [_Raw(row, column, style, *self._number(row, column, rk_number(coded), style))]
        if kind == _MULRK:
            return self._many(record)
        if kind == _BOOLERR:
            row, column, style, value, is_error = record.numbers("<HHHBB")
            if is_error:
                error = ERRORS.get(value, "#N/A")
                return [_Raw(row, column, style, error, None, "", error)]
            return [_Raw(row, column, style, "TRUE" if value else "FALSE", bool(value))]
        if kind == _FORMULA:
            return self._formula(record)
        if kind == _STRING and self._waiting is not None:
            row, column, style, formula = self._waiting
            self._waiting = None
            text = StringReader(record, 0).string()
            return [_Raw(row, column, style, text, text, formula)]
        return []

    def _many(self, record: Record) -> list[_Raw]:
        row, first = record.numbers("<HH")
        found: list[_Raw] = []
        for index in range((len(record.data) - 6) // 6):
            style, coded = record.numbers("<HI", 4 + index * 6)
            column = first + index
            found.append(_Raw(row, column, style, *self._number(row, column, rk_number(coded), style)))
        return found

    def _formula(self, record: Record) -> list[_Raw]:
        row, column, style = record.numbers("<HHH")
        result = record.data[6:14]
        (size,) = record.numbers("<H", 20)
        formula = formula_text(record.data[22 : 22 + size])
        if result[6:8] != b"\xff\xff":
            text, value = self._number(row, column, record.numbers("<d", 6)[0], style)
            return [_Raw(row, column, style, text, value, formula)]
        sort, byte = result[0], result[2]
        if sort == 0:
            self._waiting = (row, column, style, formula)
            return []
        if sort == 1:
            return [_Raw(row, column, style, "TRUE" if byte else "FALSE", bool(byte), formula)]
        if sort == 2:
            error = ERRORS.get(byte, "#N/A")
            return [_Raw(row, column, style, error, None, formula, error)]
        # an empty text: what Excel keeps for IF(…,"",…), and what writers leave that never calculated
        uncached = formula != UNKNOWN and '"' not in formula
        return [_Raw(row, column, style, "", None if uncached else "", formula, "", uncached)]

    def _number(self, row: int, column: int, value: float, style: int) -> tuple[str, CellValue]:
        place = sheet_place(self._sheet.name, row + 1, column + 1)
        return told_number(written(value), self._style(style)[0], self._book.date_1904, place, self.findings)

    def _style(self, index: int) -> Style:
        return self._styles[index] if index < len(self._styles) else PLAIN

    def _put(self, raw: _Raw) -> None:
        row, column = raw.row + 1, raw.column + 1
        cells = self.builder.rows.setdefault(row, {})
        self.builder.count(1)
        if raw.style in self._book.continuous:
            self.builder.across.setdefault(row, set()).add(column)
        form, struck = self._style(raw.style)
        text = raw.text.replace("\r\n", "\n").replace("\r", "\n")
        value = text if isinstance(raw.value, str) else raw.value
        hidden = row in self.builder.hidden_rows or column in self._hidden_columns
        place = sheet_place(self._sheet.name, row, column)
        cells[column] = make_cell(
            row, column, text, place, value, form.code, hidden, raw.formula, raw.uncached, raw.error, struck
        )
