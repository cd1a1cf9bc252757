"""Whether a word that somebody teaches can be taken: what is known of it already, and what it belongs to.

A word that another person taught otherwise is not taken: what the first one taught holds until somebody withdraws it. One's own
word one may teach anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.gazetteer import gazetteer
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.review.grammar_words import grammar_use
from ingest.task_lists.review.texts import CATEGORIES, GRAMMAR_USES, HIGHER_IS_BETTER, MEANINGS, SENSES, TAUGHT_BY
from ingest.taught import WITHDRAWN, TaughtWord, WordCategory, latest_words, with_taught
from ingest.values.units import shipped_measures, split_multiplier
from ingest.vocabulary import IndicatorSense, MeasureKind, Vocabulary

_OPPOSITE = {IndicatorSense.RISE: IndicatorSense.FALL, IndicatorSense.FALL: IndicatorSense.RISE}


@dataclass(frozen=True, slots=True)
class WordRefusal:
    """Why a word is not taken: the code of a finding, "" where there is nothing to say; and what is known of the word."""

    code: str
    known: str = ""


class KnownWords:
    """The words of the seeds, those `taught` to the home, oldest first, the `places` that its lists are of, and the words of
    the rows of a sheet that were taken.
    """

    def __init__(self, vocabulary: Vocabulary, taught: Iterable[TaughtWord] = (), places: Iterable[str] = ()) -> None:
        self._places = frozenset(places)
        self._taught = {(word.category, word.word): word for word in latest_words(taught)}
        self._vocabulary = with_taught(vocabulary, self._taught.values())
        self._measures = {m.unit: m.kind for m in self._vocabulary.taught_measures}
        self._measures.update({unit: measure.kind for unit, measure in shipped_measures().items()})
        self._rows: dict[tuple[WordCategory, str], TaughtWord] = {}

    def kind_of(self, unit: str) -> MeasureKind:
        """The kind of a unit that others are converted into; that of an amount where nobody knows it."""
        return self._measures.get(unit, MeasureKind.MEASURE)

    def take(self, word: TaughtWord) -> WordRefusal | None:
        """Remember a word; or the reason why it cannot be taken."""
        key = (word.category, word.word)
        earlier = self._rows.get(key)
        if earlier is not None and earlier.sense != WITHDRAWN:
            return WordRefusal("" if _is_same(earlier, word) else "word-said-twice")
        refusal = self._refusal(word)
        if refusal is None:
            self._rows[key] = word
            if word.sense == WITHDRAWN:
                del self._taught[key]
            elif word.category is WordCategory.MEASURE:
                self._measures[word.word] = MeasureKind(word.sense)
        return refusal

    def _refusal(self, word: TaughtWord) -> WordRefusal | None:
        if word.sense == WITHDRAWN:
            return None if (word.category, word.word) in self._taught else WordRefusal("word-not-taught")
        refusal = self._of_taught(word)
        if refusal is not None:
            return refusal
        if word.category is WordCategory.MEASURE:
            refusal = self._of_measure(word)
        else:
            refusal = self._of_area(word) if word.category is WordCategory.AREA else self._of_indicator(word)
        return refusal or self._of_grammar(word)

    def _of_taught(self, word: TaughtWord) -> WordRefusal | None:
        """What somebody taught of the word before, in this sheet as a word of another category too."""
        for category in WordCategory:
            before = self._taught.get((category, word.word)) or self._rows.get((category, word.word))
            if before is None or before.sense == WITHDRAWN:
                continue
            if _is_same(before, word):
                return WordRefusal("word-known-already", meaning_of(before))
            if category is not word.category or before.taught_by != word.taught_by:
                said = TAUGHT_BY.format(author=before.taught_by, meaning=meaning_of(before))
                return WordRefusal("word-taught-otherwise", said)
        return None

    def _of_grammar(self, word: TaughtWord) -> WordRefusal | None:
        use = grammar_use(word.word, word.category)
        if use is not None:
            return WordRefusal("word-known-otherwise", GRAMMAR_USES[use])
        if word.category is WordCategory.AREA:
            return None
        known = self._vocabulary.areas.get(word.word)
        is_area = (known is not None and known.is_in_tree) or bool(gazetteer().named(word.word))
        return WordRefusal("word-known-otherwise", CATEGORIES[WordCategory.AREA]) if is_area else None

    def _of_measure(self, word: TaughtWord) -> WordRefusal | None:
        shipped = shipped_measures().get(word.word)
        if shipped is not None:
            same = (shipped.base_unit, shipped.factor) == (word.belongs_to, word.factor)
            said = f"{shipped.factor.normalize():f}{shipped.base_unit}"
            return WordRefusal("word-known-already" if same else "word-known-otherwise", said)
        if split_multiplier(word.word)[0] or grammar_use(word.word, word.category) is not None:
            return WordRefusal("word-not-a-unit")
        if word.word.startswith(tuple(lexicon().comparators.after_value)):
            return WordRefusal("word-not-a-unit")
        is_known = word.belongs_to == word.word or word.belongs_to in self._measures
        return None if is_known else WordRefusal("word-base-unknown", word.belongs_to)

    def _of_area(self, word: TaughtWord) -> WordRefusal | None:
        areas, upper = self._vocabulary.areas, word.belongs_to
        known = areas.get(word.word)
        if word.word in self._vocabulary.area_words:
            return WordRefusal("word-known-otherwise", word.word)
        if known is not None and known.is_in_tree:
            parents = {area.name for area in areas.values() if area.code == known.parent_code}
            return WordRefusal("word-known-already" if upper in parents else "word-known-otherwise", "、".join(sorted(parents)))
        divisions = gazetteer().named(word.word)
        if any(upper in {up.name for up in gazetteer().above(division)} for division in divisions):
            return WordRefusal("word-known-already", upper)
        in_sheet = (WordCategory.AREA, upper) in self._rows
        is_known = upper != word.word and (
            upper in areas or upper in self._places or in_sheet or bool(gazetteer().named(upper))
        )
        return None if is_known else WordRefusal("word-base-unknown", upper)

    def _of_indicator(self, word: TaughtWord) -> WordRefusal | None:
        words, sense = lexicon(), IndicatorSense(word.sense)
        if sense is IndicatorSense.SYNONYM:
            known = self._vocabulary.indicator_synonyms.get(word.word)
            if known is not None and (WordCategory.INDICATOR, word.word) not in self._taught:
                return WordRefusal("word-known-already" if known == word.belongs_to else "word-known-otherwise", known)
            return None if word.belongs_to not in {"", word.word} else WordRefusal("word-base-unknown", word.belongs_to)
        own = {
            IndicatorSense.NAME: words.certainty.heads,
            IndicatorSense.RISE: words.growth.rise,
            IndicatorSense.FALL: words.growth.fall,
            IndicatorSense.KEPT_DOWN: words.indicators.kept_down,
        }
        if word.word in own.get(sense, ()):
            return WordRefusal("word-known-already", SENSES[WordCategory.INDICATOR][sense])
        opposite = _OPPOSITE.get(sense)
        if opposite is not None and word.word in own[opposite]:
            return WordRefusal("word-known-otherwise", SENSES[WordCategory.INDICATOR][opposite])
        if sense is IndicatorSense.KEPT_DOWN and word.word in words.certainty.rising:
            return WordRefusal("word-known-otherwise", HIGHER_IS_BETTER)
        return None


def meaning_of(word: TaughtWord) -> str:
    """What a word was taught to mean, in a few words."""
    sense = SENSES[word.category][word.sense]
    text = MEANINGS[word.category, bool(word.belongs_to) and word.belongs_to != word.word]
    return text.format(sense=sense, belongs_to=word.belongs_to, factor=f"{word.factor.normalize():f}")


def _is_same(one: TaughtWord, other: TaughtWord) -> bool:
    return (one.category, one.sense, one.belongs_to, one.factor) == (
        other.category,
        other.sense,
        other.belongs_to,
        other.factor,
    )
