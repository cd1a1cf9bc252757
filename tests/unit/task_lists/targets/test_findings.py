"""What a reader must be told: breakdowns, pairs, unknown numbers and units, past figures, the same obligation twice."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.findings import Severity
from ingest.task_lists.model import Confidence, GroupShare, Kind, Task
from ingest.task_lists.targets import TargetReading, Term, cross_check, read_targets
from ingest.vocabulary import Area, Vocabulary

TERM = Term(dt.date(2024, 1, 1), dt.date(2024, 12, 31))


def task(text: str, no: str = "1", district: str = "") -> Task:
    return Task("重点工作", no, "", "", "任务", text, district, (), (), (), (), ())


def read(text: str, vocabulary: Vocabulary | None = None) -> TargetReading:
    return read_targets(task(text), TERM, vocabulary or Vocabulary())


def codes(reading: TargetReading) -> list[tuple[str, str]]:
    return [(finding.code, finding.severity.value) for finding in reading.findings]


@pytest.mark.parametrize(
    ("text", "severity", "seen"),
    [
        ("新增企业10家，其中青溪县6家、南河县5家", "warning", ("10家", "11家")),
        ("完成投资1.2亿元，其中青溪县7000万元、南河县7500万元", "warning", ("1.2亿元", "1.45亿元")),
        ("完成投资26亿元，其中青溪县13亿元、南河县13.02亿元", "info", ("26亿元", "26.02亿元")),
        ("新增企业10家（市科技局负责6家、市工信局负责5家）", "warning", ("10家", "11家")),
        ("新增企业10家，其中青溪县6个、南河县5个", "warning", ("10家", "11家")),
    ],
)
def test_breakdown_that_exceeds_its_total(text: str, severity: str, seen: tuple[str, str]) -> None:
    (finding,) = read(text).findings
    assert (finding.code, finding.severity.value) == ("breakdown-does-not-add-up", severity)
    assert all(total in finding.seen for total in seen)


@pytest.mark.parametrize(
    "text",
    [
        "新增企业10家，其中青溪县6家、南河县4家",
        "新增企业10家，其中青溪县6家",
        "新建公路320公里，其中：青溪县80公里，南河县、北溪县各60公里，东湖县120公里",
        "处置率达到80%，其中园区处置率达到90%",
    ],
)
def test_breakdown_without_a_finding(text: str) -> None:
    assert read(text).findings == ()


@pytest.mark.parametrize("text", ["植树1/3亩", "整改1/3亩以上的违法用地", "增加值-3亿元"])
def test_half_of_a_fraction_or_of_a_rate_is_never_sure(text: str) -> None:
    reading = read(text)
    assert [target.confidence for target in reading.targets] == [Confidence.REVIEW]
    assert codes(reading) == [("metric-doubtful", "warning")]


@pytest.mark.parametrize(
    "text",
    ["PM2.5平均浓度控制在35微克/立方米以内", "新增5G/4G基站30个", "PM10/PM2.5监测站建成3个"],
)
def test_a_stroke_of_a_unit_or_of_a_name_is_none_of_a_fraction(text: str) -> None:
    assert [target.confidence for target in read(text).targets] == [Confidence.SURE]


def test_a_group_counts_for_each_of_its_members() -> None:
    members = ("甲区", "乙区", "丙区")
    vocabulary = Vocabulary(areas={"市辖三区": Area("G", "市辖三区", "group", "", (), members)})
    text = "新增企业10家，其中青溪县5家、市辖三区各2家"
    for words in (vocabulary, Vocabulary()):
        assert [code for code, _ in codes(read(text, words))] == ["breakdown-does-not-add-up"]


@pytest.mark.parametrize(
    ("text", "share", "said"),
    [
        # 青溪区 has its own six, the two others two each: 10, which 6 and 2 or 6 and three times 2 are not
        ("新增企业10家，其中青溪区6家、市辖三区2家", GroupShare.EACH, []),
        ("新增企业9家，其中青溪区6家、市辖三区各2家", GroupShare.EACH, ["breakdown-does-not-add-up"]),
        ("新增企业8家，其中青溪区6家、市辖三区2家", GroupShare.TOTAL, []),
    ],
)
def test_a_member_with_a_value_of_its_own_counts_once(text: str, share: GroupShare, said: list[str]) -> None:
    members = ("青溪区", "东湖区", "南屏区")
    reading = read(text, Vocabulary(areas={"市辖三区": Area("G", "市辖三区", "group", "", (), members)}))
    assert [target.share_of_group for target in reading.targets] == [None, None, share]
    assert [code for code, _ in codes(reading)] == said


@pytest.mark.parametrize(
    ("text", "share", "said"),
    [
        ("新增企业9家，其中青溪县5家、市辖三区4家", GroupShare.TOTAL, []),
        ("新增企业11家，其中青溪县5家、市辖三区2家", GroupShare.EACH, []),
        ("新增企业20家，其中青溪县5家、市辖三区2家", GroupShare.UNCLEAR, ["group-share-doubtful"]),
        ("新增企业20家，其中青溪县5家、市辖三区共2家", GroupShare.TOTAL, []),
    ],
)
def test_sums_prove_what_a_group_states(text: str, share: GroupShare, said: list[str]) -> None:
    reading = read(text)
    assert [target.share_of_group for target in reading.targets] == [None, None, share]
    assert [code for code, _ in codes(reading)] == said


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("新增企业三万五家", "clause-not-understood"),
        ("完成投资17 910万元", "number-in-pieces"),
        ("城镇、农村居民收入分别增长5%、6%、7%", "pairs-do-not-match"),
        ("新增企业100锅", "measure-unknown"),
        ("植树20垧以上", "measure-unknown"),
        ("完成植树20垧", "measure-unknown"),
        ("综合考核位居全省前列", "rank-without-place"),
        ("每季度新增企业5家", "recurring-obligation"),
        ("引进投资500万元以上项目", "clause-not-understood"),
    ],
)
def test_what_is_not_sure_is_for_review(text: str, code: str) -> None:
    reading = read(text)
    assert code in {found for found, _ in codes(reading)}
    assert any(target.confidence is Confidence.REVIEW for target in reading.targets)


def test_figures_of_the_past_are_named_and_no_targets() -> None:
    reading = read("2023年完成95亿元，2024年完成105亿元。截至目前已完成20亿元。")
    assert [target.value for target in reading.targets] == [105]
    past = [finding.seen for finding in reading.findings if finding.code == "figure-is-progress"]
    assert past == ["2023年完成95亿元", "截至目前已完成20亿元"]


def test_a_scoring_sentence_is_no_target() -> None:
    reading = read("新增企业10家。各县市区按完成数量排名计分。每少1家扣0.5分，扣完为止。")
    assert len(reading.targets) == 1
    assert [rule.rule_text for rule in reading.scoring] == ["各县市区按完成数量排名计分", "每少1家扣0.5分，扣完为止"]
    assert reading.findings == ()


def test_an_unreadable_clause_is_kept() -> None:
    (target,) = read("云蒸霞蔚").targets
    assert (target.kind, target.confidence, target.span) == (Kind.QUALITATIVE, Confidence.REVIEW, "云蒸霞蔚")


def test_the_district_column_comes_after_the_city_and_speaks_of_the_district() -> None:
    reading = read_targets(task("新增企业10家", district="新增企业2家"), TERM, Vocabulary())
    assert [(t.seq, t.source_column, t.area) for t in reading.targets] == [
        (1, "city_target", "全市"),
        (2, "district_task", "全区"),
    ]


@pytest.mark.parametrize("text", ["", " ", "无", "—", "/"])
def test_a_cell_that_says_nothing(text: str) -> None:
    assert read(text) == TargetReading()


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("新增规模以上工业企业60户", "新增规模工业企业60家", True),
        ("新增限上批发零售住宿餐饮企业90家", "商贸流通企业新增90户", True),
        ("完成电子信息制造业产值130亿元", "电子信息制造业营业收入130亿元", True),
        ("新增停车位500个", "新增充电桩500个", False),
        ("新增规模以上工业企业60户", "新增规模工业企业61家", False),
        ("完成工业投资5亿元", "完成工业投资5万元", False),
    ],
)
def test_the_same_obligation_twice(first: str, second: str, found: bool) -> None:
    tasks = [task(first, "1"), task(second, "2")]
    targets = [target for t in tasks for target in read_targets(t, TERM, Vocabulary()).targets]
    findings = cross_check(tasks, targets)
    assert bool(findings) is found
    assert all(f.severity is Severity.WARNING and first in f.seen and second in f.seen for f in findings)


def test_one_task_is_not_compared_with_itself() -> None:
    one = task("新增规模工业企业60家，新增规模工业企业60家")
    assert cross_check([one], read_targets(one, TERM, Vocabulary()).targets) == ()
