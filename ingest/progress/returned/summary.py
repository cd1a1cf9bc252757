"""The first sheet of a return copy, 核对情况: what became of the filing, what to do, every finding with a link to its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from ingest.progress.returned.book import ReturnBook
from ingest.progress.returned.marks import SummaryLine
from ingest.progress.returned.sheet import SheetEditor, put_text
from ingest.progress.returned.styles import MAIN, Element, ReturnStyles, q, xml
from ingest.progress.returned.texts import HEADINGS, NOTHING
from ingest.row_heights import LINE, PADDING, lines_of

_WIDTHS = (6, 13, 19, 12, 56, 26, 46)
_RECORD = len(_WIDTHS) + 1  # hidden columns: address of a coloured cell and the fill it had


@dataclass(frozen=True, slots=True)
class ReturnSummary:
    """What stands over the table: pairs of label and text, then sentences."""

    title: str
    facts: Sequence[tuple[str, str]]
    sentences: Sequence[str]
    lines: Sequence[SummaryLine]


class _Writer:
    def __init__(self, styles: ReturnStyles) -> None:
        self._data = etree.Element(q("sheetData"))
        self.merges: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.plain, self.bold = styles.add(), styles.add(bold=True)
        self.title = styles.add(bold=True, size=16, centred=True)
        self.head = styles.add(bold=True, border=True, centred=True, fill="FFD9E2F3")
        self.cell, self.middle = styles.add(border=True), styles.add(border=True, centred=True)
        self.link = styles.add(border=True, link=True)
        self.row = 0

    @property
    def data(self) -> Element:
        return self._data

    def add(self, texts: Sequence[tuple[str, int]], *, height: float = 0, merge: tuple[int, int] | None = None) -> Element:
        """A row of (text, style) from column A."""
        self.row += 1
        line = etree.SubElement(self._data, q("row"), r=str(self.row))
        if height:
            line.set("ht", f"{height}")
            line.set("customHeight", "1")
        for column, (text, style) in enumerate(texts):
            cell = etree.SubElement(line, q("c"), r=f"{'ABCDEFGHIJ'[column]}{self.row}")
            put_text(cell, text, style)
        if merge:
            self.merges.append(f"{'ABCDEFG'[merge[0] - 1]}{self.row}:{'ABCDEFG'[merge[1] - 1]}{self.row}")
        return line


def summary_sheet(book: ReturnBook, summary: ReturnSummary, record: Mapping[tuple[str, str], str]) -> bytes:
    """The worksheet part. `record` is the fill that each (sheet, address) had before it was coloured."""
    writer = _Writer(book.styles)
    writer.add([(summary.title, writer.title)], height=30, merge=(1, 7))
    for label, text in summary.facts:
        row = [(f"{label}：", writer.bold), ("", writer.plain), (text, writer.plain)]
        writer.add(row)
        writer.merges += [f"A{writer.row}:B{writer.row}", f"C{writer.row}:G{writer.row}"]
    for text in summary.sentences:
        writer.add([(text, writer.plain)], height=lines_of(text, sum(_WIDTHS)) * LINE + PADDING, merge=(1, 7))
    table_row = writer.row + 1
    writer.add([(label, writer.head) for label in HEADINGS], height=22)
    for number, item in enumerate(summary.lines, start=1):
        texts = (str(number), item.effect, item.place, item.label, item.message, item.wanted, item.fix)
        height = max(lines_of(text, width) for text, width in zip(texts, _WIDTHS, strict=True)) * LINE + PADDING
        linked = bool(item.sheet and item.address)
        styles = (writer.middle, writer.middle, writer.link if linked else writer.cell, *(writer.cell,) * 4)
        writer.add(list(zip(texts, styles, strict=True)), height=height)
        if linked:
            quoted = item.sheet.replace("'", "''")
            writer.links.append((f"C{writer.row}", f"'{quoted}'!{item.address}"))
    if not summary.lines:
        writer.add([(NOTHING, writer.plain)], merge=(1, 7))
    _keep_record(writer, record)
    return _worksheet(writer, table_row)


def _keep_record(writer: _Writer, record: Mapping[tuple[str, str], str]) -> None:
    """In hidden columns, from the first row on: sheet!address and fill."""
    rows = list(writer.data)
    for number, ((sheet, address), fill) in enumerate(sorted(record.items())):
        if number < len(rows):
            line = rows[number]
        else:
            line = writer.add([])
            line.set("hidden", "1")
        for column, text in (("H", f"{sheet}!{address}"), ("I", fill)):
            put_text(etree.SubElement(line, q("c"), r=f"{column}{line.get('r')}"), text, writer.plain)


def _worksheet(writer: _Writer, table_row: int) -> bytes:
    root = etree.fromstring(f'<worksheet xmlns="{MAIN}"/>')
    properties = etree.SubElement(root, q("sheetPr"))
    etree.SubElement(properties, q("pageSetUpPr"), fitToPage="1")
    view = etree.SubElement(etree.SubElement(root, q("sheetViews")), q("sheetView"))
    for name, value in (("showGridLines", "0"), ("tabSelected", "1"), ("workbookViewId", "0")):
        view.set(name, value)
    etree.SubElement(
        view, q("pane"), ySplit=str(table_row), topLeftCell=f"A{table_row + 1}", activePane="bottomLeft", state="frozen"
    )
    etree.SubElement(root, q("sheetFormatPr"), defaultRowHeight="18", customHeight="1")
    columns = etree.SubElement(root, q("cols"))
    for number, width in enumerate((*_WIDTHS, 9, 9), start=1):
        column = etree.SubElement(columns, q("col"), min=str(number), max=str(number), width=str(width), customWidth="1")
        if number >= _RECORD:
            column.set("hidden", "1")
    root.append(writer.data)
    merges = etree.SubElement(root, q("mergeCells"), count=str(len(writer.merges)))
    for reference in writer.merges:
        etree.SubElement(merges, q("mergeCell"), ref=reference)
    if writer.links:
        links = etree.SubElement(root, q("hyperlinks"))
        for reference, location in writer.links:
            etree.SubElement(links, q("hyperlink"), ref=reference, location=location)
    etree.SubElement(root, q("pageMargins"), left="0.4", right="0.4", top="0.5", bottom="0.5", header="0.3", footer="0.3")
    etree.SubElement(root, q("pageSetup"), paperSize="9", orientation="landscape", fitToHeight="0")
    return xml(root)


def read_record(book: ReturnBook, part: str) -> dict[str, dict[str, str]]:
    """sheet → address → fill, from a summary sheet that came back; empty where it no longer holds any."""
    found: dict[int, dict[int, str]] = {}
    editor = SheetEditor(book, part)
    for row, column, cell in editor.cells():
        if column in (_RECORD, _RECORD + 1):
            found.setdefault(row, {})[column] = editor.text_of(cell)
    record: dict[str, dict[str, str]] = {}
    for texts in found.values():
        sheet, mark, address = texts.get(_RECORD, "").rpartition("!")
        if mark:
            record.setdefault(sheet, {})[address] = texts.get(_RECORD + 1, "")
    return record
