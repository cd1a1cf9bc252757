"""Names of places without their kind: 石门 for 石门县, 恩施 for 恩施州. One is a place only where its context makes it one.

    near the list's own place: a county of its city or of its own city, a city of its province
    in company: an enumeration names several of one city or province (石门5户、桃源6户、临澧7户)

    counted: 南坪、青石、柳湾三乡镇; of a name that stands in no table only the count tells

Many such names are words, too (会同, 通道, 新建); they are places in company only.
"""

from __future__ import annotations

import re

from ingest.gazetteer import AdministrativeDivision
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.outline_numbers import chinese_number
from ingest.task_lists.targets.rules.known_places import short_names

_SHORTEST, _LONGEST = 2, 6
_FAR = 160  # how far an enumeration is looked at on either side
_SENTENCE_ENDS = "。;；\n"


class ShortNames:
    """Short names as seen from the areas of these codes: the list's own place and what it lies in."""

    def __init__(self, around: frozenset[str]) -> None:
        self.around = around

    def at(self, text: str, start: int, stop: int) -> str:
        """The short name that stands at `start` and is a place there; "" where none is."""
        name = _named(text, start, stop)
        if not name:
            return ""
        divisions, words = short_names()[name], lexicon().areas
        if name not in words.short_words and any(d.parent in self.around for d in divisions):
            return name
        needed = 3 if name in words.short_words else 2
        return name if len(_company(text, start, divisions)) >= needed else ""


def count_of(numeral: str) -> int:
    """两 → 2, 12 → 12."""
    return lexicon().numerals.small_counts.get(numeral) or chinese_number(numeral) or int(numeral)


def counted_at(text: str, start: int, stop: int, *, listed: bool) -> str:
    """The name at `start` of names whose count follows them (南坪、青石、柳湾三乡镇). `listed`: others went before it."""
    match = lexicon().areas.counted_list.match(text, start, stop)
    if match is None:
        return _last_counted(text, start, stop) if listed else ""
    names, count = re.split(lexicon().areas.enumerated, match["names"]), count_of(match["count"])
    if names[0].startswith(lexicon().areas.verb_starts):
        return ""  # 聚焦石门、桃源2个县: a verb is no part of a name
    return names[0] if count == len(names) or (listed and count > len(names)) else ""


def _last_counted(text: str, start: int, stop: int) -> str:
    match = lexicon().areas.counted_last.match(text, start, stop)
    return match["name"] if match else ""


def _named(text: str, start: int, stop: int) -> str:
    known = short_names()
    for length in range(min(_LONGEST, stop - start), _SHORTEST - 1, -1):
        if text[start : start + length] in known:
            return text[start : start + length]
    return ""


def _company(text: str, start: int, divisions: tuple[AdministrativeDivision, ...]) -> frozenset[str]:
    """The short names of one parent that the enumeration around `start` names, that at `start` among them."""
    words = lexicon().areas
    begin = max([start - _FAR, *(text.rfind(mark, 0, start) for mark in _SENTENCE_ENDS)])
    ends = [end for mark in _SENTENCE_ENDS if (end := text.find(mark, start)) >= 0]
    parts = re.split(words.enumerated, text[max(begin + 1, 0) : min([start + _FAR, *ends])])
    named: dict[str, set[str]] = {division.parent: set() for division in divisions}
    for part in parts:
        name = _named(part, 0, len(part))
        if name and (len(part) == len(name) or words.after_short.match(part, len(name))):
            for division in short_names()[name]:
                if division.parent in named:
                    named[division.parent].add(name)
    return max((frozenset(names) for names in named.values()), key=len)
