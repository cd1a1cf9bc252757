"""Words that the grammar reads every sentence with: what each is to it. None of them can be taught to mean something else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import StrEnum

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.targets.text.dates import scan_when
from ingest.task_lists.targets.text.term import Term
from ingest.taught import WordCategory
from ingest.values.units import shipped_unit_words

_SOME_YEAR = Term(dt.date(2024, 1, 1), dt.date(2024, 12, 31))


class GrammarUse(StrEnum):
    """What a word is to the grammar."""

    VERB = "verb"
    COMPARATOR = "comparator"
    CHANGE = "change"  # of rising, falling, staying as it was
    CONNECTIVE = "connective"
    AREA = "area"
    DATE = "date"
    MEASURE = "measure"
    NAME_END = "name_end"  # what makes a name of the number before it: 3号


def grammar_use(word: str, category: WordCategory) -> GrammarUse | None:
    """What a word is to the grammar already; None where it may be taught as a word of `category`."""
    return next(
        (use for use, words in _words(category) if word in words), GrammarUse.DATE if _is_date(word, category) else None
    )


def _words(category: WordCategory) -> Iterator[tuple[GrammarUse, Iterable[str]]]:
    words = lexicon()
    verbs, comparators, growth, areas = words.verbs, words.comparators, words.growth, words.areas
    connectives = words.connectives
    yield GrammarUse.COMPARATOR, (
        *comparators.before_value, *comparators.after_value, *comparators.spreads, *comparators.stretch, *comparators.each,
        *comparators.per_head, *comparators.sums_up, *growth.comparing, *words.benchmarks.between,
    )  # fmt: skip
    yield GrammarUse.CHANGE, (*growth.rise, *growth.fall, *growth.rises, *growth.falls, *growth.keeps, *growth.no_event,
                              *growth.slightly, growth.zero_growth, growth.year_on_year)  # fmt: skip
    yield GrammarUse.CONNECTIVE, (
        *connectives.fronts, *connectives.of_part, *connectives.joints, *connectives.loose_joints, *connectives.each,
        *connectives.modal, *connectives.belonging, connectives.each_kind, *areas.list_joints, *words.qualities.obliges,
    )  # fmt: skip
    yield GrammarUse.VERB, (
        *verbs.done, *verbs.kept_flows, *verbs.adverbs, *verbs.weak_tails, *verbs.object_marks, *verbs.title,
        *verbs.carrying_out, *words.objects.light, *words.objects.content, *words.qualities.heads, *words.events.heads,
        *words.events.tails,
    )  # fmt: skip
    yield GrammarUse.AREA, (*areas.always, *areas.sometimes, *areas.wholes, *areas.groups, *areas.urban)
    if category is WordCategory.AREA:
        yield GrammarUse.AREA, (*areas.no_place, *areas.no_place_alone, *words.offices.bracket_ends)
    if category is WordCategory.MEASURE:
        yield GrammarUse.NAME_END, tuple(words.numerals.name_ends)
        yield GrammarUse.DATE, (*words.numerals.name_units, *words.units.spans)
    else:
        yield GrammarUse.MEASURE, shipped_unit_words().words


def _is_date(word: str, category: WordCategory) -> bool:
    """Whether a word is one of a date, 年底, or makes one of a number before it: 年, 月底前."""
    if category is WordCategory.MEASURE:
        return any(scan_when(f"{number}{word}", 0, _SOME_YEAR) is not None for number in ("3", "2024"))
    found = scan_when(word, 0, _SOME_YEAR)
    return found is not None and found[1] == len(word)
