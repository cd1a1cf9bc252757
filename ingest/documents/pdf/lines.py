"""Letters → lines of text: which letters stand beside each other, which blanks are meant, how wrapped lines are rejoined."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from ingest.documents.pdf.page import Glyph

_TWICE = 0.15  # of a letter's size: the same letter so near is drawn twice, to look bold
_SMALL, _RAISED = 0.78, 0.2  # of a line's size: digits so small and so high are an exponent
_SAME_BASE = 0.3  # of a letter's size
_EXPONENTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
# how wide a gap is a blank, in letters beyond the gaps of the line: between words with a blank in the file and without, others
_WORDS_STATED, _WORDS, _OTHERS_STATED, _OTHERS = 0.03, 0.17, 0.1, 0.35
_WORD = re.compile(r"[0-9A-Za-z.,%+\-/:≥≤<>＜＞≈~～]")
_NEVER_FIRST, _NEVER_LAST = "，。、；：！？）》」』】〕”’％%,.;:!?)]}…", "（《「『【〔“‘([{"
_MARKS_OF_PROSE = frozenset("，。；：")
_MOST_BLANKS = 40
_LOOSE = 4.0  # letters of room that a program may leave in prose, where its own rules part the next words nowhere
_ITEM = re.compile(
    r"\s*(?:[（(][\d一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,3}[、)）]|\d{1,3}[.．](?!\d)|[①-⑳⑴-⒇]"
    r"|\d{1,3}[.．](?=(?:19|20)\d\d年|\d{1,2}(?:[-—–~～至]\d{1,2})?月)"  # 2.11-12月: item 2, months 11 and 12
    r"|第[一二三四五六七八九十\d]+[条章节])"
)
_ENDS = frozenset("。；;！？!?：:")
_LETTER_END, _LETTER_START = re.compile(r"[A-Za-z]$"), re.compile(r"[A-Za-z]")
# radicals that fonts give for the letters that look like them and that no normal form undoes
_RADICALS = str.maketrans(
    "⺁⺄⺆⺈⺌⺍⺝⺠⺥⺧⺪⺬⺮⺳⺶⺷⺻⺼⻁⻄⻅⻆⻉⻋⻌⻐⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⻏⻑⻊⺗⺘⺡⺢⺣⺾",
    "厂乙冂刀小小月民爪牛疋示竹网羊羊聿肉虎西见角贝车辶钅长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟邑长足心手水水火艹",
)


@dataclass(frozen=True)
class Line:
    """Letters beside each other, from left to right, at least one of them no blank."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def inked(self) -> tuple[Glyph, ...]:
        return tuple(g for g in self.glyphs if g.text != " ")

    @cached_property
    def size(self) -> float:
        return median(g.size for g in self.inked)

    @cached_property
    def base(self) -> float:
        return median(g.base for g in self.inked)

    @property
    def left(self) -> float:
        return self.inked[0].left

    @property
    def right(self) -> float:
        return max(g.right for g in self.inked)

    @property
    def top(self) -> float:
        return self.base - 0.88 * self.size

    @property
    def bottom(self) -> float:
        return self.base + 0.12 * self.size

    @cached_property
    def text(self) -> str:
        out: list[str] = []
        blanks = 0
        before: Glyph | None = None
        usual = self._usual_gap
        for glyph in self.glyphs:
            if glyph.text == " ":
                blanks += 1
                continue
            if before is not None:
                out.append(" " * _blanks(before, glyph, blanks > 0, self.size, usual))
            out.append(self._shown(glyph))
            before, blanks = glyph, 0
        return "".join(out)

    @property
    def _usual_gap(self) -> float:
        """How far its letters stand apart, where a program spreads them over the width of the column."""
        gaps = [other.left - one.right for one, other in pairwise(self.inked)]
        return max(0.0, median(gaps)) if len(gaps) > 3 else 0.0

    def _shown(self, glyph: Glyph) -> str:
        is_exponent = glyph.size < _SMALL * self.size and glyph.base < self.base - _RAISED * self.size
        return glyph.text.translate(_EXPONENTS) if is_exponent else normal(glyph.text)

    def token_width(self) -> float:
        """Width of what a line begins with and no line break parts: a word or a letter, and the marks around it."""
        end = 0
        inked = self.inked
        while end + 1 < len(inked) and inked[end].text in _NEVER_LAST:
            end += 1
        if _WORD.match(inked[end].text):
            while end + 1 < len(inked) and _WORD.match(inked[end + 1].text) and inked[end + 1].left - inked[end].right < 1.5:
                end += 1
        while end + 1 < len(inked) and inked[end + 1].text in _NEVER_FIRST:
            end += 1
        return inked[end].right - inked[0].left

    def is_full(self, start: float, limit: float, after: Line, *, in_prose: bool = False) -> bool:
        """Whether what the line `after` begins with had no room on this line between `start` and `limit`.

        In the middle of a sentence a little room is no end: every program has words of its own that it does not part.
        """
        inset, room = self.left - start, limit - self.right
        if 0 < inset < room + 0.3 * self.size:  # a line in the middle has room on both sides
            room += inset
        if room < after.token_width() + 0.4 * self.size:
            return True
        in_prose = in_prose or is_prose(self.text) or is_prose(after.text)
        return in_prose and room < _LOOSE * self.size and room * 2.5 < limit - self.left and self.text[-1] not in _ENDS


