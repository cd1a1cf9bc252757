"""What a home was taught changes how its documents are read, and nothing outside their reading."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.areas import Relation, placed
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Comparator, Confidence, Kind, Target
from ingest.taught import TaughtWord, WordCategory, with_taught
from ingest.values.units import is_count, to_base, unit_words
from ingest.vocabulary import IndicatorSense, Vocabulary
from tests.unit.task_lists.golden_rows import read_made, seeds

MEASURE, AREA, INDICATOR = WordCategory.MEASURE, WordCategory.AREA, WordCategory.INDICATOR
SHANG = TaughtWord(MEASURE, "垧", "measure", "亩", Decimal(15), "张三")


def read(sentence: str, vocabulary: Vocabulary) -> Target:
    text = f"邵阳县2024年重点工作任务清单\n\n一、重点工作\n\n1.任务。{sentence}。\n"
    (target,) = read_made(text.encode(), "清单.txt", vocabulary).targets
    return target


def before_and_after(sentence: str, *words: TaughtWord) -> tuple[Target, Target]:
    return read(sentence, seeds()), read(sentence, with_taught(seeds(), words))


def test_a_taught_unit_is_read_converted_and_sure() -> None:
    before, after = before_and_after("植树20垧", SHANG)
    assert (before.confidence, before.unit_base) == (Confidence.REVIEW, "垧")
    assert (after.confidence, after.value, after.value_base, after.unit_base) == (Confidence.SURE, 20, 300, "亩")
    assert read("植树2万垧", with_taught(seeds(), [SHANG])).value_base == 300000


def test_a_unit_of_a_unit_and_one_that_counts() -> None:
    words = [TaughtWord(MEASURE, "畦", "count", "畦"), TaughtWord(MEASURE, "大畦", "count", "畦", Decimal(4))]
    known = with_taught(seeds(), words)
    assert to_base(Decimal(3), "大畦", known.measures) == (12, "畦")
    assert to_base(Decimal(3), "畦", known.measures) == (3, "畦")


def test_words_of_indicators_decide_kind_and_direction() -> None:
    before, after = before_and_after("窝工率3%", TaughtWord(INDICATOR, "窝工率", IndicatorSense.KEPT_DOWN))
    assert (before.comparator, after.comparator) == (Comparator.GE, Comparator.LE)
    before, after = before_and_after("工业发展速度8%", TaughtWord(INDICATOR, "发展速度", IndicatorSense.GROWTH))
    assert (before.kind, after.kind) == (Kind.RATIO, Kind.GROWTH)
    rate = TaughtWord(INDICATOR, "绿化覆盖率", IndicatorSense.RATIO)
    before, after = before_and_after("绿化覆盖率提高5%", rate)
    assert (before.kind, after.kind) == (Kind.GROWTH, Kind.RATIO)
    before, after = before_and_after("绿化覆盖率下降5%", rate)
    assert (before.kind, after.kind, after.value) == (Kind.GROWTH, Kind.GROWTH, -5)  # a fall stays one
    before, after = before_and_after("投资攀升5%", TaughtWord(INDICATOR, "攀升", IndicatorSense.RISE))
    assert (after.kind, after.metric) == (Kind.GROWTH, "投资")
    before, after = before_and_after("投资滑落5%", TaughtWord(INDICATOR, "滑落", IndicatorSense.FALL))
    assert (after.kind, after.value, after.comparator) == (Kind.GROWTH, -5, Comparator.LE)


def test_a_taught_name_is_a_metric_to_be_sure_of() -> None:
    before, after = before_and_after("百日攻坚破题20个", TaughtWord(INDICATOR, "百日攻坚破题", IndicatorSense.NAME))
    assert (before.confidence, after.confidence) == (Confidence.REVIEW, Confidence.SURE)
    assert after.metric == "百日攻坚破题"


def test_a_taught_place_has_the_row_and_lies_where_it_was_said_to() -> None:
    place = TaughtWord(AREA, "云岭片", "park", "邵阳县")
    before, after = before_and_after("云岭片新建公厕3座", place)
    assert (before.area, after.area, after.metric) == ("全县", "云岭片", "新建公厕")
    known = with_taught(seeds(), [place])
    assert placed("邵阳县", known.of("云岭片")).relation is Relation.PART
    assert placed("云岭片", known.of("云岭片")).code is None  # its code is of nobody's tree


def test_what_the_seeds_know_they_know_better() -> None:
    wrong = [TaughtWord(MEASURE, "公里", "measure", "亩", Decimal(2)), TaughtWord(AREA, "北塔区", "county", "湖南省")]
    known = with_taught(seeds(), wrong)
    assert known.measures["公里"] == seeds().measures["公里"]
    assert known.areas["北塔区"] == seeds().areas["北塔区"]


def test_nothing_is_known_outside_a_reading_and_after_one_that_broke(monkeypatch: pytest.MonkeyPatch) -> None:
    known = with_taught(seeds(), [SHANG, TaughtWord(INDICATOR, "攀升", IndicatorSense.RISE)])
    shipped = unit_words(), lexicon()
    read("植树20垧", known)
    assert (unit_words(), lexicon()) == shipped
    assert not is_count("垧")

    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("ingest.task_lists.reader.read_tables", broken)
    with pytest.raises(RuntimeError):
        read("植树20垧", known)
    assert (unit_words(), lexicon()) == shipped


def test_no_word_is_no_change() -> None:
    assert with_taught(seeds(), ()) is seeds()
