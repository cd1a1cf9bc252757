"""What the checks ask of a whole clause, sentence or text: found once, however many rows stand there, and only when asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Kind, Target
from ingest.task_lists.targets.rules.names import GrammarRule
from ingest.task_lists.targets.rules.statements import Statement
from ingest.task_lists.targets.tree import ClauseRead

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_DATES = frozenset({GrammarRule.FRONT_DATE, GrammarRule.FRONT_DATE_INSIDE})


@dataclass(frozen=True)
class TextAround:
    """The targets of a text, by what ties a part to its whole."""

    targets: tuple[Target, ...]

    @cached_property
    def by_seq(self) -> Mapping[int, Target]:
        return {one.seq: one for one in self.targets}

    @cached_property
    def sums(self) -> Mapping[tuple[int, str], Decimal]:
        """What the parts of a whole in one base unit add up to, by the whole's seq and the unit."""
        found: dict[tuple[int, str], Decimal] = {}
        for one in self.targets:
            if one.parent_seq is not None and one.value_base is not None:
                key = (one.parent_seq, one.unit_base)
                found[key] = found.get(key, Decimal(0)) + one.value_base
        return found

    @cached_property
    def first_totals(self) -> Mapping[tuple[str, Kind, str], tuple[int, ...]]:
        """The seqs of the first two totals of an item that are of one kind and base unit."""
        found: dict[tuple[str, Kind, str], tuple[int, ...]] = {}
        for one in self.targets:
            if one.parent_seq is None:
                key = (one.clause, one.kind, one.unit_base)
                found[key] = tuple(sorted((*found.get(key, ()), one.seq))[:2])
        return found


@dataclass(frozen=True)
class SentenceAround:
    """The clauses of a sentence. `…_from` is the index of its first target of a sort; None where it has none."""

    clauses: tuple[ClauseRead, ...]
    text: TextAround
    after_area: bool = False  # a sentence before it in its item opens with an area as its subject

    @cached_property
    def opens_with_area(self) -> bool:
        """Whether its first statement has an area as its subject that is no whole place."""
        first = next((read.statement for clause in self.clauses for read in clause.statements), None)
        return first is not None and _has_subject(first)

    @cached_property
    def subject_from(self) -> int | None:
        """The first target whose area is the subject of its clause and no whole place."""
        reads = (read for clause in self.clauses for read in clause.statements)
        return next((read.targets[0] for read in reads if read.targets and _has_subject(read.statement)), None)

    @cached_property
    def place_inside_at(self) -> int:
        """The position of the first clause that has no area and names a place as its object; else that after the last."""
        search = lexicon().certainty.place_inside.search
        return next(
            (at for at, clause in enumerate(self.clauses) if search(clause.text) and not _has_area(clause)), len(self.clauses)
        )

    @cached_property
    def some_places_at(self) -> int:
        """The position of the first clause that works in some places only; that after the last without one."""
        search = lexicon().certainty.some_places.search
        return next((at for at, clause in enumerate(self.clauses) if search(clause.text)), len(self.clauses))

    @cached_property
    def all_done_by(self) -> int:
        """The position of the last clause that dates the end of what stands before it (10月底前全部完工); 0 without one."""
        return next((at for at in range(len(self.clauses) - 1, 0, -1) if _dates_the_end(self.clauses[at])), 0)

    @cached_property
    def body_at(self) -> int:
        """The position of the first clause in which a company or an office does something; that after the last without one."""
        search = lexicon().certainty.body_acts.search
        return next((at for at, clause in enumerate(self.clauses) if search(clause.text)), len(self.clauses))

    @cached_property
    def _spoken(self) -> tuple[tuple[int, Target], ...]:
        indices = sorted(index for clause in self.clauses for read in clause.statements for index in read.targets)
        return tuple((index, self.text.targets[index]) for index in indices)

    @cached_property
    def per_head_from(self) -> int | None:
        match = lexicon().certainty.per_head.match
        return next((index for index, one in self._spoken if match(one.metric)), None)

    @cached_property
    def park_from(self) -> int | None:
        search = lexicon().certainty.park.search
        return next((index for index, one in self._spoken if search(one.metric)), None)

    @cached_property
    def of_whole_from(self) -> Mapping[str, Mapping[str, int]]:
        """Where the first figure of a whole place stands: by base unit, then by the name of the place."""
        wholes, found = lexicon().areas.wholes, dict[str, dict[str, int]]()
        for index, one in self._spoken:
            if one.area in wholes and one.unit_base:
                found.setdefault(one.unit_base, {}).setdefault(one.area, index)
        return found

    @cached_property
    def of_part_at(self) -> int:
        """The position of the first clause with 其中; that after the last where none has it."""
        word = lexicon().asides.of_part
        return next((at for at, clause in enumerate(self.clauses) if word in clause.text), len(self.clauses))

    @cached_property
    def seasonal(self) -> bool:
        """Whether a feast or N年内 stands in it."""
        return any(lexicon().certainty.season.search(clause.text) for clause in self.clauses)

    @cached_property
    def dated(self) -> bool:
        """Whether any of its clauses states a date."""
        return any(_dates(clause) for clause in self.clauses)


