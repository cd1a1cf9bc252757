"""What a list says of itself: term, area, title, issuer, number and date, in the forms that documents write them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ingest.documents.reader import read_bytes
from ingest.task_lists.head import read_head, read_term
from ingest.task_lists.own_place import area_in, wholes
from ingest.task_lists.reader import read_task_list
from ingest.vocabulary import Area, Vocabulary
from tests.unit.task_lists.golden_rows import seeds


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("北塔区人民政府2023年11-12月“三重点”任务清单", "2023-11-01", "2023-12-31"),
        ("云岭区2024年政府工作报告目标任务责任分解", "2024-01-01", "2024-12-31"),
        ("南河县2025年第三季度重点工作清单", "2025-07-01", "2025-09-30"),
        ("南河县2025年下半年重点工作清单", "2025-07-01", "2025-12-31"),
        ("南河县2024年1—6月任务表", "2024-01-01", "2024-06-30"),
        ("南河县2024年2月份重点任务", "2024-02-01", "2024-02-29"),
        ("南河县2024-2026年行动任务清单", "2024-01-01", "2026-12-31"),
        ("南河县二〇二四年目标任务", "2024-01-01", "2024-12-31"),
        ("南河县2024年前三季度重点任务", "2024-01-01", "2024-09-30"),
        ("２０２４年度重点工作", "2024-01-01", "2024-12-31"),
    ],
)
def test_terms(title: str, start: str, end: str) -> None:
    assert read_term(title) == (dt.date.fromisoformat(start), dt.date.fromisoformat(end))


@pytest.mark.parametrize("title", ["重点任务清单", "2023年13-14月任务", ""])
def test_no_term(title: str) -> None:
    assert read_term(title) is None


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("邵阳市北塔区人民政府办公室", "北塔区"),
        ("北塔区人民政府2023年任务清单", "北塔区"),
        ("2024年双清区重点任务分解表", "双清区"),
        ("关于印发《南河县2025年清单》的通知", "南河县"),
        ("东川市政府工作报告", "东川市"),
        ("云州市青溪区2025年二季度重点工作任务分解表", "青溪区"),
        ("云岭市青州区2025年重点工作", "青州区"),
        ("青州县人民政府2025年任务清单", "青州县"),
        ("云镇市南湾区2025年重点工作", "南湾区"),
        ("石乡市2025年重点工作", "石乡市"),
        ("云岭市石乡县2025年重点工作", "石乡县"),
        ("云州2025年重点工作", "云州"),
        ("城步苗族自治县2024年清单", "城步苗族自治县"),
        ("邵阳经济技术开发区2024年任务清单", "邵阳经济技术开发区"),
        ("城区集中供热普及率提高到72%", ""),
        ("地区生产总值增长6%", ""),
        ("各县市区2024年任务", ""),
        ("建设绿色低碳先行区", ""),
        ("市场监管重点工作", ""),
    ],
)
def test_areas(text: str, area: str) -> None:
    assert area_in(text, seeds()) == area
    assert area_in(text, Vocabulary()) == area


def test_a_notice_with_its_signature_in_chinese_numerals() -> None:
    lines = [
        "南河县人民政府办公室文件",
        "南政办发〔2024〕 15 号",
        "南河县人民政府办公室",
        "关于印发《南河县2024年“六大会战”任务清单》的通知",
        "各乡镇人民政府：",
        "南河县人民政府办公室",
        "二〇二四年三月十五日",
    ]
    head = read_head(lines, [], Vocabulary()).head
    assert head is not None
    assert (head.title, head.area, head.list_id) == ("南河县2024年“六大会战”任务清单", "南河县", "nanhe-2024-01")
    assert (head.issuer, head.document_no, head.issued_on) == (
        "南河县人民政府办公室",
        "南政办发〔2024〕15号",
        dt.date(2024, 3, 15),
    )


def test_an_impossible_date_is_no_date_of_issue() -> None:
    head = read_head(["南河县2024年任务清单", "2024年2月30日"], [], Vocabulary()).head
    assert head is not None
    assert head.issued_on is None


def test_an_area_called_by_another_name_is_the_area() -> None:
    aliased = Vocabulary(
        areas={name: Area("1", "北塔区", "district", "0") for name in ("北塔区", "北塔区人民政府", "北塔区政府")}
    )
    assert area_in("北塔区人民政府2023年11-12月“三重点”任务清单", aliased) == "北塔区"
    assert area_in("邵阳市北塔区政府2024年重点工作", aliased) == "北塔区"


def test_a_title_in_two_lines_is_one() -> None:
    head = read_head(["云岭市2025年度安全生产和道路交通安全", "目标管理责任书", "甲方：云岭市人民政府"], [], Vocabulary()).head
    assert head is not None
    assert (head.title, head.period_start.year) == ("云岭市2025年度安全生产和道路交通安全目标管理责任书", 2025)


def test_a_notice_that_quotes_the_report_is_not_called_by_it() -> None:
    lines = ["市人民政府办公室关于印发2025年市《政府工作报告》主要目标任务责任分解方案的通知"]
    heading = read_head(lines, [], Vocabulary())
    assert heading.title == lines[0]
    assert "term-inferred" not in {f.code for f in heading.findings}


@pytest.mark.parametrize(
    ("lines", "years", "code"),
    [
        (["云岭市污染防治计划（二期）", "根据《云岭省2013—2020年规划》（云发〔2013〕37号）制定。"], None, "term-not-stated"),
        (["云岭市污染防治计划（二期）", "2019年，我市已治理58处。", "2021年10月21日"], (2021, 2021), "term-of-issue"),
        (["云岭市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要"], (2021, 2025), ""),
        (["云岭市养老设施布局专项规划（2022—2035年）"], (2022, 2035), ""),
    ],
)  # fmt: skip
def test_only_the_title_is_sure_of_the_term(lines: list[str], years: tuple[int, int] | None, code: str) -> None:
    heading = read_head(lines, [], Vocabulary())
    term = (heading.head.period_start.year, heading.head.period_end.year) if heading.head else None
    assert term == years
    assert {c for c in (f.code for f in heading.findings) if c.startswith("term-")} == ({code} if code else set())


WORDS = seeds()


@pytest.mark.parametrize(
    ("lines", "area", "city", "whole", "codes"),
    [
        # the title, in the forms that offices write
        (["石门县2023年民生实事责任分解表"], "石门县", "", "全县", []),
        (["荆门市2024年重点工作任务清单"], "荆门市", "", "全市", []),
        (["津市市市场监督管理局2024年工作要点"], "津市市", "", "全市", []),
        (["会同县2024年重点工作任务清单"], "会同县", "", "全县", []),
        (["和县2024年重点工作任务清单"], "和县", "", "全县", []),
        (["恩施州2024年重点工作任务分解"], "恩施州", "", "全州", []),
        (["湖南省人民政府办公厅关于印发《湖南省2024年重点民生实事实施方案》的通知"], "湖南省", "", "全省", []),
        (["宁夏回族自治区2024年民生实事任务分解"], "宁夏回族自治区", "", "全区", []),
        (["鄂温克族自治旗2024年目标任务分解"], "鄂温克族自治旗", "", "全旗", []),
        (["中共石门县委", "石门县人民政府", "关于印发《2024年重点工作任务清单》的通知"], "石门县", "", "全县", []),
        (["云岭市教育局2024年工作要点"], "云岭市", "", "全市", []),
        (["云岭经开区管委会2024年重点工作任务清单"], "云岭经开区", "", "全区", []),
        (["白石镇2024年重点工作任务清单"], "白石镇", "", "全镇", []),
        (["河东街道2024年目标任务分解表"], "河东街道", "", "全街道", []),
        (["晋城市城区2024年重点工作任务清单"], "城区", "晋城市", "全区", []),
        (["青川市临江区2024年重点任务清单"], "临江区", "青川市", "全区", []),
        (["青川市大祥区2024年重点任务清单"], "大祥区", "青川市", "全区", []),
        (["云岭市全民绿化行动实施方案（2024年）", "为深入贯彻上级部署，制定本方案。"], "云岭市", "", "全市", []),
        # a place of which there are several
        (["鼓楼区2024年重点工作任务分解"], "鼓楼区", "", "全区", ["area-of-several"]),
        (["鼓楼区2024年重点工作任务分解", "开封市鼓楼区人民政府办公室"], "鼓楼区", "开封市", "全区", ["area-of-several"]),
        # who issued it
        (["2024年重点工作任务清单", "石门县人民政府办公室", "2024年3月1日"], "石门县", "", "全县", ["area-from-issuer"]),
        (["2024年重点工作任务清单", "发布机构：云岭市财政局"], "云岭市", "", "全市", ["area-from-issuer"]),
        (["2024年重点工作任务清单", "石门政发〔2024〕3号"], "石门县", "", "全县", ["area-from-issuer"]),
        # the texts
        (["2024年重点工作任务清单", "青溪县把群众的事放在心上。"], "青溪县", "", "全县", ["area-inferred"]),
        (["2024年重点工作任务清单", "青溪县、白石县：", "现将任务清单印发给你们。"], "", "", "", ["area-not-stated"]),
        (["2024年重点工作任务清单", "青溪县先行先试，全市推广，全市验收。"], "", "", "全市", ["area-not-stated"]),
        (["2024年重点工作任务清单", "青溪县完成5户。", "白石县完成6户。"], "", "", "", ["area-not-stated"]),
        (["2024年重点工作任务清单", "武陵区、鼎城区。", "石门县；桃源县。", "津市市"], "常德市", "", "全市", ["area-inferred"]),
        (["2024年重点工作任务清单", "武陵区、岳阳县、石门县、平江县", "全市上下"], "", "", "全市", ["area-not-stated"]),
        (["2024年重点工作任务清单", "把常德建成现代化城市，全市上下支持常德。"], "常德市", "", "全市", ["area-inferred"]),
        (["2024年重点工作任务清单", "把常德建成现代化城市，全县上下支持常德。"], "", "", "全县", ["area-not-stated"]),
        (["数字湖南建设2024年工作要点", "全省上下建设数字湖南。"], "湖南省", "", "全省", ["area-inferred"]),
        (["2024年重点工作任务清单", "根据我市实际，全市动员。", "出台省级办法。"], "", "", "全市", ["area-not-stated"]),
        # none: the kind of place that the title or the texts tell, never the home's
        (["2024年区《政府工作报告》重点工作责任分解方案"], "", "", "全区", ["area-not-stated"]),
        (["关于印发自治区2024年《政府工作报告》目标任务分解的通知"], "", "", "全区", ["area-not-stated"]),
        (["全县2024年重点工作任务清单"], "", "", "全县", ["area-not-stated"]),
        (["市教育局2024年工作要点"], "", "", "全市", ["area-not-stated"]),
        (["市场监管2024年重点工作任务清单"], "", "", "", ["area-not-stated"]),
        (["2024年重点工作任务清单", "全州上下要抓好落实。"], "", "", "全州", ["area-not-stated"]),
    ],
)
def test_the_list_s_own_place(lines: list[str], area: str, city: str, whole: str, codes: list[str]) -> None:
    heading = read_head(lines, [], WORDS)
    assert (heading.place.area, heading.place.city) == (area, city)
    assert wholes(heading.place, heading.sources, "工作目标")["city_target"] == whole
    assert [found.code for found in heading.place.findings] == codes


@pytest.mark.parametrize(
    ("title", "column", "of_targets", "of_district"),
    [
        ("北塔区2024年重点工作任务清单", "市定工作目标", "全市", "全区"),
        ("北塔区2024年重点工作任务清单", "工作目标", "全区", "全区"),
        ("青溪县2024年重点工作任务清单", "州定目标", "全州", "全县"),
        ("云岭市2024年重点工作任务清单", "市级目标", "全市", ""),
        ("云岭市2024年重点工作任务清单", "省定目标", "全市", ""),
    ],
)
def test_whose_targets_a_column_holds(title: str, column: str, of_targets: str, of_district: str) -> None:
    heading = read_head([title], [], WORDS)
    assert wholes(heading.place, heading.sources, column) == {"city_target": of_targets, "district_task": of_district}


def test_a_list_of_a_county_speaks_of_its_county() -> None:
    text = "青溪县2024年重点工作任务清单\n\n一、重点工作\n\n1.新增农村户厕改造5000户。（责任单位：县住建局）\n"
    task_list = read_task_list(read_bytes(text.encode(), "list.txt"), WORDS)
    assert [target.area for target in task_list.targets] == ["全县"]


def test_town_and_country_is_no_town_of_the_county_before_it() -> None:
    head = read_head(["青溪县城乡养老服务提升三年行动方案（2024—2026年）"], [], Vocabulary()).head
    assert head is not None
    assert head.area == "青溪县"


@pytest.mark.parametrize(
    ("lines", "area", "city"),
    [
        (("云岭市青溪区人民政府办公室", "青溪区2025年3月重点任务清单"), "青溪区", "云岭市"),
        (("云州市青溪区2025年3月重点任务清单",), "青溪区", "云州市"),
        (("青溪区2025年3月重点任务清单", "云岭市青溪区人民政府办公室", "2025年3月1日"), "青溪区", "云岭市"),
        (("云岭市人民政府办公室", "青溪区2025年3月重点任务清单"), "青溪区", ""),  # who else speaks is not where it lies
        (("青溪区2025年3月重点任务清单",), "青溪区", ""),
    ],
)
def test_the_letterhead_tells_the_city_of_a_place_that_nobody_knows(lines: tuple[str, ...], area: str, city: str) -> None:
    place = read_head(lines, [], seeds()).place
    assert (place.area, place.city) == (area, city)


@pytest.mark.parametrize(
    ("lines", "place", "codes"),
    [
        (["2024年重点工作任务清单"], ("青溪区", "云岭市"), ["area-of-home"]),
        (["2024年重点工作任务清单", "全区上下要抓好落实。"], ("青溪区", "云岭市"), ["area-of-home"]),
        (["2024年重点工作任务清单", "全市上下要抓好落实。"], ("云岭市", ""), ["area-of-home"]),
        (["2024年重点工作任务清单", "全县上下要抓好落实。"], ("", ""), ["area-not-stated"]),
        (["白石县2024年重点工作任务清单"], ("白石县", ""), []),
        (["青溪区2024年重点工作任务清单"], ("青溪区", "云岭市"), []),
    ],
)
def test_a_list_that_names_no_place_is_of_that_of_the_installation(
    lines: list[str], place: tuple[str, str], codes: list[str]
) -> None:
    words = replace(WORDS, home_place="青溪区", home_city="云岭市")
    found = read_head(lines, [], words).place
    assert (found.area, found.city) == place
    assert [finding.code for finding in found.findings] == codes
