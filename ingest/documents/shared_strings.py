"""Strings of an .xlsx workbook: rich text joined, phonetic readings left out, escaped control characters given back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from ingest.documents.limits import Limits, Refusal
from ingest.documents.package import Package, strained, xml_options

if TYPE_CHECKING:
    from lxml.etree import _Element

SharedString = tuple[str, bool]  # text, and whether all of it is struck through

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOTHING = re.compile(rb"<(?:\w+:)?phoneticPr(?:\s[^<>]*)?/>")


def unescape(text: str) -> str:
    """Line ends as line feeds, `_x000D_` as what it stands for, other control characters dropped."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def string_of(item: _Element) -> SharedString:
    """Text of an `si` or `is` element."""
    pieces: list[str] = []
    struck = plain = False
    for child in item:
        tag = child.tag.rpartition("}")[2]
        if tag == "t":
            pieces.append(child.text or "")
            plain = True
        elif tag == "r":
            run = "".join(t.text or "" for t in child.iterfind("{*}t"))
            strike = child.find("{*}rPr/{*}strike")
            if strike is not None and strike.get("val", "1") not in {"0", "false"}:
                struck = True
            elif run.strip():
                plain = True
            pieces.append(run)
    return unescape("".join(pieces)), struck and not plain


def read_shared_strings(package: Package, part: str, limits: Limits) -> tuple[SharedString, ...]:
    """All shared strings in order. Refuses more text than the caps let a whole workbook hold."""
    parser = etree.XMLPullParser(events=("end",), tag="{*}si", **xml_options())
    strings: list[SharedString] = []
    most = limits.cells * 4
    try:
        for block in strained(package.chunks(part), _NOTHING, part):
            parser.feed(block)
            _take(parser, strings)
            if len(strings) > most:
                raise Refusal("file-too-large", what="文字个数", actual=len(strings), limit=most)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise Refusal("file-part-damaged", part=part) from error
    _take(parser, strings)
    return tuple(strings)


def _take(parser: etree.XMLPullParser, strings: list[SharedString]) -> None:
    for _, item in parser.read_events():
        first = item[0] if len(item) else None
        if first is not None and len(item) == 1 and first.tag.endswith("}t"):
            strings.append((unescape(first.text or ""), False))
        else:
            strings.append(string_of(item))
        parent = item.getparent()
        item.clear()
        if parent is not None and len(parent) > 1:
            del parent[0]
