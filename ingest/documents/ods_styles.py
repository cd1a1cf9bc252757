"""The styles of an OpenDocument workbook: for each cell style its number format, and whether it strikes text out.

OpenDocument says formats in elements. They are written as the codes that every other workbook has, so that what a number
means is decided in one place (`number_formats`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ingest.documents.colours import Colour, named
from ingest.documents.number_formats import classify
from ingest.documents.runs import Shift
from ingest.documents.styles import PLAIN, Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DATES = {  # element → its letters, short and long
    "year": ("yy", "yyyy"),
    "month": ("m", "mm"),
    "day": ("d", "dd"),
    "day-of-week": ("aaa", "aaaa"),
    "hours": ("h", "hh"),
    "minutes": ("m", "mm"),
    "seconds": ("s", "ss"),
}
_POSITIVE = ("value()>=0", "value()>0")
_MOST_PARENTS = 16
_NO_SHIFT = frozenset({"", "0%"})


class TextStyle(NamedTuple):
    """What a style says of a piece of text; None where it does not speak of being struck out."""

    is_struck: bool | None = None
    shift: Shift = Shift.LEVEL
    font: Colour = Colour.NONE


_PLAIN_TEXT = TextStyle()


class OdsStyles:
    """Styles by name, as the groups of them (`office:styles`, `office:automatic-styles`) are added."""

    def __init__(self) -> None:
        self._cells: dict[str, _Element] = {}
        self._formats: dict[str, _Element] = {}
        self._hidden_tables: set[str] = set()
        self._texts: dict[str, TextStyle] = {}
        self._known: dict[str, Style] = {}

    def add(self, groups: Iterable[_Element]) -> None:
        for group in groups:
            for style in group:
                name = style.get(f"{_STYLE}name") or ""
                if not isinstance(style.tag, str):
                    continue
                if style.tag.startswith(_NUMBER):
                    self._formats[name] = style
                elif style.get(f"{_STYLE}family") == "table-cell":
                    self._cells[name] = style
                elif style.get(f"{_STYLE}family") == "table":
                    properties = style.find(f"{_STYLE}table-properties")
                    if properties is not None and properties.get(f"{_TABLE}display") == "false":
                        self._hidden_tables.add(name)
                elif style.get(f"{_STYLE}family") == "text":
                    self._texts[name] = _text_style(style)

    def hides_table(self, name: str) -> bool:
        return name in self._hidden_tables

    def of_text(self, name: str) -> TextStyle:
        """What a style says of a piece of text."""
        return self._texts.get(name, _PLAIN_TEXT)

    def of_cell(self, name: str) -> Style:
        """Format and strike of a cell style, its parents' where it says nothing."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._read(name)
        return found

    def _read(self, name: str) -> Style:
        form, struck = None, None
        font = fill = Colour.NONE
        for _ in range(_MOST_PARENTS):
            style = self._cells.get(name)
            if style is None:
                break
            data = style.get(f"{_STYLE}data-style-name")
            if form is None and data is not None:
                form = classify(self._code(data))
            if struck is None and style.find(f"{_STYLE}text-properties") is not None:
                struck = bool(_text_style(style).is_struck)
            font = font or _text_style(style).font
            cell = style.find(f"{_STYLE}table-cell-properties")
            fill = fill or named("" if cell is None else cell.get(f"{_FO}background-color") or "")
            name = style.get(f"{_STYLE}parent-style-name") or ""
        return Style(PLAIN.form if form is None else form, bool(struck), font, fill)

    def _code(self, name: str) -> str:
        """A number format as a code; that of positive numbers where there are several."""
        style = self._formats.get(name)
        if style is None:
            return ""
        for other in style.iterfind(f"{_STYLE}map"):
            applied = self._formats.get(other.get(f"{_STYLE}apply-style-name") or "")
            if other.get(f"{_STYLE}condition") in _POSITIVE and applied is not None:
                style = applied
                break
        return "".join(_pieces(style))


def _pieces(style: _Element) -> Iterable[str]:
    is_percent = style.tag == f"{_NUMBER}percentage-style"
    endless = style.tag == f"{_NUMBER}time-style" and style.get(f"{_NUMBER}truncate-on-overflow") == "false"
    for item in style:
        tag = str(item.tag).removeprefix(_NUMBER)
        if tag in {"text", "currency-symbol"}:
            words = item.text or ""
            before, percent, after = words.partition("%") if is_percent else (words, "", "")
            yield from (f'"{before}"' if before else "", percent, f'"{after}"' if after else "")
        elif tag in _DATES:
            if tag == "month" and item.get(f"{_NUMBER}textual") == "true":
                yield "mmm"
                continue
            letters = _DATES[tag][item.get(f"{_NUMBER}style") == "long"]
            yield f"[{letters[0]}]" if endless and tag == "hours" else letters
        else:
            yield _number(tag, item)


def _number(tag: str, item: _Element) -> str:
    if tag == "number":
        decimals = item.get(f"{_NUMBER}decimal-places") or "0"
        whole = "#,##0" if item.get(f"{_NUMBER}grouping") == "true" else "0"
        places = f".{'0' * int(decimals)}" if decimals.isdigit() and 0 < int(decimals) < 20 else ""
        factor = item.get(f"{_NUMBER}display-factor") or "1"
        thousands = (len(factor.partition(".")[0]) - 1) // 3 if factor.strip("0.") == "1" else int(factor != "1")
        return f"{whole}{places}{',' * thousands}"
    return {"scientific-number": "0.00E+00", "fraction": "# ?/?", "am-pm": "AM/PM", "text-content": "@"}.get(tag, "")


def _text_style(style: _Element) -> TextStyle:
    properties = style.find(f"{_STYLE}text-properties")
    if properties is None:
        return _PLAIN_TEXT
    line = properties.get(f"{_STYLE}text-line-through-style") or properties.get(f"{_STYLE}text-line-through-type")
    position = (properties.get(f"{_STYLE}text-position") or "").partition(" ")[0]
    if position in _NO_SHIFT:
        shift = Shift.LEVEL
    else:
        shift = Shift.LOWERED if position == "sub" or position.startswith("-") else Shift.RAISED
    return TextStyle(None if line is None else line != "none", shift, named(properties.get(f"{_FO}color") or ""))
