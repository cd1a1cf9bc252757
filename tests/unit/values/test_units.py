"""Units of measure stand once, in a seed that the readers and dbt share: a new unit is one row there."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.seeds import SEEDS, Seeds
from ingest.task_lists.model import Confidence, Kind, Target, Task
from ingest.task_lists.targets import Term, read_targets
from ingest.values import units
from ingest.values.units import is_count, split_multiplier, to_base, unit_words
from ingest.vocabulary import MeasureKind, Vocabulary

MEASURES = Seeds().measures()
TERM = Term(dt.date(2023, 11, 1), dt.date(2023, 12, 31))


def read(text: str, vocabulary: Vocabulary) -> Target:
    task = Task("重点工作", "1", "", "", "国土绿化", text, "", (), (), (), (), ())
    (target,) = read_targets(task, TERM, vocabulary).targets
    return target


def test_every_base_unit_is_a_unit_of_its_dimension_and_worth_one() -> None:
    by_unit = {measure.unit: measure for measure in MEASURES}
    assert len(by_unit) == len(MEASURES)
    for measure in MEASURES:
        base = by_unit[measure.base_unit]
        assert (base.dimension, base.base_unit, base.factor) == (measure.dimension, base.unit, 1), measure


def test_what_has_no_dimension_is_converted_into_nothing() -> None:
    for measure in MEASURES:
        if not measure.dimension:
            assert (measure.base_unit, measure.factor) == (measure.unit, 1), measure
        assert bool(measure.dimension) or measure.kind is not MeasureKind.SHARE


def test_a_unit_with_a_multiplier_is_worth_what_the_multiplier_says() -> None:
    by_unit = {measure.unit: measure for measure in MEASURES}
    multiples = [measure for measure in MEASURES if split_multiplier(measure.unit)[0]]
    assert len(multiples) > 10
    for measure in multiples:
        assert to_base(Decimal(1), measure.unit, {}) == (measure.factor, split_multiplier(measure.unit)[1])
        assert by_unit[split_multiplier(measure.unit)[1]].base_unit == measure.base_unit


def test_the_words_of_units_come_longest_first_and_without_multipliers() -> None:
    words = unit_words()
    assert list(words.words) == sorted(words.words, key=len, reverse=True)
    assert "万元" not in words.words
    assert "千瓦" in words.words
    assert words.by_first["平"][0] == "平方公里"
    assert words.counts & words.shares == frozenset()


@pytest.mark.parametrize(("unit", "counted"), [("家", True), ("万户", True), ("车位", True), ("亩", False), ("元/人", False)])
def test_what_counts_things(unit: str, counted: bool) -> None:
    assert is_count(unit) is counted


@pytest.mark.parametrize("vocabulary", [Vocabulary(), Seeds().at(dt.date(2023, 11, 25))], ids=["empty", "seeds"])
def test_tenths_are_percent_whatever_the_vocabulary(vocabulary: Vocabulary) -> None:
    target = read("化肥农药利用率提高到四成以上", vocabulary)
    assert (target.value, target.unit, target.value_base, target.unit_base) == (4, "成", 40, "%")


def test_a_new_unit_is_one_row_of_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its row 顷 is a unit that nobody knows, and the target is for review; with it the target is sure."""
    with (SEEDS / "measure_units.csv").open(encoding="utf-8", newline="") as handle:
        rows = [row for row in csv.reader(handle) if row[0] != "顷"]
    for seed in SEEDS.glob("*.csv"):
        (tmp_path / seed.name).symlink_to(seed)
    (tmp_path / "measure_units.csv").unlink()

    def forget() -> None:
        for words in (units.shipped_measures, units.shipped_unit_words):
            words.cache_clear()

    def read_with(*more: list[str]) -> Target:
        with (tmp_path / "measure_units.csv").open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle).writerows([*rows, *more])
        forget()
        return read("植树20顷", Seeds(tmp_path).at(dt.date(2023, 11, 25)))

    monkeypatch.setattr(units, "SEEDS", tmp_path)
    try:
        unknown = read_with()
        target = read_with(["顷", "亩", "100", "land", "measure", "", ""])
    finally:
        forget()
    assert (unknown.confidence, unknown.unit_base) == (Confidence.REVIEW, "顷")
    assert (target.confidence, target.kind, target.value, target.unit) == (Confidence.SURE, Kind.LEVEL, 20, "顷")
    assert (target.value_base, target.unit_base) == (2000, "亩")
