"""Workbooks (.xlsx, .xlsm): the parts of the package → one Grid a worksheet, with typed values, formats, formulas and merges.

The worksheet's own `dimension` is never looked at (WPS writes A1:A1), and cells that hold only a style cost nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from ingest.documents.catalogue import finding
from ingest.documents.formulas import SharedFormulas
from ingest.documents.grid import Cell, CellValue, Container, Document, Grid, Reconciliation
from ingest.documents.limits import Limits, Refusal
from ingest.documents.number_formats import Format, Kind, iso_date
from ingest.documents.package import Package, strained, xml_options
from ingest.documents.places import MAX_ROW, sheet_place
from ingest.documents.shared_strings import SharedString, read_shared_strings, string_of, unescape
from ingest.documents.styles import PLAIN, Style, read_styles
from ingest.documents.workbook_cells import Merge, SheetBuilder, gaps, make_cell, number_cell, parse_reference
from ingest.findings import Finding, Place

if TYPE_CHECKING:
    from lxml.etree import _Element

_EMPTY_TAGS = re.compile(rb"<(?:\w+:)?(?:c|row)(?:\s[^<>]*)?/>")
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class _Sheet(NamedTuple):
    name: str
    part: str
    kind: str  # worksheet, chartsheet, dialogsheet, xlMacrosheet
    hidden: bool


class _Book(NamedTuple):
    styles: tuple[Style, ...]
    strings: tuple[SharedString, ...]
    date_1904: bool
    limits: Limits


def read_workbook(package: Package, part: str, limits: Limits) -> Document:
    """All worksheets of the workbook whose main part is `part`. Refuses a workbook with a damaged or missing part."""
    sheets, date_1904 = _sheets(package, part)
    if len(sheets) > limits.sheets:
        raise Refusal("file-too-large", what="工作表数", actual=len(sheets), limit=limits.sheets)
    targets = {kind: target for kind, target in package.relationships(part).values() if package.has(target)}
    styles = read_styles(package.read(targets["styles"])) if "styles" in targets else ()
    strings = read_shared_strings(package, targets["sharedStrings"], limits) if "sharedStrings" in targets else ()
    book = _Book(styles, strings, date_1904, limits)
    grids: list[Grid] = []
    findings: list[Finding] = []
    cells = 0
    for sheet in sheets:
        if sheet.kind != "worksheet":
            findings.append(finding("sheet-not-cells", Place(sheet=sheet.name), sheet=sheet.name))
            continue
        reading = _SheetReading(book, sheet, len(grids) + 1, cells)
        grid = reading.read(package)
        cells = reading.builder.cells
        grids.append(grid)
        findings += reading.findings
        findings += gaps(grid)
        if reading.external:
            findings.append(finding("formula-external", reading.external[0], count=len(reading.external)))
        if sheet.hidden and grid.rows:
            findings.append(finding("sheet-hidden", grid.place, sheet=sheet.name))
    skipped = len(sheets) - len(grids)
    return Document(
        Container.XLSX,
        tuple(grids),
        tuple(findings),
        Reconciliation(
            tables=len(sheets),
            rows=sum(len(g.rows) for g in grids),
            skipped=(("没有单元格的图表或宏表", skipped),) if skipped else (),
        ),
    )


def _sheets(package: Package, part: str) -> tuple[list[_Sheet], bool]:
    root = package.xml(part)
    relationships = package.relationships(part)
    sheets: list[_Sheet] = []
    for item in root.iterfind("{*}sheets/{*}sheet"):
        name = item.get("name") or ""
        link = next((value for key, value in item.attrib.items() if str(key).endswith("}id")), "")
        kind, target = relationships.get(str(link), ("", ""))
        if not target or not package.has(target):
            raise Refusal("file-part-damaged", Place(sheet=name), part=f"工作表“{name}”")
        sheets.append(_Sheet(name, target, kind, item.get("state", "visible") != "visible"))
    if not sheets:
        raise Refusal("file-part-damaged", part=part)
    properties = root.find("{*}workbookPr")
    return sheets, properties is not None and properties.get("date1904", "0") in {"1", "true"}


class _SheetReading:
    """The reading of one worksheet, row by row, as the parser meets them."""

    def __init__(self, book: _Book, sheet: _Sheet, table: int, cells_before: int) -> None:
        self._book = book
        self._sheet = sheet
        self.builder = SheetBuilder(sheet.name, table, book.limits, hidden=sheet.hidden, date_1904=book.date_1904)
        self.builder.cells = cells_before
        self.findings: list[Finding] = []
        self._hidden_columns: set[int] = set()
        self._formulas = SharedFormulas()
        self._last_row = 0
        self.external: list[Place] = []

    def read(self, package: Package) -> Grid:
        parser = etree.XMLPullParser(events=("end",), tag=("{*}row", "{*}col", "{*}mergeCell"), **xml_options())
        try:
            for block in strained(package.chunks(self._sheet.part), _EMPTY_TAGS, self._sheet.part):
                parser.feed(block)
                self._take(parser.read_events())
            parser.close()
            self._take(parser.read_events())
        except etree.XMLSyntaxError as error:
            raise Refusal("file-part-damaged", Place(sheet=self._sheet.name), part=f"工作表“{self._sheet.name}”") from error
        return self.builder.grid()

    def _take(self, events: Iterator[tuple[str, _Element]]) -> None:
        for _, element in events:
            tag = element.tag.rpartition("}")[2]
            if tag == "row":
                self._row(element)
                parent = element.getparent()
                element.clear()
                if parent is not None and len(parent) > 1:
                    del parent[0]
            elif tag == "mergeCell":
                self._merge(element.get("ref") or "")
            elif element.get("hidden") in {"1", "true"}:
                first, last = int(element.get("min") or 0), int(element.get("max") or 0)
                self._hidden_columns.update(range(first, min(last, first + 16_384) + 1))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, left = parse_reference(first)
        bottom, right = parse_reference(last or first)
        if not top or not bottom or bottom < top or right < left:
            raise Refusal("table-malformed", Place(sheet=self._sheet.name), seen=reference, what=f"合并区域 {reference}")
        if (top, left) != (bottom, right):
            self.builder.merges.append(Merge(top, left, bottom, right))

    def _row(self, element: _Element) -> None:
        stated = element.get("r")
        row = int(stated) if stated else self._last_row + 1
        if not 0 < row <= MAX_ROW:
            raise Refusal("table-malformed", Place(sheet=self._sheet.name), what=f"行号 {row}")
        self._last_row = row
        hidden = element.get("hidden") in {"1", "true"} or element.get("ht") == "0"
        if hidden:
            self.builder.hidden_rows.add(row)
        cells: dict[int, Cell] = {}
        column = 0
        for item in element:
            match = _ADDRESS.fullmatch(item.get("r") or "")
            column = parse_reference(match[0])[1] if match else column + 1
            cell = self._cell(item, row, column, hidden or column in self._hidden_columns)
            if cell is not None:
                cells[column] = cell
        if cells:
            if row in self.builder.rows:
                raise Refusal("table-malformed", Place(sheet=self._sheet.name, row=row), what=f"第 {row} 行出现两次")
            self.builder.rows[row] = cells
            self.builder.count(len(cells))

    def _cell(self, item: _Element, row: int, column: int, hidden: bool) -> Cell | None:
        """The cell of a `c` element; None when it holds neither value nor formula."""
        stored: str | None = None
        formula = ""
        inline: _Element | None = None
        for child in item:
            tag = child.tag
            if tag.endswith("}v"):
                stored = child.text or ""
            elif tag.endswith("}f"):
                formula = self._formulas.text(child, row, column)
            elif tag.endswith("}is"):
                inline = child
        kind = item.get("t") or "n"
        if inline is not None:
            (text, struck), error = string_of(inline), ""
            value: CellValue = text
        elif stored is None or (not stored and kind != "str"):
            if not formula:
                return None
            stored, text, value, struck, error = None, "", None, False, ""
        else:
            text, value, struck, error = "", None, False, ""
        place = sheet_place(self._sheet.name, row, column)
        style, strike = self._style(item.get("s"))
        if stored:
            if kind == "s":
                text, struck = self._shared(stored, place)
                value = text
            elif kind == "n":
                text, value = self._number(stored.strip(), style, place)
            else:
                text, value, error = self._other(kind, stored, place)
        elif stored is not None:
            value = ""
        uncached = stored is None and inline is None
        if "[" in formula:
            self.external.append(place)
        return make_cell(row, column, text, place, value, style.code, hidden, formula, uncached, error, strike or struck)

    def _style(self, index: str | None) -> Style:
        styles = self._book.styles
        number = int(index) if index and index.isdigit() else 0
        return styles[number] if number < len(styles) else PLAIN

    def _shared(self, stored: str, place: Place) -> SharedString:
        strings = self._book.strings
        number = int(stored) if stored.strip().isdigit() else -1
        if not 0 <= number < len(strings):
            raise Refusal("file-part-damaged", place, seen=stored, part=f"共享字符串 {stored[:20]}")
        return strings[number]

    def _number(self, stored: str, style: Format, place: Place) -> tuple[str, CellValue]:
        text, value = number_cell(stored, style, self._book.date_1904)
        if style.scales and value:
            self.findings.append(finding("number-format-scales", place, seen=stored, format=style.code, stored=stored))
        elif style.kind in {Kind.DATE, Kind.TIME} and isinstance(value, int | float):
            self.findings.append(finding("date-invalid", place, seen=stored, stored=stored))
        return text, value

    @staticmethod
    def _other(kind: str, stored: str, place: Place) -> tuple[str, CellValue, str]:
        """Text, value and error of the rarer types: formula text, truth, error, ISO date."""
        if kind == "str":
            text = unescape(stored)
            return text, text, ""
        if kind == "b":
            truth = stored.strip() in {"1", "true"}
            return ("TRUE" if truth else "FALSE"), truth, ""
        if kind == "e":
            return stored, None, stored
        if kind == "d":
            return stored, iso_date(stored), ""
        raise Refusal("file-part-damaged", place, seen=stored, part=f"单元格类型 {kind[:20]}")
