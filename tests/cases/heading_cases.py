"""Headings as people write them: of this period and of others, a figure or a text, two of one kind, growth, rank, done."""

# ruff: noqa: E501 - tables of cases
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tests.cases.model import FILE, GOOD_B, A, B, Case, head, text_table, xlsx

KEYS = ("任务编号", "任务名称", "指标", "区域", "计量单位")
KEYS_A = ("重点项目-3", "老旧小区改造", "改造老旧小区", "北塔区", "个")
KEYS_B = ("重点项目-3", "老旧小区改造", "投诉率", "北塔区", "%")
SO_FAR = ((A, "北塔区", {"unit": "个", "cumulative": 10}), GOOD_B)


def table(labels: Sequence[str], one: Sequence[Any], two: Sequence[Any] = ()) -> list[Sequence[Any]]:
    """The two rows of 区住建局 under the labels after the keys."""
    return [*head(), (*KEYS, *labels), (*KEYS_A, *one), *([(*KEYS_B, *two)] if two else [])]


def case(name: str, labels: Sequence[str], one: Sequence[Any], two: Sequence[Any], verdict: str = "accepted", codes: tuple[str, ...] = (),
         values: tuple[Any, ...] = SO_FAR, make: Callable[..., Any] = xlsx, **more: Any) -> Case:  # fmt: skip
    file = FILE if make is xlsx else FILE.replace("xlsx", "csv")
    return Case(f"heading-{name}", "FILINGS", file, make(table(labels, one, two)), verdict, codes, values=values, **more)


TRADE = "区商务局_2023年11月.xlsx"
FIGURES = ("本期完成", "累计完成", "同比(%)", "排名", "备注")
SALES, PLACE, SHOPS = "重点工作-1-7/1", "重点工作-1-9/1", "重点工作-1-7/2"


def wrong(
    name: str, figures: Sequence[Any], codes: tuple[str, ...], values: dict[str, Any] | None, unit: Any = "%", key: str = SALES
) -> Case:
    """One row of 区商务局 with figures in the columns F to J, all its other rows missing; without values it is held."""
    number, metric = key.partition("/")[0], {SALES: "社会消费品零售总额", SHOPS: "新增限上企业", PLACE: "进出口总额"}[key]
    row = (number, "进出口总额" if key == PLACE else "社会消费品零售总额", metric, "全市", unit, *figures)
    data = xlsx([*head("区商务局"), (*KEYS, *FIGURES), row])
    if values is None:
        return Case(f"wrong-column-{name}", "FILINGS", TRADE, data, "rejected", ("no-row-left@", *codes), any_codes=True)
    told = ("rows-expected-missing@", *codes)
    return Case(f"wrong-column-{name}", "FILINGS", TRADE, data, "accepted_with_warnings", told, values=((key, "全市", values),))


WRONG_COLUMN = (
    wrong("growth-under-so-far", (None, 7.4), ("growth-in-other-column@G4",), {"unit": "%", "yoy": 7.4}),
    wrong("growth-under-this-month", (-2.5, None), ("growth-in-other-column@F4",), {"unit": "%", "yoy": -2.5}),
    wrong("growth-that-says-so", (None, "7.4%"), ("growth-in-other-column@G4",), {"unit": "%", "yoy": 7.4}, unit=None),
    wrong("growth-or-amount", (None, 74.2), ("growth-perhaps-in-other-column@G4",), None),
    wrong("growth-or-amount-of-no-unit", (None, 7.4), ("growth-perhaps-in-other-column@G4",), None, unit=None),
    wrong("growth-twice", (7.1, 7.4), ("growth-perhaps-in-other-column@G4",), None),
    wrong("amount-beside-no-growth", (None, 7.4, "无"), (), {"unit": "%", "cumulative": 7.4}),
    wrong("amount-with-its-unit", (None, "125亿元"), ("figure-missing@H4",), {"unit": "亿元", "cumulative": 125}, unit=None),
    wrong("rank-under-so-far", (None, 5), ("rank-in-other-column@G4",), {"unit": "名", "rank": 5}, unit="名", key=PLACE),
    wrong("rank-or-amount", (None, 5), ("rank-perhaps-in-other-column@G4",), None, unit=None, key=PLACE),
    wrong("amount-under-growth", (None, None, 72), ("amount-perhaps-in-growth@H4",), None, unit="家", key=SHOPS),
    wrong("amount-as-growth", (None, None, 5812.3), ("growth-far@H4",), None),
    wrong(
        "growth-far-and-confirmed",
        (None, None, 1250, None, "数据无误，基数小"),
        ("growth-far-confirmed@H4",),
        {"unit": "%", "yoy": 1250},
    ),
    wrong("growth-below-nothing", (None, None, -120), ("growth-far@H4",), None),
)

