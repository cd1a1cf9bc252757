"""The styles part of an .xlsx workbook: for each cell style its number format, whether it strikes text through, its colours."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from xml.parsers import expat

from ingest.documents.colours import Colour, indexed, named
from ingest.documents.number_formats import BUILTIN, GENERAL, Format, classify
from ingest.documents.sheet_xml import parse_blocks

_KEEP_UP_TO = 1 << 17  # bytes
_FIRST_ACCENT = 4  # of the colours of a theme; those before are its blacks and whites
_ACCENT = re.compile(rb"<a:accent([1-6])>\s*<a:srgbClr val=\"([0-9A-Fa-f]{6})\"")
_FIRST_OWN = 164  # number formats from here on are the workbook's own; below they are the program's


class Style(NamedTuple):
    """What matters of the look of a cell: its number format, whether its text is struck out, its colours."""

    form: Format
    is_struck: bool = False
    font: Colour = Colour.NONE
    fill: Colour = Colour.NONE


PLAIN = Style(classify(GENERAL))


class Looks(NamedTuple):
    """What the styles part says of cell styles, by index.

    `styles`: format and strike; None where the number format is not defined, so that 0.125 may mean 12.5%. `continuous`: the
    indexes, as written, that centre a text across the blank cells after it: a merge to the eye that no merge list holds.
    """

    styles: tuple[Style | None, ...] = ()
    continuous: frozenset[str] = frozenset()


def read_looks(data: bytes, theme: bytes = b"") -> Looks:
    """The styles part read; nothing for no bytes. The filings of one form carry the same part, so small ones are kept.

    `theme` is the part that says which colours the theme has.
    """
    if not data:
        return Looks()
    return _kept(data, theme) if len(data) + len(theme) <= _KEEP_UP_TO else _read(data, theme)


@lru_cache(maxsize=16)
def _kept(data: bytes, theme: bytes) -> Looks:
    return _read(data, theme)


def _read(data: bytes, theme: bytes) -> Looks:
    parser = expat.ParserCreate()
    reading = _StylesReading(_accents(theme))
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parse_blocks(parser, (data,), "styles.xml")
    return reading.looks()


class _StylesReading:
    """The styles part as the parser meets it; formats and fonts stand before the cell styles that use them."""

    def __init__(self, accents: tuple[Colour, ...]) -> None:
        self._accents = accents
        self._codes = dict(BUILTIN)
        self._struck: list[bool] = []
        self._fonts: list[Colour] = []
        self._fills: list[Colour] = []
        self._cells: list[tuple[int, int, int]] = []  # number format, font, fill
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
            self._fonts.append(Colour.NONE)
        elif name == "fill" and parent == "fills":
            self._fills.append(Colour.NONE)
        elif name == "color" and parent == "font" and "fonts" in self._inside[:-2]:
            self._fonts[-1] = read_colour(attributes, self._accents)
        elif name == "fgColor" and self._inside[-4:-1] == ["fills", "fill", "patternFill"]:
            self._fills[-1] = read_colour(attributes, self._accents)
        elif name == "strike" and parent == "font" and "fonts" in self._inside[:-2]:
            self._struck[-1] = attributes.get("val", "1") not in {"0", "false"}
        elif name == "xf" and parent == "cellXfs":
            format_, font, fill = (_number(attributes.get(key, "0")) for key in ("numFmtId", "fontId", "fillId"))
            self._cells.append((format_, font, fill))
        elif attributes.get("horizontal") == "centerContinuous" and self._inside[-3:] == ["cellXfs", "xf", "alignment"]:
            self._continuous.add(str(len(self._cells) - 1))

    def end(self, _: str) -> None:
        self._inside.pop()

    def looks(self) -> Looks:
        known: dict[tuple[int, int, int], Style | None] = {}
        for key in self._cells:
            if key not in known:
                known[key] = self._style(*key)
        return Looks(tuple(known[key] for key in self._cells), frozenset(self._continuous))

    def _style(self, form: int, font: int, fill: int) -> Style | None:
        code = self._codes.get(form, GENERAL if 0 <= form < _FIRST_OWN else None)
        if code is None:
            return None
        is_font = 0 <= font < len(self._struck)
        return Style(
            classify(code),
            is_font and self._struck[font],
            self._fonts[font] if is_font else Colour.NONE,
            self._fills[fill] if 0 <= fill < len(self._fills) else Colour.NONE,
        )


def read_colour(attributes: dict[str, str], accents: tuple[Colour, ...] = ()) -> Colour:
    """A colour as elements of SpreadsheetML say it: in letters, by the old palette, by the theme."""
    if "rgb" in attributes:
        return named(attributes["rgb"])
    if "indexed" in attributes:
        return indexed(_number(attributes["indexed"]))
    number = _number(attributes.get("theme")) - _FIRST_ACCENT
    pale = attributes.get("tint", "0").startswith(("0.4", "0.5", "0.6", "0.7", "0.8", "0.9"))
    return accents[number] if 0 <= number < len(accents) and not pale else Colour.NONE


def _accents(theme: bytes) -> tuple[Colour, ...]:
    found = {int(number): named(value.decode("ascii")) for number, value in _ACCENT.findall(theme)}
    return tuple(found.get(number, Colour.NONE) for number in range(1, 7))


def _number(text: str | None) -> int:
    """-1 for what is no number."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else -1
