"""Which target a row is about: task numbers, names, indicators and target values as people write them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.documents.grid import Cell
from ingest.findings import Place
from ingest.progress.fields import Field
from ingest.progress.knowledge.target_text import WrittenTarget, is_text_of, target_text, written_target
from ingest.progress.matching.matcher import Matcher, RowMatch
from ingest.progress.matching.names import name_key, same_but_for_the_verb
from ingest.progress.matching.tasks import Where
from tests.unit.progress.progress_home import LIST, context

KNOWN = context()
RENOVATION = {Field.TASK_NAME: "老旧小区改造", Field.METRIC: "改造老旧小区", Field.AREA: "北塔区"}
TRADE = {Field.TASK_NAME: "招商引资", Field.METRIC: "新引进招商项目", Field.AREA: "全市"}


def matched(cells: dict[Field, str], unit: str = "", section: str = "") -> RowMatch:
    written = {name: Cell(1, 4, text, Place(sheet="表", row=4, column="A"), value=text) for name, text in cells.items()}
    return Matcher(KNOWN, LIST, unit).match(written, Where(section))


def key_of(match: RowMatch) -> str:
    return match.target.target_key.removeprefix(f"{LIST}/") if match.target else ""


def codes(match: RowMatch) -> list[str]:
    return [said.code for said in match.says]


@pytest.mark.parametrize(
    "number",
    [
        *(
            "重点项目-3",
            "重点项目3",
            "重点项目（3）",
            "重点项目(3)",
            "重点项目（三）",
            "重点项目三",
            "重点项目 第3项",
            "重点项目第三项",
            "重点项目-03",
        ),
        *("重点项目-3/1", "beita-2023-11/重点项目-3/1", "重点项目－３／１", "重点项目-3.1", "重点项目-3（1）"),
        *(
            "二、3",
            "（二）3",
            "(二) 3",
            "二（3）",
            "二.3",
            "3",
            "3.1",
            "3-1",
            "三",
            "第3项",
            "3.",
            "“重点项目”3",
            "“重点项目”（三）",
        ),
    ],
)
def test_a_number_with_its_name_is_the_task(number: str) -> None:
    match = matched({Field.TASK_NO: number, **RENOVATION})
    assert (key_of(match), codes(match)) == ("重点项目-3/1", [])


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("重点项目-4/1", "task-name-mismatch"),
        ("重点项目-4", "task-name-mismatch"),
        ("一、3", "task-name-mismatch"),
        ("四、3", "task-unknown"),
        ("重点改革-3/1", "task-unknown"),
        ("重点项目-3/2", "number-of-another-metric"),
        ("重点项目-3/9", None),
    ],
)
def test_a_number_of_something_else_is_no_match(number: str, code: str | None) -> None:
    match = matched({Field.TASK_NO: number, **RENOVATION})
    assert (key_of(match), codes(match)) == (("", [code]) if code else ("重点项目-3/1", []))


def test_a_full_key_alone_is_not_enough_and_tells_two_targets_of_one_indicator_apart() -> None:
    assert key_of(matched({Field.TASK_NO: "重点项目-3/1", Field.AREA: "北塔区"})) == ""
    assert (
        key_of(matched({Field.TASK_NO: "重点项目-3/1", Field.TASK_NAME: "老旧小区改造", Field.AREA: "北塔区"}))
        == "重点项目-3/1"
    )
    assert key_of(matched({Field.TASK_NO: "重点工作-6/2", **TRADE})) == "重点工作-6/2"
    assert key_of(matched({Field.TASK_NO: "重点工作-6/1", **TRADE})) == "重点工作-6/1"


def test_a_stroke_may_stand_before_a_subtask_as_well() -> None:
    retail = {Field.TASK_NAME: "社会消费品零售总额", Field.METRIC: "社会消费品零售总额", Field.AREA: "全市"}
    assert key_of(matched({Field.TASK_NO: "重点工作-1/7", **retail})) == "重点工作-1-7/1"


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("200", "重点工作-6/1"),
        ("34", "重点工作-6/2"),
        ("≥200（1-12月）", "重点工作-6/1"),
        ("≥34（11-12月）", "重点工作-6/2"),
        ("34个", "重点工作-6/2"),
        ("不少于34个", "重点工作-6/2"),
        ("11-12月新引进34个", "重点工作-6/2"),
        ("（1-12月）", "重点工作-6/1"),
        ("全年200个以上", "重点工作-6/1"),
        ("50", ""),
        ("", ""),
    ],
)
def test_two_targets_of_one_indicator_by_their_value(value: str, key: str) -> None:
    match = matched({Field.TASK_NO: "重点工作-6", **TRADE, Field.MEASURE_UNIT: "个", Field.TARGET_VALUE: value})
    assert (key_of(match), codes(match)) == (key, [] if key else ["target-ambiguous"])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("≥1258（1-12月）", WrittenTarget("1258", (1, 12))),
        ("≥450(11-12月)", WrittenTarget("450", (11, 12))),
        ("增速≥7（1-12月）", WrittenTarget("7", (1, 12))),
        ("前7名（12月）", WrittenTarget("7名", (12, 12))),
        ("80-100（11-12月，力争）", WrittenTarget("80", (11, 12))),
        ("≤-3.5", WrittenTarget("-3.5")),
        ("1,258户", WrittenTarget("1,258户")),
        ("全年完成1.5亿元", WrittenTarget("1.5亿元", (1, 12))),
        ("完成可研批复", WrittenTarget("")),
        ("", WrittenTarget("")),
    ],
)
def test_what_stands_under_the_target_value(text: str, written: WrittenTarget) -> None:
    assert written_target(text) == written


def test_every_target_is_known_by_what_the_form_prints_of_it() -> None:
    for target in KNOWN.targets.values():
        assert is_text_of(target, f" {target_text(target)} ")
        assert not is_text_of(replace(target, value=target.value + 1) if target.value is not None else target, "别的")
        if target.kind == "level" and target.value is not None:
            assert written_target(target_text(target)).number == f"{target.value.normalize():f}"


@pytest.mark.parametrize(
    ("metric", "key", "code"),
    [
        ("改造老旧小区", "重点项目-3/1", None),
        ("老旧小区改造", "重点项目-3/1", "metric-matched-loosely"),
        ("老旧小区投诉率", "重点项目-3/2", "metric-matched-loosely"),
        ("老旧小区改造投诉率", "重点项目-3/2", "metric-matched-loosely"),
        ("改造老旧小区投诉率", "重点项目-3/2", "metric-matched-loosely"),
        ("完成改造老旧小区", "重点项目-3/1", "metric-matched-loosely"),
        ("改造老旧小区完成", "重点项目-3/1", "metric-matched-loosely"),
        ("“改造老旧小区”", "重点项目-3/1", None),
        ("拆除老旧小区", "", "metric-unknown"),
        ("改造棚户区", "", "metric-unknown"),
    ],
)
def test_an_indicator_with_its_heading_or_its_verb_elsewhere(metric: str, key: str, code: str | None) -> None:
    match = matched({Field.TASK_NO: "重点项目-3", **RENOVATION, Field.METRIC: metric})
    assert (key_of(match), codes(match)) == (key, [code] if code else [])


@pytest.mark.parametrize(
    "written",
    [
        "“保交楼”",
        "「保交楼」",
        "『保交楼』",
        '"保交楼"',
        "＂保交楼＂",
        "‘保交楼’",
        "'保交楼'",
        "〝保交楼〞",
        "《保交楼》",
        "保交楼",
        "【保交楼】",
        "〔保交楼〕",
    ],
)
def test_marks_around_a_name_say_nothing(written: str) -> None:
    assert name_key(f"房地产风险项目{written}") == name_key("房地产风险项目“保交楼”")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("老旧小区改造", "改造老旧小区", True),
        ("城镇新增就业", "新增城镇就业", True),
        ("拆除老旧小区", "改造老旧小区", False),
        ("老旧小区", "改造老旧小区", False),
        ("改造", "改造", False),
    ],
)
def test_the_same_but_for_the_place_of_the_verb(one: str, other: str, same: bool) -> None:
    assert same_but_for_the_verb(one, other) is same


def test_a_name_alone_is_told_apart_by_its_indicator_and_its_unit() -> None:
    alone = {Field.TASK_NAME: "主要经济工作运行调度", Field.AREA: "全市"}
    assert key_of(matched({**alone, Field.METRIC: "进出口总额"})) == "重点工作-1-9/1"
    assert codes(matched(alone)) == ["task-unknown"]
    assert key_of(matched({Field.TASK_NAME: "主要经济工作运行调度全社会用电量", Field.AREA: "全市"})) == "重点工作-1-10/1"
