"""The deadline that lines beside a table give to its figures, and whether more than one could be meant.

A clause dates what it names: an area, a metric that holds all the words it says, or, where it names none, everything that is
named nowhere. What it names in part only, together with others or under words that the table does not have leaves the rows
in doubt: no row gets the deadline of another. A date alone (the day of a notice) and a date of reporting are nobody's
deadline; one of a part or a step of the figures, and several, leave the deadline of the figures in doubt.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.targets import Term
from ingest.task_lists.targets.text.dates import last_deadline, scan_when
from ingest.task_lists.text import squeeze

_ANY_TERM = Term(dt.date(2000, 1, 1), dt.date(2000, 12, 31))  # a date is a date whatever year it is in
_CERTAIN_LINES = 3  # lines next to a table that speak of it even where they are numbered


@dataclass(frozen=True, slots=True)
class Deadline:
    """Words with a date, "" for none; `doubtful`: another date beside the table could be meant as well."""

    words: str = ""
    doubtful: bool = False

    def among(self, years: Iterable[int]) -> Deadline:
        """The same in a table of these years: of several a date without its own may mean any."""
        undated = self.words and not list_lexicon().figures.year.search(self.words)
        return Deadline(self.words, self.doubtful or bool(undated and len(set(years)) > 1))


@dataclass(frozen=True, slots=True)
class Measured:
    """What a figure of a table measures: its metric, and the noun that its column has in common with those beside it."""

    metric: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause with a date: what it names (`subjects`, () for everything), the areas that its sentence names, and whether it
    speaks of a part, of a check only, or perhaps of what an earlier clause of its sentence names (`goes_on`)."""

    words: str
    day: dt.date
    subjects: tuple[str, ...]
    areas: frozenset[str]
    part: bool
    check: bool
    goes_on: str = ""

    @property
    def by_year(self) -> bool:
        """到2025年: the end of a year and no day in it."""
        return (self.day.month, self.day.day) == (12, 31) and not list_lexicon().figures.month.search(self.words)


class _Fit(Enum):
    """How a clause speaks of one figure."""

    ALL = auto()  # of this as of every other
    OWN = auto()
    PERHAPS = auto()
    UNKNOWN = auto()  # of something that the table does not have
    NOT = auto()


def deadline_of(
    lines: Sequence[str],
    own: Measured,
    table: Collection[Measured],
    *,
    title: str = "",
    area: str = "",
    areas: Iterable[str] = (),
) -> Deadline:
    """The deadline of a figure in `lines` beside its table. `own` is what it measures, `table` what all of them do; `title`
    is the noun of the table's title; `area` is its own, `areas` are all that the table has."""
    clauses = [clause for clause in _clauses(lines, frozenset(areas)) if not clause.areas or area in clause.areas]
    fits: dict[_Fit, list[_Clause]] = {fit: [] for fit in _Fit}
    for clause in clauses:
        fits[_fit(clause, own, table, title)].append(clause)
    sure = fits[_Fit.OWN] or fits[_Fit.ALL]
    held = sure or ([] if fits[_Fit.PERHAPS] else fits[_Fit.UNKNOWN])
    plain = [clause for clause in held if not clause.part and not clause.check]
    narrow = [clause for clause in plain if clause.areas]
    chosen = (narrow or plain)[-1:]
    days = {clause.day for clause in held if not clause.check or not plain}
    perhaps = [clause for clause in fits[_Fit.PERHAPS] if not clause.check]
    doubtful = len(days) > 1 or bool(days and not (sure and chosen)) or bool(perhaps and not fits[_Fit.OWN])
    return Deadline(chosen[0].words if chosen else "", doubtful)


def _fit(clause: _Clause, own: Measured, table: Collection[Measured], title: str) -> _Fit:
    if clause.goes_on and any(_shares(clause.goes_on, one.metric) for one in table):
        return _Fit.PERHAPS  # 户厕新建由市卫健委牵头，10月底前完成; 除户厕新建外，其余10月底前完成
    found = {_fit_of(subject, own, table, title) for subject in clause.subjects}
    if found <= {_Fit.ALL}:
        return _Fit.ALL
    if _Fit.OWN in found:
        return _Fit.PERHAPS if {_Fit.PERHAPS, _Fit.UNKNOWN} & found else _Fit.OWN
    if clause.check or clause.part:
        return _Fit.ALL if {_Fit.PERHAPS, _Fit.UNKNOWN} & found else _Fit.NOT  # 结转部分, 组织验收: told apart as such
    if found == {_Fit.UNKNOWN}:
        return _Fit.NOT if clause.by_year else _Fit.UNKNOWN
    return _Fit.PERHAPS if _Fit.PERHAPS in found else _Fit.NOT


