"""What the city's column and the district's state of the own place in the same words of figures: linked, asked once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from ingest.progress.knowledge.context import Context
from ingest.seeds import Seeds
from ingest.task_lists.group_members import with_members
from ingest.task_lists.measures import measure_asked
from ingest.task_lists.model import Asked, Comparator, GroupShare, Kind, ListHead, Target, Task, TaskList
from ingest.task_lists.obligations import Obligation, obligations

WORDS = Seeds().at(dt.date(2025, 3, 6)).of("青溪区", "云岭市")
HEAD = ListHead("qingxi-2025-03", "清单", "青溪区", "", "", None, dt.date(2025, 3, 1), dt.date(2025, 4, 30), city="云岭市")
LANES = Target(
    "重点工作", "1", "", "city_target", "", 1, "新建公厕", Kind.LEVEL, "青溪区新建公厕12座", Comparator.GE,
    value=Decimal(12), unit="座", value_base=Decimal(12), unit_base="座", area="青溪区",
    target_key="qingxi-2025-03/重点工作-1/1",
)  # fmt: skip


def again(**differs: object) -> Target:
    target = replace(
        LANES, source_column="district_target", span="新建公厕12座", seq=2, target_key="qingxi-2025-03/重点工作-1/2", **differs
    )
    return replace(target, measure_asked=measure_asked(target, WORDS))


def asked(*targets: Target, lead: tuple[str, ...] = ("区城管局",)) -> tuple[Obligation, ...]:
    task = Task("重点工作", "1", "", (), "城市管理", "", "", (), (*lead, "区住建局"), lead, (), ())
    other = replace(task, task_no="2", name="城市更新")
    neighbours = [replace(LANES, area=area) for area in ("东屏区", "南屏区")]
    words = with_members(WORDS, (*targets, *neighbours), ())
    return obligations(TaskList(HEAD, (task, other), targets), words)


@pytest.mark.parametrize(
    "differs",
    [
        {},
        {"due": dt.date(2025, 4, 30)},  # the list's own end, said
        {"area": "全区"},
        {"area": "市辖三区", "share_of_group": GroupShare.EACH},
        {"value": Decimal("0.12"), "unit": "百座"},  # the same in another unit
    ],
)
def test_the_same_is_asked_once_and_accepted_of_both(differs: dict[str, object]) -> None:
    rows = [row for row in asked(LANES, again(**differs)) if row.area_name == "青溪区"]
    lead, beside = ([row for row in rows if row.unit == unit] for unit in ("区城管局", "区住建局"))
    assert [(row.target_key[-1], row.is_lead, row.same_as) for row in lead] == [
        ("1", True, None), ("2", False, LANES.target_key),
    ]  # fmt: skip
    assert [(row.target_key[-1], row.is_lead, row.same_as) for row in beside] == [
        ("1", False, None), ("2", False, LANES.target_key),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "differs",
    [
        {"value": Decimal(20), "value_base": Decimal(20)},
        {"comparator": Comparator.LE},
        {"metric": "改建公厕"},
        {"due": dt.date(2025, 3, 31)},
        {"span": "全年新建公厕12座"},
        {"period_start": dt.date(2025, 1, 1)},
        {"stretch": True},
        {"task_no": "2"},
        {"area": "全市"},
        {"area": "市辖三区", "share_of_group": GroupShare.TOTAL},
        {"kind": Kind.QUALITATIVE},
        {"is_base": True},
    ],
)
def test_what_differs_is_asked_for_itself(differs: dict[str, object]) -> None:
    # what the own place contributes to a wider area's is another matter
    rows = [row for row in asked(LANES, replace(again(), **differs)) if not row.is_contribution]
    assert {row.same_as for row in rows} == {None}
    assert {row.target_key for row in rows if row.is_lead} >= {LANES.target_key} | (
        set() if "is_base" in differs else {again().target_key}
    )


def test_steps_of_one_work_are_no_repeats_of_each_other() -> None:
    begun = replace(LANES, kind=Kind.MILESTONE, metric="城南公厕", span="城南公厕4月底前开工", value=None, value_base=None)
    built = replace(begun, seq=2, target_key=again().target_key, span="城南公厕4月底前完工")
    assert {row.same_as for row in asked(begun, built)} == {None}
    assert {row.same_as for row in asked(begun, replace(built, span=begun.span))} == {None, begun.target_key}


@pytest.mark.parametrize(
    ("metric", "span"),
    [
        ("青溪区体育中心", "4月底前，青溪区体育中心建成投用"),
        ("区体育中心", "4月底前，区体育中心建成投用"),
        ("体育中心", "4月底前，体育中心建成投用"),
        ("体育中心", "全区4月底前体育中心建成投用。"),
    ],
)
def test_a_work_is_the_same_with_its_place_before_it_and_without(metric: str, span: str) -> None:
    citys = replace(
        LANES, kind=Kind.MILESTONE, metric="体育中心", span="4月底前，青溪区体育中心建成投用", value=None, value_base=None
    )
    districts = replace(citys, metric=metric, span=span, area="全区", seq=2, target_key=again().target_key)
    assert {row.same_as for row in asked(citys, districts)} == {None, citys.target_key}


def test_only_the_own_place_may_be_left_out_of_a_name() -> None:
    assert {row.same_as for row in asked(LANES, again(metric="青溪区新建公厕"))} == {None, LANES.target_key}
    assert {row.same_as for row in asked(LANES, again(metric="南屏区新建公厕"))} == {None}


def test_two_offices_that_answer_for_one_column_each_are_both_asked() -> None:
    rows = [row for row in asked(replace(LANES, lead_unit="区住建局"), again()) if row.is_lead]
    assert [(row.unit, row.target_key[-1], row.same_as) for row in rows] == [
        ("区住建局", "1", None), ("区城管局", "2", LANES.target_key),
    ]  # fmt: skip


def test_three_that_say_the_same_are_tied_to_the_first() -> None:
    third = replace(again(), seq=3, target_key="qingxi-2025-03/重点工作-1/3")
    rows = asked(LANES, again(), third)
    assert {row.target_key[-1]: row.same_as for row in rows} == {"1": None, "2": LANES.target_key, "3": LANES.target_key}
    said_by = Context(obligations=rows).said_by
    assert {said_by(row.target_key, row.area) for row in rows} == {(LANES.target_key, "青溪区")}


CITYS = replace(
    LANES, metric="新建公厕", span="全市新建公厕50座", value=Decimal(50), value_base=Decimal(50), area="云岭市",
    seq=5, target_key="qingxi-2025-03/重点工作-1/5",
)  # fmt: skip
PART = replace(LANES, span="其中青溪区12座", parent_seq=5)


def told(rows: tuple[Obligation, ...], target: Target, unit: str = "区城管局") -> list[tuple[str, bool, bool, str | None]]:
    of_target = [row for row in rows if row.target_key == target.target_key and row.unit == unit]
    return [(row.area_name, row.is_contribution, row.is_lead, row.same_as) for row in of_target]


def test_the_own_part_of_a_wider_amount_is_asked_once() -> None:
    rows = asked(CITYS, PART)
    assert told(rows, CITYS) == [("云岭市", False, True, None), ("青溪区", True, False, PART.target_key)]
    assert told(rows, PART) == [("青溪区", False, True, None)]
    said_by = Context(obligations=rows).said_by
    assert said_by(CITYS.target_key, "青溪区") == said_by(PART.target_key, "青溪区") == (PART.target_key, "青溪区")
    assert said_by(CITYS.target_key, "云岭市") == (CITYS.target_key, "云岭市")


def test_what_a_part_is_a_part_of_in_turn_has_its_figure_too() -> None:
    group = replace(
        CITYS, area="市辖三区", share_of_group=GroupShare.TOTAL, parent_seq=5, seq=6, target_key="qingxi-2025-03/重点工作-1/6"
    )
    rows = asked(CITYS, group, replace(PART, parent_seq=6))
    assert [told(rows, whole)[-1] for whole in (CITYS, group)] == [("青溪区", True, False, PART.target_key)] * 2


def test_the_district_s_own_figure_is_its_part_of_what_the_city_s_column_wants() -> None:
    own = replace(PART, parent_seq=None, source_column="district_task", span="新建公厕12座")
    assert told(asked(CITYS, own), CITYS)[-1] == ("青溪区", True, False, PART.target_key)
    growth = {"kind": Kind.GROWTH, "measure_asked": Asked.YOY, "unit": "%", "value_base": None}
    rows = asked(replace(CITYS, **growth), replace(own, **growth))
    assert told(rows, CITYS)[-1] == ("青溪区", True, False, PART.target_key)


def test_what_each_member_has_is_the_own_part() -> None:
    each = replace(PART, area="市辖三区", share_of_group=GroupShare.EACH)
    assert told(asked(CITYS, each), CITYS)[-1] == ("青溪区", True, False, each.target_key)


@pytest.mark.parametrize(
    "differs",
    [
        {"parent_seq": None},
        {"metric": "改建公厕"},
        {"unit": "万元", "unit_base": "元"},
        {"due": dt.date(2025, 3, 31)},
        {"period_start": dt.date(2025, 1, 1)},
        {"kind": Kind.GROWTH, "measure_asked": Asked.YOY},
        {"kind": Kind.RATIO},
        {"is_base": True},
    ],
)
def test_a_part_that_asks_another_figure_leaves_the_contribution_asked(differs: dict[str, object]) -> None:
    assert told(asked(CITYS, replace(PART, **differs)), CITYS)[-1] == ("青溪区", True, True, None)


def test_an_office_that_does_not_answer_for_the_part_is_asked_what_it_contributes() -> None:
    rows = asked(CITYS, replace(PART, lead_unit="区住建局"))
    assert told(rows, CITYS)[-1] == ("青溪区", True, True, PART.target_key)
    assert told(rows, PART, "区住建局") == [("青溪区", False, True, None)]


def test_parts_of_each_other_are_asked_as_they_are() -> None:
    rows = asked(replace(CITYS, parent_seq=6), replace(CITYS, parent_seq=5, seq=6, target_key="6", value_base=Decimal(2)), PART)
    assert told(rows, CITYS)[-1] == ("青溪区", True, False, PART.target_key)
