"""Whether a word that somebody teaches can be taken: what is known of it already, and what it belongs to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ingest.gazetteer import gazetteer
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.review.texts import SENSES
from ingest.task_lists.targets.text.dates import scan_when
from ingest.task_lists.targets.text.term import Term
from ingest.taught import WITHDRAWN, TaughtWord, WordCategory
from ingest.values.units import shipped_measures, split_multiplier
from ingest.vocabulary import IndicatorSense, MeasureKind, Vocabulary

_SOME_YEAR = Term(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
_OPPOSITE = {IndicatorSense.RISE: IndicatorSense.FALL, IndicatorSense.FALL: IndicatorSense.RISE}


@dataclass(frozen=True, slots=True)
class WordRefusal:
    """Why a word is not taken: the code of a finding, "" where there is nothing to say; and what is known of the word."""

    code: str
    known: str = ""


class KnownWords:
    """The words of the seeds, of the home, and of the rows of a sheet that were taken so far."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._measures = {**{m.unit: m.kind for m in vocabulary.taught_measures}}
        self._measures.update({unit: measure.kind for unit, measure in shipped_measures().items()})
        self._taught_indicators = {word for _, word in vocabulary.taught_indicators}
        self._rows: dict[tuple[WordCategory, str], TaughtWord] = {}

    def kind_of(self, unit: str) -> MeasureKind:
        """The kind of a unit that others are converted into; that of an amount where nobody knows it."""
        return self._measures.get(unit, MeasureKind.MEASURE)

    def take(self, word: TaughtWord) -> WordRefusal | None:
        """Remember a word; or the reason why it cannot be taken."""
        key = (word.category, word.word)
        earlier = self._rows.get(key)
        if earlier is not None:
            same = (earlier.sense, earlier.belongs_to, earlier.factor) == (word.sense, word.belongs_to, word.factor)
            return WordRefusal("" if same else "word-said-twice")
        refusal = self._refusal(word)
        if refusal is None:
            self._rows[key] = word
            if word.category is WordCategory.MEASURE and word.sense != WITHDRAWN:
                self._measures[word.word] = MeasureKind(word.sense)
        return refusal

    def _refusal(self, word: TaughtWord) -> WordRefusal | None:
        if word.sense == WITHDRAWN:
            return None if self._is_taught(word) else WordRefusal("word-not-taught")
        if word.category is WordCategory.MEASURE:
            return self._of_measure(word)
        return self._of_area(word) if word.category is WordCategory.AREA else self._of_indicator(word)

    def _is_taught(self, word: TaughtWord) -> bool:
        if word.category is WordCategory.MEASURE:
            return any(measure.unit == word.word for measure in self._vocabulary.taught_measures)
        if word.category is WordCategory.AREA:
            known = self._vocabulary.areas.get(word.word)
            return known is not None and not known.is_in_tree
        return word.word in self._taught_indicators or word.word in self._vocabulary.indicator_synonyms

    def _of_measure(self, word: TaughtWord) -> WordRefusal | None:
        shipped = shipped_measures().get(word.word)
        if shipped is not None:
            same = (shipped.base_unit, shipped.factor) == (word.belongs_to, word.factor)
            said = f"{shipped.factor.normalize():f}{shipped.base_unit}"
            return WordRefusal("word-known-already" if same else "word-known-otherwise", said)
        if split_multiplier(word.word)[0] or _is_date(word.word):
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
        is_known = upper != word.word and (upper in areas or in_sheet or bool(gazetteer().named(upper)))
        return None if is_known else WordRefusal("word-base-unknown", upper)

    def _of_indicator(self, word: TaughtWord) -> WordRefusal | None:
        words, sense = lexicon(), IndicatorSense(word.sense)
        if sense is IndicatorSense.SYNONYM:
            known = self._vocabulary.indicator_synonyms.get(word.word)
            if known == word.belongs_to:
                return WordRefusal("word-known-already", known)
            return None if word.belongs_to not in {"", word.word} else WordRefusal("word-base-unknown", word.belongs_to)
        own = {
            IndicatorSense.RISE: words.growth.rise,
            IndicatorSense.FALL: words.growth.fall,
            IndicatorSense.KEPT_DOWN: words.indicators.kept_down,
        }
        if word.word in own.get(sense, ()):
            return WordRefusal("word-known-already", SENSES[WordCategory.INDICATOR][sense])
        opposite = _OPPOSITE.get(sense)
        if opposite is not None and word.word in own[opposite]:
            return WordRefusal("word-known-otherwise", SENSES[WordCategory.INDICATOR][opposite])
        comparing = (*words.comparators.before_value, *words.comparators.after_value, *words.verbs.done)
        return WordRefusal("word-known-otherwise", word.word) if word.word in comparing else None


def _is_date(unit: str) -> bool:
    """Whether a number before it would be read as a date: 年, 月底前."""
    return any(scan_when(f"{number}{unit}", 0, _SOME_YEAR) is not None for number in ("3", "2024"))