def normal(text: str) -> str:
    """A letter as people type it: radicals and compatibility forms of Chinese letters by the letters they stand for."""
    if "\u2e80" <= text <= "\u2fdf" or "\uf900" <= text <= "\ufaff":
        return unicodedata.normalize("NFKC", text).translate(_RADICALS)
    return text


def _blanks(one: Glyph, other: Glyph, is_stated: bool, size: float, usual: float) -> int:
    """How many blanks stand between two letters. PDFs do not say: one or none between words, else as many as there is room."""
    drawn = (other.left - one.right) / max(size, 0.1)
    gap = drawn - usual / max(size, 0.1)
    if _WORD.match(one.text) and _WORD.match(other.text):
        return int(drawn > _WORDS_STATED if is_stated else gap > _WORDS)
    least = _OTHERS_STATED if is_stated else _OTHERS
    return max(1, min(round(gap / 0.5), _MOST_BLANKS)) if gap > least else 0


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines that letters stand in, from top to bottom."""
    glyphs = list(glyphs)
    rows: list[list[Glyph]] = []
    mains: list[Glyph] = []  # the biggest letter of each row
    for glyph in sorted((g for g in glyphs if g.text.strip()), key=lambda g: (g.middle, g.left)):
        at = next((i for i in range(len(rows) - 1, max(len(rows) - 4, -1), -1) if _beside(mains[i], glyph)), None)
        if at is None:
            rows.append([glyph])
            mains.append(glyph)
        else:
            rows[at].append(glyph)
            mains[at] = max(mains[at], glyph, key=lambda g: g.size)
    lines = sorted((Line(_once(row)) for row in rows), key=lambda line: line.base)
    return _with_blanks(lines, [g for g in glyphs if g.text == " "]) if lines else []


def _beside(main: Glyph, glyph: Glyph) -> bool:
    """Whether a letter stands in the line of another: on its base line, or as a small one at its height."""
    small, big = sorted((main, glyph), key=lambda g: g.size)
    if small.size > _SMALL * big.size:
        return abs(small.base - big.base) < _SAME_BASE * big.size
    return big.top < small.middle < big.bottom


def _once(row: list[Glyph]) -> tuple[Glyph, ...]:
    found: list[Glyph] = []
    for glyph in sorted(row, key=lambda g: g.left):
        near = _TWICE * glyph.size
        if any(g.text == glyph.text and glyph.left - g.left < near and abs(g.base - glyph.base) < near for g in found[-3:]):
            continue
        found.append(glyph)
    return tuple(found)


def _with_blanks(lines: list[Line], blanks: list[Glyph]) -> list[Line]:
    """The lines with the blanks of the file in their places; those outside every line mean nothing."""
    of_line: dict[int, list[Glyph]] = {}
    bases = [line.base for line in lines]
    for blank in blanks:
        at = _nearest(bases, blank.base)
        if abs(bases[at] - blank.base) < 0.5 * lines[at].size:
            of_line.setdefault(at, []).append(blank)
    return [
        Line(tuple(sorted((*line.glyphs, *of_line[i]), key=lambda g: (g.left, g.text != " ")))) if i in of_line else line
        for i, line in enumerate(lines)
    ]


def _nearest(bases: Sequence[float], base: float) -> int:
    at = bisect_left(bases, base)
    return min((i for i in (at - 1, at, at + 1) if 0 <= i < len(bases)), key=lambda i: abs(bases[i] - base))


def is_prose(text: str) -> bool:
    """Whether a text has the marks of sentences."""
    return any(mark in text for mark in _MARKS_OF_PROSE)


def begins_item(text: str, after: str) -> bool:
    """Whether a line begins an item of an enumeration, the line before it having ended a sentence."""
    return bool(_ITEM.match(text)) and after.rstrip()[-1:] in _ENDS


def rejoined(lines: Sequence[Line], start: float, limit: float) -> str:
    """Lines of one cell, whose text may reach from `start` to `limit`: wrapped ones as one, others with a break between."""
    text = lines[0].text if lines else ""
    in_prose = any(is_prose(line.text) for line in lines)
    for before, line in pairwise(lines):
        wraps = before.is_full(start, limit, line, in_prose=in_prose) and not begins_item(line.text, before.text)
        text = glued(text, line.text) if wraps else f"{text}\n{line.text}"
    return text


def glued(one: str, other: str) -> str:
    """Two pieces of one wrapped text; a blank stands between Latin words only."""
    if not one or not other:
        return one + other
    return f"{one} {other}" if _LETTER_END.search(one) and _LETTER_START.match(other) else one + other
