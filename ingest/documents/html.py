"""Web pages, also those named .xls: tables with their row and column spans → Grids, the text between them → paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lxml import etree

from ingest.documents.colours import Colour
from ingest.documents.containers import Container
from ingest.documents.counting import counted
from ingest.documents.encoding import Decoded
from ingest.documents.grid import Cell, Document, Grid, Paragraph, Reconciliation
from ingest.documents.html_looks import PLAIN, HtmlLook, HtmlLooks
from ingest.documents.limits import Limits, Refusal
from ingest.documents.places import table_place
from ingest.documents.runs import Runs
from ingest.documents.withdrawn import STRUCK_PARAGRAPHS, text_struck
from ingest.findings import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_SILENT = {"script", "style", "head", "title", "meta", "link", "noscript", "template", "xml", "textarea", "select", "option"}
_BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "pre", "blockquote", "section",
    "article", "header", "footer", "main", "center", "hr", "body", "form", "fieldset", "address", "caption",
}  # fmt: skip
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_WIDEST = 1_000


def read_html(decoded: Decoded, limits: Limits) -> Document:
    """Tables and paragraphs in order. Refuses a page that breaks off: fewer tables end than begin."""
    text = decoded.text
    begun, ended = (len(re.findall(pattern, text, re.IGNORECASE)) for pattern in (r"<table[\s>]", r"</table\s*>"))
    if begun > ended:
        raise Refusal("file-truncated", part="表格没有结束")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise Refusal("file-truncated", part="HTML") from error
    page = _Page(limits, HtmlLooks(() if root is None else root.iter("style")))
    if root is not None:
        page.walk(root, PLAIN)
        page.end_line()
    if page.tables != begun:
        raise Refusal("table-malformed", what=f"表格 {begun} 个，只能读出 {page.tables} 个")
    return Document(
        Container.HTML,
        tuple(page.blocks),
        tuple(page.findings),
        Reconciliation(page.tables, page.rows, page.paragraphs, tuple(sorted(page.skipped.items()))),
    )


@dataclass(slots=True)
class _Page:
    """The page as it is walked: blocks so far, and the line of text that is being put together."""

    limits: Limits
    looks: HtmlLooks
    blocks: list[Paragraph | Grid] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    tables: int = 0
    rows: int = 0
    cells: int = 0
    paragraphs: int = 0
    _line: Runs = field(default_factory=Runs)
    _level: int = 0
    _number: str = ""

    def walk(self, element: _Element, around: HtmlLook, number: str = "") -> None:
        tag = _tag(element)
        look = self.looks.of(element, around)
        if tag in _SILENT or (tag != "table" and look.is_hidden):
            pass
        elif tag == "table":
            self.end_line()
            self.blocks += self.table(element, None, 1, look._replace(is_hidden=False))
        elif tag == "br":
            self.end_line()
        else:
            block = tag in _BLOCKS
            if block:
                self.end_line()
            level = int(tag[1]) if re.fullmatch("h[1-6]", tag) else 0
            self._level = level or self._level
            self._number = number or self._number
            _add(self._line, element.text, look)
            for item, own in _numbered(element):
                self.walk(item, look, own)
            if block:
                self.end_line()
        _add(self._line, element.tail, around)

    def end_line(self) -> None:
        text, struck = _BLANKS.sub(" ", self._line.text).strip(), _BLANKS.sub(" ", self._line.struck)
        self._line = Runs()
        if text or struck:
            self.paragraphs += 1
            if self.paragraphs > self.limits.paragraphs:
                raise Refusal("file-too-large", what="段落数", actual=self.paragraphs, limit=self.limits.paragraphs)
            place = Place(paragraph=self.paragraphs)
            if struck:
                self.findings.append(text_struck(place, text, struck))
            if text:
                self.blocks.append(Paragraph(text, place, self._number, self._level))
            else:
                self.skipped[STRUCK_PARAGRAPHS] += 1
        self._level = 0
        self._number = ""

    def table(self, table: _Element, nested_in: Place | None, depth: int, look: HtmlLook) -> list[Grid]:
        """The table and, after it, the tables in its cells."""
        if depth > self.limits.depth:
            raise Refusal("file-too-large", what="表格嵌套层数", actual=depth, limit=self.limits.depth)
        self.tables += 1
        number = self.tables
        nested: list[Grid] = []
        rows: list[tuple[Cell, ...]] = []
        heads = 0
        reaching: dict[int, tuple[int, tuple[int, int]]] = {}  # column → rows still covered, anchor
        for index, element in enumerate(_rows(table), start=1):
            self.rows += 1
            cells: dict[int, Cell] = {}
            for column in [c for c, (left, _) in reaching.items() if left > 0]:
                left, anchor = reaching[column]
                cells[column] = Cell(index, column, "", table_place(number, index, column), anchor=anchor)
                reaching[column] = (left - 1, anchor)
            of_row = self.looks.of(element, self.looks.of(element.getparent(), look))
            items = [item for item in element if _tag(item) in {"td", "th"}]
            column = 1
            for item in items:
                while column in cells:
                    column += 1
                self._cell(item, (number, index, column), cells, reaching, of_row)
                place = table_place(number, index, column)
                for inner in _inner_tables(item):
                    nested += self.table(inner, place, depth + 1, of_row)
            if heads == index - 1 and items and (all(_tag(i) == "th" for i in items) or _tag(element.getparent()) == "thead"):
                heads = index
            self.cells += len(cells)
            if self.cells > self.limits.cells or self.rows > self.limits.rows:
                raise Refusal("file-too-large", what="单元格数", actual=self.cells, limit=self.limits.cells)
            rows.append(tuple(cells[c] for c in sorted(cells)))
        if not rows:
            self.skipped["没有行的表格"] += 1
            return nested
        return [Grid(tuple(rows), Place(table=number), header_rows=heads, nested_in=nested_in), *nested]

    def _cell(
        self,
        item: _Element,
        at: tuple[int, int, int],
        cells: dict[int, Cell],
        reaching: dict[int, tuple[int, tuple[int, int]]],
        of_row: HtmlLook,
    ) -> None:
        number, row, column = at
        down, across = _span(item, "rowspan", 65_534), _span(item, "colspan", _WIDEST)
        look = self.looks.of(item, of_row)
        text, struck, font = _cell_text(item, self.looks, look)
        if len(text) > self.limits.cell_chars:
            raise Refusal("file-too-large", what="单元格字数", actual=len(text), limit=self.limits.cell_chars)
        place = table_place(number, row, column)
        for offset in range(across):
            covered = column + offset
            if offset and covered in cells:
                break  # two spans claim one position: the one from above was there first
            anchor = (row, column)
            if offset:
                cells[covered] = Cell(row, covered, "", table_place(number, row, covered), anchor=anchor)
            else:
                cell = Cell(row, column, text, place, row_span=down, column_span=across, hidden=look.is_hidden, struck=struck)
                cells[covered] = replace(cell, font=font, fill=look.fill) if font or look.fill else cell
            if down > 1:
                reaching[covered] = (down - 1, anchor)


def _tag(element: _Element | None) -> str:
    return element.tag.lower() if element is not None and isinstance(element.tag, str) else ""


def _numbered(element: _Element) -> Iterator[tuple[_Element, str]]:
    """The children of an element, items of an ordered list with the number that a browser writes before them."""
    if _tag(element) != "ol":
        yield from ((item, "") for item in element)
        return
    start = element.get("start") or "1"
    value = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
    form = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}.get(
        element.get("type") or "1", "decimal"
    )
    for item in element:
        if _tag(item) == "li":
            yield item, f"{counted(value, form)}."
            value += 1
        else:
            yield item, ""


def _span(item: _Element, name: str, most: int) -> int:
    text = (item.get(name) or "1").strip()
    return max(1, min(int(text), most)) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def _rows(table: _Element) -> list[_Element]:
    """The table's own rows, not those of tables in its cells."""
    found: list[_Element] = []
    for item in table:
        if _tag(item) == "tr":
            found.append(item)
        elif _tag(item) in {"thead", "tbody", "tfoot"}:
            found += [row for row in item if _tag(row) == "tr"]
    return found


