"""Which of all the corrections of a list stand: the last of each row, and what is held back for a word that nobody knows."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from ingest.findings import Finding
from ingest.task_lists.catalogue import finding
from ingest.task_lists.model import Target, Task
from ingest.task_lists.review.adding import identity
from ingest.task_lists.review.corrections import Addition, Correction, Override
from ingest.task_lists.review.list_words import ListWords, UnknownWord
from ingest.task_lists.review.sentences import SentenceKey
from ingest.task_lists.review.texts import CATEGORIES, LABELS, NEAR_WORDS
from ingest.task_lists.text import squeeze
from ingest.taught import WordCategory

_CATEGORY_OF = {"area": WordCategory.AREA, "unit": WordCategory.MEASURE}


@dataclass(frozen=True, slots=True)
class Held:
    """A correction that does not hold, and the word that nobody knows."""

    correction: Correction
    unknown: UnknownWord

    def about(self, what: Target | Task, seen: str, clause: str = "") -> Finding:
        return unknown_word("review-word-unknown", self.correction, self.unknown, seen=seen, clause=clause).about(what)


@dataclass(slots=True)
class Standing:
    """Corrections in the order in which they came. A later one of a row replaces an earlier one, if it is not held back."""

    overrides: dict[SentenceKey, Override] = field(default_factory=dict)
    additions: dict[Hashable, Addition] = field(default_factory=dict)
    held_overrides: dict[SentenceKey, Held] = field(default_factory=dict)
    held_additions: dict[Hashable, Held] = field(default_factory=dict)
    from_text: list[Finding] = field(default_factory=list)  # words that are only the list's own

    def take(self, one: Correction, words: ListWords) -> None:
        unknown = list(words.unknown(one))
        strange = next((word for word in unknown if not word.in_text), None)
        if isinstance(one, Override):
            self.held_overrides.pop(one.key, None)
            if strange is None:
                self.overrides[one.key] = one
            else:
                self.held_overrides[one.key] = Held(one, strange)
        else:
            # the row of the workbook tells one held addition from another: its area is what may be wrong
            row = one.task_name, one.span, squeeze(one.values["metric"]), one.place.sheet, one.place.row
            self.held_additions.pop(row, None)
            if strange is None:
                self.additions[addition_key(one)] = one
            else:
                self.held_additions[row] = Held(one, strange)
        if strange is None:
            self.from_text += [unknown_word("review-word-from-text", one, word, seen=word.word) for word in unknown]


def standing(corrections: Iterable[Correction], words: ListWords) -> Standing:
    """Of `corrections`, oldest first, those that hold and those that are held back."""
    found = Standing()
    for one in corrections:
        found.take(one, words)
    return found


def addition_key(addition: Addition) -> Hashable:
    """Which target an addition is: one that is sent again with another figure takes the place of the first."""
    return addition.task_name, addition.span, *identity(addition.values)


def unknown_word(code: str, correction: Correction, unknown: UnknownWord, *, seen: str, clause: str = "") -> Finding:
    """What is said of a word that nobody knows, at its cell."""
    return finding(
        code,
        correction.places.get(unknown.field, correction.place),
        seen=seen,
        clause=clause,
        word=unknown.word,
        column=LABELS[unknown.field],
        category=CATEGORIES[_CATEGORY_OF[unknown.field]],
        near=NEAR_WORDS.format("、".join(unknown.near)) if unknown.near else "",
    )
