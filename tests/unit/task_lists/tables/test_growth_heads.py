"""Columns of growth beside columns of amounts: a rate is never in the unit of its row, and an unclear head is for review."""

from __future__ import annotations

import pytest

from ingest.task_lists.model import Confidence, TaskList
from tests.unit.task_lists.tables.pages import page

TITLE = "青溪县国民经济和社会发展“十四五”规划主要指标"


def said(task_list: TaskList) -> list[tuple[str, str, str, bool]]:
    """metric, kind, value with its unit of every target with a value, and whether it is sure."""
    return [
        (t.metric, t.kind.value, f"{t.value}{t.unit}", t.confidence is Confidence.SURE)
        for t in task_list.targets
        if t.value is not None
    ]


@pytest.mark.parametrize(
    "growing",
    [
        "年均增长（%）或〔累计〕", "年均增长（%）<br>[累计]", "年均增速（%）/累计", "五年年均增长率（%）", "年均增幅（%）",
        "年均增长%", "年均（累计）增长（%）",
    ],
)  # fmt: skip
@pytest.mark.parametrize("base", ["（基期）", "基期值", "实绩"])
def test_a_second_row_of_heads_is_known_by_what_reaches_down_beside_it(growing: str, base: str) -> None:
    task_list = page(
        TITLE,
        (("类别", 1, 2), ("序号", 1, 2), ("指标", 1, 2), ("单位", 1, 2), "2020年", ("2025年", 2, 1), None, ("属性", 1, 2)),
        (None, None, None, None, base, "目标值", growing, None),
        (("经济发展", 1, 2), "1", "地区生产总值", "亿元", "152", "221", "7.8左右", "预期性"),
        (None, "2", "固定资产投资", "—", "—", "—", "6.5", "预期性"),
        ("民生福祉", "3", "居民人均可支配收入", "元", "21800", "31500", "7.6", "预期性"),
    )
    assert [(t.comparator.value if t.comparator else "") for t in task_list.targets] == ["ge", "approx", "ge", "ge", "ge"]
    assert said(task_list) == [
        ("地区生产总值", "level", "221亿元", True),
        ("地区生产总值", "growth", "7.8%", True),
        ("固定资产投资", "growth", "6.5%", True),
        ("居民人均可支配收入", "level", "31500元", True),
        ("居民人均可支配收入", "growth", "7.6%", True),
    ]


@pytest.mark.parametrize(
    ("amount", "growing"),
    [
        ("绝对值", "增速（%）"), ("总量", "增长%"), ("绝对额", "同比±%"), ("目标值", "增幅（%）"), ("数值", "比上年增长（%）"),
        ("绝对数", "同比增长（%）"), ("预期目标", "年均增速"),
    ],
)  # fmt: skip
def test_an_amount_and_its_growth_side_by_side_under_one_year(amount: str, growing: str) -> None:
    task_list = page(
        "青溪县2025年经济社会发展计划主要指标",
        (("序号", 1, 2), ("指标名称", 1, 2), ("计量单位", 1, 2), ("2025年计划", 2, 1), None, ("责任单位", 1, 2)),
        (None, None, None, amount, growing, None),
        ("1", "规模以上工业增加值", "亿元", "64", "8.5", "县工信局"),
        ("2", "社会消费品零售总额", "亿元", "47.5", "7", "县商务局"),
    )
    assert said(task_list)[0] == ("规模以上工业增加值", "level", "64亿元", True)
    assert {(metric, kind, value) for metric, kind, value, _ in said(task_list) if kind != "level"} == {
        ("规模以上工业增加值", "growth", "8.5%"),
        ("社会消费品零售总额", "growth", "7%"),
    }


@pytest.mark.parametrize("open_head", ["2025年目标值/增速", "目标值或年均增长", "2025年增速/绝对值", "目标（总量及增速）"])
def test_a_head_of_both_an_amount_and_a_rate_is_for_review(open_head: str) -> None:
    task_list = page(
        "青溪县2025年经济社会发展计划主要指标",
        ("序号", "指标名称", "单位", "2024年完成", open_head, "责任单位"),
        ("1", "规模以上工业增加值", "亿元", "59", "8.5", "县工信局"),
        ("2", "社会消费品零售总额", "亿元", "44", "7", "县商务局"),
    )
    assert said(task_list)
    assert not any(sure for *_, sure in said(task_list))


def test_two_columns_of_one_head_are_for_review() -> None:
    task_list = page(
        "青溪县2025年经济社会发展计划主要指标",
        ("序号", "指标名称", "单位", ("2025年目标", 2, 1), None, "责任单位"),
        ("1", "规模以上工业增加值", "亿元", "64", "8.5", "县工信局"),
        ("2", "社会消费品零售总额", "亿元", "47.5", "7", "县商务局"),
    )
    assert said(task_list)
    assert not any(sure for *_, sure in said(task_list))


def test_a_rate_beside_a_share_may_be_points_and_is_for_review() -> None:
    task_list = page(
        TITLE,
        ("指标", "单位", "2020年", "2025年", "年均增长（%）", "属性"),
        ("常住人口城镇化率", "%", "46", "52", "1.2", "预期性"),
        ("全社会研发经费投入", "%", "—", "—", "12", "预期性"),
    )
    assert said(task_list) == [
        ("常住人口城镇化率", "ratio", "52%", True),
        ("常住人口城镇化率", "growth", "1.2%", False),
        ("全社会研发经费投入", "growth", "12%", True),
    ]


@pytest.mark.parametrize(("head", "cell"), [("增长（亿元）", "5"), ("增长", "650"), ("年均增加（亿元）", "3")])
def test_an_increase_that_is_no_rate_is_for_review(head: str, cell: str) -> None:
    task_list = page(
        TITLE,
        ("指标", "单位", "2020年", "2025年目标", head, "属性"),
        ("地区生产总值", "亿元", "152", "221", cell, "预期性"),
        ("工业总产值", "亿元", "312", "420", cell, "预期性"),
    )
    assert not any(sure for _, _, value, sure in said(task_list) if value.startswith(cell))
    assert ("地区生产总值", "level", "221亿元", True) in said(task_list)


def test_a_share_in_a_row_of_amounts_is_for_review() -> None:
    task_list = page(
        "青溪县2025年经济社会发展计划主要指标",
        ("序号", "指标名称", "单位", "2025年目标", "责任单位"),
        ("1", "规模以上工业增加值", "亿元", "8.5%", "县工信局"),
        ("2", "社会消费品零售总额", "亿元", "47.5", "县商务局"),
    )
    assert [sure for *_, sure in said(task_list)] == [False, True]


def test_a_head_in_two_rows_without_merges() -> None:
    task_list = page(
        TITLE,
        ("序号", "指标", "单位", "2020年", "规划目标", "", "属性"),
        ("", "", "", "基期", "2025年", "年均增长（%）或累计", ""),
        ("1", "地区生产总值", "亿元", "152", "221", "7.8", "预期性"),
        ("2", "粮食产量", "万吨", "18.6", "19", "—", "约束性"),
    )
    assert said(task_list) == [
        ("地区生产总值", "level", "221亿元", True),
        ("地区生产总值", "growth", "7.8%", True),
        ("粮食产量", "level", "19万吨", True),
    ]
