"""Pages of a PDF → a Document: what is table, furniture or text on each page, and in which order over all of them.

`read_pdf` takes the bytes, `read_pages` the pages that the engine gave.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.documents.catalogue import finding
from ingest.documents.containers import Container
from ingest.documents.grid import Document, Grid, Paragraph, Reconciliation
from ingest.documents.limits import Limits, Refusal
from ingest.documents.pdf.aligned import with_tables
from ingest.documents.pdf.columns import in_columns
from ingest.documents.pdf.continued import TableJoiner, goes_on
from ingest.documents.pdf.doubt import refuse_garbage, refuse_pictures
from ingest.documents.pdf.flow import FlowLine, Margins, Text, paragraphs
from ingest.documents.pdf.furniture import furniture
from ingest.documents.pdf.lattice import Lattice, lattices
from ingest.documents.pdf.lines import lines_of
from ingest.documents.pdf.page import UNKNOWN, Glyph, Page
from ingest.documents.pdf.program import pages_of
from ingest.documents.pdf.tables import Piece, Strikes, ruled_piece
from ingest.findings import Finding, Place

_FURNITURE, _REPEATED = "页眉、页脚和页码", "续页上重复的表头"


def read_pdf(content: bytes, limits: Limits) -> Document:
    """Paragraphs and tables in the order of reading. Refuses scans, encrypted files and those whose letters are unknown."""
    return read_pages(pages_of(content, limits), limits)


def read_pages(pages: Sequence[Page], limits: Limits) -> Document:
    """The document that pages make."""
    covers = refuse_pictures(pages)
    unknown = refuse_garbage(pages)
    sheets = [_Sheet.of(page) for page in pages]
    lines = {sheet.page.number: lines_of(sheet.free) for sheet in sheets}
    left_out = furniture(pages, lines)
    reading = _Reading(limits)
    reading.furniture = len(left_out)
    for sheet in sheets:
        number = sheet.page.number
        out = {id(g) for page, i in left_out if page == number for g in lines[number][i].glyphs}
        reading.page(replace(sheet, free=[g for g in sheet.free if id(g) not in out]))
    document = reading.document({page.number: Strikes(page.rules) for page in pages})
    return replace(document, findings=(*document.findings, *_told(pages, covers, unknown)))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page with its ruled tables and the letters outside them."""

    page: Page
    tables: Sequence[tuple[Lattice, list[Glyph]]]
    free: Sequence[Glyph]

    @classmethod
    def of(cls, page: Page) -> _Sheet:
        found = lattices(page.rules)
        inside: list[list[Glyph]] = [[] for _ in found]
        free: list[Glyph] = []
        by_size = sorted(range(len(found)), key=lambda i: _area(found[i]))
        for glyph in page.glyphs:
            x, y = (glyph.left + glyph.right) / 2, glyph.middle
            at = next((i for i in by_size if _holds(found[i], x, y)), None)
            (free if at is None else inside[at]).append(glyph)
        tables = [(f, glyphs) for f, glyphs in zip(found, inside, strict=True) if any(g.text.strip() for g in glyphs)]
        return cls(page, tables, free)


def _area(lattice: Lattice) -> float:
    left, top, right, bottom = lattice.box
    return (right - left) * (bottom - top)


def _holds(lattice: Lattice, x: float, y: float) -> bool:
    left, top, right, bottom = lattice.box
    return left <= x <= right and top <= y <= bottom


