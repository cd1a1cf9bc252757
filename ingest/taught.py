"""Words that a home was taught by its own people: units of measure, places, words of indicators; and the vocabulary with them.

How they come in (the sheet of words of a review workbook) is told by `task_lists/review`; here is what they are, how they
stand in the raw table `taught_words`, and what they add to the words of the seeds. What the seeds know they never change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from ingest.findings import Place
from ingest.rows import Row, from_row, to_row
from ingest.vocabulary import Area, IndicatorSense, Measure, MeasureKind, Vocabulary


class WordCategory(StrEnum):
    """What a taught word is a word of."""

    MEASURE = "measure"
    AREA = "area"
    INDICATOR = "indicator"


WITHDRAWN = "withdrawn"  # the sense of a word that was taught wrongly: it is known no longer


@dataclass(frozen=True, slots=True)
class TaughtWord:
    """One word as it was taught.

    `sense` is a `MeasureKind`, the level of an area, an `IndicatorSense`, or `WITHDRAWN`. `belongs_to` is the base unit (the
    word itself for a unit of its own), the area it lies in, or the indicator it is another name of; `factor` how many base
    units one is. `taught_on` is what the person wrote, None where nothing; when it came is in the provenance of its row.
    """

    category: WordCategory
    word: str
    sense: str
    belongs_to: str = ""
    factor: Decimal = Decimal(1)
    taught_by: str = ""
    taught_on: dt.date | None = None
    place: Place = Place()


def taught_words(home: Path, before_seq: int | None = None) -> tuple[TaughtWord, ...]:
    """The words that a home was taught, the oldest first. `before_seq`: only those that came before a receipt."""
    from ingest import raw  # pyarrow is slow to import

    rows = sorted(raw.read_table(home, "taught_words"), key=lambda row: row["receipt_seq"])
    return tuple(
        from_row(TaughtWord, row, factor=Decimal(row["factor"]))
        for row in rows
        if before_seq is None or row["receipt_seq"] < before_seq
    )


def taught_row(word: TaughtWord, file_name: str) -> Row:
    """A word as a row of the raw table, without its provenance."""
    at = word.place
    return to_row(
        "taught_words",
        word,
        factor=f"{word.factor.normalize():f}",
        file_name=file_name,
        sheet=at.sheet,
        row_no=at.row or None,
        column_letter=at.column,
    )


def latest_words(words: Iterable[TaughtWord]) -> list[TaughtWord]:
    """Of `words`, oldest first, those that hold: of one word the last that was taught, if it was not withdrawn."""
    latest: dict[tuple[WordCategory, str], TaughtWord] = {}
    for word in words:
        latest.pop((word.category, word.word), None)
        latest[word.category, word.word] = word
    return [word for word in latest.values() if word.sense != WITHDRAWN]


def with_taught(vocabulary: Vocabulary, words: Iterable[TaughtWord]) -> Vocabulary:
    """A vocabulary that knows `words` too, those that hold."""
    known = latest_words(words)
    if not known:
        return vocabulary
    measures = tuple(measure_of(word, vocabulary) for word in known if word.category is WordCategory.MEASURE)
    indicators = [word for word in known if word.category is WordCategory.INDICATOR]
    synonyms = {word.word: word.belongs_to for word in indicators if word.sense == IndicatorSense.SYNONYM}
    return replace(
        vocabulary,
        areas={**_areas([word for word in known if word.category is WordCategory.AREA], vocabulary), **vocabulary.areas},
        measures={**{measure.unit: measure for measure in measures if measure.dimension}, **vocabulary.measures},
        indicator_synonyms={**synonyms, **vocabulary.indicator_synonyms},
        taught_measures=(*vocabulary.taught_measures, *measures),
        taught_indicators=frozenset(
            (IndicatorSense(word.sense), word.word) for word in indicators if word.sense != IndicatorSense.SYNONYM
        ),
    )


def measure_of(word: TaughtWord, vocabulary: Vocabulary) -> Measure:
    """A taught unit as a measure: of the dimension of its base unit, which it may itself be."""
    kind = MeasureKind(word.sense)
    base = vocabulary.measures.get(word.belongs_to)
    if base is not None:
        return Measure(word.word, base.base_unit, word.factor * base.factor, base.dimension, kind, after_numeral=True)
    # a unit of its own, or one that counts: it is converted into no other unless it was taught so
    dimension = f"?{word.belongs_to}" if word.belongs_to != word.word else ""
    return Measure(word.word, word.belongs_to, word.factor, dimension, kind, after_numeral=True)


def _areas(words: Iterable[TaughtWord], vocabulary: Vocabulary) -> dict[str, Area]:
    found: dict[str, Area] = {}
    for word in words:
        upper = vocabulary.areas.get(word.belongs_to) or found.get(word.belongs_to)
        code = upper.code if upper is not None else f"?{word.belongs_to}"
        found[word.word] = Area(f"?{word.word}", word.word, word.sense, code)
    return found
