"""Builds small PDFs with reportlab; its built-in STSong-Light needs no font file."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cache

from reportlab.lib.colors import black
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from ingest.documents.grid import Document, Grid
from ingest.documents.limits import DEFAULT_LIMITS, Limits
from ingest.documents.pdf.drawing import Caps
from ingest.documents.pdf.engine import pages
from ingest.documents.pdf.page import Page
from ingest.documents.pdf.reader import read_pages

FONT = "STSong-Light"
SIZE, LEADING = 14, 24
__all__ = ["FONT", "PageBreak", "Spacer"]


@cache
def _font() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def text(words: str, size: int = SIZE, indent: int = 2) -> Paragraph:
    """A paragraph whose first line stands in by two letters, as in Chinese papers."""
    _font()
    style = ParagraphStyle("body", fontName=FONT, fontSize=size, leading=LEADING, wordWrap="CJK", firstLineIndent=indent * size)
    return Paragraph(words, style)


def cell(words: str) -> Paragraph:
    _font()
    return Paragraph(words, ParagraphStyle("cell", fontName=FONT, fontSize=10, leading=13, wordWrap="CJK"))


def table(
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    merges: Sequence[tuple[tuple[int, int], tuple[int, int]]] = (),
    head: int = 0,
) -> Table:
    """A ruled table. `merges` are pairs of (column, row) from 0; `head` rows are repeated on every page."""
    style = [("GRID", (0, 0), (-1, -1), 0.5, black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    style += [("SPAN", *merge) for merge in merges]
    return Table(
        [[cell(words) for words in row] for row in rows],
        colWidths=list(widths),
        repeatRows=head,
        splitInRow=1,
        style=TableStyle(style),
    )


def pdf(*story: Flowable, foot: Callable[[int], str] | None = None, head: str = "") -> bytes:
    """A file of A4 pages with furniture where it is given."""
    _font()
    out = io.BytesIO()

    def furnish(canvas: Canvas, _: object) -> None:
        canvas.setFont(FONT, 10)
        if foot is not None:
            canvas.drawCentredString(297, 30, foot(canvas.getPageNumber()))
        if head:
            canvas.drawCentredString(297, 810, head)

    SimpleDocTemplate(out).build(list(story), onFirstPage=furnish, onLaterPages=furnish)
    return out.getvalue()


def drawn(*drawings: Callable[[Canvas], None], size: tuple[float, float] = (595, 842), lock: str = "") -> bytes:
    """A file with a page for each drawing; `lock` is the password without which it does not open."""
    _font()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, encrypt=lock or None)
    for drawing in drawings:
        canvas.setFont(FONT, 12)
        drawing(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pages_of(data: bytes, limits: Limits = DEFAULT_LIMITS) -> list[Page]:
    """The pages of a file, by the engine in this process."""
    return list(pages(data, Caps(limits.pages, limits.glyphs, limits.rules)))


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document of a file, without the child process."""
    return read_pages(pages_of(data, limits), limits)


def grid_texts(grid: Grid) -> list[list[str | None]]:
    """Texts row by row, None where a merged cell covers the position."""
    return [[None if c.anchor else c.text for c in cells] for cells in grid.rows]
