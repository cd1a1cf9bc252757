"""Units of measure: the words they are written with, and the base unit that figures are compared in.

The one source is seeds/measure_units.csv, which dbt reads as well; what a number is, is `numbers`' part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from ingest.seeds import SEEDS, Seeds
from ingest.values.numerals import MULTIPLIERS, OWN_NAMES, multiplier_factor
from ingest.vocabulary import Measure, MeasureKind

SAME_COUNT = frozenset(("个", "家", "户"))  # count the same things: a total may be in 家 and its parts in 个


@dataclass(frozen=True, slots=True)
class UnitWords:
    """The units as words of a text, without their multipliers (万 of 万户 is the number's)."""

    words: tuple[str, ...]  # longest first
    by_first: Mapping[str, tuple[str, ...]]  # the same by their first character
    counts: frozenset[str]
    shares: frozenset[str]
    after_numeral: frozenset[str]  # 两个, 八百家, 三座


_in_use: ContextVar[UnitWords | None] = ContextVar("unit_words_in_use", default=None)


def words_of(measures: Iterable[Measure]) -> UnitWords:
    """The words of some units of measure."""
    plain = [measure for measure in measures if not split_multiplier(measure.unit)[0]]
    words = tuple(sorted((measure.unit for measure in plain), key=len, reverse=True))
    return UnitWords(
        words,
        {first: tuple(word for word in words if word[0] == first) for first in {word[0] for word in words}},
        frozenset(measure.unit for measure in plain if measure.kind is MeasureKind.COUNT),
        frozenset(measure.unit for measure in plain if measure.kind is MeasureKind.SHARE),
        frozenset(measure.unit for measure in plain if measure.after_numeral),
    )


def unit_words() -> UnitWords:
    """The words of the units: the shipped ones, which are language and no knowledge of a place, and inside `counting_with`
    those that a home was taught."""
    return _in_use.get() or shipped_unit_words()


@cache
def shipped_measures() -> Mapping[str, Measure]:
    """The shipped units by their word, read once."""
    return {measure.unit: measure for measure in Seeds(SEEDS).measures()}


@cache
def shipped_unit_words() -> UnitWords:
    """The words of the shipped units."""
    return words_of(shipped_measures().values())


@lru_cache(maxsize=16)
def _words_with(taught: tuple[Measure, ...]) -> UnitWords:
    shipped = shipped_measures()
    return words_of((*shipped.values(), *(measure for measure in taught if measure.unit not in shipped)))


@contextmanager
def counting_with(taught: tuple[Measure, ...]) -> Iterator[None]:
    """Inside, `unit_words` and `is_count` know the units that a home was taught as well."""
    token = _in_use.set(_words_with(taught) if taught else None)
    try:
        yield
    finally:
        _in_use.reset(token)


@cache
def _shares() -> Mapping[str, Measure]:
    return {unit: measure for unit, measure in shipped_measures().items() if measure.kind is MeasureKind.SHARE}


def is_count(unit: str) -> bool:
    """Whether a unit counts things, with or without a multiplier: 家, 万户."""
    return split_multiplier(unit)[1] in unit_words().counts


def split_multiplier(unit: str) -> tuple[str, str]:
    """万户 → (万, 户); 千瓦 → ("", 千瓦); 万千瓦 → (万, 千瓦)."""
    if unit.startswith(OWN_NAMES):
        return "", unit
    for prefix in MULTIPLIERS:
        if unit.startswith(prefix) and not unit.startswith(OWN_NAMES, len(prefix) - 1):
            return prefix, unit[len(prefix) :]
    return "", unit


def to_base(value: Decimal, unit: str, measures: Mapping[str, Measure]) -> tuple[Decimal, str]:
    """The value in the base unit of its dimension, and that unit: 5.76 万户 → 57600 户; 40 MW → 40000 千瓦.

    A unit that is in no table keeps its name and only loses its multiplier. What a share is, is known without any table:
    成 is tenths, 3 成 → 30 %.
    """
    measure = measures.get(unit) or _shares().get(unit)
    if measure is None:
        prefix, name = split_multiplier(unit)
        factor = multiplier_factor(prefix)
        measure = measures.get(name)
        if measure is None:
            return _tidy(value * factor), name
        return _tidy(value * factor * measure.factor), measure.base_unit
    return _tidy(value * measure.factor), measure.base_unit


def _tidy(value: Decimal) -> Decimal:
    """Without an exponent and without trailing zeros after the point, so that equal values are written alike."""
    plain = value.normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() and plain.adjusted() < 27 else plain
