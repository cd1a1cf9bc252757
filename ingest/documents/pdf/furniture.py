"""What pages carry around their text: running heads and feet, page numbers. It is left out, and counted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ingest.documents.pdf.lines import Line
from ingest.documents.pdf.page import Page

_HEAD, _FOOT = 0.13, 0.88  # of a page's height: above and below is where furniture stands
_LINES = 3  # from the top and from the bottom
_NEAR = 8.0  # points by which the same line may stand higher or lower on another page
_SHARE = 0.4  # of the pages that a running line stands on: half of them where left and right pages differ
_DIGITS = re.compile(r"\d+")
_NUMBERED = re.compile(
    r"\s*(?:[—–―－\-·•]+\s*\d{1,4}\s*[—–―－\-·•]+|第\s*\d{1,4}\s*页(?:[\s,，/]*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}"
    r"|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?)\s*"
)
_PAGED = re.compile(r"第\s*#\s*页|#\s*/\s*#|^\W*#\W*$")  # digits folded
_CONTINUED = re.compile(
    r"\s*[（(]?\s*(?:续\s*上?\s*表|接\s*上\s*页|转\s*下\s*页|表\s*\d*\s*[（(]\s*续\s*[）)])\s*\d*\s*[）)]?\s*"
)


def furniture(pages: Sequence[Page], lines: Mapping[int, Sequence[Line]]) -> set[tuple[int, int]]:
    """Which of the lines outside tables are furniture, as (page, index); `lines` are those of each page by its number."""
    outer = [(page, i) for page in pages for i in _outer(page, lines[page.number])]
    found = {
        (page.number, i)
        for page, i in outer
        if _NUMBERED.fullmatch(lines[page.number][i].text) or _CONTINUED.fullmatch(lines[page.number][i].text)
    }
    alike: dict[str, list[tuple[Page, int]]] = defaultdict(list)
    for page, i in outer:
        alike[_DIGITS.sub("#", lines[page.number][i].text)].append((page, i))
    for folded, places in alike.items():
        for page, i in places:
            line = lines[page.number][i]
            same = [
                other
                for other, j in places
                if abs(lines[other.number][j].base - line.base) < _NEAR
                and ("#" not in folded or _counts(page, line.text, other, lines[other.number][j].text))
            ]
            if len({other.number for other in same}) >= max(2, _SHARE * len(pages)):
                found.add((page.number, i))
    return found


def _outer(page: Page, lines: Sequence[Line]) -> list[int]:
    """The first and last lines of a page as far as they stand near its edges."""
    head = [i for i in range(min(_LINES, len(lines))) if lines[i].bottom < _HEAD * page.height]
    foot = [i for i in range(max(len(lines) - _LINES, 0), len(lines)) if lines[i].top > _FOOT * page.height]
    return sorted({*head, *foot})


def _counts(one: Page, text: str, other: Page, other_text: str) -> bool:
    """Whether the numbers of two like lines are the same, or page numbers that go up with the pages."""
    pairs = list(zip(_DIGITS.findall(text), _DIGITS.findall(other_text), strict=True))
    if all(a == b for a, b in pairs):
        return True
    apart = other.number - one.number
    return bool(_PAGED.search(_DIGITS.sub("#", text))) and all(a == b or _between(a, b) == apart for a, b in pairs)


def _between(one: str, other: str) -> int | None:
    return int(other) - int(one) if len(one) < 5 and len(other) < 5 else None
