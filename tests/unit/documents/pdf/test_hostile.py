"""PDFs that were made to harm: each is refused or read within its bounds, none hangs or ends us."""

from __future__ import annotations

import zlib

import pytest

from ingest.documents.containers import Container
from ingest.documents.limits import Limits
from ingest.documents.reader import read_bytes

CATALOG, PAGES = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
SMALL = Limits(child_seconds=5)


def file(*objects: bytes) -> bytes:
    out = b"%PDF-1.7\n"
    offsets = []
    for number, data in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        count,
        table,
        count,
        len(out),
    )


def stream(data: bytes, words: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), words, data)


def packed(data: bytes, times: int) -> bytes:
    """A stream that unpacks to the data so many times over."""
    packer = zlib.compressobj(9)
    return stream(b"".join([*(packer.compress(data) for _ in range(times)), packer.flush()]), b"/Filter /FlateDecode")


def page(resources: bytes = b"") -> bytes:
    return b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << " + resources + b" >> >>"


def form(inner: bytes, number: int = 0) -> bytes:
    return stream(inner, FORM + (b"/Resources << /XObject << /A %d 0 R >> >>" % number if number else b""))


DRAWS = page(b"/XObject << /A 5 0 R >>")


def with_font(words: bytes, *fonts: bytes) -> bytes:
    shown = stream(b"BT /F 12 Tf 80 700 Td " + words + b" Tj ET")
    return file(CATALOG, PAGES, page(b"/Font << /F 5 0 R >>"), shown, *fonts)


SHAPES_ONLY = {
    "numbers of shapes in a font that is not there": with_font(
        b"<0123045607890abc0def>",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A+B /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A+B /DW 1000 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
    ),
    "letters with names of their own": with_font(
        b"(abc12)",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
        b"/Encoding << /Type /Encoding /Differences [97 /g1 /g2 /g3 49 /g77 /g78] >> >>",
    ),
}
CASES = {
    "a form that draws itself": file(CATALOG, PAGES, DRAWS, stream(b"/A Do"), form(b"/A Do", 5)),
    "forms that multiply": file(
        CATALOG, PAGES, DRAWS, stream(b"/A Do"), *(form(b"/A Do " * 10, 6 + n) for n in range(9)), form(b"0 0 m 9 9 l S")
    ),
    "pages in a circle": file(CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"),
    "pages without end": file(
        CATALOG, b"<< /Type /Pages /Kids [" + b"3 0 R " * 5000 + b"] /Count 5000 >>", page(), stream(b"")
    ),
    "a content that unpacks to a gigabyte": file(CATALOG, PAGES, page(), packed(b"0 0 m 9 9 l S\n" * (1 << 16), 1 << 10)),
    "arrays in arrays": file(CATALOG, PAGES, page(), stream(b"[" * 500_000)),
    "contents in a circle": file(CATALOG, PAGES, page().replace(b"4 0 R", b"[4 0 R 4 0 R]"), b"[4 0 R 4 0 R]"),
    "nothing after the head": b"%PDF-1.7\n%abc",
    "cut in the middle": file(CATALOG, PAGES, DRAWS, stream(b"/A Do"), form(b"/A Do", 5))[:220],
}


@pytest.mark.parametrize("case", SHAPES_ONLY)
def test_letters_of_which_the_file_does_not_say_what_they_are_are_never_guessed(case: str) -> None:
    document = read_bytes(SHAPES_ONLY[case], "清单.pdf")
    assert [f.code for f in document.findings] == ["file-letters-unknown"]


@pytest.mark.parametrize("case", CASES)
def test_it_is_refused_or_read_within_its_bounds(case: str) -> None:
    document = read_bytes(CASES[case], "清单.pdf", SMALL)
    assert document.container is Container.PDF
    assert document.blocks == ()
    assert document.findings[0].code in {
        "file-blank", "file-truncated", "file-part-damaged", "file-too-complex", "file-too-large"
    }  # fmt: skip
