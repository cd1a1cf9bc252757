"""Which office of a list a written name means: in any county, by every usual spelling, and never the wrong one."""

# ruff: noqa: E501 - tables of names
from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.progress.knowledge.office_names import Fit, KnownOffices
from ingest.progress.knowledge.offices import WORDS, Seat, office_words

_OF_COUNTY = """
    县发改局 县教体局 县科工信局 县公安局 县民政局 县财政局 县人力资源和社会保障局 县自然资源局 县住建局 县交通运输局 县农业农村局 县水利局
    县文旅广体局 县卫健局 县医保局 县应急局 县市场监督管理局 县统计局 县城市管理和综合执法局 县林业局 县政务服务中心 县供销社 团县委 县妇联
    县委办 县政府办 县委组织部 县人民法院 县融媒体中心 县公路养护中心 白石镇 龙口乡 河东街道 县城投公司 县茶产业办 市生态环境局青溪分局
"""
_OF_DISTRICT = "区发改委 区住建委 区教育局 区体育局 区商务局 区大数据局 区政务服务中心 区行政审批局 市发改委 白石镇 白石街道"
COUNTY = KnownOffices(_OF_COUNTY.split(), Seat("青溪县", ("云岭市", "南江省")), {})
DISTRICT = KnownOffices(_OF_DISTRICT.split(), Seat("南湾区", ("云岭市",)), {"区数据资源局": "区大数据局"})

MEANT = [
    *(
        (text, "县发改局")
        for text in ("发改局", "县发改局", "发展和改革局", "县发展改革局", "青溪县发展和改革局", "云岭市青溪县发改局")
    ),
    *((text, "县发改局") for text in ("南江省云岭市青溪县发改局", "青溪发改局", "本县发改局", "发改委", "县发展和改革委员会")),
    *((text, "县人力资源和社会保障局") for text in ("人社局", "县人社局", "人力资源社会保障局", "人力社保局")),
    *((text, "县教体局") for text in ("教育和体育局", "教育体育局", "县教体局")),
    *((text, "县科工信局") for text in ("科技和工业信息化局", "科学技术和工业信息化局")),
    *((text, "县住建局") for text in ("住房和城乡建设局", "住房城乡建设局")),
    *((text, "县文旅广体局") for text in ("文化旅游广电体育局", "文化旅游广播电视体育局", "文旅体广局")),
    *((text, "县卫健局") for text in ("卫生健康局", "卫健委", "青溪县卫生健康局")),
    *((text, "县市场监督管理局") for text in ("市场监管局", "市监局", "县市监局")),
    *((text, "县城市管理和综合执法局") for text in ("城管局", "城管执法局", "综合执法局", "城市管理局")),
    *((text, "县政务服务中心") for text in ("政务中心", "政务服务中心", "县政务中心")),
    *(
        (text, "市生态环境局青溪分局")
        for text in ("生态环境局", "县生态环境局", "生态环境分局", "云岭市生态环境局青溪分局", "青溪生态环境分局")
    ),
    ("医疗保障局", "县医保局"),
    ("应急管理局", "县应急局"),
    ("供销合作社", "县供销社"),
    ("共青团青溪县委", "团县委"),
    ("团委", "团县委"),
    ("妇女联合会", "县妇联"),
    ("县委办公室", "县委办"),
    ("中共青溪县委办公室", "县委办"),
    ("政府办公室", "县政府办"),
    ("县人民政府办公室", "县政府办"),
    ("组织部", "县委组织部"),
    ("县法院", "县人民法院"),
    ("融媒体中心", "县融媒体中心"),
    ("白石镇人民政府", "白石镇"),
    ("龙口乡政府", "龙口乡"),
    ("河东街道办事处", "河东街道"),
    ("河东办事处", "河东街道"),
    ("城投集团", "县城投公司"),
    ("茶产业办公室", "县茶产业办"),
]


@pytest.mark.parametrize(("text", "office"), MEANT)
def test_another_spelling_is_the_office(text: str, office: str) -> None:
    assert (COUNTY.named(text).offices, COUNTY.named(text).fit) == ((office,), Fit.SPELLED)


