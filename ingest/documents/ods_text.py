"""What stands in a cell of an OpenDocument workbook: its words, its formula, a time as it is stored."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

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


def words_of(item: _Element) -> str:
    """The text of a cell, its paragraphs one a line; that of drawings and notes in it is not the cell's."""
    return "\n".join(inline(text) for text in item.iterfind(f"{_TEXT}p"))


def inline(element: _Element) -> str:
    out = [element.text or ""]
    for item in element:
        tag = str(item.tag).removeprefix(_TEXT) if isinstance(item.tag, str) else ""
        if tag == "s":
            out.append(" " * min(_count(item), 1000))
        elif tag == "tab":
            out.append("\t")
        elif tag == "line-break":
            out.append("\n")
        elif tag in {"span", "a", "ruby", "ruby-base", "date", "time", "page-number", "sheet-name", "title"}:
            out.append(inline(item))
        out.append(item.tail or "")
    return "".join(out)


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
