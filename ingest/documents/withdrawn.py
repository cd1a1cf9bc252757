"""What is struck out of a document is withdrawn: it is not read, and here it is said, in one way for all containers."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.documents.catalogue import finding
from ingest.documents.grid import Document, Grid
from ingest.findings import Finding, Place

STRUCK_PARAGRAPHS = "已划掉的段落"  # as a reason why a paragraph is skipped


def text_struck(place: Place, text: str, struck: str) -> Finding:
    """The finding of a paragraph or cell. `text` is what is left of it."""
    return finding("text-struck", place, seen=text[:200], struck=struck if len(struck) <= 60 else struck[:59] + "…")


def withdrawn(document: Document) -> Iterator[Finding]:
    """The cells of which something is struck out; a row of which nothing else is left is said once, at its first cell."""
    for block in document.blocks:
        for row in block.rows if isinstance(block, Grid) else ():
            struck = [cell for cell in row if cell.struck]
            if len(struck) > 1 and not any(cell.text.strip() for cell in row):
                yield text_struck(struck[0].place, "", "、".join(cell.struck for cell in struck))
            else:
                yield from (text_struck(cell.place, cell.text, cell.struck) for cell in struck)
