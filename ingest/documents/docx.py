"""Word documents (.docx): the main part as a stream → paragraphs and Grids in document order.

A row is read and forgotten as soon as it is complete, so that a table of two thousand pages does not need a tree of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.documents.catalogue import finding
from ingest.documents.containers import Container
from ingest.documents.docx_comments import read_comments
from ingest.documents.docx_numbering import Numbering, ParagraphStyles
from ingest.documents.docx_story import Story
from ingest.documents.docx_tables import TableBuilder
from ingest.documents.docx_xml import is_not_content, short
from ingest.documents.grid import Document, Grid, Paragraph, Reconciliation
from ingest.documents.limits import Limits, Refusal, megabytes
from ingest.documents.package import Office, Package, pull_events
from ingest.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

_TAGS = tuple(f"{{*}}{name}" for name in ("p", "tbl", "tr", "altChunk"))


def read_docx(office: Office, limits: Limits) -> Document:
    """Paragraphs and tables of the main part. Refuses a document with a damaged part or with content that is elsewhere."""
    package, part = office
    targets = {kind: target for kind, target in package.relationships(part).values() if package.has(target)}
    styles = ParagraphStyles(package.xml(targets["styles"]) if "styles" in targets else None)
    numbering = Numbering(package.xml(targets["numbering"]) if "numbering" in targets else None, styles)
    comments = read_comments(package, targets["comments"]) if "comments" in targets else {}
    story = Story(limits, styles, numbering, comments or {})
    if comments is None:
        story.findings.append(finding("notes-unreadable"))
    reading = _Body(story, limits)
    _refuse_huge(package, part, limits)
    reading.read(package, part)
    return Document(
        Container.DOCX,
        tuple(reading.blocks),
        (*_notes(story), *story.findings),
        Reconciliation(story.tables, story.rows, story.paragraphs, tuple(sorted((+story.skipped).items()))),
    )


def _refuse_huge(package: Package, part: str, limits: Limits) -> None:
    """Count the cells of a big document in its bytes before any of it is read."""
    if package.size(part) < limits.tree_bytes // 4:
        return
    cells = rows = 0
    rest = b""
    for chunk in package.chunks(part):
        block = rest + chunk
        cells += block.count(b"<w:tc>") + block.count(b"<w:tc ")
        rows += block.count(b"<w:tr>") + block.count(b"<w:tr ")
        rest = block[-5:]  # a tag that lies across two pieces
    for what, actual, limit in (("单元格数", cells, limits.cells), ("表格行数", rows, limits.rows)):
        if actual > limit:
            raise Refusal("file-too-large", what=what, actual=actual, limit=limit)


class _Body:
    """The body as the parser meets it: which table is open, and how much is held that no row has released yet."""

    def __init__(self, story: Story, limits: Limits) -> None:
        self._story = story
        self._limits = limits
        self.blocks: list[Paragraph | Grid] = []
        self._paragraphs = 0  # paragraphs that are open; text boxes put paragraphs and tables into a paragraph
        self._tables: list[TableBuilder | None] = []  # the open tables; those inside a cell are None: their row reads them
        self._held = 0

    def read(self, package: Package, part: str) -> None:
        for event, element in pull_events(self._counted(package.chunks(part)), _TAGS, part):
            name = short(element)
            if name == "w:p":
                self._paragraph(event, element)
            elif self._paragraphs == 0 and name == "w:tbl":
                self._table(event, element)
            elif self._paragraphs == 0 and name == "w:tr" and event == "end" and len(self._tables) == 1:
                table = self._tables[0]
                if table is not None:
                    table.add_row(element)
                self._release(element)
            elif name == "w:altChunk" and event == "start":
                raise Refusal("content-elsewhere")
        self.blocks += self._story.flush()

    def _counted(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The bytes of the part, as long as rows and paragraphs release what was read before."""
        for chunk in chunks:
            self._held += len(chunk)
            if self._held > self._limits.tree_bytes:
                held, limit = megabytes(self._held), megabytes(self._limits.tree_bytes)
                raise Refusal("file-too-large", what="单个段落或表格行", actual=held, limit=limit)
            yield chunk

    def _paragraph(self, event: str, element: _Element) -> None:
        if event == "start":
            self._paragraphs += 1
            return
        self._paragraphs -= 1
        if self._paragraphs or self._tables:
            return
        if not is_not_content(element):
            for item in self._story.body(element):
                if isinstance(item, Paragraph):
                    self.blocks.append(item)
                else:
                    inner = TableBuilder(self._story)
                    inner.add_table(item)
                    self.blocks += inner.finish()
        self._release(element)

    def _table(self, event: str, element: _Element) -> None:
        if event == "start":
            if not self._tables:
                self.blocks += self._story.flush()
            self._tables.append(None if self._tables else TableBuilder(self._story))
            return
        table = self._tables.pop()
        if table is not None:
            self.blocks += table.finish()
            self._release(element)

    def _release(self, element: _Element) -> None:
        """Forget what has been read; the element stays, empty, so that the parser keeps its place."""
        element.clear()
        self._held = 0


def _notes(story: Story) -> list[Finding]:
    notes = story.notes
    found: list[Finding] = []
    if notes.revisions:
        authors = "、".join(sorted(notes.revisions))
        found.append(finding("tracked-changes-accepted", seen=authors, author=authors, count=notes.revisions.total()))
    if notes.hidden:
        found.append(finding("text-hidden", count=notes.hidden))
    found += [finding("notes-ignored", what=what, count=count) for what, count in sorted(notes.ignored.items())]
    if notes.pictures:
        found.append(finding("picture-ignored", count=notes.pictures))
    if notes.objects:
        found.append(finding("embedded-ignored", what="公式、图表或其他对象", count=notes.objects))
    return found
