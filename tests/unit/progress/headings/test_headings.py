"""What a heading means: a table of headings with their field, those that must stay unknown, and what holds for all of them."""

# ruff: noqa: E501 - tables of headings

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.progress.fields import AMOUNTS, FIGURES, Field
from ingest.progress.form import COLUMNS, EXTRA_COLUMNS
from ingest.progress.headings.grammar import Meaning, Months, ReadHeading, exact_fields, read_heading
from ingest.progress.headings.stacks import read_stack
from ingest.progress.headings.words import Says, heading_words

MEANT: dict[Field, str] = {
    Field.CURRENT: """本期完成 本月完成 本月完成数 当月完成额 当月实际完成 本旬完成量 本季完成 本季度实际完成数 当期完成值 本期 本月 本期数
        本月实际 本周完成 本月已完成 月度完成 本月完成金额 本月实现数 本月完成任务数""",
    Field.CUMULATIVE: """累计完成 累计 累计数 累计完成数 累计完成值 累计完成额 累计完成量 累计实际完成 本月累计 本月累计完成 本月累计完成数
        年累计 年度累计 全年累计完成 本年累计 今年累计完成数 截至本月累计完成 截至目前完成 截至目前完成数 截至目前累计完成值 截止目前完成
        年初以来累计 今年以来完成 年初至今完成数 全年完成值 年度完成数 本年完成 至今累计完成 已完成 已完成数 进度
        累积完成 总累计 累计合计 本月止累计 年初至本月累计 期末累计 现累计完成 自年初累计 目前完成数 累计实现数 报告期末累计""",
    Field.YOY: """同比 同比增长 同比增长(%) 同比增减 同比增减(%) 同比增减率 同比增幅 同比增速 增速 增幅 增长 增长率 较上年同期
        较上年同期增减 比上年同期增长(%) 较去年同期增长率 与上年同期相比 累计同比 累计增速 本月累计同比增长(%) 同比± 同比±%
        同比升降 增长速度 增速(%) 完成同比增长""",
    Field.RANK: """排名 位次 名次 排位 全省排名 全市排名 全国位次 市排名 当前排名 目前位次 累计排名 本月排名 全市名次 位次排名 综合排名
        全省位次 居全市位次""",
    Field.DONE: "是否完成 完成与否 是否已完成 是否办结 办结与否 是否完工 是否竣工 是否全部完成 是否已办结",
    Field.DONE_DATE: "完成日期 完成时间 实际完成时间 实际完成日期 办结时间 办结日期 竣工时间 完工日期",
    Field.RATE: "完成率 完成率(%) 完成比例 任务完成率 目标完成率 累计完成率 年度任务完成率 占年任务之比 进度(%)",
    Field.NARRATIVE: "进展情况 推进情况 工作进展 工作进展情况 本月进展情况 截至目前工作进展情况 目前进展 落实情况 本月工作进展",
    Field.PROBLEMS: "存在问题 存在的问题 困难和问题 存在的困难和问题 未完成原因 目前存在问题",
    Field.NEXT_STEPS: "下一步措施 下一步工作 下步打算 下月计划 下月工作计划 下一步工作计划",
    Field.TARGET_VALUE: "目标值 目标 年度目标 全年目标任务",
    Field.TASK_NO: "任务编号 序号 编号",
    Field.LAST: "上期报送",
}  # fmt: skip
BARE = "完成数 完成值 完成量 完成额 实际完成 实际完成数 实际值 实际数 完成 完成任务数 完成金额 实际完成值 指标完成值 完成数量"
EITHER = "完成情况 本月完成情况 累计完成情况 截至目前完成情况 实际完成情况 任务完成情况"
PAST = """上月累计完成 上月完成 上期完成数 上期累计 去年同期 去年同期累计 上年完成 上年累计完成数 同期数 去年完成值 截至上月底累计完成
    环比 环比增长 较上月增长 上月排名 上季完成 往年完成 基期值 累计完成(上年) 期初数"""
PLAN = "计划 本月计划 计划完成 计划完成数 本月任务数 全年任务 预计完成 预计全年完成 应完成 未完成 未完成数 计划完成时间 剩余数"
UNKNOWN = """同比增长额 同比增减额 同比增减(万元) 增减 升降 增量 排名变化 是否达标 是否按期完成 是否开工 权重 得分 数量 金额 全年 年度
    新增 累计新增 完成投资 累计完成投资 本月完成率 完成进度 北塔区累计完成 全市完成数 截至目前 备忘 联系电话 月均完成 11月较10月增长
    现价总量 排序 户数 一般 情况 月累计 季度累计 累计完成(不含市本级) 完成数(其中:新建) 完成额同比增长"""


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize(("label", "field"), [(label, name) for name, text in MEANT.items() for label in words(text)])
def test_headings_and_their_field(label: str, field: Field) -> None:
    read = read_heading(label)
    assert (read.sort, read.field, read.span) == (Meaning.FIELD, field, None)


