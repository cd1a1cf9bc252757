"""Old workbooks (.xls, BIFF8): the records of the Workbook stream → one Grid a worksheet, as full as those of an .xlsx.

Read here and not by a values-only library, because 12.5% and 0.125 differ only in the cell's format and a hidden row only
in the row's record.
"""

from __future__ import annotations

from ingest.documents.biff import BIFF8, BOF, BiffError, StringReader, records
from ingest.documents.catalogue import finding
from ingest.documents.grid import Container, Document, Grid, Reconciliation
from ingest.documents.limits import Limits, Refusal
from ingest.documents.ole import CompoundFile, OleError
from ingest.documents.workbook_cells import SheetBuilder
from ingest.documents.xls_sheet import XlsBook, XlsSheet, XlsSheetReading
from ingest.findings import Finding, Place

_FILEPASS, _DATEMODE, _FORMAT, _XF, _FONT, _BOUNDSHEET, _SST = 0x2F, 0x22, 0x41E, 0xE0, 0x31, 0x85, 0xFC
_WORKSHEET = 0
_ACROSS = 6


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
            reading = XlsSheetReading(
                book,
                styles,
                sheet,
                SheetBuilder(sheet.name, len(grids) + 1, limits, hidden=sheet.state != 0, date_1904=book.date_1904),
                cells,
            )
            grid = reading.read(stream)
            cells = reading.builder.cells
            grids.append(grid)
            findings += reading.findings
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


def _read_globals(stream: bytes, limits: Limits) -> XlsBook:
    book = XlsBook()
    for record in records(stream):
        kind = record.kind
        if kind == BOF and record.numbers("<H")[0] != BIFF8:
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
            book.sheets.append(XlsSheet(StringReader(record, 6).string(1), offset, state & 3, sort))
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
