"""The skeleton of a target text: numbered items, their headings, sentences and clauses. No value is read here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.targets.text.atoms import Atom, Sort
from ingest.task_lists.targets.text.dates import When, scan_when
from ingest.task_lists.targets.text.quantities import unit_at
from ingest.task_lists.targets.text.term import Term
from ingest.values.numerals import scan_number
from ingest.values.units import unit_words


@dataclass(frozen=True, slots=True)
class Item:
    """What stands under one enumerator: `path` is (), ("2",) or ("2", "①"); the body is [start, end)."""

    path: tuple[str, ...]
    mark: int  # offset of the enumerator
    start: int
    end: int

    @property
    def clause(self) -> str:
        return ".".join(self.path)


_LONGEST_STAGE = 17  # characters of a stage's name that are looked at
_MARKS_BETWEEN = re.compile(r"[，,。；;：:\n]")
_CIRCLED = re.compile(r"[①-⑳㉑-㉟]")


def items(text: str, term: Term) -> tuple[Item, ...]:
    """The numbered items of a folded text, in order; the text before the first is an item without a number."""
    found = _enumerators(text, term)
    result: list[Item] = []
    stack: list[tuple[str, str]] = []  # (style, number)
    first = found[0][1] if found else len(text)
    if text[:first].strip():
        result.append(Item((), 0, 0, first))
    for index, (style, mark, start, number) in enumerate(found):
        styles = [known for known, _ in stack]
        if style in styles:
            del stack[styles.index(style) :]
        stack.append((style, number))
        end = found[index + 1][1] if index + 1 < len(found) else len(text)
        result.append(Item(tuple(number for _, number in stack if number), mark, start, end))
    return tuple(result)


def _enumerators(text: str, term: Term) -> list[tuple[str, int, int, str]]:
    found: list[tuple[str, int, int, str]] = []
    depth = 0
    for at, char in enumerate(text):
        if char in "（(“《":
            depth_here = depth
            depth += 1
        else:
            depth_here = depth
            if char in "）)”》":
                depth = max(0, depth - 1)
        if char == "\n":
            depth = depth_here = 0
        if depth_here:
            continue
        if _CIRCLED.match(char):
            found.append(("circled", at, at + 1, char))
            continue
        if not _may_start(text, at) and not _runs_on(text, at, found):
            continue
        for style, pattern in lexicon().outline.enumerators.items():
            match = pattern.match(text, at)
            if match and _is_enumerator(text, match, style, found, term):
                found.append((style, at, match.end(), match[1]))
                break
    return found


def _may_start(text: str, at: int) -> bool:
    """At the start, at the start of a line, or after a mark that ends something."""
    while at and text[at - 1] in " \t":
        at -= 1
    return at == 0 or text[at - 1] in "\n。；;:"


def _runs_on(text: str, at: int, found: list[tuple[str, int, int, str]]) -> bool:
    """1、清淤20公里2、新建堤防5公里: the next number directly after a value, without a mark between."""
    match = lexicon().outline.enumerators["arabic"].match(text, at)
    previous = next((number for style, *_, number in reversed(found) if style == "arabic"), "")
    if match is None or not previous or int(match[1]) != int(previous) + 1 or text[at + len(match[1])] != "、":
        return False
    return text.endswith(lexicon().outline.value_ends + unit_words().words, 0, at) and not text[at - 1].isascii()


def _is_enumerator(text: str, match: re.Match[str], style: str, found: list[tuple[str, int, int, str]], term: Term) -> bool:
    if style == "is":
        counting = lexicon().outline.counting
        same = [number for known, *_, number in found if known == "is"]
        return counting.find(match[1]) == (counting.find(same[-1]) + 1 if same else 0)
    if style != "arabic":
        return True
    begin = match.start()
    while begin and text[begin - 1] in " \t":
        begin -= 1
    at_line = begin == 0 or text[begin - 1] == "\n"
    previous = next((int(number) for known, *_, number in reversed(found) if known == "arabic"), 0)
    if not at_line and int(match[1]) != previous + 1:
        return False  # inside a line an item only goes on counting
    if text[match.end() : match.end() + 1].isdigit() and "." in match.group():
        return _digits_after(text, match, term)
    return True


def _digits_after(text: str, match: re.Match[str], term: Term) -> bool:
    """Whether 1.1-12月, 2.5G站点, 1.5万户 starts with an item's number (true, true, false)."""
    when = scan_when(" " + text[match.end() : match.end() + 24], 1, term)
    if when is not None:
        return True
    found = scan_number(text, match.start())
    if found is None:
        return True
    number, end = found
    while text[end : end + 1] == " ":
        end += 1
    if text[end : end + 1] in {"", "\n"}:
        return False  # a cell that holds only 4.8
    unit = unit_at(text, end)
    if not unit and not number.multiplier:
        return True
    return not number.multiplier and unit in unit_words().counts  # nobody counts 1.5 households