@pytest.mark.parametrize(
    ("label", "sort"),
    [
        (label, sort)
        for sort, text in ((Meaning.BARE, BARE), (Meaning.EITHER, EITHER), (Meaning.PAST, PAST), (Meaning.PLAN, PLAN), (Meaning.UNKNOWN, UNKNOWN))
        for label in words(text)
    ],
)  # fmt: skip
def test_headings_that_say_no_field_outright(label: str, sort: Meaning) -> None:
    assert read_heading(label).sort is sort


@pytest.mark.parametrize(
    ("label", "field", "span"),
    [
        ("11月", Field.CURRENT, Months(0, 11, 11)),
        ("11月完成", Field.CURRENT, Months(0, 11, 11)),
        ("11月份完成数", Field.CURRENT, Months(0, 11, 11)),
        ("十一月完成", Field.CURRENT, Months(0, 11, 11)),
        ("2023年11月完成（万元）", Field.CURRENT, Months(2023, 11, 11)),
        ("11月累计完成", Field.CUMULATIVE, Months(0, 11, 11)),
        ("1-11月完成数", Field.CUMULATIVE, Months(0, 1, 11)),
        ("1－11月累计", Field.CUMULATIVE, Months(0, 1, 11)),
        ("1至11月完成", Field.CUMULATIVE, Months(0, 1, 11)),
        ("1月—11月累计完成值", Field.CUMULATIVE, Months(0, 1, 11)),
        ("截至11月底累计完成", Field.CUMULATIVE, Months(0, 0, 11)),
        ("截至11月30日累计完成", Field.CUMULATIVE, Months(0, 0, 11, 30)),
        ("年初至11月累计", Field.CUMULATIVE, Months(0, 11, 11)),
        ("23年累计完成", Field.CUMULATIVE, Months(2023)),
        ("2023累计完成", Field.CUMULATIVE, Months(2023)),
        ("截止11月完成", Field.CUMULATIVE, Months(0, 0, 11)),
        ("累计完成（1-11月）", Field.CUMULATIVE, Months(0, 1, 11)),
        ("完成数（截至11月底）", Field.CUMULATIVE, Months(0, 0, 11)),
        ("2023年完成数", Field.CUMULATIVE, Months(2023)),
        ("2022年累计完成", Field.CUMULATIVE, Months(2022)),
        ("四季度完成", Field.CURRENT, Months(0, 10, 12)),
        ("前三季度累计完成", Field.CUMULATIVE, Months(0, 1, 9)),
        ("上半年完成", Field.CUMULATIVE, Months(0, 1, 6)),
        ("1-11月增速", Field.YOY, Months(0, 1, 11)),
        ("11月排名", Field.RANK, Months(0, 11, 11)),
        ("11月推进情况", Field.NARRATIVE, Months(0, 11, 11)),
    ],
)
def test_headings_that_name_months(label: str, field: Field, span: Months) -> None:
    read = read_heading(label)
    assert (read.field, read.span) == (field, span)


def test_headings_that_may_mean_something_else_are_marked() -> None:
    labels = words(
        "本月新增 当月新增数 本期新增完成 11月新增 其中：本月新增 1-11月 截至11月底 较去年增减 较上年同期 比去年升降"
    )
    assert {label for label in labels if not read_stack((label,)).vague} == set()
    plain = words("本月完成 1-11月累计 较去年增减(%) 较去年增减率 较上年同期增长 同比增减 同比 11月")
    assert {label for label in plain if read_stack((label,)).vague} == set()


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("更正后", ReadHeading(Meaning.BARE, corrected=True)),
        ("更正后数值", ReadHeading(Meaning.BARE, corrected=True)),
        ("累计完成（更正后）", ReadHeading(Meaning.FIELD, Field.CUMULATIVE, corrected=True)),
        ("修正后本月完成数", ReadHeading(Meaning.FIELD, Field.CURRENT, corrected=True)),
        ("原报数", ReadHeading(Meaning.REPLACED)),
        ("更正前累计完成", ReadHeading(Meaning.REPLACED)),
        ("更正后目标值", ReadHeading(Meaning.PLAN)),
    ],
)
def test_headings_before_and_after_a_correction(label: str, meant: ReadHeading) -> None:
    assert read_heading(label) == meant


@pytest.mark.parametrize(
    ("label", "day"), [("截至11月20日累计完成", 20), ("累计完成（截至11月20日）", 20), ("11月累计完成", 0)]
)
def test_the_day_up_to_which_a_heading_reaches(label: str, day: int) -> None:
    span = read_heading(label).span
    assert span is not None
    assert span.day == day


@pytest.mark.parametrize(
    ("label", "unit"),
    [("累计完成（万元）", "万元"), ("本月完成额(单位：亿元)", "亿元"), ("累计完成(%)", "%"), ("累计完成（个）", "个"), ("累计完成万元", "万元"),
     ("累计完成(必填)", ""), ("累计完成（1-11月）", ""), ("累计完成①", ""), ("累计完成(注1)", ""), ("累计完成²", ""), ("7.累计完成", "")],
)  # fmt: skip
def test_the_unit_of_a_heading(label: str, unit: str) -> None:
    read = read_heading(label)
    assert read.field in AMOUNTS
    assert read.unit == unit


