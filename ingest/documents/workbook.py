"""Workbooks (.xlsx, .xlsm): the parts of the package → one Grid a worksheet, with typed values, formats, formulas and merges.

The worksheet's own `dimension` is never looked at (WPS writes A1:A1), and cells that hold only a style cost nothing.
"""

from __future__ import annotations

import re

from ingest.documents.catalogue import finding
from ingest.documents.containers import Container
from ingest.documents.grid import Document, Grid, Reconciliation
from ingest.documents.limits import Limits, Refusal
from ingest.documents.package import Office, Package
from ingest.documents.sheet_plain import plain_strings
from ingest.documents.sheet_xml import CellText, scan_strings, unescape
from ingest.documents.styles import read_looks
from ingest.documents.workbook_notes import WorkbookNotes
from ingest.documents.worksheet import PLAIN_UP_TO, ListedSheet, SharedParts, WorksheetReading
from ingest.findings import Finding, Place

_USES_THEME = re.compile(rb' theme="[4-9]"')
_DRAWING = re.compile(r"xl/drawings/drawing\d+\.xml")


def _strings(package: Package, part: str, limits: Limits) -> tuple[CellText, ...]:
    most = limits.cells * 4
    if package.size(part) <= PLAIN_UP_TO:
        data = package.read(part)
        plain = plain_strings(data)
        return scan_strings([data], part, most) if plain is None else tuple(map(unescape, plain))
    return scan_strings(package.chunks(part), part, most)


def read_workbook(office: Office, limits: Limits) -> Document:
    """All worksheets of the workbook Refuses a workbook with a damaged or missing part."""
    package, part = office
    sheets, date_1904 = _sheets(package, part)
    if len(sheets) > limits.sheets:
        raise Refusal("file-too-large", what="工作表数", actual=len(sheets), limit=limits.sheets)
    targets = {kind: target for kind, target in package.relationships(part).values() if package.has(target)}
    styles = package.read(targets["styles"]) if "styles" in targets else b""
    theme = package.read(targets["theme"]) if "theme" in targets and _USES_THEME.search(styles) else b""
    looks = read_looks(styles, theme)
    strings: tuple[CellText, ...] = ()
    if "sharedStrings" in targets:
        part_name = targets["sharedStrings"]
        strings = _strings(package, part_name, limits)
    book = SharedParts(looks.styles, looks.continuous, strings, date_1904, limits)
    notes = WorkbookNotes(package, part)
    grids: list[Grid] = []
    findings: list[Finding] = []
    cells = 0
    for sheet in sheets:
        if sheet.kind != "worksheet":
            findings.append(finding("sheet-not-cells", Place(sheet=sheet.name), sheet=sheet.name))
            continue
        reading = WorksheetReading(book, sheet, len(grids) + 1, cells)
        if not notes.read(sheet.part, sheet.name, reading.builder.notes):
            findings.append(finding("notes-unreadable", Place(sheet=sheet.name)))
        grid = reading.read(package)
        cells = reading.builder.cells
        grids.append(grid)
        findings += reading.findings
        if reading.external:
            findings.append(finding("formula-external", reading.external[0], count=len(reading.external)))
        if sheet.state == "hidden" and grid.rows:
            findings.append(finding("sheet-hidden", grid.place, sheet=sheet.name))
    skipped = len(sheets) - len(grids)
    drawn = sum(b"<a:t>" in package.read(n) for n in sorted(package.names) if _DRAWING.fullmatch(n))
    if drawn:
        findings.append(finding("notes-ignored", what="图形或文本框中的文字", count=drawn))
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


def _sheets(package: Package, part: str) -> tuple[list[ListedSheet], bool]:
    root = package.xml(part)
    relationships = package.relationships(part)
    sheets: list[ListedSheet] = []
    for item in root.iterfind("{*}sheets/{*}sheet"):
        name = item.get("name") or ""
        link = next((value for key, value in item.attrib.items() if str(key).endswith("}id")), "")
        kind, target = relationships.get(str(link), ("", ""))
        if not target or not package.has(target):
            raise Refusal("file-part-damaged", Place(sheet=name), part=f"工作表“{name}”")
        sheets.append(ListedSheet(name, target, kind, item.get("state") or "visible"))
    if not sheets:
        raise Refusal("file-part-damaged", part=part)
    properties = root.find("{*}workbookPr")
    return sheets, properties is not None and properties.get("date1904", "0") in {"1", "true"}
