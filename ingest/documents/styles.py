"""The styles part of an .xlsx workbook: for each cell style its number format and whether it strikes text through."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from xml.parsers import expat

from ingest.documents.number_formats import BUILTIN, GENERAL, Format, classify
from ingest.documents.sheet_xml import parse_blocks

_KEEP_UP_TO = 1 << 17  # bytes
_FIRST_OWN = 164  # number formats from here on are the workbook's own; below they are the program's


class Style(NamedTuple):
    """What matters of the look of a cell: its number format, and whether its text is struck out."""

    form: Format
    is_struck: bool = False


PLAIN = Style(classify(GENERAL))


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
    parser = expat.ParserCreate()
    reading = _StylesReading()
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parse_blocks(parser, (data,), "styles.xml")
    return reading.looks()


class _StylesReading:
    """The styles part as the parser meets it; formats and fonts stand before the cell styles that use them."""

    def __init__(self) -> None:
        self._codes = dict(BUILTIN)
        self._struck: list[bool] = []
        self._cells: list[tuple[int, int]] = []  # number format, font
        self._continuous: set[str] = set()
        self._inside: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        parent = self._inside[-1] if self._inside else ""
        self._inside.append(name)
        if name == "numFmt" and parent == "numFmts":
            self._codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode") or GENERAL
        elif name == "font" and parent == "fonts":
            self._struck.append(False)
        elif name == "strike" and parent == "font" and "fonts" in self._inside[:-2]:
            self._struck[-1] = attributes.get("val", "1") not in {"0", "false"}
        elif name == "xf" and parent == "cellXfs":
            self._cells.append((_number(attributes.get("numFmtId", "0")), _number(attributes.get("fontId", "0"))))
        elif attributes.get("horizontal") == "centerContinuous" and self._inside[-3:] == ["cellXfs", "xf", "alignment"]:
            self._continuous.add(str(len(self._cells) - 1))

    def end(self, _: str) -> None:
        self._inside.pop()

    def looks(self) -> Looks:
        known: dict[tuple[int, int], Style | None] = {}
        for key in self._cells:
            if key not in known:
                known[key] = self._style(*key)
        return Looks(tuple(known[key] for key in self._cells), frozenset(self._continuous))

    def _style(self, form: int, font: int) -> Style | None:
        code = self._codes.get(form, GENERAL if 0 <= form < _FIRST_OWN else None)
        return None if code is None else Style(classify(code), 0 <= font < len(self._struck) and self._struck[font])


def _number(text: str | None) -> int:
    """-1 for what is no number."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else -1
