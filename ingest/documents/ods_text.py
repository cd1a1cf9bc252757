"""What stands in a cell of an OpenDocument workbook: its words, its formula, a time as it is stored."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from ingest.documents.ods_styles import OdsStyles, TextStyle
from ingest.documents.runs import Runs

if TYPE_CHECKING:
    from lxml.etree import _Element

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?")
_FORMULA_PIECES = re.compile(r'"[^"]*"|\[[^\]]*\]|;')


def formula_of(item: _Element) -> str:
    """The formula of a cell as Excel writes it, without its `=`: `of:=SUM([.B2:.C2];1)` → `SUM(B2:C2,1)`."""
    formula = re.sub(r"^[a-z]+:(?==)", "", item.get(f"{_TABLE}formula") or "").removeprefix("=")
    return _FORMULA_PIECES.sub(_as_excel, formula)


def _as_excel(piece: re.Match[str]) -> str:
    text = piece[0]
    if text == ";":
        return ","
    if text[0] != "[":
        return text
    return ":".join(part.removeprefix(".").replace(".", "!", 1) for part in text[1:-1].split(":."))


def add_words(item: _Element, runs: Runs, styles: OdsStyles, *, is_struck: bool) -> None:
    """The text of a cell, its paragraphs one a line; that of drawings and notes in it is not the cell's."""
    for number, paragraph in enumerate(item.iterfind(f"{_TEXT}p")):
        if number:
            runs.add("\n", is_struck=is_struck)
        _add_inline(paragraph, runs, styles, TextStyle(is_struck))


def _add_inline(element: _Element, runs: Runs, styles: OdsStyles, style: TextStyle) -> None:
    def add(text: str) -> None:
        runs.add(text, is_struck=bool(style.is_struck), shift=style.shift)

    add(element.text or "")
    for item in element:
        tag = str(item.tag).removeprefix(_TEXT) if isinstance(item.tag, str) else ""
        if tag == "s":
            add(" " * min(_count(item), 1000))
        elif tag == "tab":
            add("\t")
        elif tag == "line-break":
            add("\n")
        elif tag in {"span", "a", "ruby", "ruby-base", "date", "time", "page-number", "sheet-name", "title"}:
            own = styles.of_text(item.get(f"{_TEXT}style-name") or "")
            is_struck = style.is_struck if own.is_struck is None else own.is_struck
            _add_inline(item, runs, styles, TextStyle(is_struck, own.shift or style.shift))
        add(item.tail or "")


def _count(item: _Element) -> int:
    text = item.get(f"{_TEXT}c") or "1"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def clock_time(stored: str) -> dt.time | dt.timedelta | None:
    """PT10H30M00S → 10:30; a day and longer is a duration."""
    match = _DURATION.fullmatch(stored)
    if match is None or len(stored) > 40:
        return None
    days, hours, minutes, seconds = (int(group or 0) for group in match.groups()[1:])
    if max(days, hours, minutes, seconds) > 1_000_000:
        return None
    span = dt.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if match[1] or span >= dt.timedelta(days=1):
        return -span if match[1] else span
    return (dt.datetime(1900, 1, 1) + span).time()  # noqa: DTZ001 - a clock face, not a moment
