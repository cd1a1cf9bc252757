"""The front of a clause: connectives, dates and areas, before it comes to its point.

    front := {其中 | 同时 | … | 每月 | date | area-list [各] | (力争 | 完成 | …) before a date or an area}

A date that belongs to a name (2022年前未开工项目, 2023年发行的债券) is no part of the front and sets no window.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.targets.rules.affixes import strip_any
from ingest.task_lists.targets.rules.areas import AreaFinder, AreaNamed
from ingest.task_lists.targets.rules.known_places import place_at
from ingest.task_lists.targets.rules.names import GrammarRule, Taken
from ingest.task_lists.targets.rules.short_names import count_of
from ingest.task_lists.targets.text.atoms import Atom, Sort
from ingest.task_lists.targets.text.dates import When
from ingest.task_lists.targets.text.term import Term

# 北塔区政府：… and 以园区为载体，…: the span starts after them
_BEFORE_THE_SPAN = frozenset({GrammarRule.FRONT_HEADING, GrammarRule.FRONT_MANNER})


@dataclass(frozen=True, slots=True)
class Region:
    """The atoms of a clause up to `stop`, found by where they start."""

    stop: int
    atoms: tuple[Atom, ...]
    by_start: dict[int, Atom]
    value_starts: frozenset[int]  # where quantities and ranks start

    @classmethod
    def of(cls, stop: int, atoms: tuple[Atom, ...]) -> Region:
        values = frozenset(a.start for a in atoms if a.sort in {Sort.QUANTITY, Sort.RANK})
        return cls(stop, atoms, {a.start: a for a in atoms}, values)


@dataclass(frozen=True, slots=True)
class Front:
    """What a clause says before it comes to its point at `at`; its span starts at `span_start`."""

    at: int
    span_start: int
    whens: tuple[When, ...] = ()
    areas: tuple[AreaNamed, ...] = ()
    child: bool = False  # 其中
    stretch: bool = False  # 力争
    recurring: bool = False  # 每月, 每季度: the value holds for each of them
    cuts: tuple[Atom, ...] = ()  # dates in the middle of the clause, which its words are read without
    taken: tuple[Taken, ...] = ()


def joint_end(text: str, at: int, stop: int) -> int:
    """Where a joint (、 和 及 …) that stands at `at` ends; -1 where none stands."""
    joint = lexicon().connectives.joint.match(text, at, stop)
    return joint.end() if joint else -1


def without(raw: str, start: int, end: int, cuts: tuple[Atom, ...]) -> str:
    """The text of [start, end) without the dates that set its window."""
    out, at = "", start
    for cut in cuts:
        if start <= cut.start and cut.end <= end:
            out, at = out + raw[at : cut.start], cut.end
    return out + raw[at:end]


def whens_of(dates: Sequence[Atom]) -> tuple[When, ...]:
    """What listed dates mean: one that is a deadline makes deadlines of all (到2025年、2027年)."""
    whens = tuple(date.when for date in dates if date.when)
    until = any(when.is_deadline for when in whens)
    return tuple(replace(when, start=None) for when in whens) if until else whens


class FrontReader:
    """Reads the fronts of clauses of one folded text."""

    def __init__(self, text: str, finder: AreaFinder, term: Term) -> None:
        self.text, self.finder, self.term = text, finder, term

    def read(self, at: int, region: Region) -> Front:
        """The front of [at, region.stop)."""
        front, begun, stop = Front(at, at), False, region.stop
        while front.at < stop:
            front = replace(front, at=self._past_marks(front.at, stop))
            if not begun:
                front = replace(front, span_start=front.at)
                opened = self._connective(front, stop)
                if opened:
                    front = opened
                    continue
            label = lexicon().connectives.label.match(self.text, front.at, stop)
            if label:
                front = self._took(front, GrammarRule.FRONT_LABEL, label.end())
                continue
            moved = (
                self._manner(front, region)
                or self._recurring(front, stop)
                or self._date(front, region)
                or self._area_list(front, region)
                or self._lead(front, region)
            )
            if moved is None:
                break
            front = moved
            begun = front.taken[-1].rule not in _BEFORE_THE_SPAN
        return front

    def _past_marks(self, at: int, stop: int) -> int:
        while at < stop and self.text[at] in " \t\n,，:：":
            at += 1
        return at

    def _took(self, front: Front, rule: GrammarRule, end: int) -> Front:
        return replace(front, at=end, taken=(*front.taken, Taken(rule, self.text[front.at : end].strip())))

    # ── single steps: each gives the front moved on, or None ─────────────────────────────────────────────────────────

    def _connective(self, front: Front, stop: int) -> Front | None:
        words = lexicon().connectives
        word, _ = strip_any(self.text[front.at : min(stop, front.at + 8)], words.fronts)
        word = self._before_a_name(word, front.at)
        if not word:
            return None
        after = self.text[front.at + len(word) : min(stop, front.at + len(word) + 1)]
        if (len(word) == 1 and after in words.goes_on) or (word.startswith(words.goal) and after not in {"：", ":", "，"}):
            return None
        child = front.child or word.startswith(words.of_part)
        return replace(self._took(front, GrammarRule.FRONT_CONNECTIVE, front.at + len(word)), child=child)

    def _before_a_name(self, word: str, at: int) -> str:
        """What of a connective stands before the name of an area: 和县 is no 和, 其中含山县 no 其中含."""
        for end in range(len(word)):
            if place_at(self.text, at + end) and (not end or word[:end] in lexicon().connectives.fronts):
                return word[:end]
        return word

    def _manner(self, front: Front, region: Region) -> Front | None:
        """以园区为载体，新增企业30家: how it is done, where a value follows."""
        match = lexicon().connectives.manner.match(self.text, front.at, region.stop)
        if match is None or not any(start >= match.end() for start in region.value_starts):
            return None
        return self._took(front, GrammarRule.FRONT_MANNER, match.end())

    def _recurring(self, front: Front, stop: int) -> Front | None:
        match = None if front.recurring else lexicon().connectives.recurring.match(self.text, front.at, stop)
        return replace(self._took(front, GrammarRule.FRONT_RECURRING, match.end()), recurring=True) if match else None

    def _date(self, front: Front, region: Region) -> Front | None:
        dates = self.series(front.at, region)
        if not dates or any(self.belongs_to_name(date, region) for date in dates):
            return None
        return replace(self._took(front, GrammarRule.FRONT_DATE, dates[-1].end), whens=front.whens + whens_of(dates))

    def series(self, at: int, region: Region) -> tuple[Atom, ...]:
        """The dates that are listed from `at` on: 2024年、2025年; () where none stands."""
        found: list[Atom] = []
        while at >= 0:
            atom = region.by_start.get(at)
            if atom is None or atom.sort is not Sort.DATE or atom.when is None:
                break
            found.append(atom)
            at = joint_end(self.text, atom.end, region.stop)
        return tuple(found)

    def _area_list(self, front: Front, region: Region) -> Front | None:
        found = () if front.areas else self.areas(front.at, region)
        if not found:
            return None
        words, end = lexicon().connectives, self._past_apposition(found, region.stop)
        modal = strip_any(self.text[end : end + 2], words.modal)[0]
        if modal and self.text[end + len(modal) : end + len(modal) + 1] in words.each:
            end += len(modal)
        after, rule = self.text[end : end + 1], GrammarRule.FRONT_AREAS
        if after in words.each and not self.text.startswith(words.each_kind, end):
            end += 1
        elif after == ":":
            end, rule = end + 1, GrammarRule.FRONT_HEADING
        return replace(self._took(front, rule, end), areas=found)

    def _lead(self, front: Front, region: Region) -> Front | None:
        """A verb before a date or an area: 确保12月底前, 完成全市."""
        lead, _ = strip_any(self.text[front.at : min(region.stop, front.at + 4)], lexicon().connectives.leads)
        after = front.at + len(lead)
        if not lead or after >= region.stop:
            return None
        atom = region.by_start.get(after)
        if atom and atom.sort is Sort.DATE:
            if self.belongs_to_name(atom, region):
                return None
        elif front.areas or not self.areas(after, region):
            return None
        stretch = front.stretch or lead == lexicon().comparators.strive
        return replace(self._took(front, GrammarRule.FRONT_LEAD, after), stretch=stretch)

    # ── areas and dates ──────────────────────────────────────────────────────────────────────────────────────────────

    def areas(self, at: int, region: Region) -> tuple[AreaNamed, ...]:
        """The areas listed from `at` on; () where none can stand."""
        found: list[AreaNamed] = []
        while 0 <= at < region.stop:
            area = self.finder.at(self.text, at, region.stop, value_starts=region.value_starts, listed=bool(found))
            if area is None:
                break
            found.append(area)
            at = joint_end(self.text, area.end, region.stop)
        return tuple(found)

    def _past_apposition(self, found: tuple[AreaNamed, ...], stop: int) -> int:
        """Where a list of areas ends with what only says it again: 青溪县、白石县两县, 石门县境内."""
        words, end = lexicon().areas, found[-1].end
        counted = words.apposition.match(self.text, end, stop) if len(found) > 1 else None
        if counted and count_of(counted["count"]) == len(found):
            return counted.end()
        inside = words.inside.match(self.text, end, stop)
        return inside.end() if inside else end

    def belongs_to_name(self, atom: Atom, region: Region) -> bool:
        """Whether a date is part of the name of a thing."""
        when, words = atom.when, lexicon().dates
        if when is None:
            return True
        if when.end < self.term.start:
            if self.years_go_on(atom.start, when) or self._is_figure(atom.end, region):
                return False  # 2023年完成95亿元 is a figure of the past, with its window
            if when.year_only or (when.start is not None and when.end.year < self.term.start.year):
                return True
        following = region.by_start.get(atom.end)
        if when.year_only and not when.is_deadline and when.end.year > self.term.end.year and following:
            return following.sort is Sort.QUANTITY  # 2024年249个项目 of a list of 2023
        if self.text[atom.start] in words.deadline_starts:
            return False
        return bool(words.named_by_date.match(self.text, atom.end, region.stop))

    def years_go_on(self, at: int, when: When) -> bool:
        """2023年森林覆盖率达到41%；2024年达到42%: a year in a row that goes on is none of the past."""
        later = lexicon().dates.goes_on.match(self.text, at) if when.year_only or not when.is_deadline else None
        return (
            later is not None and later[1].isdigit() and int(later[1]) > when.end.year and int(later[1]) >= self.term.start.year
        )

    def _is_figure(self, at: int, region: Region) -> bool:
        """Whether a value follows a date directly or after a bare verb."""
        words = lexicon().dates
        match = words.figure.match(self.text, at, region.stop)
        follow = region.by_start.get(match.end()) if match else None
        return follow is not None and follow.sort is Sort.QUANTITY and follow.unit not in words.name_counts

    def with_dates_inside(self, front: Front, region: Region) -> Front:
        """The front with the dates in the middle of its clause: 新院区10月底前投入使用. 较2022年底 sets none."""
        words, past = lexicon().dates, front.at
        based = lexicon().growth.doubled_from.match(self.text[front.at : region.stop])
        base = range(front.at + based.start(2), front.at + based.end(2)) if based else range(0)
        found: list[Atom] = []
        whens: list[When] = []
        for atom in region.atoms:
            if atom.sort is Sort.QUANTITY:
                break
            if atom.sort is not Sort.DATE or atom.when is None or atom.start == front.at or atom.start < past:
                continue
            listed = self.series(atom.start, region)
            if len(listed) > 1 and self.text.startswith(lexicon().comparators.separately, listed[-1].end):
                past = listed[-1].end  # 城镇化率2024年、2025年分别达到…
                found.append(replace(atom, end=past))
                whens += whens_of(listed)
                continue
            if atom.start in base or self.belongs_to_name(atom, region):
                continue
            if self.text[front.at : atom.start].rstrip().endswith(words.compared_with):
                continue
            if atom.when.year_only and not self.text.startswith(words.year_before, atom.end):
                continue
            found.append(atom)
            whens.append(atom.when)
        return replace(
            front,
            cuts=tuple(found),
            whens=(*front.whens, *whens),
            taken=front.taken + tuple(Taken(GrammarRule.FRONT_DATE_INSIDE, self.text[a.start : a.end]) for a in found),
        )
