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


@lru_cache(maxsize=16)
def read_styles(data: bytes) -> tuple[Style, ...]:
    """Format and strike by style index. Cached: the filings of one form carry the same styles part."""
    root = parse_xml(data, "styles.xml")
    codes = dict(BUILTIN)
    for item in root.iterfind("{*}numFmts/{*}numFmt"):
        number = item.get("numFmtId", "")
        if number.isdigit():
            codes[int(number)] = item.get("formatCode") or GENERAL
    struck = [_on(font.find("{*}strike")) for font in root.iterfind("{*}fonts/{*}font")]
    styles: list[Style] = []
    for xf in root.iterfind("{*}cellXfs/{*}xf"):
        code = codes.get(_number(xf.get("numFmtId")), GENERAL)
        font = _number(xf.get("fontId"))
        styles.append((classify(code), font < len(struck) and struck[font]))
    return tuple(styles)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def _on(element: _Element | None) -> bool:
    return element is not None and element.get("val", "1") not in {"0", "false"}
