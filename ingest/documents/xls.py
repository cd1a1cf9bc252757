"""Old workbooks (.xls, BIFF8): the records of the Workbook stream → one Grid a worksheet, as full as those of an .xlsx.

Read here and not by a values-only library, because 12.5% and 0.125 differ only in the cell's format and a hidden row only
in the row's record.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.documents.biff import BOF, ERRORS, BiffError, Record, StringReader, records, rk_number, written
from ingest.documents.biff_formula import UNKNOWN, formula_text
from ingest.documents.catalogue import finding
from ingest.documents.grid import CellValue, Container, Document, Grid, Reconciliation
from ingest.documents.limits import Limits, Refusal
from ingest.documents.number_formats import BUILTIN, GENERAL, classify
from ingest.documents.ole import CompoundFile, OleError
from ingest.documents.places import sheet_place
from ingest.documents.styles import PLAIN, Style
from ingest.documents.workbook_cells import Merge, SheetBuilder, dated_cell, gaps, make_cell, number_cell
from ingest.findings import Finding, Place

_FILEPASS, _DATEMODE, _FORMAT, _XF, _FONT, _BOUNDSHEET, _SST = 0x2F, 0x22, 0x41E, 0xE0, 0x31, 0x85, 0xFC
_ROW, _COLINFO, _MERGED, _BLANK, _MULBLANK = 0x208, 0x7D, 0xE5, 0x201, 0xBE
_LABELSST, _NUMBER, _RK, _MULRK, _LABEL, _RSTRING, _BOOLERR, _FORMULA, _STRING = (
    0xFD, 0x203, 0x27E, 0xBD, 0x204, 0xD6, 0x205, 0x06, 0x207,
)  # fmt: skip
_BIFF8 = 0x600
_WORKSHEET = 0
_ACROSS = 6


@dataclass(slots=True)
class _Sheet:
    name: str
    offset: int
    state: int  # 0 visible, 1 hidden, 2 hidden by a program
    kind: int


@dataclass(slots=True)
class _Globals:
    date_1904: bool = False
    formats: dict[int, str] = field(default_factory=lambda: dict(BUILTIN))
    struck_fonts: list[bool] = field(default_factory=list)
    cell_formats: list[tuple[int, int]] = field(default_factory=list)  # font, number format
    continuous: set[int] = field(default_factory=set)  # cell formats that centre a text across the blanks after it
    sheets: list[_Sheet] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)

    def styles(self) -> list[Style]:
        found: list[Style] = []
        for font, code in self.cell_formats:
            index = font - 1 if font > 4 else font  # there is no font 4
            struck = index < len(self.struck_fonts) and self.struck_fonts[index]
            found.append((classify(self.formats.get(code, GENERAL)), struck))
        return found


def read_xls(ole: CompoundFile, limits: Limits) -> Document:
    """All worksheets. Refuses encrypted, older than Excel 97, and damaged workbooks."""
    try:
        stream = ole.stream("Workbook")
        book = _read_globals(stream, limits)
        styles = book.styles()
        grids: list[Grid] = []
        findings: list[Finding] = []
        cells = skipped = 0
        for sheet in book.sheets:
            if sheet.kind != _WORKSHEET:
                skipped += 1
                findings.append(finding("sheet-not-cells", Place(sheet=sheet.name), sheet=sheet.name))
                continue
            reading = _SheetReading(
                book,
                styles,
                sheet,
                SheetBuilder(sheet.name, len(grids) + 1, limits, hidden=sheet.state != 0, date_1904=book.date_1904),
                cells,
            )
            grid = reading.read(stream)
            cells = reading.builder.cells
            grids.append(grid)
            findings += [*reading.findings, *gaps(grid)]
            if sheet.state == 1 and grid.rows:
                findings.append(finding("sheet-hidden", grid.place, sheet=sheet.name))
    except (BiffError, OleError) as error:
        raise Refusal("file-part-damaged", part=str(error)) from error
    return Document(
        Container.XLS,
        tuple(grids),
        tuple(findings),
        Reconciliation(
            tables=len(book.sheets),
            rows=sum(len(g.rows) for g in grids),
            skipped=(("没有单元格的图表或宏表", skipped),) if skipped else (),
        ),
    )


def _read_globals(stream: bytes, limits: Limits) -> _Globals:
    book = _Globals()
    for record in records(stream):
        kind = record.kind
        if kind == BOF and record.numbers("<H")[0] != _BIFF8:
            raise Refusal("file-is-old-excel")
        if kind == _FILEPASS:
            raise Refusal("file-encrypted")
        if kind == _DATEMODE:
            book.date_1904 = record.numbers("<H")[0] == 1
        elif kind == _FORMAT:
            book.formats[record.numbers("<H")[0]] = StringReader(record, 2).string()
        elif kind == _FONT:
            book.struck_fonts.append(bool(record.numbers("<HH")[1] & 0x08))
        elif kind == _XF:
            font, code, _, alignment = record.numbers("<HHHB")
            if alignment & 7 == _ACROSS:
                book.continuous.add(len(book.cell_formats))
            book.cell_formats.append((font, code))
        elif kind == _BOUNDSHEET:
            offset, state, sort = record.numbers("<IBB")
            book.sheets.append(_Sheet(StringReader(record, 6).string(1), offset, state & 3, sort))
        elif kind == _SST:
            count = record.numbers("<II")[1]
            if count > limits.cells * 4:
                raise Refusal("file-too-large", what="文字个数", actual=count, limit=limits.cells * 4)
            reader = StringReader(record, 8)
            book.strings = [reader.string() for _ in range(count)]
    if not book.sheets:
        raise BiffError("no sheets")
    if len(book.sheets) > limits.sheets:
        raise Refusal("file-too-large", what="工作表数", actual=len(book.sheets), limit=limits.sheets)
    return book


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


class _SheetReading:
    """One worksheet, record by record."""

    def __init__(self, book: _Globals, styles: list[Style], sheet: _Sheet, builder: SheetBuilder, cells: int) -> None:
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
            elif kind == BOF and record.numbers("<H")[0] != _BIFF8:
                raise Refusal("file-is-old-excel")
            else:
                late += self._values(record)
        # hidden rows and columns may be told after the cells
        for raw in late:
            self._put(raw)
        return self.builder.grid()

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
        form = self._style(style)[0]
        stored = written(value)
        place = sheet_place(self._sheet.name, row + 1, column + 1)
        if form.dated:
            text, dated = dated_cell(stored, form, self._book.date_1904)
            if isinstance(dated, int | float):
                self.findings.append(finding("date-invalid", place, seen=stored, stored=stored))
            return text, dated
        if form.scales:
            self.findings.append(finding("number-format-scales", place, seen=stored, format=form.code, stored=stored))
        return number_cell(stored, form)

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