@dataclass(slots=True)
class _Reading:
    """The document as its pages are read: lines and parts of tables in order."""

    limits: Limits
    furniture: int = 0
    _items: list[FlowLine | Piece] = field(default_factory=list)
    _runs: int = 0
    _columned: list[int] = field(default_factory=list)

    def page(self, sheet: _Sheet) -> None:
        strikes = Strikes(sheet.page.rules)
        tops = [lattice.ys[0] for lattice, _ in sheet.tables]
        bands: list[list[Glyph]] = [[] for _ in range(len(tops) + 1)]
        for glyph in sheet.free:
            bands[sum(1 for top in tops if top <= glyph.middle)].append(glyph)
        for i, band in enumerate(bands):
            if i:
                lattice, glyphs = sheet.tables[i - 1]
                self._items.append(ruled_piece(sheet.page, lattice, glyphs, strikes))
            self._band(sheet.page, band, strikes)

    def _band(self, page: Page, glyphs: Sequence[Glyph], strikes: Strikes) -> None:
        runs, has_columns = in_columns(glyphs)
        if has_columns:
            self._columned.append(page.number)
        for number, run in enumerate(runs):
            self._runs += 1
            frame = (round(page.width), 1 + number % 2 if has_columns else 0)
            for item in run if has_columns else with_tables(page, run, strikes):
                self._items.append(item if isinstance(item, Piece) else FlowLine(page.number, self._runs, frame, item))

    def document(self, strikes: dict[int, Strikes]) -> Document:
        margins = Margins([item for item in self._items if isinstance(item, FlowLine)])
        blocks: list[Paragraph | Grid] = []
        findings: list[Finding] = []
        count = Counter[str]()
        for part in self._parts():
            if isinstance(part[0], Piece):
                count["tables"] += 1
                table = TableJoiner(count["tables"], self.limits)
                blocks.append(table.build([piece for piece in part if isinstance(piece, Piece)]))
                findings += table.findings
                count["repeated"] += table.repeated
            else:
                for text in paragraphs([line for line in part if isinstance(line, FlowLine)], margins):
                    count["paragraphs"] += 1
                    blocks.append(self._paragraph(text, count["paragraphs"], strikes[text.page], findings))
        if self._columned:
            findings.append(finding("text-in-columns", Place(page=self._columned[0]), count=len(self._columned)))
        skipped = ((_FURNITURE, self.furniture), (_REPEATED, count["repeated"]))
        findings += [finding("notes-ignored", what=what, count=many) for what, many in skipped if many]
        return Document(
            Container.PDF,
            tuple(blocks),
            tuple(findings),
            Reconciliation(
                tables=count["tables"],
                rows=sum(len(block.rows) for block in blocks if isinstance(block, Grid)),
                paragraphs=count["paragraphs"],
                skipped=tuple((what, many) for what, many in skipped if many),
            ),
        )

    def _paragraph(self, text: Text, number: int, strikes: Strikes, findings: list[Finding]) -> Paragraph:
        if number > self.limits.paragraphs:
            raise Refusal("file-too-large", what="段落数", actual=number, limit=self.limits.paragraphs)
        place = Place(paragraph=number, page=text.page)
        struck = strikes.of_all([item.line for item in text.lines if item.page == text.page])
        if struck:
            findings.append(finding("text-crossed", place, seen=text.text[:200], struck=struck[:60]))
        return Paragraph(text.text, place)

    def _parts(self) -> Iterator[list[FlowLine | Piece]]:
        """Runs of lines, and the parts of one table."""
        part: list[FlowLine | Piece] = []
        for item in self._items:
            if part and not _belongs(part[-1], item):
                yield part
                part = []
            part.append(item)
        if part:
            yield part


def _belongs(before: FlowLine | Piece, item: FlowLine | Piece) -> bool:
    if isinstance(before, Piece) and isinstance(item, Piece):
        return goes_on(before, item)
    return isinstance(before, FlowLine) and isinstance(item, FlowLine)


def _told(pages: Sequence[Page], covers: Sequence[int], unknown: int) -> Iterator[Finding]:
    """What the pages hold beside their text."""
    if covers:
        yield finding("text-on-cover", Place(page=covers[0]), pages="、".join(map(str, covers)))
    if unknown:
        first = next(page for page in pages if any(glyph.text == UNKNOWN for glyph in page.glyphs))
        line = next(line for line in lines_of(first.glyphs) if UNKNOWN in line.text)
        yield finding("text-letters-unknown", Place(page=first.number), count=unknown, seen=line.text[:200])
    slanted, notes, unseen, pictures = (
        sum(getattr(page, name) for page in pages) for name in ("slanted", "notes", "unseen", "pictures")
    )
    if slanted:
        yield finding("notes-ignored", what="斜放或横竖不一的文字（如水印）", count=slanted)
    if notes:
        yield finding("notes-ignored", what="贴在页面上的批注、图章或表单域", count=notes)
    if unseen:
        yield finding("text-hidden", count=unseen)
    if pictures:
        yield finding("picture-ignored", count=pictures)
