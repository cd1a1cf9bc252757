"""The styles part of an .xlsx workbook: for each cell style its number format and whether it strikes text through."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.documents.number_formats import BUILTIN, GENERAL, Format, classify
from ingest.documents.package import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

Style = tuple[Format, bool]
PLAIN: Style = (classify(GENERAL), False)
_FIRST_OWN = 164  # number formats from here on are the workbook's own; below they are the program's


@lru_cache(maxsize=16)
def read_styles(data: bytes) -> tuple[Style | None, ...]:
    """Format and strike by style index; None where the number format is not defined, so that 0.125 may mean 12.5%.

    Cached: the filings of one form carry the same styles part.
    """
    root = parse_xml(data, "styles.xml")
    codes = dict(BUILTIN)
    for item in root.iterfind("{*}numFmts/{*}numFmt"):
        codes[_number(item.get("numFmtId"))] = item.get("formatCode") or GENERAL
    struck = [_on(font.find("{*}strike")) for font in root.iterfind("{*}fonts/{*}font")]
    styles: list[Style | None] = []
    for xf in root.iterfind("{*}cellXfs/{*}xf"):
        key = _number(xf.get("numFmtId", "0"))
        code = codes.get(key, GENERAL if 0 <= key < _FIRST_OWN else None)
        font = _number(xf.get("fontId", "0"))
        styles.append(None if code is None else (classify(code), 0 <= font < len(struck) and struck[font]))
    return tuple(styles)


@lru_cache(maxsize=16)
def read_continuous(data: bytes) -> frozenset[str]:
    """The style indexes that centre a text across the blank cells after it: a merge to the eye that no merge list holds."""
    if b"centerContinuous" not in data:
        return frozenset()
    xfs = parse_xml(data, "styles.xml").iterfind("{*}cellXfs/{*}xf")
    alignments = ((str(index), xf.find("{*}alignment")) for index, xf in enumerate(xfs))
    return frozenset(i for i, found in alignments if found is not None and found.get("horizontal") == "centerContinuous")


def _number(text: str | None) -> int:
    """-1 for what is no number."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else -1


def _on(element: _Element | None) -> bool:
    return element is not None and element.get("val", "1") not in {"0", "false"}