def _fit_of(subject: str, own: Measured, table: Collection[Measured], title: str) -> _Fit:
    """How one thing that a clause names speaks of a figure: by its name, its common noun, or words that it holds all of."""
    bare = list_lexicon().figures.deadline_nouns.sub("", subject)
    if not bare:
        return _Fit.ALL
    for words in dict.fromkeys((subject, bare)):
        group = [one for one in table if one.group and _holds(one.group, words)]
        fits = [one for one in table if one.metric == words or one in group] or [
            one for one in table if _holds(one.metric, words)
        ]
        metrics = {one.metric for one in fits}
        if len(metrics) == len({one.metric for one in table}):
            return _Fit.ALL
        if own in fits:
            return _Fit.OWN if len(metrics) == 1 or len({one.group for one in group}) == 1 else _Fit.PERHAPS
        if fits:
            return _Fit.NOT
    if bare in list_lexicon().figures.act or _holds(title, bare):
        return _Fit.ALL  # 改造任务 where no metric has the word
    if not any(_shares(subject, one.metric) for one in table):
        return _Fit.UNKNOWN
    return _Fit.PERHAPS if _shares(subject, own.metric) else _Fit.NOT


def _holds(metric: str, words: str) -> bool:
    """Are all the words in the metric, in whatever order? Each character of them as one of two that stand together there."""
    if words in metric:
        return True
    pairs = [words[at : at + 2] in metric for at in range(len(words) - 1)]
    return len(words) > 1 and all((at > 0 and pairs[at - 1]) or (at < len(pairs) and pairs[at]) for at in range(len(words)))


def _shares(words: str, metric: str) -> bool:
    return any(words[at : at + 2] in metric for at in range(len(words) - 1))


def _clauses(lines: Sequence[str], areas: frozenset[str]) -> Iterator[_Clause]:
    """The clauses of the lines that set a date."""
    words = list_lexicon().figures
    for line in lines:
        for sentence in re.split("[。；;]", squeeze(line)):
            in_sentence = _named(areas, sentence)
            before: list[str] = []  # what the clauses since the last date name
            dated: tuple[str, ...] = ()  # what the last clause with a date names
            for clause in re.split("[，,]", sentence):
                day, subjects = last_deadline(clause, _ANY_TERM), _subjects(clause, areas)
                if day is None or not words.deadline_mark.search(clause) or words.reporting.search(clause):
                    before += subjects
                    continue
                if list_lexicon().outline.past.search(clause):
                    continue
                rest = bool(words.rest.search(clause))
                own = _named(areas, clause) or (areas - in_sentence if in_sentence and rest else in_sentence)
                if rest and in_sentence and dated:
                    own, before = (
                        frozenset(),
                        [*before, *dated],
                    )  # of a town's works the one, 其余任务: of that town, or of all?
                part, check = bool(words.of_a_part.search(clause)), bool(words.checking.search(clause))
                goes_on = "、".join(before if rest else () if subjects else before or dated)
                yield _Clause(clause, day, subjects, own, part, check, goes_on)
                before, dated = [], subjects


def _subjects(clause: str, areas: Iterable[str]) -> tuple[str, ...]:
    """What a clause names beside its areas, its dates and words that every deadline has; () for nothing."""
    words = list_lexicon().figures
    clause = words.deadline_front.sub("", clause)
    for area in sorted(areas, key=len, reverse=True):
        clause = clause.replace(area, "、")
    kept, at = "", 0
    while at < len(clause):
        read = scan_when(clause, at, _ANY_TERM)
        kept, at = (kept + "、", read[1]) if read else (kept + clause[at], at + 1)
    pieces = (words.deadline_words.sub("", piece) for piece in words.deadline_joints.split(kept))
    return tuple(piece for piece in dict.fromkeys(pieces) if piece)


def _named(areas: frozenset[str], text: str) -> frozenset[str]:
    return frozenset(area for area in areas if area in text)


def lines_that_date(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Of the lines round a table those that may date it: numbered ones only next to it, they are tasks of their own."""
    near = len(above) - _CERTAIN_LINES
    opening = list_lexicon().outline.leading
    return [*(line for at, line in enumerate(above) if at >= near or not opening.match(line)), *below]
