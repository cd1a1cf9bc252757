"""One worksheet of a return copy: cells coloured, texts set, a column shown. The sender's own cells keep their content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from ingest.documents.package import parse_xml
from ingest.documents.places import column_letter, column_number
from ingest.formula_text import FORMULA_STARTS
from ingest.progress.returned.book import ReturnBook
from ingest.progress.returned.styles import Element, NotEditableError, q, xml

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
LARGEST = 16 << 20  # bytes of a worksheet part: more (styled emptiness, mostly) would take a gigabyte as a tree
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_AFTER_LEGACY = ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
_BEFORE_COLUMNS = ("sheetPr", "dimension", "sheetViews", "sheetFormatPr")


def split_address(address: str) -> tuple[int, int]:
    """L12 → (12, 12) as (row, column). Raises NotEditableError for anything else."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise NotEditableError(f"address {address!r}")
    return int(match[2]), column_number(match[1])


class SheetEditor:
    """A worksheet part, opened. Raises NotEditableError where cells stand without an address."""

    def __init__(self, book: ReturnBook, part: str) -> None:
        self._book, self._part = book, part
        self.styles = book.styles
        if len(book.parts[part]) > LARGEST:
            raise NotEditableError(f"{part}: too large to be edited as a whole")
        self.root = parse_xml(book.parts[part], part)
        data = self.root.find(q("sheetData"))
        if data is None:
            raise NotEditableError(f"{part}: no cells")
        self._data = data
        self._rows: dict[int, Element] = {}
        for row in data:
            if row.get("r") is None or any(cell.get("r") is None for cell in row):
                raise NotEditableError(f"{part}: cells without address")
            self._rows[int(row.get("r") or 0)] = row

    def cells(self) -> Iterator[tuple[int, int, Element]]:
        """(row, column, element) of every cell there is."""
        for row in self._rows.values():
            for cell in row:
                yield (*split_address(str(cell.get("r"))), cell)

    def _cell(self, row: int, column: int) -> Element:
        """The cell's element, made where there is none."""
        line = self._rows.get(row)
        if line is None:
            line = etree.Element(q("row"), r=str(row))
            later = next((n for n, other in enumerate(self._data) if int(other.get("r") or 0) > row), len(self._data))
            self._data.insert(later, line)
            self._rows[row] = line
        at = len(line)
        for number, cell in enumerate(line):
            here = split_address(str(cell.get("r")))[1]
            if here == column:
                return cell
            if here > column:
                at = number
                break
        if line.get("spans") is not None:
            del line.attrib["spans"]  # only a hint, and now a wrong one
        cell = etree.Element(q("c"), r=f"{column_letter(column)}{row}")
        style = line.get("s")
        if style is not None:
            cell.set("s", style)
        line.insert(at, cell)
        return cell

    def text_of(self, cell: Element) -> str:
        """What a text cell says; "" for numbers and formulas."""
        if cell.get("t") == "s":
            value = cell.findtext(q("v")) or ""
            return self._book.string(int(value)) if value.isdigit() else ""
        if cell.get("t") == "inlineStr":
            return "".join(t.text or "" for t in cell.iter(q("t")))
        return (cell.findtext(q("v")) or "") if cell.get("t") == "str" else ""

    def colour(self, row: int, column: int, rgb: str) -> str:
        """Fill a cell and return the fill that it had."""
        cell = self._cell(row, column)
        style = int(cell.get("s") or 0)
        cell.set("s", str(self._book.styles.coloured(style, rgb)))
        return self._book.styles.fill_of(style)

    def uncolour(self, before: Mapping[str, str]) -> None:
        """Take our colours off again; `before` is the fill that each address had."""
        styles = self._book.styles
        for _, _, cell in self.cells():
            style = int(cell.get("s") or 0)
            if style and styles.is_ours(style):
                cell.set("s", str(styles.with_fill(style, before.get(str(cell.get("r")), ""))))

    def set_text(self, row: int, column: int, text: str, style: int) -> None:
        put_text(self._cell(row, column), text, style)

    def raise_row(self, row: int, height: float) -> None:
        """Make a row at least that high, in points; it stays free to grow."""
        line = self._rows.get(row)
        if line is not None and float(line.get("ht") or 0) < height:
            line.set("ht", f"{height}")

    def clear_column(self, column: int, below: int) -> None:
        """Take the content out of a column's cells under a row."""
        for row, here, cell in list(self.cells()):
            if here == column and row > below:
                for part in list(cell):
                    cell.remove(part)
                cell.attrib.pop("t", "")

    def show_column(self, column: int, width: float) -> None:
        """Make a column visible and that wide, whatever range of columns it was described with."""
        columns = self.root.find(q("cols"))
        if columns is None:
            columns = etree.Element(q("cols"))
            after = [n for n, item in enumerate(self.root) if etree.QName(item).localname in _BEFORE_COLUMNS]
            self.root.insert(max(after, default=-1) + 1, columns)
        base: Element | None = None
        for item in list(columns):
            first, last = int(item.get("min") or 0), int(item.get("max") or 0)
            if not first <= column <= last:
                continue
            base = item
            for low, high in ((first, column - 1), (column + 1, last)):
                if low <= high:
                    piece = etree.fromstring(etree.tostring(item))
                    piece.set("min", str(low))
                    piece.set("max", str(high))
                    columns.insert(columns.index(item), piece)
            columns.remove(item)
        own = etree.Element(q("col"), min=str(column), max=str(column), width=f"{width}", customWidth="1")
        if base is not None and base.get("style") is not None:
            own.set("style", str(base.get("style")))
        columns.append(own)
        columns[:] = sorted(columns, key=lambda item: int(item.get("min") or 0))

    def keep_texts_texts(self) -> None:
        """Mark every text that looks like the beginning of a formula as text, so that an edit does not make it one."""
        for _, _, cell in self.cells():
            is_text = cell.get("t") in ("s", "inlineStr", "str") and cell.find(q("f")) is None
            if is_text and self.text_of(cell).startswith(FORMULA_STARTS):
                cell.set("s", str(self._book.styles.as_text(int(cell.get("s") or 0))))

    def set_legacy_drawing(self, rel_id: str, name: str) -> None:
        """Point the sheet to the drawing that holds its comments' boxes."""
        item = etree.Element(q("legacyDrawing"))
        item.set(name, rel_id)
        later = [n for n, other in enumerate(self.root) if etree.QName(other).localname in _AFTER_LEGACY]
        self.root.insert(min(later, default=len(self.root)), item)

    def save(self) -> None:
        dimension = self.root.find(q("dimension"))
        if dimension is not None:
            self.root.remove(dimension)  # optional, and no longer true
        self._book.parts[self._part] = xml(self.root)


def put_text(cell: Element, text: str, style: int) -> None:
    """Give a cell a text of its own."""
    for part in list(cell):
        cell.remove(part)
    cell.set("s", str(style))
    if not text:
        cell.attrib.pop("t", "")
        return
    cell.set("t", "inlineStr")
    item = etree.SubElement(etree.SubElement(cell, q("is")), q("t"))
    item.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    item.text = writable(text)


def writable(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def select_no_tab(data: bytes) -> bytes:
    """A worksheet part that is not selected: two selected tabs would be edited together."""
    head, rest = data[:65536], data[65536:]
    return re.sub(rb'\stabSelected="(?:1|true)"', b"", head) + rest
