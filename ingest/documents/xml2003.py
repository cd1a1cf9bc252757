"""XML spreadsheets of Excel 2003 (SpreadsheetML), mostly met as .xls: one Grid a worksheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.documents.catalogue import finding
from ingest.documents.colours import Colour, named
from ingest.documents.containers import Container
from ingest.documents.encoding import Decoded
from ingest.documents.grid import CellValue, Document, Grid, Reconciliation
from ingest.documents.limits import Limits, Refusal
from ingest.documents.number_formats import GENERAL, Format, classify, date_text, iso_date
from ingest.documents.package import parse_xml
from ingest.documents.places import MAX_COLUMN, MAX_ROW, sheet_place
from ingest.documents.runs import Runs, Shift
from ingest.documents.sheet_xml import whole
from ingest.documents.styles import PLAIN, Style
from ingest.documents.workbook_cells import Merge, SheetBuilder, dated_cell, make_cell, number_cell
from ingest.findings import Finding

if TYPE_CHECKING:
    import datetime as dt

    from lxml.etree import _Element

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_HTML = "{http://www.w3.org/TR/REC-html40}"
_NAMED_FORMATS = {
    "General Number": GENERAL,
    "Percent": "0.00%",
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Scientific": "0.00E+00",
    "Short Date": "yyyy/m/d",
    "Medium Date": "yyyy/m/d",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "General Date": "yyyy/m/d h:mm",
    "Short Time": "h:mm",
    "Medium Time": "h:mm",
    "Long Time": "h:mm:ss",
}

_STRIKES = frozenset({"s", "strike", "del"})
_SHIFTS = {"sup": Shift.RAISED, "sub": Shift.LOWERED}


def read_xml2003(decoded: Decoded, limits: Limits) -> Document:
    """All worksheets. Refuses broken XML and document types."""
    text = decoded.text
    if text.lstrip().startswith("<?xml"):
        text = text[text.index("?>") + 2 :] if "?>" in text else ""
    root = parse_xml(text.encode("utf-8", "replace"), "XML")
    if root.tag != f"{_SS}Workbook":
        raise Refusal("file-type-unknown")
    styles = _styles(root)
    date_1904 = root.find(f"{_X}ExcelWorkbook/{_X}Date1904") is not None
    sheets = root.findall(f"{_SS}Worksheet")
    if len(sheets) > limits.sheets:
        raise Refusal("file-too-large", what="工作表数", actual=len(sheets), limit=limits.sheets)
    grids: list[Grid] = []
    findings: list[Finding] = []
    cells = 0
    for sheet in sheets:
        visible = sheet.findtext(f"{_X}WorksheetOptions/{_X}Visible", "SheetVisible")
        name = sheet.get(f"{_SS}Name") or f"Sheet{len(grids) + 1}"
        builder = SheetBuilder(name, len(grids) + 1, limits, hidden=visible != "SheetVisible", date_1904=date_1904)
        builder.cells = cells
        _TableReading(builder, styles, date_1904).read(sheet.find(f"{_SS}Table"))
        grid, found = builder.finish()
        findings += found
        cells = builder.cells
        grids.append(grid)
        if visible == "SheetHidden" and grid.rows:
            findings.append(finding("sheet-hidden", grid.place, sheet=name))
    rows = sum(len(g.rows) for g in grids)
    return Document(Container.XML_2003, tuple(grids), tuple(findings), Reconciliation(tables=len(grids), rows=rows))


def _styles(root: _Element) -> dict[str, Style]:
    found: dict[str, Style] = {}
    for style in root.iterfind(f"{_SS}Styles/{_SS}Style"):
        parent = found.get(style.get(f"{_SS}Parent") or "", PLAIN)
        form = style.find(f"{_SS}NumberFormat")
        font = style.find(f"{_SS}Font")
        code = None if form is None else form.get(f"{_SS}Format")
        struck = parent.is_struck if font is None else font.get(f"{_SS}StrikeThrough") == "1"
        interior = style.find(f"{_SS}Interior")
        found[style.get(f"{_SS}ID") or ""] = Style(
            classify(_NAMED_FORMATS.get(code, code)) if code else parent.form,
            struck,
            parent.font if font is None else named(font.get(f"{_SS}Color") or ""),
            parent.fill if interior is None else named(interior.get(f"{_SS}Color") or ""),
        )
    return found


class _TableReading:
    """One worksheet's table."""

    def __init__(self, builder: SheetBuilder, styles: dict[str, Style], date_1904: bool) -> None:
        self._builder = builder
        self._styles = styles
        self._date_1904 = date_1904
        self._hidden_columns: set[int] = set()
        self._column_styles: dict[int, str] = {}

    def read(self, table: _Element | None) -> None:
        column = row = 0
        for item in () if table is None else table:
            if item.tag == f"{_SS}Column":
                column = whole(item.get(f"{_SS}Index"), MAX_COLUMN, "列号", column + 1)
                last = column + _count(item, "Span", MAX_COLUMN)
                span = range(column, last + 1)
                if item.get(f"{_SS}Hidden") == "1":
                    self._hidden_columns.update(span)
                self._column_styles.update(dict.fromkeys(span, item.get(f"{_SS}StyleID") or ""))
                column = last
            elif item.tag == f"{_SS}Row":
                row = whole(item.get(f"{_SS}Index"), MAX_ROW, "行号", row + 1)
                self._row(item, row)
                row += _count(item, "Span", MAX_ROW)

    def _row(self, element: _Element, row: int) -> None:
        hidden = element.get(f"{_SS}Hidden") == "1" or element.get(f"{_SS}Height") == "0"
        if hidden:
            self._builder.hidden_rows.add(row)
        column = 0
        for item in element:
            if item.tag != f"{_SS}Cell":
                continue
            column = whole(item.get(f"{_SS}Index"), MAX_COLUMN, "列号", column + 1)
            across, down = _count(item, "MergeAcross", MAX_COLUMN), _count(item, "MergeDown", MAX_ROW)
            if across or down:
                self._builder.merges.append(Merge(row, column, row + down, column + across))
            self._cell(item, element, row, column, hidden)
            for note in item.iterfind(f"{_SS}Comment"):
                place = sheet_place(self._builder.name, row, column)
                text = "".join(map(str, note.itertext()))
                self._builder.notes.take(row, column, place, text, note.get(f"{_SS}Author") or "")
            column += across

    def _cell(self, item: _Element, parent: _Element, row: int, column: int, hidden: bool) -> None:
        data = item.find(f"{_SS}Data")
        formula = (item.get(f"{_SS}Formula") or "").removeprefix("=")
        if (data is None or not next((piece for piece in data.itertext() if piece), "")) and not formula:
            return
        key = item.get(f"{_SS}StyleID") or parent.get(f"{_SS}StyleID") or self._column_styles.get(column, "")
        style = self._styles.get(key, self._styles.get("Default", PLAIN))
        runs = Runs()
        if data is not None:
            _add_runs(data, runs, is_struck=style.is_struck, shift=Shift.LEVEL)
        stored = runs.text
        kind = "String" if data is None else data.get(f"{_SS}Type") or "String"
        text, value, error = self._value(kind, stored, style.form) if stored else ("", None, "")
        cells = self._builder.rows.setdefault(row, {})
        if column in cells:
            raise Refusal("table-malformed", what=f"第 {row} 行第 {column} 列出现两次")
        self._builder.count(1)
        place = sheet_place(self._builder.name, row, column)
        hidden = hidden or column in self._hidden_columns
        font, code = _font_of(data) or style.font, style.form.code
        uncached = not stored and not runs.struck
        cells[column] = make_cell(
            row, column, text, place, value, code, hidden, formula, uncached, error, runs.struck, font, style.fill
        )

    def _value(self, kind: str, stored: str, form: Format) -> tuple[str, CellValue, str]:
        if kind == "Number":
            text, value = dated_cell(stored, form, self._date_1904) if form.dated else number_cell(stored, form)
            return text, value, ""
        if kind == "DateTime":
            date = iso_date(stored)
            return (stored if isinstance(date, str) else _shown(date, form)), date, ""
        if kind == "Boolean":
            return ("TRUE" if stored == "1" else "FALSE"), stored == "1", ""
        if kind == "Error":
            return stored, None, stored
        text = stored.replace("\r\n", "\n").replace("\r", "\n")
        return text, text, ""


def _font_of(data: _Element | None) -> Colour:
    """The colour of the first piece of a text that has one."""
    fonts = (item.get(f"{_HTML}Color") or "" for item in (() if data is None else data.iter(f"{_HTML}Font")))
    return next(filter(None, map(named, fonts)), Colour.NONE)


def _add_runs(element: _Element, runs: Runs, *, is_struck: bool, shift: Shift) -> None:
    """The runs of a `Data`, whose looks are said in elements of HTML."""
    tag = str(element.tag).rpartition("}")[2].lower()
    is_struck, shift = is_struck or tag in _STRIKES, _SHIFTS.get(tag, shift)
    runs.add(element.text or "", is_struck=is_struck, shift=shift)
    for item in element:
        _add_runs(item, runs, is_struck=is_struck, shift=shift)
        runs.add(item.tail or "", is_struck=is_struck, shift=shift)


def _shown(date: dt.date | dt.datetime, form: Format) -> str:
    return date_text(date, form.code) if form.dated else date.isoformat()


def _count(item: _Element, name: str, most: int) -> int:
    text = item.get(f"{_SS}{name}") or "0"
    return 0 if text == "0" else whole(text, most, name)