CASES: tuple[Case, ...] = (
    *(case(f"so-far-{number}", (label,), (10,), (3.2,), make=make)
      for make in (xlsx, text_table)
      for number, label in enumerate(
          ("本月累计完成", "截至目前完成数", "年累计", "1-11月完成值", "截至11月底累计完成", "全年累计完成量", "累\u00ad计\n完成", "2023年累计完成"),
          0 if make is xlsx else 100)),
    case("last-and-this-month", ("上月累计完成", "本月累计完成"), (8, 10), (3, 3.2), infos=("column-other-period@F3",)),
    case("this-month-and-last-year", ("本月完成", "累计完成", "上年同期累计", "去年完成"), (10, 10, 7, 9), (None, 3.2, 4, 4),
         values=((A, "北塔区", {"unit": "个", "current": 10, "cumulative": 10}), GOOD_B),
         infos=("column-other-period@H3", "column-other-period@I3")),
    case("months-side-by-side", ("9月", "10月", "11月", "12月", "累计"), (1, 2, 3, None, 10), (None, None, None, None, 3.2),
         values=((A, "北塔区", {"unit": "个", "current": 3, "cumulative": 10}), GOOD_B),
         infos=("column-other-period@F3", "column-other-period@G3", "column-other-period@I3")),
    case("years-side-by-side", ("2022年完成数", "2023年完成数"), (8, 10), (3, 3.2), infos=("column-other-period@F3",)),
    case("months-from-elsewhere", ("6-11月累计完成",), (10,), (3.2,), "rejected", ("figures-not-read@",), (), infos=("column-other-period@F3",)),
    case("two-so-far", ("累计完成", "本月累计完成"), (8, 10), (3, 3.2), "rejected", ("column-duplicate@G3",), ()),
    case("plan-beside-done", ("本月计划数", "本月完成数", "全年任务数", "累计完成数"), (5, 4, 20, 10), (None, None, 5, 3.2),
         values=((A, "北塔区", {"unit": "个", "current": 4, "cumulative": 10}), GOOD_B),
         infos=("column-ignored@F3", "column-ignored@H3")),
    # 完成数 alone does not say of what time: so far, as a clerk means it, and asked
    case("bare-alone", ("实际完成",), (10,), (3.2,), "accepted_with_warnings", ("column-assumed@F3",)),
    case("bare-beside-this-month", ("本月完成数", "完成数"), (4, 10), (None, 3.2), "accepted_with_warnings", ("column-assumed@G3",),
         ((A, "北塔区", {"unit": "个", "current": 4, "cumulative": 10}), GOOD_B)),
    case("bare-twice", ("完成数", "实际完成"), (10, 11), (3.2, 3.3), "rejected", ("column-duplicate@G3",), (), any_codes=True),
    case("situation-over-texts", ("本月累计", "完成情况"), (10, "已完工 10 个"), (3.2, "平稳")),
    case("situation-of-the-month-over-figures", ("本月完成情况", "累计完成情况"), (4, 10), (None, 3.2),
         values=((A, "北塔区", {"unit": "个", "current": 4, "cumulative": 10}), GOOD_B)),
    case("situation-of-the-month-over-texts", ("本月完成情况", "累计完成"), ("完工 4 个", 10), ("平稳", 3.2)),
    Case("heading-growth-and-rank", "FILINGS", "区商务局_2023年11月.xlsx",
         xlsx([*head("区商务局"), ("任务编号", "任务名称", "指标", "区域", "计量单位", "累计完成", "当月增速（%）", "累计增速（%）", "全市位次"),
               ("重点工作-1-7", "社会消费品零售总额", "社会消费品零售总额", "全市", "%", None, 3.1, 7.4, None),
               ("重点工作-1-9", "进出口总额", "进出口总额", "全市", None, None, None, None, 5)]),
         "accepted_with_warnings", ("rows-expected-missing@",), infos=("column-other-period@G3",),
         values=(("重点工作-1-7/1", "全市", {"unit": "%", "yoy": 7.4}), ("重点工作-1-9/1", "全市", {"rank": 5}))),
    # what its words most likely mean, and said
    case("added-this-month", ("其中：本月新增", "累计完成"), (4, 10), (None, 3.2), "accepted_with_warnings", ("column-taken-as@F3",),
         ((A, "北塔区", {"unit": "个", "current": 4, "cumulative": 10}), GOOD_B)),
    case("added-beside-this-month", ("本月新增", "本月完成", "累计完成"), (3, 4, 10), (None, None, 3.2), "accepted_with_warnings",
         ("column-not-understood@F3",), ((A, "北塔区", {"unit": "个", "current": 4, "cumulative": 10}), GOOD_B)),
    case("added-beside-the-year", ("当月新增", "全年完成"), (4, 10), (None, 3.2), "accepted_with_warnings", ("column-taken-as@F3",),
         ((A, "北塔区", {"unit": "个", "current": 4, "cumulative": 10}), GOOD_B)),
    case("bare-months", ("11月计划", "11月", "1-11月"), (5, 4, 10), (None, None, 3.2), "accepted_with_warnings", ("column-taken-as@H3",),
         ((A, "北塔区", {"unit": "个", "current": 4, "cumulative": 10}), GOOD_B)),
    case("bare-months-of-another-period", ("1-10月", "累计完成"), (8, 10), (3, 3.2), infos=("column-other-period@F3",)),
    case("up-to-a-day", ("截至11月20日累计完成",), (10,), (3.2,), "accepted_with_warnings", ("column-early@F3",)),
    case("up-to-the-last-day", ("截至11月30日累计完成",), (10,), (3.2,)),
    case("up-to-a-day-of-texts", ("截至11月20日进展情况", "累计完成"), ("已完工", 10), ("平稳", 3.2)),
    case("difference-to-last-year", ("累计完成", "较去年增减"), (10, 3), ("3.2%", -1), "accepted_with_warnings", ("column-not-understood@G3",)),
    case("difference-to-last-year-in-percent", ("累计完成", "较去年增减"), (10, "12.5%"), (3.2, "-1%"), "accepted_with_warnings",
         ("column-taken-as@G3",), ((A, "北塔区", {"unit": "个", "cumulative": 10, "yoy": 12.5}), (B, "北塔区", {"unit": "%", "cumulative": 3.2, "yoy": -1}))),
    case("before-and-after-a-correction", ("原报数", "更正后"), (9, 10), (3, 3.2), "accepted_with_warnings", ("column-assumed@G3",),
         infos=("column-replaced@F3",)),
    case("corrected-so-far", ("更正前累计完成", "累计完成（更正后）"), (9, 10), (3, 3.2), "accepted_with_warnings", ("column-taken-as@G3",),
         infos=("column-replaced@F3",)),
    case("corrected-beside-so-far", ("累计完成", "更正后"), (9, 10), (3, 3.2), "rejected", ("column-duplicate@G3",), ()),
    # a heading that nobody understands
    *(case(f"unknown-over-figures-{number}", (label, "累计完成"), (4, 10), (1, 3.2), "accepted_with_warnings", ("column-not-understood@F3",), make=make)
      for make in (xlsx, text_table)
      for number, label in enumerate(("本月开工", "完成数", "完成情况", "备忘", "完成进度"), 0 if make is xlsx else 100)),
    case("only-figures-unknown", ("累计到位",), (10,), (3.2,), "rejected", ("figures-not-read@", "column-not-understood@F3"), ()),
    case("only-figures-unknown-and-no-form", ("到位数",), (10,), (3.2,), "rejected", ("form-unrecognised@",), ()),
    case("of-the-term", ("11-12月累计完成",), (10,), (3.2,)),
    case("of-a-part", ("本月完成", "累计完成（不含市本级）"), (1, 10), (None, 3.2), "rejected", ("figure-column-missing@", "column-not-understood@G3"), ()),
    case("column-of-contacts", ("累计完成", "联系电话"), (10, "13800000000"), (3.2, "13900000000"), infos=("column-ignored@G3",)),
    case("unknown-over-texts", ("联系人", "累计完成"), ("李四", 10), ("王五", 3.2), infos=("column-ignored@F3",)),
    case("unknown-over-a-text-and-a-figure", ("备忘", "累计完成"), ("李四", 10), (7, 3.2), "accepted_with_warnings", ("column-not-understood@F3",)),
    case("unknown-over-yes", ("是否达标", "累计完成"), ("是", 10), ("否", 3.2), "accepted_with_warnings", ("column-not-understood@F3",)),
    case("unknown-over-null-words", ("备忘", "累计完成"), ("无", 10), ("—", 3.2), infos=("column-ignored@F3",)),
    case("weights-are-nobodys-progress", ("权重", "累计完成"), (5, 10), (3, 3.2), infos=("column-ignored@F3",)),
    *WRONG_COLUMN,
    Case("heading-done", "FILINGS", "区教育局_2023年11月.xlsx",
         xlsx([*head("区教育局"), ("任务编号", "任务名称", "指标", "区域", "是否办结", "办结时间", "本月工作进展情况"),
               ("重点项目-4", "学校建设", "第一小学开工建设", "北塔区", "是", "2023-11-20", "已开工"),
               ("重点项目-4", "学校建设", "办学质量", "北塔区", "否", None, "稳步提升")]),
         "accepted", values=(("重点项目-4/1", "北塔区", {"done": True, "done_date": "2023-11-20"}), ("重点项目-4/2", "北塔区", {"done": False}))),
)  # fmt: skip
