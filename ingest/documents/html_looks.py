"""How an element of a web page looks, as far as that says what counts: hidden, struck out, raised.

Said by its tag, its own `style`, or the rules of the page for its tag and classes. Other selectors are not followed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ingest.documents.colours import Colour, named
from ingest.documents.runs import Shift

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

_STRIKING = frozenset({"s", "strike", "del"})
_SHIFTING = {"sup": Shift.RAISED, "sub": Shift.LOWERED}
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([-\w]+))?", re.IGNORECASE)
_COMMENT = re.compile(r"<!--|-->|/\*(?:[^*]|\*(?!/))*(?:\*/)?")  # one that does not end goes to the end
_HIDES = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_LINE = re.compile(r"(?:^|;)\s*text-decoration(?:-line)?\s*:([^;]*)", re.IGNORECASE)
_SHIFT = re.compile(r"(?:^|;)\s*vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_FONT = re.compile(r"(?:^|;)\s*color\s*:([^;]*)", re.IGNORECASE)
_FILL = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*(#\w+|rgba?\([^)]*\)|\w+)", re.IGNORECASE)
_MOST_RULES = 20_000


class HtmlLook(NamedTuple):
    """How text at a place of the page looks; what an element says goes for all that is in it."""

    is_hidden: bool = False
    is_struck: bool = False
    shift: Shift = Shift.LEVEL
    font: Colour = Colour.NONE
    fill: Colour = Colour.NONE


class _Said(NamedTuple):
    """What a piece of style says; None where it says nothing."""

    is_hidden: bool = False
    is_struck: bool = False
    shift: Shift | None = None
    font: Colour = Colour.NONE
    fill: Colour = Colour.NONE


PLAIN = HtmlLook()
_NOTHING = _Said()


class HtmlLooks:
    """The looks of a page's elements. `styles` are its `<style>` elements."""

    def __init__(self, styles: Iterable[_Element]) -> None:
        self._of: dict[tuple[str, str], _Said] = {}  # tag or "", class or ""
        for style in styles:
            text = _COMMENT.sub(" ", "".join(str(piece) for piece in style.itertext()))
            for rule in text.split("}")[:_MOST_RULES]:
                selectors, _, body = rule.partition("{")
                said = _said(body.strip())
                if said == _NOTHING:
                    continue
                for selector in selectors.split(","):
                    known = _SELECTOR.fullmatch(selector.strip())
                    if known is not None:
                        key = (known[1] or "").lower(), (known[2] or "").lower()
                        self._of[key] = _both(self._of.get(key, _NOTHING), said)

    def of(self, element: _Element | None, around: HtmlLook) -> HtmlLook:
        """The look of an element that stands in one that looks like `around`."""
        if element is None or not isinstance(element.tag, str):
            return around
        tag = element.tag.lower()
        said = _Said(
            is_struck=tag in _STRIKING,
            shift=_SHIFTING.get(tag),
            font=named(element.get("color") or "") if tag == "font" else Colour.NONE,
            fill=named(element.get("bgcolor") or ""),
        )
        if self._of:
            classes = (element.get("class") or "").lower().split()[:20]
            for key in ((tag, ""), *((name, one) for one in classes for name in ("", tag))):
                if key in self._of:
                    said = _both(said, self._of[key])
        if style := element.get("style"):
            said = _both(said, _said(style))
        if said == _NOTHING:
            return around
        return HtmlLook(
            around.is_hidden or said.is_hidden,
            around.is_struck or said.is_struck,
            around.shift if said.shift is None else said.shift,
            said.font or around.font,
            said.fill or around.fill,
        )


@lru_cache(maxsize=1024)
def _said(style: str) -> _Said:
    line, shift, font, fill = (pattern.search(style) for pattern in (_LINE, _SHIFT, _FONT, _FILL))
    return _Said(
        bool(_HIDES.search(style)),
        line is not None and "line-through" in line[1].lower(),
        None if shift is None else (Shift.RAISED if shift[1].lower() == "super" else Shift.LOWERED),
        Colour.NONE if font is None else named(font[1]),
        Colour.NONE if fill is None else named(fill[1]),
    )


def _both(one: _Said, other: _Said) -> _Said:
    return _Said(
        one.is_hidden or other.is_hidden,
        one.is_struck or other.is_struck,
        one.shift if other.shift is None else other.shift,
        other.font or one.font,
        other.fill or one.fill,
    )
