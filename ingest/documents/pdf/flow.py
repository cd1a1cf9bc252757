"""Lines outside tables → paragraphs, over columns and pages: a line goes on with the one before it where that one was full."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.documents.pdf.lines import Line, begins_item, glued

_INDENT = 0.8  # letters by which a first line stands in
_DEEP = 3.0  # letters: a line that begins farther in is no first line of a paragraph
_FULL = 0.7  # of the width of a page: lines that end before are short ones
_PITCH = 1.35  # of the usual distance between lines: farther apart is another paragraph
_TITLE = 1.12  # of the usual size: letters of a title


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A line with its page and its run: a column of text between tables. Runs are counted through the document."""

    page: int
    run: int
    frame: tuple[int, int]  # width of the page, and which of its columns
    line: Line


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph and the page that it begins on."""

    page: int
    text: str
    lines: tuple[FlowLine, ...]


class Margins:
    """Where the lines of a document begin and end, learnt from all of them: for each frame, and how far apart they stand."""

    def __init__(self, lines: Sequence[FlowLine]) -> None:
        by_frame: dict[tuple[int, int], list[Line]] = defaultdict(list)
        for item in lines:
            by_frame[item.frame].append(item.line)
        self._left = {frame: _first(Counter(round(line.left) for line in of_it)) for frame, of_it in by_frame.items()}
        self._right = {frame: self._end(frame, of_it) for frame, of_it in by_frame.items()}
        self.size = median(item.line.size for item in lines) if lines else 0.0
        pitches = [
            b.line.base - a.line.base
            for a, b in pairwise(lines)
            if a.run == b.run and a.page == b.page and 0 < b.line.base - a.line.base < 3 * b.line.size
        ]
        self._pitch = median(pitches) if pitches else 0.0
        firsts = Counter(
            round(b.line.left - self._left[b.frame])
            for a, b in pairwise(lines)
            if a.run == b.run and not a.line.is_full(a.line.left, self._right[a.frame], b.line)
        )
        self._indent = max(firsts, key=lambda indent: firsts[indent]) if firsts else 0  # of the first line of a paragraph

    def _end(self, frame: tuple[int, int], lines: Sequence[Line]) -> float:
        """How far lines go to the right; as near to the page's edge as on the left where none of them is seen to be full."""
        width, column = frame
        end = _last(Counter(round(line.right) for line in lines))
        return end if column or end > _FULL * width else width - self._left[frame]

    def goes_on(self, before: FlowLine, after: FlowLine) -> bool:
        """Whether a line is the rest of the paragraph that the line before it belongs to."""
        one, other = before.line, after.line
        if before.frame[0] != after.frame[0] or abs(one.size - other.size) > 0.1 * max(one.size, other.size):
            return False
        if before.page == after.page and before.run == after.run:
            if other.base - one.base > max(_PITCH * self._pitch, 1.6 * one.size):
                return False
            if self._is_title(before) and self._is_title(after):
                return True
        elif begins_item(other.text, one.text):
            return False
        if not one.is_full(one.left, self._right[before.frame], other) or begins_item(other.text, one.text):
            return False
        left = self._left[before.frame]
        if one.left - left > _DEEP * one.size and abs(one.left - other.left) > _INDENT * one.size:
            return False
        is_block = abs(one.left - other.left) < 1.0 < one.left - left and abs(one.left - left - self._indent) > 2.0
        return is_block or other.left <= self._left[after.frame] + _INDENT * other.size

    def _is_title(self, item: FlowLine) -> bool:
        """Bigger than the text and in the middle."""
        left, right = self._left[item.frame], self._right[item.frame]
        inset, outset = item.line.left - left, right - item.line.right
        is_big = item.line.size > _TITLE * self.size
        return is_big and abs(inset - outset) < 2 * item.line.size


def _first(places: Counter[int]) -> float:
    """The leftmost place at which more than a stray line begins."""
    often = [place for place, times in places.items() if times * 12 >= places.total()]
    return float(min(often or places))


def _last(places: Counter[int]) -> float:
    """The rightmost place at which more than one line ends, give or take a point."""
    often = [place for place in places if places[place - 1] + places[place] + places[place + 1] > 1]
    return float(max(often or places))


def paragraphs(lines: Sequence[FlowLine], margins: Margins) -> list[Text]:
    """The paragraphs of lines with no table between them."""
    found: list[Text] = []
    before: FlowLine | None = None
    for item in lines:
        if before is not None and margins.goes_on(before, item):
            found[-1] = Text(found[-1].page, glued(found[-1].text, item.line.text), (*found[-1].lines, item))
        else:
            found.append(Text(item.page, item.line.text, (item,)))
        before = item
    return found