@dataclass(frozen=True)
class ClauseAround:
    """A clause, its position in its sentence, and the last statement before it in its item that states a date."""

    clause: ClauseRead
    position: int
    dated: Statement | None

    @cached_property
    def over(self) -> str:
        """The words of the clause that nothing consumed."""
        return _over(self.clause)

    @cached_property
    def firm_and_stretch(self) -> bool:
        """力争7%、确保6.5%"""
        return all(word in self.clause.text for word in lexicon().certainty.firm_and_stretch)

    @cached_property
    def points_left(self) -> bool:
        """提高4个和6个百分点"""
        return lexicon().certainty.points_left.search(self.clause.text) is not None

    @cached_property
    def jointly(self) -> bool:
        """石门县、桃源县共40家"""
        return lexicon().certainty.jointly.search(self.clause.text) is not None


def _has_area(clause: ClauseRead) -> bool:
    return any(read.statement.areas for read in clause.statements)


def _dates_the_end(clause: ClauseRead) -> bool:
    """Whether an event without a subject of its own has a date."""
    read = [one.statement for one in clause.statements]
    return bool(read) and _dates(clause) and all(one.kind is Kind.MILESTONE and not one.metric for one in read)


def _has_subject(statement: Statement) -> bool:
    whole = all(area.name in lexicon().areas.wholes for area in statement.areas)
    return statement.subject and not statement.child and not whole


def _dates(clause: ClauseRead) -> bool:
    taken = (*clause.front, *(taken for read in clause.statements for taken in read.statement.taken))
    return any(one.rule in _DATES for one in taken) or any(read.statement.whens for read in clause.statements)


def _over(clause: ClauseRead) -> str:
    """The signs of a clause that nothing consumed, without joints and verbs of doing."""
    consumed: list[str] = [taken.words for taken in clause.front]
    for read in clause.statements:
        said = read.statement
        consumed += [taken.words for taken in said.taken] + [said.metric, said.benchmark]
        consumed += [area.name for area in said.areas]
    taken = Counter("".join(consumed))
    left = []
    for char in clause.text:
        if taken[char] > 0:
            taken[char] -= 1
        else:
            left.append(char)
    over = "".join(_CHINESE.findall("".join(left)))
    if not over:
        return ""
    verbs = lexicon().verbs
    for word in (
        *verbs.done, *verbs.adverbs, *verbs.weak_tails, verbs.responsible, *lexicon().connectives.joints,
        *lexicon().numerals.rank_closes, *lexicon().comparators.after_value,
    ):  # fmt: skip
        over = over.replace(word, "")
    return verbs.empty_noun.sub("", over)
