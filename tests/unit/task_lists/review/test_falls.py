"""A fall is negative growth: whoever types 3 for 下降3% is understood where that is plain, and asked otherwise."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from ingest.findings import Effect, Severity
from ingest.task_lists.model import Kind
from ingest.task_lists.review.applying import apply_overrides
from ingest.task_lists.review.falls import is_unsigned_fall
from tests.unit.task_lists.golden_rows import seeds
from tests.unit.task_lists.review.books import Clerk, a_list, open_book

TEXT = """青溪县2024年重点工作任务清单

一、重点工作

1.节能。单位GDP能耗下降2.5%，规模工业增加值增长7%，园区雨污分流管网。（责任单位：县发改局）
2.环保。化学需氧量排放较上年下降2个百分点。（责任单位：县环保局）
"""
FELL = "单位GDP能耗下降2.5%"
ADDED = {
    "所在任务": "重点工作-1 节能",
    "语句": FELL,
    "kind": "同比增速",
    "comparator": "不超过",
    "unit": "%",
    "metric": "万元产值能耗",
}


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    clerk = open_book(tmp_path, a_list(TEXT))
    clerk.sheet().protection.sheet = False
    return clerk


def test_a_fall_s_new_figure_without_its_minus_is_a_fall(clerk: Clerk) -> None:
    assert clerk.says(clerk.row(FELL), "value") == "-2.5"
    corrections, (found,) = clerk.write(clerk.row(FELL), value=3).send()
    assert (found.code, found.severity, found.place.row) == ("review-fall-read-as-minus", Severity.INFO, clerk.row(FELL))
    (target,) = [t for t in apply_overrides(a_list(TEXT), corrections, seeds()).targets if t.reviewed]
    assert (target.value, target.value_base) == (-3, -3)


@pytest.mark.parametrize("value", [-3, "-3", "－3"])
def test_a_fall_with_its_minus_is_taken_as_it_is(clerk: Clerk, value: object) -> None:
    (correction,), findings = clerk.write(clerk.row(FELL), value=value).send()
    assert (correction.values, findings) == ({"value": -3}, ())


@pytest.mark.parametrize(
    "said",
    [
        {"value": 3, "comparator": "不低于"},  # at least a fall of 3, or a rise after all?
        {"value": 3, "metric": "能耗"},
        {"value": 3, "value_max": 5},
    ],
)
def test_where_more_was_changed_the_clerk_is_asked(clerk: Clerk, said: dict[str, object]) -> None:
    corrections, (found,) = clerk.write(clerk.row(FELL), **said).send()
    assert corrections == ()
    assert (found.code, found.severity, found.effect) == ("review-fall-without-minus", Severity.ERROR, Effect.ROW)
    assert (found.place.row, found.seen) == (clerk.row(FELL), "3")
    assert "-3" in found.fix


def test_an_added_fall_without_its_minus_is_asked_for(clerk: Clerk) -> None:
    corrections, (found,) = clerk.add(**ADDED, value=2.5).send()
    assert (corrections, found.code) == ((), "review-fall-without-minus")


def test_an_added_fall_with_its_minus_is_taken(clerk: Clerk) -> None:
    (correction,), findings = clerk.add(**ADDED, value=-2.5).send()
    assert (correction.values["value"], findings) == (Decimal("-2.5"), ())


def test_a_rise_in_the_same_task_is_nobody_s_fall(clerk: Clerk) -> None:
    (correction,), findings = clerk.write(clerk.row("规模工业增加值增长7%"), value=8).send()
    assert (correction.values, findings) == ({"value": 8}, ())


@pytest.mark.parametrize(
    ("span", "value", "kind", "metric", "is_fall"),
    [
        ("能耗下降3%", 3, Kind.GROWTH, "能耗", True),
        ("能耗降幅不低于3%", 3, Kind.GROWTH, "能耗", True),
        ("能耗下降3%", 4, Kind.GROWTH, "能耗", True),  # another figure, the same direction
        ("较上年下降2个百分点", 2, Kind.RELATIVE, "能耗", True),
        ("产值、能耗分别增长5%、下降3%", 3, Kind.GROWTH, "能耗", True),
        ("产值、能耗分别增长5%、下降3%", 5, Kind.GROWTH, "产值", False),
        ("由下降2%转为增长2%", 2, Kind.GROWTH, "投资", False),
        ("能耗下降到3%", 3, Kind.RATIO, "能耗", False),
        ("投资不下降，增幅3%", 3, Kind.GROWTH, "投资", False),
        ("能耗降低率3%", 3, Kind.GROWTH, "能耗降低率", False),  # the metric itself is the fall
        ("能耗下降3%", -3, Kind.GROWTH, "能耗", False),
        ("投资增长3%", 3, Kind.GROWTH, "投资", False),
        ("减少用工3人", 3, Kind.LEVEL, "用工", False),
    ],
)
def test_what_is_a_fall_without_its_sign(span: str, value: int, kind: Kind, metric: str, is_fall: bool) -> None:
    assert is_unsigned_fall({"value": Decimal(value), "kind": kind, "metric": metric}, span) is is_fall
