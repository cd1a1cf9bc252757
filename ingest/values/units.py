"""Units of measure: from the unit as written to the base unit that figures are compared in. Numbers are `numbers`' part."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ingest.values.numerals import OWN_NAMES, multiplier_factor
from ingest.vocabulary import Measure

_PREFIXES = ("万亿", "千亿", "百亿", "十亿", "千万", "百万", "十万", "亿", "万", "千", "百")


def split_multiplier(unit: str) -> tuple[str, str]:
    """万户 → (万, 户); 千瓦 → ("", 千瓦); 万千瓦 → (万, 千瓦)."""
    if unit.startswith(OWN_NAMES):
        return "", unit
    for prefix in _PREFIXES:
        if unit.startswith(prefix) and not unit.startswith(OWN_NAMES, len(prefix) - 1):
            return prefix, unit[len(prefix) :]
    return "", unit


def to_base(value: Decimal, unit: str, measures: Mapping[str, Measure]) -> tuple[Decimal, str]:
    """The value in the base unit of its dimension, and that unit: 5.76 万户 → 57600 户; 40 MW → 40000 千瓦.

    A unit that is in no table keeps its name and only loses its multiplier. 成 is tenths: 3 成 → 30 %.
    """
    if unit == "成":
        return _tidy(value * 10), "%"
    measure = measures.get(unit)
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
