"""How much of a file the readers take on: absolute caps, and the refusal that ends a reading.

Caps are absolute, never a ratio: an honest styles part shrinks a hundredfold. They keep one file under 512 MiB of memory
whatever it unpacks to. A refusal is how a reader stops; `reader.read_document` turns it into a finding, so it never leaves
this package.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.documents.catalogue import finding
from ingest.findings import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on one file. Bytes are bytes, everything else is a count."""

    file_bytes: int = 64 << 20
    zip_entries: int = 2_000
    unpacked_bytes: int = 256 << 20  # all entries of a zip together, as declared and as unpacked
    part_bytes: int = 32 << 20  # one part that has to be in memory as a whole
    text_bytes: int = 16 << 20  # a text file
    tree_bytes: int = 8 << 20  # XML that has to be a tree, which takes twenty times its bytes
    sheets: int = 256
    rows: int = 40_000
    cells: int = 200_000
    paragraphs: int = 60_000
    cell_chars: int = 200_000
    depth: int = 8  # tables inside tables
    pages: int = 300  # of a PDF, as are the next two
    glyphs: int = 600_000
    rules: int = 200_000  # drawn lines
    child_seconds: int = 60  # what another program may take for a file (`child.Bounds`)
    child_bytes: int = 1 << 30
    office_seconds: int = 120  # the same for LibreOffice, which takes some three seconds to begin
    office_bytes: int = 4 << 30  # of addresses; most of them it never touches
    reading_seconds: int = 60  # of a processor, what a reader of ours may take for a file in its sandbox
    reading_bytes: int = 1 << 30
    document_bytes: int = 64 << 20  # of what it has read, as it leaves the sandbox


DEFAULT_LIMITS = Limits()


def megabytes(count: int) -> str:
    """So many bytes in the words of a refusal."""
    return f"{count / (1 << 20):.1f} MB"


class Refusal(Exception):  # noqa: N818 - it is an outcome, not a programming error
    """The file cannot be read as a whole; carries the finding that says why and what to do."""

    def __init__(self, code: str, place: Place = NOWHERE, **words: object) -> None:
        self.finding = finding(code, place, **words)
        super().__init__(self.finding.message)