def test_growth_of_the_month_alone_is_told_from_that_so_far() -> None:
    assert [read_heading(label).monthly for label in ("当月增速", "本月同比", "累计增速", "同比", "本月累计同比")] == [
        True, True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "meant"),
    [
        (("本月", "完成"), ReadHeading(Meaning.FIELD, Field.CURRENT)),
        (("完成情况", "本月"), ReadHeading(Meaning.FIELD, Field.CURRENT)),
        (("完成情况", "累计"), ReadHeading(Meaning.FIELD, Field.CUMULATIVE)),
        (("本月", "计划"), ReadHeading(Meaning.PLAN)),
        (("目标", "本月"), ReadHeading(Meaning.PLAN)),
        (("去年同期", "本月"), ReadHeading(Meaning.PAST)),
        (("去年情况", "累计完成"), ReadHeading(Meaning.PAST)),
        (("10月", "累计完成"), ReadHeading(Meaning.FIELD, Field.CUMULATIVE, span=Months(0, 10, 10))),
        (("全市", "累计完成"), ReadHeading(Meaning.FIELD, Field.CUMULATIVE, group="全市", is_under=True)),
        (("全市", "本月", "完成"), ReadHeading(Meaning.FIELD, Field.CURRENT, group="全市", is_under=True)),
        (("累计完成", "北塔区"), ReadHeading(Meaning.FIELD, Field.CUMULATIVE, group="北塔区")),
        (("累计完成", "其中：北塔区"), ReadHeading(Meaning.FIELD, Field.CUMULATIVE, group="北塔区")),
        (("北塔区累计完成",), ReadHeading(Meaning.FIELD, Field.CUMULATIVE, group="北塔区")),
        (("任务名称", "累计完成"), ReadHeading()),
        (("基本情况", "任务名称"), ReadHeading(Meaning.FIELD, Field.TASK_NAME)),
        (("", " "), ReadHeading()),
    ],
)
def test_headings_over_one_another(texts: tuple[str, ...], meant: ReadHeading) -> None:
    assert read_stack(texts) == meant


def test_every_label_of_the_form_is_its_field() -> None:
    for column in (*COLUMNS, *EXTRA_COLUMNS):
        assert read_heading(column.label).field is column.field


def _tokens(*kinds: Says) -> list[str]:
    return [word for word, token in heading_words().token.items() if token in kinds]


OF_THIS = [label for name in (Field.CURRENT, Field.CUMULATIVE) for label in words(MEANT[name]) if label != "进度"] + words(BARE)
OTHER = [word for word in _tokens(Says.PAST, Says.PLAN) if word != "年初"]  # 年初至今 is this year
UNSEEN = ["\u00ad", "\u200b", "\u200e", "\u2066", "\ufe0f", " ", "\n", "\u3000"]


@given(st.sampled_from(OF_THIS), st.sampled_from(OTHER), st.booleans())
def test_a_word_of_another_time_or_of_a_plan_makes_no_figure_of_this_period(label: str, word: str, front: bool) -> None:
    together = word + label if front else label + word
    if together in exact_fields():
        assert exact_fields()[together] not in FIGURES
        return
    for read in (read_heading(together), read_stack((word, label) if front else (label, word))):
        assert read.field not in AMOUNTS
        assert read.sort is not Meaning.BARE


@given(
    st.sampled_from(OF_THIS + words(MEANT[Field.YOY]) + words(MEANT[Field.RANK])),
    st.sampled_from("甲乙丙县镇鱼树"),
    st.integers(0, 12),
)
def test_a_word_that_is_not_known_makes_a_heading_unknown(label: str, word: str, at: int) -> None:
    read = read_heading(label[:at] + word + label[at:])
    assert read.sort in (Meaning.UNKNOWN, Meaning.PAST, Meaning.PLAN) or (word == "县" and read.field is Field.RANK)


@given(
    st.sampled_from([label for text in MEANT.values() for label in words(text)]),
    st.lists(st.sampled_from(UNSEEN), min_size=1, max_size=4),
    st.data(),
)
def test_blanks_and_what_nobody_sees_change_no_heading(label: str, marks: list[str], data: st.DataObject) -> None:
    written = label
    for mark in marks:
        at = data.draw(st.integers(0, len(written)))
        written = written[:at] + mark + written[at:]
    assert read_heading(written) == read_heading(label)


@given(st.lists(st.sampled_from(sorted(heading_words().token)), min_size=1, max_size=5), st.text(max_size=4))
def test_any_words_are_read_as_something(pieces: list[str], rest: str) -> None:
    label = "".join(pieces) + rest
    assert read_heading(label) == read_heading(label)
    assert isinstance(read_stack((label, rest)), ReadHeading)