def _inner_tables(item: _Element) -> list[_Element]:
    found: list[_Element] = []
    for element in item:
        if _tag(element) == "table":
            found.append(element)
        else:
            found += _inner_tables(element)
    return found


def _cell_text(cell: _Element, looks: HtmlLooks, look: HtmlLook) -> tuple[str, str, Colour]:
    """The text of a cell without that of tables in it, what of it is struck out, its colour; br and blocks end a line."""
    lines = [Runs()]
    font = look.font

    def walk(element: _Element, number: str, around: HtmlLook) -> None:
        nonlocal font
        tag = _tag(element)
        if tag in {"br", "table"}:
            lines.append(Runs())
        elif tag not in _SILENT:
            if tag in _BLOCKS:
                lines.append(Runs())
            own_look = looks.of(element, around)
            if not own_look.is_struck:
                font = font or own_look.font
            _add(lines[-1], f"{number} " if number else "", own_look)
            _add(lines[-1], element.text, own_look)
            for item, own in _numbered(element):
                walk(item, own, own_look)
            if tag in _BLOCKS:
                lines.append(Runs())
        _add(lines[-1], element.tail, around)

    _add(lines[-1], cell.text, look)
    for item in cell:
        walk(item, "", look)
    texts = [_BLANKS.sub(" ", line.text).strip() for line in lines]
    struck = [_BLANKS.sub(" ", line.struck) for line in lines]
    return "\n".join(text for text in texts if text), "".join(struck), font


def _add(line: Runs, text: str | None, look: HtmlLook) -> None:
    line.add(text or "", is_struck=look.is_struck, shift=look.shift)
