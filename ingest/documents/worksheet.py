"""One worksheet of an .xlsx workbook: its XML → typed cells with formats, formulas, merges, hidden rows and columns.

Plainly written sheets go the fast way (`sheet_plain`), others through the parser (`sheet_xml`); what a cell means is here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ingest.documents.formulas import SharedFormulas
from ingest.documents.grid import Cell, CellValue, Grid
from ingest.documents.limits import Limits, Refusal
from ingest.documents.number_formats import iso_date
from ingest.documents.package import Package, strained
from ingest.documents.places import MAX_COLUMN, MAX_ROW, column_number, sheet_place
from ingest.documents.sheet_plain import PlainRow, plain_rows
from ingest.documents.sheet_xml import Attributes, CellText, scan_sheet, unescape, whole
from ingest.documents.styles import PLAIN, Style
from ingest.documents.workbook_cells import Merge, SheetBuilder, make_cell, parse_reference, told_number
from ingest.findings import Finding, Place

PLAIN_UP_TO = 1 << 20  # bytes; bigger parts are streamed, so that they never are in memory as a whole
_HIDDEN_ROW = re.compile(r' (?:hidden="(?:1|true)"|ht="0")')


class ListedSheet(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    part: str
    kind: str  # worksheet, chartsheet, dialogsheet, xlMacrosheet
    state: str  # visible, hidden, or veryHidden: only programs hide a sheet so, and nobody can be told to show it


class SharedParts(NamedTuple):
    """What all sheets of a workbook share."""

    styles: tuple[Style | None, ...]
    continuous: frozenset[str]
    strings: tuple[CellText, ...]
    date_1904: bool
    limits: Limits


def _empty_tags(but: frozenset[str]) -> tuple[re.Pattern[bytes], ...]:
    """Rows of cells that hold nothing, then such cells in other rows; cells with one of the styles `but` stay."""
    kept = "|".join(sorted(but)).encode()
    unless = rb'(?![^<>]*\ss="(?:' + kept + rb')")' if kept else b""
    cell = rb"<c" + unless + rb"(?:\s[^<>]*)?/>"
    return re.compile(rb"<row(?:\s[^<>]*)?(?:/>|>(?:" + cell + rb")*</row>)"), re.compile(cell)


class WorksheetReading:
    """The reading of one worksheet, cell by cell, as the parser meets them."""

    def __init__(self, book: SharedParts, sheet: ListedSheet, table: int, cells_before: int) -> None:
        self._book = book
        self._name = sheet.name
        self._part = sheet.part
        self.builder = SheetBuilder(sheet.name, table, book.limits, hidden=sheet.state != "visible", date_1904=book.date_1904)
        self.builder.cells = cells_before
        self.findings: list[Finding] = []
        self.external: list[Place] = []
        self._hidden_columns: set[int] = set()
        self._formulas = SharedFormulas()
        self._styles: dict[str, Style] = {}  # by index as written
        self._hidden = False
        self._cells: dict[int, Cell] = {}

    def read(self, package: Package) -> Grid:
        size = package.size(self._part)
        plain = None
        if size <= PLAIN_UP_TO:
            data = package.read(self._part)
            plain = plain_rows(data)
            self._scan([data if plain is None else plain[1]])
        else:
            self._scan(strained(package.chunks(self._part), _empty_tags(self._book.continuous)))
        if plain is not None:
            self._plain(plain[0])
        self.builder.count(len(self._cells))
        grid, found = self.builder.finish()
        self.findings += found
        return grid

    def _scan(self, blocks: Iterable[bytes]) -> None:
        scan_sheet(
            blocks,
            f"工作表“{self._name}”",
            on_columns=self._columns,
            on_merge=self._merge,
            on_row=self._row,
            on_cell=self._cell,
            on_blank=self._blank,
            blank_styles=self._book.continuous,
        )

    def _plain(self, rows: list[PlainRow]) -> None:
        """The cells that the plain way has found, after the parser has read the rest of the sheet."""
        continuous = self._book.continuous
        for row, row_attributes, cells in rows:
            if row > MAX_ROW:
                raise Refusal("table-malformed", Place(sheet=self._name), what=f"行号 {row}")
            self._row(row, bool(_HIDDEN_ROW.search(row_attributes)))
            for letters, style, kind, stored, inline, formula in cells:
                column = column_number(letters)
                if not column:
                    raise Refusal("table-malformed", Place(sheet=self._name, row=row), what=f"列 {letters}")
                if stored is not None or inline is not None or formula is not None:
                    text = None if inline is None else unescape(inline)
                    self._cell(row, column, kind, style, stored, text, formula, None)
                elif style in continuous:
                    self._blank(row, column)

    def _blank(self, row: int, column: int) -> None:
        self.builder.across.setdefault(row, set()).add(column)

    def _columns(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in {"1", "true"}:
            first = whole(attributes.get("min"), MAX_COLUMN, "列号", 1)
            last = whole(attributes.get("max"), MAX_COLUMN, "列号", first)
            self._hidden_columns.update(range(first, last + 1))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, left = parse_reference(first)
        bottom, right = parse_reference(last or first)
        if not top or not bottom or bottom < top or right < left:
            raise Refusal("table-malformed", Place(sheet=self._name), seen=reference, what=f"合并区域 {reference[:20]}")
        if (top, left) != (bottom, right):
            self.builder.merges.append(Merge(top, left, bottom, right))

    def _row(self, row: int, hidden: bool) -> None:
        self._hidden = hidden
        if hidden:
            self.builder.hidden_rows.add(row)
        self.builder.count(len(self._cells))
        self._cells = {}

    def _cell(  # noqa: PLR0917 - the hot path, called by position
        self,
        row: int,
        column: int,
        kind: str,
        index: str,
        stored: str | None,
        inline: CellText | None,
        formula: str | None,
        attributes: Attributes | None,
    ) -> None:
        """Keep the cell, unless it holds neither value nor formula."""
        text = error = struck = ""
        value: CellValue = None
        place = sheet_place(self._name, row, column)
        style = self._styles.get(index) or self._style(index, place)
        font = style.font
        rich: CellText | None = None
        uncached = False
        if inline is not None:
            rich = inline
        elif not stored:
            if formula is None:
                return
            uncached = stored is None or kind != "str"
            value = None if uncached else ""
        elif kind == "n":
            text, value = told_number(stored, style.form, self._book.date_1904, place, self.findings)
        elif kind == "s":
            rich = self._shared(stored, place)
        else:
            text, value, error = self._other(kind, stored, place)
        code = "" if formula is None else self._formula(formula, attributes or {}, place, row, column)
        cells = self._cells
        if not cells:
            if row in self.builder.rows:
                raise Refusal("table-malformed", Place(sheet=self._name, row=row), what=f"第 {row} 行出现两次")
            self.builder.rows[row] = cells
        elif column in cells:
            raise Refusal("table-malformed", place, what=f"{place.text()} 出现两次")
        hidden = self._hidden or column in self._hidden_columns
        if index in self._book.continuous:
            self._blank(row, column)
        if isinstance(rich, str) and not style.is_struck:
            text = value = rich
        elif isinstance(rich, str):
            struck = rich.strip()
        elif rich is not None:
            font = rich.font or font
            text, struck = (rich.own, rich.others) if style.is_struck else (rich.text, rich.struck)
            value = text if text or not struck else None
        elif style.is_struck:
            text, struck, value, error, uncached = "", text.strip(), None, "", False
        cells[column] = make_cell(
            row, column, text, place, value, style.form.code, hidden, code, uncached, error, struck, font, style.fill
        )

    def _style(self, index: str, place: Place) -> Style:
        """The style of an index as written; refuses one that the workbook does not define."""
        known = self._book.styles
        number = int(index) if index.isascii() and index.isdigit() and len(index) < 9 else 0 if not index else -1
        style = known[number] if 0 <= number < len(known) else PLAIN if number == 0 and not known else None
        if style is None:
            raise Refusal("file-part-damaged", place, seen=index[:20], part=f"单元格样式 {index[:20]}")
        self._styles[index] = style
        return style

    def _formula(self, formula: str, attributes: Attributes, place: Place, row: int, column: int) -> str:
        code = self._formulas.text(formula, attributes, row, column)
        if "[" in code:
            self.external.append(place)
        return code

    def _shared(self, stored: str, place: Place) -> CellText:
        strings = self._book.strings
        number = int(stored) if stored.isascii() and stored.isdigit() and len(stored) < 9 else -1
        if not 0 <= number < len(strings):
            raise Refusal("file-part-damaged", place, seen=stored[:40], part=f"共享字符串 {stored[:20]}")
        return strings[number]

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
        raise Refusal("file-part-damaged", place, seen=stored[:40], part=f"单元格类型 {kind[:20]}")
