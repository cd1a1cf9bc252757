"""Who files for whom, from what the head, the titles, the file's name and the hidden sheet say."""

from __future__ import annotations

import pytest

from ingest.findings import Place
from ingest.progress.fields import HeadField
from ingest.progress.layout.filing_head import HIDDEN, FilingHead, Said
from ingest.progress.layout.on_behalf import OnBehalf, on_behalf
from ingest.progress.layout.who_files import WhoFiles, who_files
from tests.unit.progress.progress_home import context


def decided(
    *offices: str, name: str = "进展情况", hidden: str = "", notes: tuple[str, ...] = (), by: str = "", behalf: str = ""
) -> WhoFiles:
    statements = [Said(HeadField.OFFICE, text, "表内", Place(sheet="表", row=2, column="A")) for text in offices]
    statements += [Said(HeadField.OFFICE, hidden, HIDDEN, Place())] if hidden else []
    statements += [Said(HeadField.ON_BEHALF, note, "表内", Place()) for note in notes]
    statements += [Said(HeadField.FILED_BY, by, "表内", Place())] if by else []
    statements += [Said(HeadField.ON_BEHALF, behalf, "表内", Place(), is_labelled=True)] if behalf else []
    passing = (Said(HeadField.TITLE, name, "文件名", Place()),)
    return who_files(FilingHead(tuple(statements)), (), passing, context())


def told(who: WhoFiles) -> list[tuple[str, str]]:
    return [(finding.code, finding.message) for finding in who.findings]


@pytest.mark.parametrize(
    "office",
    [
        "发改局",
        "区发改局",
        "发展和改革局",
        "北塔区发展和改革局",
        "区发改局综合股",
        "区发改局 张三",
        "区发展改革委（盖章）",
        "区发改局\n（公章）",
    ],
)
def test_the_office_by_any_name(office: str) -> None:
    assert decided(office) == WhoFiles("区发改局", "")


@pytest.mark.parametrize(
    "name", ["20240102_发改局12月进展情况", "北塔区发展和改革局2023年12月", "发改局报区政府办12月进展", "进展情况（区发改局）"]
)
def test_the_office_of_the_files_name(name: str) -> None:
    assert decided(name=name) == WhoFiles("区发改局", "")


def test_an_unknown_office_is_answered_with_those_that_are_near() -> None:
    assert told(decided("市发改委")) == [("office-unknown", "填报单位“市发改委”不在任务清单的责任单位里。是不是“区发改局”？")]
    assert told(decided("综合办", name="区商务局12月")) == [
        ("office-unknown", "填报单位“综合办”不在任务清单的责任单位里。是不是“区商务局”？")
    ]
    assert "清单里的责任单位有：区住建局、区发改局、区商务局" in told(decided("区气象台"))[0][1]


@pytest.mark.parametrize("office", ["大祥区发改局", "青溪县发改局", "市发改委"])
def test_the_office_of_another_place_is_not_taken(office: str) -> None:
    assert (decided(office).unit, [code for code, _ in told(decided(office))]) == ("", ["office-unknown"])


@pytest.mark.parametrize(
    ("office", "named"),
    [
        ("区发改局、区商务局", "“区发改局”、“区商务局”"),
        ("区发展改革局 商务局", "“区发改局”、“区商务局”"),
        ("区发改局、区广电局", "“区发改局”、“区广电局”"),
        ("区林业局/区发改局", "“区林业局”、“区发改局”"),
    ],
)
def test_two_units_are_asked_about(office: str, named: str) -> None:
    told_of = [("office-several", f"填报单位写了几个单位（{named}），分不清这份报表是哪个单位的。")]
    assert (decided(office).unit, told(decided(office))) == ("", told_of)


@pytest.mark.parametrize("office", ["区发改局、综合股", "区发改局 价格认证中心", "区发改局 张三", "区发改局，发展和改革局"])
def test_one_unit_with_its_section_or_a_person_is_one(office: str) -> None:
    assert (decided(office).unit, told(decided(office))) == ("区发改局", [])


def test_what_is_only_likely_is_said() -> None:
    who = decided("区城乡建设局")
    assert (who.unit, [code for code, _ in told(who)]) == ("区住建局", ["office-called-before"])
    who = decided("区教育体育局")
    assert (who.unit, [code for code, _ in told(who)]) == ("区教育局", ["office-of-more"])


def test_the_visible_head_goes_before_the_hidden_sheet() -> None:
    who = decided("区商务局", hidden="区发改局")
    assert (who.unit, [code for code, _ in told(who)]) == ("区商务局", ["form-of-another-office"])
    assert decided(hidden="区发改局", name="发改局12月") == WhoFiles("区发改局", "")
    who = decided(hidden="区发改局")
    assert (who.unit, [code for code, _ in told(who)]) == ("区发改局", ["office-of-the-form"])
    assert [code for code, _ in told(decided(hidden="区发改局", name="区商务局12月"))] == ["office-conflict"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("由区统计局代区商务局填报", OnBehalf("区统计局", "区商务局")),
        ("区统计局代商务局报", OnBehalf("区统计局", "区商务局")),
        ("区商务局（由区统计局代报）", OnBehalf("区统计局", "区商务局")),
        ("区统计局（代区商务局）", OnBehalf("区统计局", "区商务局")),
        ("区商务局（区统计局代）", OnBehalf("区统计局", "区商务局")),
        ("注：本表由区统计局代填。", OnBehalf("区统计局", "")),
        ("区商务局由区统计局转报", OnBehalf("区统计局", "区商务局")),
        ("区发改局代为填报", OnBehalf("区发改局", "")),
        ("代区商务局填报", OnBehalf("", "区商务局")),
        ("区现代农业服务中心填报", None),
        ("张三代报", None),
        ("年代久远的小区", None),
        ("区发改局2023年人大代表建议办理进展", None),
        ("区商务局农业转移人口", None),
        ("区商务局转发的报表", None),
        ("", None),
    ],
)
def test_what_says_that_one_files_for_another(text: str, found: OnBehalf | None) -> None:
    assert on_behalf(text, context()) == found


@pytest.mark.parametrize(
    "who",
    [
        decided("区统计局代区商务局"),
        decided("区商务局（区统计局代报）"),
        decided("区统计局", notes=("由区统计局代区商务局填报",)),
        decided("区商务局", notes=("由区统计局代填",)),
        decided("区商务局", behalf="区统计局"),
        decided("区统计局", name="区统计局代区商务局报12月进展"),
    ],
)
def test_the_unit_is_the_one_reported_for(who: WhoFiles) -> None:
    assert (who.unit, who.filed_by) == ("区商务局", "区统计局")
    assert told(who) == [("filed-on-behalf", "这份报表由“区统计局”代“区商务局”填报，按“区商务局”的报表采用。")]


def test_a_unit_of_the_list_may_file_for_another() -> None:
    who = decided("区发改局", notes=("由区发改局代区商务局填报",), name="区发改局12月", by="张三")
    assert (who.unit, who.filed_by) == ("区商务局", "区发改局 张三")
    third = decided("区财政局", notes=("由区发改局代区商务局填报",))
    assert [code for code, _ in told(third)] == ["office-conflict", "filed-on-behalf"]