# ── inside an item ───────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between commas. `opens_sentence` and `opens_segment` say what mark went before (。 or ；)."""

    start: int
    end: int
    atoms: tuple[Atom, ...]
    opens_sentence: bool
    opens_segment: bool
    after_colon: bool = False  # the parts of the total before the colon
    introduces: bool = False  # 各园区收入分别为： its words only say what follows

    @property
    def leading_when(self) -> When | None:
        """The date that the clause begins with."""
        first = self.atoms[0] if self.atoms else None
        return first.when if first and first.sort is Sort.DATE and first.start == self.start else None


def clauses(text: str, atoms: Sequence[Atom], start: int, end: int) -> tuple[Clause, ...]:
    """The clauses of [start, end), without the marks between them; empty ones are left out."""
    result: list[Clause] = []
    at, sentence, segment, first = start, True, True, 0
    colon = False
    marks = [a for before, a in pairwise((None, *atoms)) if a and start <= a.start < end and _divides(text, a, before)]
    for atom in (*marks, None):
        stop = end if atom is None else atom.start
        left, right = _trim(text, at, stop)
        if left < right:
            while first < len(atoms) and atoms[first].start < left:
                first += 1
            last = first
            while last < len(atoms) and atoms[last].end <= right:
                last += 1
            inside, first = tuple(atoms[first:last]), last
            opens = atom is not None and text[atom.start] == ":" and not any(a.sort is Sort.QUANTITY for a in inside)
            result.append(Clause(left, right, inside, sentence, segment, colon, opens))
            sentence = segment = False
        if atom is not None:
            char = text[atom.start]
            colon = char == ":"
            sentence = sentence or char in "。！!？?\n"
            segment = segment or char in "。！!？?\n；;"
            at = atom.end
    return tuple(result)


def _divides(text: str, mark: Atom, before: Atom | None) -> bool:
    """Commas and stronger marks; a colon only after a value, where the parts of a total follow it."""
    if mark.sort is not Sort.MARK:
        return False
    if text[mark.start] == "、":  # 青溪县180公里（县道60公里、村道120公里）、白石县120公里
        parts = before.inner if before is not None and before.sort is Sort.BRACKET and before.end == mark.start else ()
        return any(atom.sort is Sort.QUANTITY for atom in parts)
    if text[mark.start] != ":" or lexicon().outline.introduces.search(text, max(0, mark.start - 10), mark.start):
        return True
    if before is None or before.sort is Sort.BRACKET:
        return before is not None and before.end == mark.start and _dates_a_stage(text, before)
    return before.sort is Sort.QUANTITY and before.end <= mark.start <= before.end + 3


def _dates_a_stage(text: str, bracket: Atom) -> bool:
    """春季造林阶段（3月15日至4月30日）： the colon ends a heading."""
    dated = len(bracket.inner) == 1 and bracket.inner[0].when is not None
    tail = _MARKS_BETWEEN.split(text[max(0, bracket.start - _LONGEST_STAGE) : bracket.start])[-1]
    return dated and bool(lexicon().dates.stage.match(tail.strip()))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\r\n—":
        start += 1
    while end > start and text[end - 1] in " \t\r\n":
        end -= 1
    return start, end
