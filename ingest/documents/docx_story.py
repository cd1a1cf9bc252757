"""The running text of a Word document: paragraphs in order with their numbers, and what a table cell holds.

Here the document-wide counts are kept: tables, rows, cells, paragraphs, automatic numbers, tracked changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.documents.catalogue import finding
from ingest.documents.colours import Colour
from ingest.documents.docx_comments import Comment
from ingest.documents.docx_numbering import Numbered, Numbering, ParagraphStyles
from ingest.documents.docx_text import Notes, mark_is_deleted, read_paragraph
from ingest.documents.docx_xml import child, is_not_content, is_on, parts_of, short
from ingest.documents.grid import Paragraph
from ingest.documents.limits import Limits, Refusal
from ingest.documents.withdrawn import STRUCK_PARAGRAPHS, text_struck
from ingest.findings import Finding, Place

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTENT = frozenset({"w:p", "w:tbl", "w:altChunk", "w:sdt"})


@dataclass(slots=True)
class CellContent:
    """A cell's text, lines joined by line feeds, without what stands in tables inside it."""

    text: str
    struck: str  # struck out, or deleted by a tracked change
    tables: list[_Element]
    comments: tuple[str, ...]  # ids of those that stand on it
    font: Colour
    fill: Colour


@dataclass(slots=True)
class _Line:
    numbered: Numbered
    text: str
    struck: str
    level: int = 0


@dataclass(slots=True)
class Story:
    """Everything that is counted over the whole document."""

    limits: Limits
    styles: ParagraphStyles
    numbering: Numbering
    comments: Mapping[str, Comment] = field(default_factory=dict)
    notes: Notes = field(default_factory=Notes)
    findings: list[Finding] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    tables: int = 0
    rows: int = 0
    paragraphs: int = 0
    _kept: int = 0
    _cells: int = 0
    _comments: list[str] = field(default_factory=list)  # of the cell that is read
    _colours: tuple[Colour, Colour] = (Colour.NONE, Colour.NONE)  # the same, letters and ground
    _pending: _Line | None = None  # a body paragraph whose end is deleted: the next one goes on

    def next_table(self) -> int:
        self.tables += 1
        return self.tables

    def count(self, cells: int) -> None:
        """Refuses a document beyond the caps."""
        self._cells += cells
        if self._cells > self.limits.cells:
            raise Refusal("file-too-large", what="单元格数", actual=self._cells, limit=self.limits.cells)
        if self.rows > self.limits.rows:
            raise Refusal("file-too-large", what="表格行数", actual=self.rows, limit=self.limits.rows)

    def body(self, paragraph: _Element) -> Iterator[Paragraph | _Element]:
        """What one body paragraph gives: itself, then the paragraphs and tables of its text boxes. Empty ones are skipped."""
        self.paragraphs += 1
        if self.paragraphs > self.limits.paragraphs:
            raise Refusal("file-too-large", what="段落数", actual=self.paragraphs, limit=self.limits.paragraphs)
        if self.styles.is_contents(paragraph):
            self.skipped["目录"] += 1
            return
        line, boxes, deleted = self._line(paragraph, self._pending)
        self._pending = None
        if deleted:
            self._pending = line
            self.skipped["修订中并入下一段的段落"] += 1
        else:
            yield from self._emit(line)
        for box in boxes:
            for item in self._content(box):
                if short(item) == "w:tbl":
                    yield item
                else:
                    yield from self.body(item)

    def flush(self) -> Iterator[Paragraph]:
        """A paragraph that waited for the next one, when none comes (a table or the end)."""
        line, self._pending = self._pending, None
        if line is not None and (line.text.strip() or line.numbered.text or line.struck):
            self.skipped["修订中并入下一段的段落"] -= 1
            yield from self._emit(line)

    def _emit(self, line: _Line) -> Iterator[Paragraph]:
        if not line.text.strip() and not line.numbered.text and not line.struck:
            self.skipped["空段落"] += 1
            return
        self._kept += 1
        place = Place(paragraph=self._kept)
        if line.struck:
            self.findings.append(text_struck(place, line.text, line.struck))
            if not line.text.strip():
                self.skipped[STRUCK_PARAGRAPHS] += 1
                return
        if not line.numbered.known:
            self.findings.append(finding("number-generated", place, seen=line.text, number=line.numbered.text))
        yield Paragraph(line.text.strip("\n"), place, line.numbered.text, line.level)

    def _line(self, paragraph: _Element, before: _Line | None, *, in_cell: bool = False) -> tuple[_Line, list[_Element], bool]:
        content = read_paragraph(paragraph, self.notes)
        deleted = mark_is_deleted(paragraph, self.notes)
        struck = content.struck
        if in_cell:
            struck += content.deleted
            self._comments += content.comments
            self._colours = self._colours[0] or content.font, self._colours[1] or content.fill
        if before is not None:
            struck = before.struck + struck
        if before is not None and (before.text.strip() or before.numbered.text):
            line = _Line(before.numbered, before.text + content.text, struck, before.level)
        elif deleted and not content.text.strip():
            line = _Line(Numbered(), "", struck)  # deleted as a whole: it takes no number
        else:
            level = 0 if in_cell else self.styles.heading_level(paragraph)
            line = _Line(self.numbering.next(paragraph), content.text, struck, level)
        return line, content.boxes, deleted

    def cell(self, cell: _Element, place: Place) -> CellContent:
        """Text and inner tables of a `w:tc`; nothing while it shows only the prompt of a content control."""
        lines: list[_Line] = []
        tables: list[_Element] = []
        self._comments, self._colours = [], (Colour.NONE, Colour.NONE)
        if not is_not_content(cell):
            self._fill(self._content(cell), lines, tables)
        struck = "".join(x.struck for x in lines)
        lines = [x for x in lines if x.text.strip() or not x.struck]
        for line in lines:
            if not line.numbered.known:
                self.findings.append(finding("number-generated", place, seen=line.text, number=line.numbered.text))
        texts = [f"{n.text}{_gap(n, text)}{text}" if n.text else text for n, text in ((x.numbered, x.text) for x in lines)]
        text = "\n".join(texts).strip("\n")
        if len(text) > self.limits.cell_chars:
            raise Refusal("file-too-large", what="单元格字数", actual=len(text), limit=self.limits.cell_chars)
        return CellContent(text, struck, tables, tuple(dict.fromkeys(self._comments)), *self._colours)

    def _fill(self, content: Iterator[_Element], lines: list[_Line], tables: list[_Element]) -> None:
        pending: _Line | None = None
        for item in content:
            if short(item) == "w:tbl":
                tables.append(item)
                continue
            line, boxes, deleted = self._line(item, pending, in_cell=True)
            pending = line if deleted else None
            if not deleted:
                lines.append(line)
            for box in boxes:
                self._fill(self._content(box), lines, tables)
        if pending is not None and (pending.text.strip() or pending.struck):
            lines.append(pending)

    def _content(self, container: _Element) -> Iterator[_Element]:
        """Paragraphs and tables of a cell or text box, content controls opened, those that show their prompt left out."""
        for item in parts_of(container, _CONTENT):
            name = short(item)
            if name == "w:altChunk":
                raise Refusal("content-elsewhere")
            if name != "w:sdt":
                yield item
            elif not is_on(child(item, "w:sdtPr", "w:showingPlcHdr")):
                content = child(item, "w:sdtContent")
                if content is not None:
                    yield from self._content(content)


def _gap(numbered: Numbered, text: str) -> str:
    """A blank after `1.` so that it does not run into `2023年`; none after 一、 and （一）."""
    return " " if numbered.space and text and numbered.text[-1:].isascii() else ""
