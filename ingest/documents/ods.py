"""OpenDocument workbooks (.ods): one Grid a worksheet, with typed values, formats, formulas, merges and what is hidden.

A file repeats equal cells and rows by a count; blank ones down to the last row are passed over, others are written out under
the caps. Rows are read one at a time, so a workbook of any length takes no more memory than its longest row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ingest.documents.catalogue import finding
from ingest.documents.colours import Colour
from ingest.documents.containers import Container
from ingest.documents.grid import Cell, CellValue, Document, Grid, Reconciliation
from ingest.documents.limits import Limits, Refusal, megabytes
from ingest.documents.number_formats import Format, FormatKind, classify, date_text, iso_date
from ingest.documents.ods_styles import OdsStyles
from ingest.documents.ods_text import add_words, clock_time, formula_of
from ingest.documents.package import Package, pull_events
from ingest.documents.places import MAX_COLUMN, MAX_ROW, sheet_place
from ingest.documents.runs import Runs
from ingest.documents.sheet_xml import whole
from ingest.documents.workbook_cells import Merge, SheetBuilder, make_cell, number_cell
from ingest.findings import Finding, Place

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_SHEET, _COLUMN, _ROW = f"{_TABLE}table", f"{_TABLE}table-column", f"{_TABLE}table-row"
_TRACKED = f"{_TABLE}tracked-changes"
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_HIDING = frozenset({"collapse", "filter"})
_ELSEWHERE = re.compile(r"'(?:file|https?)://")
_PERCENT = classify("0%")


def read_ods(package: Package, limits: Limits) -> Document:
    """All worksheets. Refuses broken XML, encrypted content and what is beyond the caps."""
    if package.has("META-INF/manifest.xml") and b":encryption-data" in package.read("META-INF/manifest.xml"):
        raise Refusal("file-encrypted")
    reading = _OdsReading(limits)
    if package.has("styles.xml"):
        reading.styles.add(package.xml("styles.xml").iterfind(f"{_OFFICE}*"))
    chunks = _Measured(package.chunks("content.xml"), limits.tree_bytes)
    for event, element in pull_events(chunks, (_SHEET, _COLUMN, _ROW, _TRACKED), "content.xml"):
        reading.take(event, element)
        if event == "end" and element.tag == _ROW:
            chunks.forget()
    return reading.document()


class _Measured:
    """The bytes of a part, which may not go on for long without a row's end: what lies between is in memory as a tree."""

    def __init__(self, chunks: Iterable[bytes], most: int) -> None:
        self._chunks, self._most, self._since = chunks, most, 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self._since += len(chunk)
            if self._since > self._most:
                raise Refusal("file-too-large", what="单行", actual=megabytes(self._since), limit=megabytes(self._most))
            yield chunk

    def forget(self) -> None:
        self._since = 0


class _OdsReading:
    """The workbook as its elements come: finished grids, and the sheet that is being read."""

    def __init__(self, limits: Limits) -> None:
        self.styles = OdsStyles()
        self._limits = limits
        self._grids: list[Grid] = []
        self._findings: list[Finding] = []
        self._sheet: _OdsSheet | None = None
        self._depth = 0
        self._sheets = self._cells = self._drawn = self._nested = 0

    def take(self, event: str, element: _Element) -> None:
        if element.tag == _TRACKED:
            if event == "end":
                self._findings += _tracked(element)
                element.clear()
        elif element.tag == _SHEET:
            self._depth += 1 if event == "start" else -1
            if event == "start" and self._depth == 1:
                self._begin(element)
            elif event == "start":
                self._nested += 1
            elif self._depth == 0 and self._sheet is not None:
                self._end(element, self._sheet)
        elif event == "end" and self._depth == 1 and self._sheet is not None:
            if element.tag == _COLUMN:
                self._sheet.column(element)
            else:
                self._sheet.row(element)
                self._drawn += _drawn(element)
                _drop(element)

    def _begin(self, element: _Element) -> None:
        if not self._sheets:
            root = element.getroottree().getroot()
            self.styles.add(root.iterfind(f"{_OFFICE}automatic-styles"))
        self._sheets += 1
        if self._sheets > self._limits.sheets:
            raise Refusal("file-too-large", what="工作表数", actual=self._sheets, limit=self._limits.sheets)
        name = element.get(f"{_TABLE}name") or ""
        hidden = self.styles.hides_table(element.get(f"{_TABLE}style-name") or "")
        builder = SheetBuilder(name, self._sheets, self._limits, hidden=hidden, date_1904=False)
        builder.cells = self._cells
        self._sheet = _OdsSheet(builder, self.styles, self._findings)

    def _end(self, element: _Element, sheet: _OdsSheet) -> None:
        self._drawn += _drawn(element)
        self._cells = sheet.builder.cells
        grid, found = sheet.builder.finish()
        self._grids.append(grid)
        self._findings += found
        if sheet.external:
            self._findings.append(finding("formula-external", sheet.external[0], count=len(sheet.external)))
        if grid.hidden and grid.rows:
            self._findings.append(finding("sheet-hidden", grid.place, sheet=grid.place.sheet))
        self._sheet = None
        element.clear()

    def document(self) -> Document:
        if not self._sheets:
            raise Refusal("file-part-damaged", part="content.xml")
        if self._nested:
            self._findings.append(finding("embedded-ignored", what="单元格内的表格", count=self._nested))
        if self._drawn:
            self._findings.append(finding("notes-ignored", what="图形或文本框中的文字", count=self._drawn))
        rows = sum(len(grid.rows) for grid in self._grids)
        blocks = tuple(self._grids) if rows else ()
        return Document(Container.ODS, blocks, tuple(self._findings), Reconciliation(tables=self._sheets, rows=rows))


