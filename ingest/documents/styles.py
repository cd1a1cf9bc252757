"""The styles part of an .xlsx workbook: for each cell style its number format and whether it strikes text through."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ingest.documents.number_formats import BUILTIN, GENERAL, Format, classify
from ingest.documents.package import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

Style = tuple[Format, bool]
PLAIN: Style = (classify(GENERAL), False)
_KEEP_UP_TO = 1 << 17  # bytes
_FIRST_OWN = 164  # number formats from here on are the workbook's own; below they are the program's


class Looks(NamedTuple):
    """What the styles part says of cell styles, by index.

    `styles`: format and strike; None where the number format is not defined, so that 0.125 may mean 12.5%. `continuous`: the
    indexes, as written, that centre a text across the blank cells after it: a merge to the eye that no merge list holds.
    """

    styles: tuple[Style | None, ...] = ()
    continuous: frozenset[str] = frozenset()


def read_looks(data: bytes) -> Looks:
    """The styles part read; nothing for no bytes. The filings of one form carry the same part, so small ones are kept."""
    if not data:
        return Looks()
    return _kept(data) if len(data) <= _KEEP_UP_TO else _read(data)


@lru_cache(maxsize=16)
def _kept(data: bytes) -> Looks:
    return _read(data)


def _read(data: bytes) -> Looks:
    root = parse_xml(data, "styles.xml")
    codes = dict(BUILTIN)
    for item in root.iterfind("{*}numFmts/{*}numFmt"):
        codes[_number(item.get("numFmtId"))] = item.get("formatCode") or GENERAL
    struck = [_on(font.find("{*}strike")) for font in root.iterfind("{*}fonts/{*}font")]
    styles: list[Style | None] = []
    continuous: set[str] = set()
    for index, xf in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        key = _number(xf.get("numFmtId", "0"))
        code = codes.get(key, GENERAL if 0 <= key < _FIRST_OWN else None)
        font = _number(xf.get("fontId", "0"))
        styles.append(None if code is None else (classify(code), 0 <= font < len(struck) and struck[font]))
        alignment = xf.find("{*}alignment")
        if alignment is not None and alignment.get("horizontal") == "centerContinuous":
            continuous.add(str(index))
    return Looks(tuple(styles), frozenset(continuous))


def _number(text: str | None) -> int:
    """-1 for what is no number."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else -1


def _on(element: _Element | None) -> bool:
    return element is not None and element.get("val", "1") not in {"0", "false"}
