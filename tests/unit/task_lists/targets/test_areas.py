"""Which words of a target text are places: names of the country's tree, forms of names, short names in their context."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.gazetteer import gazetteer
from ingest.task_lists.model import Target, Task
from ingest.task_lists.targets import Term, read_targets
from ingest.vocabulary import Vocabulary

TERM = Term(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
NOWHERE = Vocabulary()
# names of counties that are words, too; they are places where the list's own place is near
ALSO_WORDS = {"矿区": "阳泉市", "城区": "阳泉市"}


def read(text: str, words: Vocabulary = NOWHERE) -> tuple[Target, ...]:
    return read_targets(Task("重点工作", "1", "", "", "任务", text, "", (), (), (), (), ()), TERM, words).targets


def areas(text: str, words: Vocabulary = NOWHERE) -> list[str]:
    return [target.area for target in read(text, words)]


@pytest.mark.parametrize("form", ["{}完成5户", "其中{}5户", "青溪县、{}和白石县各5户"])
def test_every_name_of_the_country_is_read_whole(form: str) -> None:
    wrong = []
    for name in gazetteer().names:
        words = Vocabulary().of(ALSO_WORDS.get(name, ""))
        text = form.format(name)
        if name not in areas(text, words):
            wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        # forms that stand in no table
        ("云岭县完成5户", ["云岭县"]),
        ("青溪市新增床位5张", ["青溪市"]),
        ("南湾区5户", ["南湾区"]),
        ("白石镇完成投资5亿元", ["白石镇"]),
        ("白石乡5户", ["白石乡"]),
        ("河东街道完成改造5户", ["河东街道"]),
        ("青山旗5户", ["青山旗"]),
        ("白石苏木种草5亩", ["白石苏木"]),
        ("云岭开发区完成投资5亿元", ["云岭开发区"]),
        ("云岭国家高新技术产业开发区完成投资5亿元", ["云岭国家高新技术产业开发区"]),
        ("云岭高新区签约项目5个", ["云岭高新区"]),
        ("云岭经开区5户", ["云岭经开区"]),
        ("青溪新区完成5户", ["青溪新区"]),
        ("南湾管理区完成5户", ["南湾管理区"]),
        ("白石产业园区完成5户", ["白石产业园区"]),
        ("大湖农场完成5户", ["大湖农场"]),
        ("西山林场造林5亩", ["西山林场"]),
        ("青溪县、白石镇、大湖农场各5户", ["青溪县", "白石镇", "大湖农场"]),
        # a county and what lies in it
        ("石门县高新区完成5户", ["石门县高新区"]),
        ("石门县白石镇完成5户", ["石门县白石镇"]),
        # the kind goes on
        ("青溪县、丰镇市各5户", ["青溪县", "丰镇市"]),
        ("青溪县、肥乡区各5户", ["青溪县", "肥乡区"]),
        # what only says again what was listed, or where it lies
        ("青溪县、白石县、石门县三县新建泵站分别达到18座、5座和3座", ["青溪县", "白石县", "石门县"]),
        ("石门、桃源2县各新建泵站5座", ["石门", "桃源"]),
        ("在青溪县境内新建公路5公里", ["青溪县"]),
        ("石门县范围内新建公路5公里", ["石门县"]),
        # names that only their count shows to be places
        ("南坪、青石、柳湾三乡镇各不少于4000亩", ["南坪", "青石", "柳湾"]),
        ("南坪、青石和柳湾3个镇完成改造5户", ["南坪", "青石", "柳湾"]),
        ("养老、托育2个项目投资5亿元", ["全市"]),
        ("南坪、青石三乡镇各5户", ["全市", "全市"]),
        ("其余乡镇27公里", ["其余乡镇"]),
        # connectives and numerals that names hold
        ("和县和含山县各5户", ["和县", "含山县"]),
        ("其中含山县5户", ["含山县"]),
        ("其中中宁县5户", ["中宁县"]),
        ("平陆县完成投资5亿元", ["平陆县"]),
        ("伍家岗区建设公路5公里", ["伍家岗区"]),
        ("全州县5户", ["全州县"]),
        # short names in company
        ("石门、桃源、临澧分别完成5户、6户、7户", ["石门", "桃源", "临澧"]),
        ("石门5户、桃源6户", ["石门", "桃源"]),
        ("会同5户、新晃6户、芷江7户", ["会同", "新晃", "芷江"]),
    ],
)
def test_places(text: str, named: list[str]) -> None:
    assert areas(text) == named


@pytest.mark.parametrize(
    "word",
    [
        "城市",
        "超市",
        "社区",
        "小区",
        "园区建设",
        "县域",
        "示范区",
        "保护区",
        "矿区",
        "景区",
        "上市",
        "门市",
        "库区",
        "牧区",
        "灾区",
        "功能区",
        "自贸区",
        "林区",
        "棚户区",
        "服务区",
        "校区",
        "片区",
        "山区",
        "集镇",
        "家庭农场",
        "国有林场",
        "海洋牧场",
        "智慧城市",
        "连锁超市",
        "老旧小区",
        "自然保护区",
        "特色小镇",
        "高标准示范区",
        "产业园",
        "种植区",
        "东方市场",
        "吉林省级平台",
        "宁乡市民",
    ],
)
def test_what_only_looks_like_a_place(word: str) -> None:
    for form in ("{}完成5户", "{}5个", "新建{}5个", "{}新增床位50张"):
        assert areas(form.format(word)) == ["全市"]


@pytest.mark.parametrize("text", ["石门完成5户", "会同完成5户", "通道5条", "新建通道5条", "会同、通道各5条"])
def test_a_short_name_alone_is_a_word(text: str) -> None:
    assert set(areas(text)) == {"全市"}


@pytest.mark.parametrize(
    ("place", "text", "named"),
    [
        ("常德市", "石门完成5户，桃源、津市各6户", ["石门", "桃源", "津市"]),
        ("石门县", "石门完成5户，桃源6户", ["石门", "桃源"]),
        ("湖南省", "常德完成5户", ["常德"]),
        ("常德市", "青川完成5户", ["全市"]),
        ("怀化市", "通道5条", ["全市"]),
        ("阳泉市", "矿区完成5户", ["矿区"]),
        ("常德市", "矿区完成5户", ["全市"]),
    ],
)
def test_what_lies_near_the_list_s_own_place(place: str, text: str, named: list[str]) -> None:
    assert areas(text, Vocabulary().of(place)) == named


def test_the_name_of_the_area_is_no_part_of_the_metric() -> None:
    (target,) = read("石门县地区生产总值增长6%")
    assert (target.area, target.metric) == ("石门县", "地区生产总值")
