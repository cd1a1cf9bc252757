"""Letters and rules of the pages of a PDF, by PDFium. Only what is drawn where belongs here; nothing is understood.

Run as a program (`python -m ingest.documents.pdf.engine PAGES GLYPHS RULES < FILE`, the three being its caps) it writes one
JSON object a line: a page each, or last `{"refused": [code, words]}`. PDFium is C++ and reads what strangers send, so only
such a child process imports it.
"""

from __future__ import annotations

import ctypes
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.documents.pdf.drawing import Caps, Drawing, EngineError, Turn, objects
from ingest.documents.pdf.page import UNKNOWN, Glyph, Page, to_json

_INVISIBLE = 3  # text rendering mode
_QUARTER = math.pi / 2
_NOTES = frozenset(
    {
        pdfium.FPDF_ANNOT_FREETEXT,
        pdfium.FPDF_ANNOT_STAMP,
        pdfium.FPDF_ANNOT_TEXT,
        pdfium.FPDF_ANNOT_WIDGET,
        pdfium.FPDF_ANNOT_CARET,
        pdfium.FPDF_ANNOT_REDACT,
    }
)


def pages(data: bytes, caps: Caps) -> Iterator[Page]:
    """The pages of a file, in order. Raises EngineError."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        password = "password" in str(error).lower()
        raise EngineError("file-encrypted") if password else EngineError("file-truncated", part="PDF") from error
    count = len(document)
    if count > caps.pages:
        raise EngineError("file-too-large", what="页数", actual=count, limit=caps.pages)
    glyphs = rules = 0
    for index in range(count):
        try:
            page = document[index]
            read = _page(page, index + 1, caps)
        except pypdfium2.PdfiumError as error:
            raise EngineError("file-part-damaged", part=f"第 {index + 1} 页") from error
        glyphs += len(read.glyphs)
        rules += len(read.rules)
        if glyphs > caps.glyphs:
            raise EngineError("file-too-large", what="字数", actual=glyphs, limit=caps.glyphs)
        if rules > caps.rules:
            raise EngineError("file-too-large", what="线条数", actual=rules, limit=caps.rules)
        page.close()
        yield read


class _Letter(NamedTuple):
    text: str
    box: tuple[float, float, float, float]  # left, bottom, right, top as the page has them
    origin: tuple[float, float]
    size: float
    quarters: int | None  # None: turned by another angle


def _page(page: Any, number: int, caps: Caps) -> Page:
    box = tuple(page.get_bbox())
    letters, unseen = _letters(page, caps)
    turns = Counter(letter.quarters for letter in letters if letter.quarters is not None and letter.text.strip())
    turn = Turn(max(turns, key=lambda q: (turns[q], -q)) if turns else 0, box)
    kept = [letter for letter in letters if letter.quarters == turn.quarters]
    slanted = sum(1 for letter in letters if letter.quarters != turn.quarters and letter.text.strip())
    drawing = Drawing(turn, caps)
    for item, matrix in objects(page):
        drawing.take(item, matrix)
    width, height = turn.size
    return Page(
        number,
        width,
        height,
        tuple(_glyph(letter, turn) for letter in kept),
        tuple(drawing.rules),
        min(1.0, drawing.pictured / max(width * height, 1.0)),
        drawing.pictures,
        drawing.curves,
        unseen,
        slanted,
        _notes(page),
    )


def _glyph(letter: _Letter, turn: Turn) -> Glyph:
    one = turn.point(*letter.box[:2])
    other = turn.point(*letter.box[2:])
    return Glyph(letter.text, min(one[0], other[0]), max(one[0], other[0]), turn.point(*letter.origin)[1], letter.size)


def _letters(page: Any, caps: Caps) -> tuple[list[_Letter], int]:
    """The painted letters of a page as its text layer has them, blanks included, and how many are not painted."""
    text = page.get_textpage()
    count = text.count_chars()
    if count > caps.glyphs:
        raise EngineError("file-too-large", what="字数", actual=count, limit=caps.glyphs)
    found: list[_Letter] = []
    unseen = 0
    rect, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for i in range(count):
        code = pdfium.FPDFText_GetUnicode(text, i)
        # what PDFium puts in by itself are ends of lines and blanks, also between Chinese letters and numbers
        if code in {0x0D, 0x0A} or pdfium.FPDFText_IsGenerated(text, i) == 1:
            continue
        shown = _text(code, pdfium.FPDFText_HasUnicodeMapError(text, i) == 1, pdfium.FPDFText_IsHyphen(text, i) == 1)
        if not pdfium.FPDFText_GetLooseCharBox(text, i, rect) or not pdfium.FPDFText_GetCharOrigin(text, i, x, y):
            continue
        if not all(map(math.isfinite, (rect.left, rect.right, rect.bottom, rect.top, x.value, y.value))):
            continue
        owner = pdfium.FPDFText_GetTextObject(text, i)
        if owner and pdfium.FPDFTextObj_GetTextRenderMode(owner) == _INVISIBLE:
            unseen += bool(shown.strip())
            continue
        size = pdfium.FPDFText_GetFontSize(text, i)
        if pdfium.FPDFText_GetMatrix(text, i, matrix):
            size *= math.hypot(matrix.c, matrix.d)
        found.append(
            _Letter(
                shown,
                (rect.left, rect.bottom, rect.right, rect.top),
                (x.value, y.value),
                abs(size),
                _quarters(pdfium.FPDFText_GetCharAngle(text, i)),
            )
        )
    text.close()
    return found, unseen


def _text(code: int, is_unmapped: bool, is_hyphen: bool) -> str:
    if is_hyphen or code == 2:  # PDFium's mark of a hyphen at the end of a line
        return "-"
    if is_unmapped or code == 0 or 0xD800 <= code < 0xF900 or code > 0x10FFFF or code >= 0xF0000 or code == 0xFFFD:
        return UNKNOWN
    return " " if code in {0x20, 0xA0, 0x3000, 0x09} or code < 0x20 else chr(code)


def _quarters(angle: float) -> int | None:
    """How many quarter turns against the clock an angle in radians with the clock is."""
    turns = -angle / _QUARTER
    nearest = round(turns)
    return nearest % 4 if abs(turns - nearest) < 0.06 else None


def _notes(page: Any) -> int:
    found = 0
    for i in range(min(pdfium.FPDFPage_GetAnnotCount(page), 10_000)):
        note = pdfium.FPDFPage_GetAnnot(page, i)
        found += pdfium.FPDFAnnot_GetSubtype(note) in _NOTES
        pdfium.FPDFPage_CloseAnnot(note)
    return found


def main() -> None:
    """Reads the file from standard input and writes its pages to standard output."""
    caps = Caps(*map(int, sys.argv[1:4]))
    out = sys.stdout
    try:
        for page in pages(sys.stdin.buffer.read(), caps):
            json.dump(to_json(page), out, separators=(",", ":"))
            out.write("\n")
    except EngineError as error:
        json.dump({"refused": [error.code, error.words]}, out)
        out.write("\n")


if __name__ == "__main__":
    main()