@pytest.mark.parametrize(
    ("text", "office", "fit"),
    [
        ("国土资源局", "县自然资源局", Fit.CALLED),
        ("卫计局", "县卫健局", Fit.CALLED),
        ("安监局", "县应急局", Fit.CALLED),
        ("统计", "县统计局", Fit.CALLED),
        ("白石", "白石镇", Fit.CALLED),
        ("龙口镇", "龙口乡", Fit.CALLED),
        ("行政审批局", "县政务服务中心", Fit.PART),
        ("教育局", "县教体局", Fit.PART),
        ("自然资源和规划局", "县自然资源局", Fit.PART),
        ("农业农村水利局", None, Fit.PART),
    ],
)
def test_what_is_only_likely_is_taken_where_one_fits(text: str, office: str | None, fit: Fit) -> None:
    assert (COUNTY.named(text).office, COUNTY.named(text).fit) == (office, fit)


@pytest.mark.parametrize(
    "text",
    [
        "市发改委",
        "区发改局",
        "白石县发改局",
        "云岭市发改委",
        "审计局",
        "办公室",
        "局",
        "各镇（街道）",
        "财政所",
        "县城建局",
        "医院",
        "某某公司",
    ],
)
def test_an_office_that_is_not_in_the_list_is_none(text: str) -> None:
    assert COUNTY.named(text).offices == ()


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("农业农村水利局", {"县农业农村局", "县水利局"}),
        ("体育局", {"县教体局", "县文旅广体局"}),
    ],
)
def test_two_that_fit_are_both_given(text: str, offices: set[str]) -> None:
    assert set(COUNTY.named(text).offices) == offices


def test_in_a_district_with_offices_of_its_city_and_two_towns_of_one_name() -> None:
    assert DISTRICT.named("发改委").office == "区发改委"
    assert DISTRICT.named("市发展改革委员会").office == "市发改委"
    assert set(DISTRICT.named("白石").offices) == {"白石镇", "白石街道"}
    assert DISTRICT.named("白石镇政府").office == "白石镇"
    assert DISTRICT.named("政务服务局").office == "区政务服务中心"
    assert DISTRICT.named("南湾区数据资源局").office == "区大数据局"
    assert set(DISTRICT.named("教体局").offices) == {"区教育局", "区体育局"}


def test_without_a_place_any_that_fits_counts() -> None:
    names = KnownOffices(("区发改局", "市发改委"), Seat(), {})
    assert set(names.named("发改局").offices) == {"区发改局", "市发改委"}


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("青溪县发改局2023年11月重点工作进展情况表", ("县发改局",)),
        ("20240102_人社局12月进展情况", ("县人力资源和社会保障局",)),
        ("县住建局建筑业管理股", ("县住建局",)),
        ("县住建局、县财政局", ("县住建局", "县财政局")),
        ("白石县发改局12月", ()),
        ("市发改委转发的表", ()),
        ("12月进展（报县发改局）", ()),
        ("财政局填报县医保局数据", ("县财政局", "县医保局")),
        ("青溪县人民政府重点任务清单", ()),
    ],
)
def test_offices_in_a_text(text: str, offices: tuple[str, ...]) -> None:
    assert COUNTY.in_text(text) == offices


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("县发改委员", "县发改局"),
        ("市发改委", "县发改局"),
        ("县城建局", None),
        ("农机局", None),
        ("交通运输综合执法大队", "县交通运输局"),
        ("公路中心", "县公路养护中心"),
    ],
)
def test_the_nearest_is_really_near(text: str, near: str | None) -> None:
    found = COUNTY.near(text)
    assert (found[0] if found else None) == near
    assert len(found) <= 3


def test_every_spelling_of_the_table_means_its_office_alone() -> None:
    """In a county with an office for every function, each spelling of a function is that office."""
    table = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    for name, spellings in table["functions"].items():
        names = KnownOffices((f"县{spellings.split()[0]}局",), Seat("青溪县"), {})
        for spelling in spellings.split():
            assert names.named(f"{spelling}局").office == f"县{spellings.split()[0]}局", (name, spelling)


def test_joint_and_former_names_are_of_functions_that_the_table_has() -> None:
    table = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    for group in ("joint", "former"):
        for spelling, names in table[group].items():
            assert set(names.split()) <= table["functions"].keys(), spelling
    assert set(office_words().kinds.values()) >= {kind for kinds in office_words().alike for kind in kinds}


@given(st.text(alphabet="青溪县市区发改教育局委办中心白石镇街道的报、和", max_size=14))
def test_any_text_means_only_offices_of_the_list(text: str) -> None:
    assert set(COUNTY.named(text).offices) <= set(COUNTY.offices)
    assert set(COUNTY.in_text(text)) <= set(COUNTY.offices)
    assert set(COUNTY.near(text)) <= set(COUNTY.offices)
