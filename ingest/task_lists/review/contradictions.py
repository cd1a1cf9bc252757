"""What a corrected or added row says that cannot all be true of one target, or of its words. Such a row is not taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Kind
from ingest.task_lists.review.falls import is_unsigned_fall
from ingest.values.units import unit_words

_WORDS_ONLY = frozenset({Kind.QUALITATIVE, Kind.MILESTONE})
_MEASURED = frozenset({Kind.LEVEL, Kind.GROWTH, Kind.RATIO, Kind.RANK})


FALL = ("review-fall-without-minus", "value")


def contradictions(values: Mapping[str, Any], span: str) -> Iterator[tuple[str, str]]:
    """(code, field) for each, where `values` holds every field that a person may correct and `span` states the target."""
    kind, value = values["kind"], values["value"]
    if not values["metric"]:
        yield "review-row-without-metric", "metric"
    if value is not None and (kind is None or kind in _WORDS_ONLY):
        yield "review-value-without-kind", "kind"
    if kind is None:
        yield "review-row-without-kind", "kind"
    if value is None and kind in _MEASURED:
        yield "review-kind-without-value", "value"
    if values["comparator"] is None and (value is not None or kind is Kind.RELATIVE):
        yield "review-value-without-comparator", "comparator"
    if value is not None and kind in {Kind.GROWTH, Kind.RATIO} and not _is_share(values["unit"]):
        yield "review-share-without-percent", "unit"
    if is_unsigned_fall(values, span):
        yield FALL
    if values["value_max"] is not None and (value is None or values["value_max"] <= value):
        yield "review-range-out-of-order", "value_max"
    start, end = values["period_start"], values["period_end"]
    if start is not None and end is not None and end < start:
        yield "review-dates-out-of-order", "period_end"


def _is_share(unit: str) -> bool:
    return unit in unit_words().shares or unit == lexicon().units.times