def _tracked(changes: _Element) -> Iterator[Finding]:
    """Changes that nobody has accepted or rejected yet; the cells hold what is when all are accepted."""
    open_ones = [item for item in changes if item.get(f"{_TABLE}acceptance-state", "pending") == "pending"]
    if open_ones:
        names = {item.findtext(f"{_OFFICE}change-info/{_DC}creator") or "未署名" for item in open_ones}
        author = "、".join(sorted(names))
        yield finding("tracked-changes-accepted", seen=author, author=author, count=len(open_ones))


def _drawn(element: _Element) -> int:
    """How many drawings with words in them an element holds."""
    return sum(1 for text in element.iter(f"{_TEXT}p") if str(getattr(text.getparent(), "tag", "")).startswith(_DRAW))


def _drop(row: _Element) -> None:
    """Frees a row that has been read, and those before it."""
    row.clear()
    parent = row.getparent()
    while parent is not None and row.getprevious() is not None:
        before = row.getprevious()
        if before is None or before.tag != _ROW:
            break
        parent.remove(before)


class _OdsSheet:
    """One worksheet, column definitions and rows as they come."""

    def __init__(self, builder: SheetBuilder, styles: OdsStyles, findings: list[Finding]) -> None:
        self.builder = builder
        self.external: list[Place] = []
        self._styles = styles
        self._findings = findings
        self._columns = self._rows = 0
        self._hidden_columns: set[int] = set()
        self._column_styles: dict[int, str] = {}

    def column(self, element: _Element) -> None:
        first = self._columns + 1
        self._columns += _repeated(element, "number-columns-repeated", MAX_COLUMN)
        span = range(first, min(self._columns, MAX_COLUMN) + 1)
        if element.get(f"{_TABLE}visibility") in _HIDING:
            self._hidden_columns.update(span)
        style = element.get(f"{_TABLE}default-cell-style-name")
        if style:
            self._column_styles.update(dict.fromkeys(span, style))

    def row(self, element: _Element) -> None:
        first = self._rows + 1
        times = _repeated(element, "number-rows-repeated", MAX_ROW)
        self._rows += times
        hidden = element.get(f"{_TABLE}visibility") in _HIDING or _in_closed_group(element)
        cells = list(self._cells(element, first, hidden))
        if not cells:
            return
        self.builder.count(len(cells) * times)
        if self._rows > MAX_ROW or first + times - len(self.builder.rows) > 2 * MAX_ROW:
            raise Refusal("table-malformed", what=f"行号 {self._rows}")
        for row in range(first, first + times):
            if hidden:
                self.builder.hidden_rows.add(row)
            self.builder.rows[row] = {c.column: c if row == first else self._moved(c, row) for c in cells}
        self.builder.count(0)

    def _moved(self, cell: Cell, row: int) -> Cell:
        """The same cell on another row."""
        place = sheet_place(self.builder.name, row, cell.column)
        return make_cell(
            row, cell.column, cell.text, place, cell.value, cell.number_format, cell.hidden, cell.formula, cell.uncached,
            cell.error, cell.struck, cell.font, cell.fill,
        )  # fmt: skip

    def _cells(self, element: _Element, row: int, hidden: bool) -> Iterator[Cell]:
        own_style = element.get(f"{_TABLE}default-cell-style-name") or ""
        column = 1
        for item in element:
            if item.tag not in _CELLS:
                continue
            times = _repeated(item, "number-columns-repeated", MAX_COLUMN)
            self._merge(item, row, column)
            is_filled = any(f"{_OFFICE}{name}" in item.attrib for name in ("value", "value-type")) or len(item) > 0
            for note in item.iterfind(f"{_OFFICE}annotation"):
                lines = ("".join(map(str, line.itertext())) for line in note.iterfind(f"{_TEXT}p"))
                place = sheet_place(self.builder.name, row, min(column, MAX_COLUMN))
                self.builder.notes.take(row, column, place, "\n".join(lines), note.findtext(f"{_DC}creator") or "")
            if is_filled or item.get(f"{_TABLE}formula"):
                if column + times - 1 > MAX_COLUMN:
                    raise Refusal("table-malformed", what=f"列号 {column + times - 1}")
                for at in range(column, column + times):
                    style = item.get(f"{_TABLE}style-name") or own_style or self._column_styles.get(at, "Default")
                    cell = self._cell(item, row, at, style, hidden)
                    if cell is not None:
                        yield cell
            column += times

    def _merge(self, item: _Element, row: int, column: int) -> None:
        across = _repeated(item, "number-columns-spanned", MAX_COLUMN)
        down = _repeated(item, "number-rows-spanned", MAX_ROW)
        if across > 1 or down > 1:
            self.builder.merges.append(Merge(row, column, row + down - 1, column + across - 1))

    def _cell(self, item: _Element, row: int, column: int, style: str, hidden: bool) -> Cell | None:
        look = self._styles.of_cell(style)
        form = look.form
        place = sheet_place(self.builder.name, row, column)
        formula = formula_of(item)
        if formula and _ELSEWHERE.search(formula):
            self.external.append(place)
        kind = item.get(f"{_OFFICE}value-type") or ""
        if kind == "percentage" and form.kind is not FormatKind.PERCENT:
            form = _PERCENT
        runs = Runs()
        add_words(item, runs, self._styles, is_struck=look.is_struck)
        shown = runs.text
        if not (kind or shown or formula or runs.struck):
            return None
        error = shown if item.get(f"{_CALC}value-type") == "error" else ""
        text, value = (shown, None) if error else self._value(item, kind, shown, form, place)
        uncached = bool(formula) and not kind
        struck = runs.struck
        if struck or look.is_struck:
            struck = struck or text
            text, value, error, uncached = shown, shown or None, "", False
        hidden = hidden or column in self._hidden_columns
        spans = (self._styles.of_text(span.get(f"{_TEXT}style-name") or "").font for span in item.iter(f"{_TEXT}span"))
        font = look.font or next(filter(None, spans), Colour.NONE)
        return make_cell(row, column, text, place, value, form.code, hidden, formula, uncached, error, struck, font, look.fill)

    def _value(self, item: _Element, kind: str, shown: str, form: Format, place: Place) -> tuple[str, CellValue]:
        stored = item.get(f"{_OFFICE}value") or ""
        if kind in {"float", "currency", "percentage"}:
            if form.scales:
                self._findings.append(finding("number-format-scales", place, seen=stored, format=form.code, stored=stored))
            return number_cell(stored, form)
        if kind == "date":
            stored = item.get(f"{_OFFICE}date-value") or ""
            date = iso_date(stored)
            if isinstance(date, str):
                return shown or stored, shown or stored
            return date_text(date, form.code) if form.dated else date.isoformat(), date
        if kind == "time":
            time = clock_time(item.get(f"{_OFFICE}time-value") or "")
            return (shown, shown) if time is None else (date_text(time, form.code) if form.dated else str(time), time)
        if kind == "boolean":
            is_true = item.get(f"{_OFFICE}boolean-value") == "true"
            return ("TRUE" if is_true else "FALSE"), is_true
        text = shown or item.get(f"{_OFFICE}string-value") or ""
        return text, text or None


def _repeated(element: _Element, name: str, most: int) -> int:
    text = element.get(f"{_TABLE}{name}")
    return 1 if text is None else max(1, whole(text, most, name))


def _in_closed_group(row: _Element) -> bool:
    return any(group.get(f"{_TABLE}display") == "false" for group in row.iterancestors(f"{_TABLE}table-row-group"))
