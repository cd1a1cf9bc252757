"""A list is read from its own place: home words mean its district and its city; rows of the seeds hold on their days."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ingest.areas import PlacedArea, Relation, placed
from ingest.documents.containers import Container
from ingest.seeds import SEEDS, Seeds
from ingest.task_lists.head import read_head
from ingest.task_lists.model import Kind, ListHead, Target, Task, TaskList
from ingest.task_lists.raw_rows import raw_rows
from ingest.vocabulary import Vocabulary

WORDS = Seeds().at(dt.date(2023, 11, 25))
BEITA = WORDS.of("北塔区")
FAR = WORDS.of("临江区", "青川市")


@pytest.mark.parametrize(
    ("written", "name", "code", "relation"),
    [
        ("全市", "邵阳市", "430500", Relation.PART),
        ("全区", "北塔区", "430511", Relation.OWN),
        ("本地区", "北塔区", "430511", Relation.OWN),
        ("北塔区人民政府", "北塔区", "430511", Relation.OWN),
        ("全省", "湖南省", "430000", Relation.PART),
        ("市辖三区", "市辖三区", "430500-G1", Relation.MEMBER),
        ("各县市区", "各县市区", "430500-G2", Relation.MEMBER),
        ("园区", "园区", "430500-G3", Relation.NONE),
        ("邵东市", "邵东市", "430582", Relation.NONE),
        ("双清区（含邵阳经开区）", "双清区（含邵阳经开区）", "430502", Relation.NONE),
        ("北塔区（含经开区）", "北塔区（含经开区）", "430511", Relation.PART),
        ("市科技局", "市科技局", None, Relation.NONE),
    ],
)
def test_areas_seen_from_a_place_of_the_tree(written: str, name: str, code: str | None, relation: Relation) -> None:
    at = placed(written, BEITA)
    assert (at.name, at.code, at.relation) == (name, code, relation)


def test_the_members_that_a_rule_names_go_with_a_group() -> None:
    at = placed("市辖三区", BEITA)
    assert (at.members, at.has_others) == (("双清区", "大祥区", "北塔区"), False)
    assert placed("全市", BEITA).members == ()


def test_what_lies_in_the_own_place_is_inside() -> None:
    city = WORDS.of("邵阳市")
    assert [placed(name, city).relation for name in ("北塔区", "邵阳经开区", "各县市区", "市科技局")] == [
        Relation.INSIDE, Relation.INSIDE, Relation.INSIDE, Relation.NONE,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "name", "relation"),
    [
        ("全市", "青川市", Relation.PART),
        ("青川市", "青川市", Relation.PART),
        ("全区", "临江区", Relation.OWN),
        ("临江区", "临江区", Relation.OWN),
        ("各县市区", "各县市区", Relation.MEMBER),
        ("市辖三区", "市辖三区", Relation.NONE),
        ("邵阳市", "邵阳市", Relation.NONE),
    ],
)
def test_areas_seen_from_a_place_nobody_told_of(written: str, name: str, relation: Relation) -> None:
    at = placed(written, FAR)
    assert (at.name, at.relation) == (name, relation)


def test_a_city_that_is_not_named_keeps_the_word() -> None:
    assert placed("全市", WORDS.of("临江区")) == PlacedArea("全市", None, Relation.PART)
    assert placed("全市", Vocabulary().of("临江区")) == PlacedArea("全市", None, Relation.NONE)


@pytest.mark.parametrize(
    ("own", "city", "written", "name", "relation"),
    [
        # a place of the country's tree brings what it lies in
        ("石门县", "", "全市", "常德市", Relation.PART),
        ("石门县", "", "全省", "湖南省", Relation.PART),
        ("石门县", "", "全县", "石门县", Relation.OWN),
        ("石门县", "", "北塔区", "北塔区", Relation.NONE),
        ("恩施州", "", "全州", "恩施州", Relation.OWN),
        ("恩施州", "", "全省", "湖北省", Relation.PART),
        ("津市市", "", "全市", "津市市", Relation.OWN),
        ("邵东市", "", "全市", "邵东市", Relation.OWN),
        ("重庆市", "", "全市", "重庆市", Relation.OWN),
        ("石柱土家族自治县", "", "全市", "重庆市", Relation.PART),
        ("鄂温克旗", "", "全旗", "鄂温克旗", Relation.OWN),
        ("白石镇", "", "全镇", "白石镇", Relation.OWN),
        ("白石镇", "", "本辖区", "白石镇", Relation.OWN),
        ("白石镇", "", "全县", "全县", Relation.NONE),
        ("石门县", "", "全镇", "全镇", Relation.NONE),
        # of several places of one name only the city tells which
        ("鼓楼区", "开封市", "全省", "河南省", Relation.PART),
        ("鼓楼区", "", "全市", "全市", Relation.PART),
        # a place of another city that is called as one of the home's
        ("大祥区", "青川市", "全市", "青川市", Relation.PART),
        ("大祥区", "青川市", "全区", "大祥区", Relation.OWN),
        ("大祥区", "青川市", "市辖三区", "市辖三区", Relation.NONE),
    ],
)
def test_areas_seen_from_a_place_of_the_country(own: str, city: str, written: str, name: str, relation: Relation) -> None:
    at = placed(written, WORDS.of(own, city))
    assert (at.name, at.relation) == (name, relation)


def test_a_list_without_a_place_is_not_of_the_home() -> None:
    for word in ("全市", "全区", "各县市区", "园区", "市本级", "市辖三区"):
        assert placed(word, WORDS.of("")) == PlacedArea(word, None, Relation.NONE)


def test_a_list_of_another_place_never_speaks_of_ours() -> None:
    lines = ["青川市临江区人民政府2024年重点任务清单"]
    head = read_head(lines, [], WORDS).head
    assert head is not None
    assert (head.area, head.city) == ("临江区", "青川市")
    task = Task("重点工作", "1", "", "", "项目", "", "", (), ("区发改局", "各镇（街道）"), (), (), ())
    alone = Task("重点工作", "2", "", "", "环境", "", "", (), ("各镇（街道）",), (), (), ())
    targets = tuple(
        Target("重点工作", no, "", "city_target", "", seq, "新开工项目", Kind.LEVEL, "新开工", area=area)
        for no, seq, area in (("1", 1, "全市"), ("1", 2, "全区"), ("1", 3, "北塔区"), ("2", 1, "各县市区"))
    )
    rows = raw_rows(TaskList(head, (task, alone), targets), Container.TEXT, WORDS)
    owed = [(o["unit"], o["area"], o["area_name"], o["is_contribution"]) for o in rows["obligations"] if o["is_lead"]]
    assert owed == [
        ("区发改局", "全市", "青川市", False),
        ("区发改局", "临江区", "临江区", True),
        ("区发改局", "全区", "临江区", False),
        # whose towns they are nobody told: the group itself is asked, never the towns of another place
        ("各镇（街道）", "各县市区", "各县市区", False),
        ("各镇（街道）", "临江区", "临江区", True),
    ]
    assert "邵阳" not in str(rows)
    assert "陈家桥镇" not in str(rows)


def test_rows_of_a_seed_hold_on_their_days(tmp_path: Path) -> None:
    for seed in SEEDS.glob("*.csv"):
        (tmp_path / seed.name).write_bytes(seed.read_bytes())
    with (tmp_path / "unit_aliases.csv").open("a", encoding="utf-8") as handle:
        handle.write("区大数据局,区发改局,2024-01-01,2024-12-31\n")
    seeds = Seeds(tmp_path)
    known = [
        seeds.at(day).unit_aliases.get("区大数据局")
        for day in (dt.date(2023, 12, 31), dt.date(2024, 1, 1), dt.date(2025, 1, 1))
    ]
    assert known == [None, "区发改局", None]
    assert seeds.at(dt.date(2024, 12, 31)).unit_aliases["区大数据局"] == "区发改局"


def test_a_head_without_a_place_is_read_too() -> None:
    head = ListHead("unknown-2024-01", "t", "", "", "", None, dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert raw_rows(TaskList(head), Container.TEXT, WORDS)["obligations"] == []
