"""The places of a group that no rule names: by the country's table, else by what the list names, and who is asked of them."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.areas import PlacedArea, Relation, placed
from ingest.documents.containers import Container
from ingest.seeds import Seeds
from ingest.task_lists.group_members import with_members
from ingest.task_lists.model import GroupShare, Kind, ListHead, Target, Task, TaskList
from ingest.task_lists.raw_rows import raw_rows

WORDS = Seeds().at(dt.date(2025, 3, 6))


def target(area: str, seq: int = 1, share: GroupShare | None = None) -> Target:
    return Target(
        "重点工作", "1", "", "city_target", "", seq, "新建公厕", Kind.LEVEL, "新建公厕", area=area, share_of_group=share
    )


def group(written: str, *named: str, own: str = "青溪区", city: str = "云岭市") -> PlacedArea:
    targets = [target(area) for area in (written, *named)]
    return placed(written, with_members(WORDS.of(own, city), targets, ()))


@pytest.mark.parametrize(
    ("written", "named", "members", "has_others"),
    [
        ("市辖三区", ("东屏区", "南屏区", "白石县"), ("青溪区", "东屏区", "南屏区"), False),
        ("市辖三区", ("南屏区", "白石县"), ("青溪区", "南屏区"), True),
        ("各县市区", ("南屏区", "白石县", "高桥市"), ("青溪区", "南屏区", "白石县", "高桥市"), True),
        ("市城区", ("南屏区", "白石县"), ("青溪区", "南屏区"), True),
        # what ends like a district and is none; the city; another group
        ("市辖二区", ("云岭高新区", "云岭经开区", "云岭市", "各县市", "南屏区"), ("青溪区", "南屏区"), False),
        # which places these are is not said
        ("园区", ("云岭高新区",), (), False),
        ("其余县市区", ("南屏区",), (), False),
    ],
)
def test_a_group_of_a_city_in_no_table(
    written: str, named: tuple[str, ...], members: tuple[str, ...], has_others: bool
) -> None:
    at = group(written, *named)
    assert at.relation is (Relation.MEMBER if members else Relation.NONE)
    assert (at.code, at.members, at.has_others) == (None, members, has_others)


def test_a_group_that_the_own_place_is_no_member_of() -> None:
    at = group("市辖三区", "东屏区", "南屏区", "北屏区", own="白石县")
    assert (at.relation, at.members, at.has_others) == (Relation.NONE, ("东屏区", "南屏区", "北屏区"), False)


def test_a_city_of_the_country_has_all_its_counties() -> None:
    at = group("各县市区", own="石门县", city="")
    assert at.relation is Relation.MEMBER
    assert {"石门县", "武陵区", "津市市"} < set(at.members)
    assert (len(at.members), at.has_others) == (9, False)


def test_a_place_that_the_country_has_not_heard_of_is_a_member_of_its_city() -> None:
    at = group("各县（市、区）", own="云坪县", city="常德市")
    assert at.relation is Relation.MEMBER
    assert {"云坪县", "石门县", "武陵区"} < set(at.members)
    # a table that lacks one may lack others
    assert at.has_others


@pytest.mark.parametrize(
    ("written", "members"),
    [("各乡镇", ("白石镇", "柳河乡")), ("各镇（街道）", ("白石镇", "南湾街道")), ("各街道", ("南湾街道",))],
)
def test_the_towns_that_a_list_names_are_inside(written: str, members: tuple[str, ...]) -> None:
    at = group(written, "白石镇", "柳河乡", "南湾街道", own="沧浪县", city="明阳市")
    assert (at.relation, at.members, at.has_others) == (Relation.INSIDE, members, True)


def test_places_that_are_named_together_are_the_members() -> None:
    at = group("白石镇、柳河乡", "白石镇", own="沧浪县", city="明阳市")
    assert (at.relation, at.members, at.has_others) == (Relation.INSIDE, ("白石镇", "柳河乡"), False)
    at = group("青溪区和南屏区")
    assert (at.relation, at.members, at.has_others) == (Relation.MEMBER, ("青溪区", "南屏区"), False)


def asked(units: tuple[str, ...], *targets: Target) -> list[tuple[str, str, bool]]:
    task = Task("重点工作", "1", "", "", "公厕", "", "", (), units, (), (), ())
    term = (dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    head = ListHead("canglang-2025", "沧浪县2025年任务", "沧浪县", "", "", None, *term, "明阳市")
    rows = raw_rows(TaskList(head, (task,), targets), Container.TEXT, WORDS)["obligations"]
    return [(row["unit"], row["area"], row["is_lead"]) for row in rows]


def test_the_office_that_leads_is_asked_for_each_town() -> None:
    targets = (target("各乡镇", 1, GroupShare.EACH), target("白石镇", 2), target("柳河镇", 3))
    assert asked(("县城管局",), *targets) == [
        ("县城管局", "各乡镇", False),
        ("县城管局", "白石镇", True),
        ("县城管局", "柳河镇", True),
        ("县城管局", "白石镇", True),
        ("县城管局", "柳河镇", True),
    ]


def test_a_town_that_leads_is_asked_for_itself() -> None:
    targets = (target("各乡镇", 1, GroupShare.EACH),)
    assert asked(("白石镇", "柳河镇", "各乡镇"), *targets)[:1] == [("白石镇", "白石镇", True)]


def test_a_total_of_the_towns_is_asked_once() -> None:
    assert asked(("县城管局",), target("各乡镇", 1, GroupShare.TOTAL), target("白石镇", 2))[0] == ("县城管局", "各乡镇", True)


def test_a_town_beside_the_lead_is_asked_of_itself_alone() -> None:
    task = Task("重点工作", "1", "", "", "社区服务", "", "", (), ("县民政局", "双河镇", "松坪乡"), ("县民政局",), (), ())
    head = ListHead("list", "白石县任务清单", "白石县", "明阳市", "", None, dt.date(2025, 3, 1), dt.date(2025, 3, 31))
    rows = raw_rows(TaskList(head, (task,), (target("双河镇"),)), Container.TEXT, WORDS)
    owed = [(row["unit"], row["area_name"], row["is_lead"]) for row in rows["obligations"]]
    assert owed == [("县民政局", "双河镇", True), ("双河镇", "双河镇", False)]
