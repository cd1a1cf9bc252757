"""The deadline that lines beside a table give to its figures, and whether more than one could be meant.

A clause dates what it names: a metric, an area, or, where it names none, everything that is named nowhere. A date alone
(the day of a notice) and a date of reporting are nobody's deadline; one of a part of the figures, and several, leave the
deadline of the figures in doubt.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.targets import Term
from ingest.task_lists.targets.text.dates import last_deadline
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
class _Clause:
    """A clause with a date: the areas that its sentence names, and whether it speaks of a part or of a check only."""

    words: str
    day: dt.date
    areas: frozenset[str]
    part: bool
    check: bool


def deadline_of(
    lines: Sequence[str], names: Sequence[str], labels: Sequence[str], area: str = "", areas: Iterable[str] = ()
) -> Deadline:
    """The deadline of a figure in `lines` beside its table. `names` are its metric and what groups it, `labels` those of the
    whole table; `area` is its own, `areas` are all that the table has."""
    clauses = [clause for clause in _clauses(lines, frozenset(areas)) if not clause.areas or area in clause.areas]
    spoken = [(clause, {label for label in labels if label and label in clause.words}) for clause in clauses]
    own = [clause for clause, said in spoken if any(name in said for name in names)]
    held = own or [clause for clause, said in spoken if not said]
    plain = [clause for clause in held if not clause.part and not clause.check]
    narrow = [clause for clause in plain if clause.areas]
    chosen = (narrow or plain)[-1:]
    days = {clause.day for clause in held if not clause.check or not plain}
    return Deadline(chosen[0].words if chosen else "", doubtful=len(days) > 1 or bool(days and not chosen))


def _clauses(lines: Sequence[str], areas: frozenset[str]) -> Iterator[_Clause]:
    """The clauses of the lines that set a date."""
    words = list_lexicon().figures
    for line in lines:
        for sentence in re.split("[。；;]", squeeze(line)):
            in_sentence = _named(areas, sentence)
            for clause in re.split("[，,]", sentence):
                day = last_deadline(clause, _ANY_TERM)
                if day is None or not words.deadline_mark.search(clause) or words.reporting.search(clause):
                    continue
                if list_lexicon().outline.past.search(clause):
                    continue
                others = areas - in_sentence if in_sentence and words.rest.search(clause) else in_sentence
                part, check = words.of_a_part.search(clause), words.checking.search(clause)
                yield _Clause(clause, day, _named(areas, clause) or others, bool(part), bool(check))


def _named(areas: frozenset[str], text: str) -> frozenset[str]:
    return frozenset(area for area in areas if area in text)


def lines_that_date(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Of the lines round a table those that may date it: numbered ones only next to it, they are tasks of their own."""
    near = len(above) - _CERTAIN_LINES
    opening = list_lexicon().outline.leading
    return [*(line for at, line in enumerate(above) if at >= near or not opening.match(line)), *below]
