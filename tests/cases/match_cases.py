"""Rows and their targets, and the file's unit and period (INTERFACE, CASES 9, 16, 17, 21)."""

# ruff: noqa: E501, DTZ001 - tables of cases
from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from ingest.progress.form import FORM_VERSION, META_SHEET
from tests.cases.layout_cases import DEV, DEV_MISSING, SHORT, dev, income
from tests.cases.model import FILE, GOOD_A, GOOD_B, LABELS, TITLE, A, B, Case, form, head, housing, saved, sheet_of, xlsx
from tests.unit.progress.progress_home import LIST

GDP = "重点工作-1-1/1"
POWER = "重点工作-1-10/1"
RETAIL = "重点工作-1-7/1"
SHOPS = "重点工作-1-7/2"
TRADE = "区商务局_2023年11月.xlsx"
TRADE_MISSING = ("rows-expected-missing@",)


def numbered(
    number: Any, name: Any = "社会消费品零售总额", metric: Any = "社会消费品零售总额", area: Any = "全市"
) -> list[Any]:
    return [number, name, metric, area, "%", 7.5]


def trade(rows: list[Any], labels: Any = ("任务编号", "任务名称", "指标", "区域", "计量单位", "同比(%)"), **more: Any) -> Any:
    return form(rows, unit="区商务局", labels=labels, **more)


def _number(name: str, number: Any, *, change: Any = None, infos: tuple[str, ...] = ()) -> Case:
    return Case(
        f"match-number-{name}",
        "INTERFACE",
        TRADE,
        form(
            [numbered(number)], change, unit="区商务局", labels=("任务编号", "任务名称", "指标", "区域", "计量单位", "同比(%)")
        ),
        "accepted_with_warnings",
        TRADE_MISSING,
        infos,
        values=((RETAIL, "全市", {"unit": "%", "yoy": 7.5}),),
    )


def _refused(name: str, row: list[Any], code: str, source: str = "own") -> Case:
    """One row of two is refused; the other is loaded."""
    return Case(
        f"match-{name}",
        source,
        FILE,
        form([row, housing()[1]]),
        "accepted_with_warnings",
        (code, "rows-expected-missing@"),
        values=(GOOD_B,),
    )


def keyed(*rows: tuple[Any, ...], meta: dict[str, Any] | None = None, **more: Any) -> Any:
    """The template's layout: hidden key in column A, hidden sheet of what the file is."""

    def change(sheet: Worksheet) -> None:
        sheet.column_dimensions["A"].hidden = True
        other = sheet.parent.create_sheet(META_SHEET)
        for item in {
            "list_id": LIST,
            "unit": "区住建局",
            "period": "2023-11",
            "form_version": FORM_VERSION,
            **(meta or {}),
        }.items():
            other.append(item)
        other.sheet_state = "veryHidden"

    return xlsx([*head(**more), ("目标键", *LABELS), *rows], change)


NO_AREA = ("任务编号", "任务名称", "指标", "计量单位", "本期完成", "累计完成")
CAPTIONED = ("重点工作-1-7", "社会消费品零售总额", "新增限上企业", "家")


@cache
def _sheets_of_areas() -> bytes:
    book, _ = sheet_of([*head("区商务局"), NO_AREA, (*CAPTIONED, 6, 60)], "全市")
    other = book.create_sheet("北塔区")
    for row in (*head("区商务局"), NO_AREA, (*CAPTIONED, 1, 2)):
        other.append(list(row))
    return saved(book)


KEY_A, KEY_B = f"{LIST}/{A}", f"{LIST}/{B}"


def _file(name: str, file: str, data: Any, code: str, **more: Any) -> Case:
    return Case(f"file-{name}", "own", file, data, "rejected", (code,), any_codes=True, **more)


CASES: tuple[Case, ...] = (
    _number("in-full", "重点工作-1-7"),
    _number("full-width", "重点工作－１－７"),
    _number("brackets", "1（7）"),
    _number("brackets-ascii", "1(7)"),
    _number("point", "1.7"),
    _number("point-typed", 1.7),
    _number("dash-brackets", "1-(7)"),
    _number("dash", "1-7"),
    _number("long-dash", "1—7"),
    _number("zeros", "01-07"),
    _number("section-then-brackets", "重点工作1（7）"),
    _number("circled", "1⑦"),
    Case("match-number-under-its-group", "INTERFACE", TRADE,
         trade([["1", "主要经济工作运行调度"], numbered("（7）")]), "accepted_with_warnings", TRADE_MISSING,
         values=((RETAIL, "全市", {"unit": "%", "yoy": 7.5}),)),
    Case("match-tail-zero-eaten", "CASES 16", DEV,
         form([[1.1, "GDP", None, "全市", "%", 5.2], [1.1, "全社会用电量", None, "全市", "%", 6.1]], unit="区发改局",
              labels=("任务编号", "任务名称", "指标", "区域", "计量单位", "同比(%)")),
         "accepted_with_warnings", DEV_MISSING, ("task-number-restored@A5",),
         values=((GDP, "全市", {"unit": "%", "yoy": 5.2}), (POWER, "全市", {"unit": "%", "yoy": 6.1}))),
    Case("match-synonym", "own", DEV,
         form([["重点工作-1-1", "地区生产总值", "地区生产总值", "全市", "%", 5.2]], unit="区发改局",
              labels=("任务编号", "任务名称", "指标", "区域", "计量单位", "同比(%)")),
         "accepted_with_warnings", DEV_MISSING, values=((GDP, "全市", {"unit": "%", "yoy": 5.2}),)),
    _refused("number-of-another-name", ["重点项目-4", "老旧小区改造", "改造老旧小区", "北塔区", "个", 20, 10, 10], "task-name-mismatch@B4"),
    _refused("unknown-number", ["重点项目-44", "老旧小区改造", "改造老旧小区", "北塔区", "个", 20, 10, 10], "task-unknown@A4"),
    _refused("unknown-section", ["重点改革-3", "老旧小区改造", "改造老旧小区", "北塔区", "个", 20, 10, 10], "task-unknown@A4"),
    _refused("unknown-name-alone", [None, "新建广场", "改造老旧小区", "北塔区", "个", 20, 10, 10], "task-unknown@B4"),
    _refused("number-became-a-date", [dt.datetime(2023, 3, 1), "老旧小区改造", "改造老旧小区", "北塔区", "个", 20, 10, 10],
             "id-became-date@A4", "CASES 16"),
    _refused("number-became-a-date-as-text", ["3月1日", "老旧小区改造", "改造老旧小区", "北塔区", "个", 20, 10, 10],
             "id-became-date@A4", "CASES 16"),
    _refused("number-without-name", ["重点项目-3", None, None, "北塔区", "个", 20, 10, 10], "task-name-missing@A4"),
    _refused("no-key-at-all", [None, None, None, None, None, None, 10, 10], "task-missing@G4", "CASES 21"),
    _refused("unknown-metric", ["重点项目-3", "老旧小区改造", "新建广场", "北塔区", "个", 20, 10, 10], "metric-unknown@C4"),
    _refused("no-metric-of-several", ["重点项目-3", "老旧小区改造", None, "北塔区", None, None, 10, 10], "metric-missing@A4"),
    Case("match-area-of-another-place", "own", FILE,
         form([["重点项目-3", "老旧小区改造", "改造老旧小区", "大祥区", "个", 20, 10, 10], housing()[1]]),
         "accepted_with_warnings", ("area-not-fit@D4",), values=(GOOD_B,), any_codes=True),
    Case("match-area-unknown", "own", FILE,
         form([["重点项目-3", "老旧小区改造", "改造老旧小区", "某某片区", "个", 20, 10, 10], housing()[1]]),
         "accepted_with_warnings", ("area-unknown@D4",), values=(GOOD_B,), any_codes=True),
    Case("match-area-left-out-where-only-one-can-be-meant", "own", FILE,
         form([["重点项目-3", "老旧小区改造", "改造老旧小区", None, "个", 20, 10, 10], housing()[1]]), "accepted", values=(GOOD_A, GOOD_B)),
    Case("match-area-left-out-where-two-can-be-meant", "DESIGN", TRADE, trade([numbered("1.7", area=None)]),
         "rejected", ("area-missing@A4", "no-row-left@"), any_codes=True),
    Case("match-area-aliases", "own", TRADE, trade([numbered("1.7", area="邵阳市"), numbered("1.7", area="本区")]),
         "accepted_with_warnings", TRADE_MISSING,
         values=((RETAIL, "全市", {"unit": "%", "yoy": 7.5}), (RETAIL, "北塔区", {"unit": "%", "yoy": 7.5}))),
    Case("match-name-alone", "issue", FILE,
         form([[None, "老旧小区改造", "改造老旧小区", "北塔区", "个", 20, 10, 10], housing()[1]]), "accepted_with_warnings",
         ("matched-by-name@B4",), values=(GOOD_A, GOOD_B)),
    Case("match-name-with-its-number-in-front", "own", TRADE, trade([numbered("1.7", "（7）社会消费品零售总额")]),
         "accepted_with_warnings", TRADE_MISSING, values=((RETAIL, "全市", {"unit": "%", "yoy": 7.5}),)),
    Case("match-name-of-the-group", "own", TRADE, trade([numbered("1.7", "主要经济工作运行调度")]),
         "accepted_with_warnings", TRADE_MISSING, values=((RETAIL, "全市", {"unit": "%", "yoy": 7.5}),)),
    Case("match-name-shortened", "own", FILE,
         form([["重点项目-3", "小区改造", "改造老旧小区", "北塔区", "个", 20, 10, 10], housing()[1]]), "accepted_with_warnings",
         ("task-name-shortened@B4",), values=(GOOD_A, GOOD_B)),
    Case("match-metric-written-longer", "own", FILE,
         form([["重点项目-3", "老旧小区改造", "改造老旧小区数量", "北塔区", "个", 20, 10, 10], housing()[1]]), "accepted_with_warnings",
         ("metric-matched-loosely@C4",), values=(GOOD_A, GOOD_B)),
    Case("match-two-targets-of-one-metric-by-value", "own", TRADE,
         form([["重点工作-6", "招商引资", "新引进招商项目", "全市", "个", 200, 20, 190], ["重点工作-6", "招商引资", "新引进招商项目", "全市", "个", 34, 20, 20]],
              unit="区商务局"), "accepted_with_warnings", TRADE_MISSING,
         values=(("重点工作-6/1", "全市", {"unit": "个", "current": 20, "cumulative": 190}),
                 ("重点工作-6/2", "全市", {"unit": "个", "current": 20, "cumulative": 20}))),
    Case("match-two-targets-of-one-metric-unclear", "own", TRADE,
         form([["重点工作-6", "招商引资", "新引进招商项目", "全市", "个", None, 20, 190]], unit="区商务局"), "rejected",
         ("target-ambiguous@C4", "no-row-left@")),
    Case("match-two-targets-of-one-metric-as-the-form-prints-them", "own", TRADE,
         form([["重点工作-6", "招商引资", "新引进招商项目", "全市", "个", "≥200（1-12月）", 20, 190],
               ["重点工作-6", "招商引资", "新引进招商项目", "北塔区", "个", None, 2, 12],
               ["重点工作-6", "招商引资", "新引进招商项目", "全市", "个", "≥34（11-12月）", 20, 20],
               ["重点工作-6", "招商引资", "新引进招商项目", "北塔区", "个", None, 2, 2]], unit="区商务局"), "accepted_with_warnings",
         (*TRADE_MISSING, "matched-by-row-above@C5", "matched-by-row-above@C7"),
         values=(("重点工作-6/1", "全市", {"unit": "个", "current": 20, "cumulative": 190}),
                 ("重点工作-6/1", "北塔区", {"unit": "个", "current": 2, "cumulative": 12}),
                 ("重点工作-6/2", "全市", {"unit": "个", "current": 20, "cumulative": 20}),
                 ("重点工作-6/2", "北塔区", {"unit": "个", "current": 2, "cumulative": 2}))),
    Case("match-two-targets-of-one-metric-sorted", "own", TRADE,
         form([["重点工作-6", "招商引资", "新引进招商项目", "全市", "个", "≥200（1-12月）", 20, 190],
               ["重点工作-6", "招商引资", "新引进招商项目", "全市", "个", "≥34（11-12月）", 20, 20],
               ["重点工作-6", "招商引资", "新引进招商项目", "北塔区", "个", None, 2, 12]], unit="区商务局"), "accepted_with_warnings",
         (*TRADE_MISSING, "target-ambiguous@C6"),
         values=(("重点工作-6/1", "全市", {"unit": "个", "current": 20, "cumulative": 190}),
                 ("重点工作-6/2", "全市", {"unit": "个", "current": 20, "cumulative": 20}))),
    *(Case(f"match-area-written-{i}", "own", FILE, form([[*row[:3], area, *row[4:]] for row in housing()]), "accepted", values=(GOOD_A, GOOD_B))
      for i, area in enumerate(("其中：北塔区", "#北塔区", "北塔区（本区）", "邵阳市北塔区", "北塔区合计"))),
    Case("match-area-of-another-city", "own", FILE, form([[*row[:3], "长沙市北塔区", *row[4:]] for row in housing()]), "rejected",
         ("area-unknown@D4", "area-unknown@D5", "no-row-left@")),
    *(Case(f"match-number-written-{i}", "own", FILE, form([[number, *row[1:]] for row in housing()]), "accepted", values=(GOOD_A, GOOD_B))
      for i, number in enumerate(("重点项目（3）", "重点项目（三）", "二、3", "3.1", "“重点项目”3", "“重点项目-3”", "第3项"))),
    Case("match-number-that-is-the-key", "own", FILE,
         form([[f"重点项目-3/{at}", *row[1:]] for at, row in enumerate(housing(), 1)]), "accepted", values=(GOOD_A, GOOD_B)),
    Case("match-number-that-is-the-key-of-another", "own", FILE, form([["重点项目-3/2", *housing()[0][1:]], housing()[1]]),
         "accepted_with_warnings", ("number-of-another-metric@A4", "rows-expected-missing@"), values=(GOOD_B,)),
    Case("match-metric-with-its-heading-and-verb", "own", FILE,
         form([["重点项目-3", "老旧小区改造", "老旧小区改造", "北塔区", "个", 20, 10, 10],
               ["重点项目-3", "老旧小区改造", "改造老旧小区投诉率", "北塔区", "%", 5, None, 3.2]]), "accepted_with_warnings",
         ("metric-matched-loosely@C4", "metric-matched-loosely@C5"), values=(GOOD_A, GOOD_B)),
    Case("match-part-by-its-area", "TARGETS", DEV, dev([income("邵东市", 77)]), "accepted_with_warnings", DEV_MISSING,
         values=(("重点工作-3/3", "邵东市", {"unit": "亿元", "cumulative": 77}),)),
    Case("match-target-value-changed", "own", FILE,
         form([["重点项目-3", "老旧小区改造", "改造老旧小区", "北塔区", "个", 12, 10, 10], housing()[1]]), "accepted_with_warnings",
         ("target-value-differs@F4",), values=(GOOD_A, GOOD_B)),
    Case("match-not-responsible", "issue", "区教育局_2023年11月.xlsx", form([housing()[0]], unit="区教育局"), "rejected",
         ("office-not-responsible@A4", "no-row-left@")),
    Case("match-not-responsible-for-any", "own", "区教育局_2023年11月.xlsx", form(housing(), unit="区教育局"), "rejected",
         ("tasks-all-of-another-office@",)),
    Case("match-form-of-a-colleague", "own", "2023年11月.xlsx",
         keyed((KEY_A, *housing()[0]), (KEY_B, *housing()[1]), unit="区教育局"), "rejected",
         ("tasks-all-of-another-office@",)),
    Case("match-listed-beside-the-lead", "issue", DEV, form(housing(), unit="区发改局"), "accepted_with_warnings",
         (*DEV_MISSING, "figure-of-office-beside@A4", "figure-of-office-beside@A5"), values=(GOOD_A, GOOD_B)),
    Case("match-blank-row-beside-the-lead", "own", DEV, form([housing(None, None, narrative=None)[0], housing()[1]], unit="区发改局"), "accepted_with_warnings",
         (*DEV_MISSING, "figure-of-office-beside@A5"), values=(GOOD_B,), read=1),
    Case("match-duplicate-differs", "issue", FILE, form([*housing(), housing(12, 12)[0]]), "accepted_with_warnings",
         ("duplicate-row@A4",), values=(GOOD_B,)),
    Case("match-duplicate-same", "issue", FILE, form([*housing(), housing()[0]]), "accepted_with_warnings",
         ("duplicate-row-same@A6",), values=(GOOD_A, GOOD_B)),
    # areas over the rows
    Case("match-areas-as-captions", "FILINGS", TRADE,
         xlsx([*head("区商务局"), ("一、全市",), NO_AREA, (*CAPTIONED, 6, 60), ("（二）北塔区",), NO_AREA, (*CAPTIONED, 1, 2)]),
         "accepted_with_warnings", ("area-of-caption@A3", "area-of-caption@A6", "rows-expected-missing@"),
         values=((SHOPS, "全市", {"unit": "家", "current": 6, "cumulative": 60}), (SHOPS, "北塔区", {"unit": "家", "current": 1, "cumulative": 2}))),
    Case("match-areas-between-rows", "FILINGS", TRADE,
         xlsx([*head("区商务局"), NO_AREA, ("全市：",), (*CAPTIONED, 6, 60), ("北塔区：",), (*CAPTIONED, 1, 2), ("其他",), (*CAPTIONED, 3, 4)]),
         "accepted_with_warnings", ("area-of-caption@A4", "area-of-caption@A6", "area-missing@A9", "rows-expected-missing@"),
         values=((SHOPS, "全市", {"unit": "家", "current": 6, "cumulative": 60}), (SHOPS, "北塔区", {"unit": "家", "current": 1, "cumulative": 2}))),
    Case("match-one-area-as-caption", "FILINGS", TRADE, xlsx([*head("区商务局"), ("北塔区",), NO_AREA, (*CAPTIONED, 6, 60)]),
         "rejected", ("area-missing@A5", "no-row-left@")),
    Case("match-areas-as-sheets", "FILINGS", TRADE, _sheets_of_areas,
         "accepted_with_warnings", ("area-of-caption@", "rows-expected-missing@"),
         values=((SHOPS, "全市", {"unit": "家", "current": 6, "cumulative": 60}), (SHOPS, "北塔区", {"unit": "家", "current": 1, "cumulative": 2}))),
    # by the hidden key
    Case("key-good", "issue", FILE, keyed((KEY_A, *housing()[0]), (KEY_B, *housing()[1])), "accepted", values=(GOOD_A, GOOD_B)),
    Case("key-of-another-row", "own", FILE, keyed((KEY_B, *housing()[0]), (KEY_A, *housing()[1])), "rejected",
         ("key-mismatch@D4", "key-mismatch@D5", "no-row-left@")),
    Case("key-with-the-metric-worded-otherwise", "own", FILE,
         keyed((KEY_A, *housing()[0][:2], "改造老旧小区个数", *housing()[0][3:]), (KEY_B, *housing()[1])), "accepted",
         infos=("metric-worded-otherwise@D4",), values=(GOOD_A, GOOD_B)),
    Case("key-with-the-metric-of-another-row", "own", FILE, keyed((KEY_A, *housing()[0][:2], "投诉率", *housing()[0][3:]), (KEY_B, *housing()[1])),
         "accepted_with_warnings", ("key-mismatch@D4", "rows-expected-missing@"), values=(GOOD_B,)),
    Case("key-of-the-target-of-the-same-name", "own", TRADE,
         keyed(*((f"{LIST}/重点工作-6/{seq}", "重点工作-6", "招商引资", "新引进招商项目", "全市", "个", value, 3, 30) for seq, value in ((1, 34), (2, 200))),
               meta={"unit": "区商务局"}, unit="区商务局"),
         "rejected", ("key-of-another-target@G4", "key-of-another-target@G5", "no-row-left@")),
    Case("key-of-rows-that-were-sorted", "own", TRADE,
         keyed((f"{LIST}/{SHOPS}", "重点工作-1-7", "社会消费品零售总额", "社会消费品零售总额", "全市", "%", 7, None, None, 7.4),
               (f"{LIST}/{RETAIL}", "重点工作-1-7", "社会消费品零售总额", "新增限上企业", "全市", "家", 90, 3, 60),
               (f"{LIST}/重点工作-6/1", "重点工作-6", "招商引资", "新引进招商项目", "北塔区", "个", None, 1, 6),
               (f"{LIST}/重点工作-6/2", "重点工作-6", "招商引资", "新引进招商项目", "北塔区", "个", None, 2, 9),
               (f"{LIST}/重点工作-1-9/1", "重点工作-1-9", "进出口总额", "进出口总额", "全市", "名", 7, None, None, None, 5),
               meta={"unit": "区商务局"}, unit="区商务局"),
         "accepted_with_warnings", ("key-mismatch@D4", "key-mismatch@D5", "key-in-doubt@D6", "key-in-doubt@D7", "rows-expected-missing@"),
         values=(("重点工作-1-9/1", "全市", {"unit": "名", "rank": 5}),)),
    Case("key-unknown", "own", FILE, keyed((KEY_A + "0", *housing()[0]), (KEY_B, *housing()[1])), "accepted_with_warnings",
         ("key-unknown@A4", "rows-expected-missing@"), values=(GOOD_B,)),
    _file("form-of-last-year", FILE, keyed((KEY_A, *housing()[0]), meta={"form_version": "2022.1"}), "form-outdated@B4"),
    _file("list-unknown", FILE, keyed((KEY_A, *housing()[0]), meta={"list_id": "beita-2022-11"}), "list-unknown@B1"),
    Case("file-form-of-another-unit", "own", FILE, keyed((KEY_A, *housing()[0]), (KEY_B, *housing()[1]), meta={"unit": "区教育局"}),
         "accepted_with_warnings", ("form-of-another-office@A2",), values=(GOOD_A, GOOD_B), unit="区住建局"),
    _file("form-of-another-unit-and-no-head", "区住建局_2023年11月.xlsx",
          keyed((KEY_A, *housing()[0]), meta={"unit": "区教育局"}, unit=""), "office-conflict@B2"),
    Case("file-form-of-another-period", "own", "区住建局.xlsx",
         keyed((KEY_A, *housing()[0]), (KEY_B, *housing()[1]), meta={"period": "2023-11"}, period="2023年12月"),
         "accepted_with_warnings", ("form-of-another-period@D2",), values=(GOOD_A, GOOD_B), period="2023-12"),
    Case("file-form-of-another-period-and-its-name", "own", FILE, keyed((KEY_A, *housing()[0]), (KEY_B, *housing()[1]), period="2023年12月"),
         "rejected", ("period-conflict@D2",), period="2023-12"),
    Case("file-form-of-another-period-and-a-new-name", "own", "区住建局_2023年12月.xlsx", keyed((KEY_A, *housing()[0]), (KEY_B, *housing()[1])),
         "rejected", ("period-conflict@D2",), period="2023-11"),
    Case("file-form-without-head", "own", "进展情况.xlsx", keyed((KEY_A, *housing()[0]), (KEY_B, *housing()[1]), unit="", period=""),
         "accepted_with_warnings", ("office-of-the-form@", "period-of-the-form@"), values=(GOOD_A, GOOD_B), period="2023-11"),
    Case("file-form-of-another-period-without-head", "own", "区住建局_2023年12月.xlsx",
         keyed((KEY_A, *housing()[0]), (KEY_B, *housing()[1]), period=""), "rejected", ("period-conflict@B3",)),
    # unit and period of the file
    _file("period-in-name-differs", "区住建局_2023年12月.xlsx", form(housing()), "period-conflict@D2", period="2023-11"),
    _file("unit-in-name-differs", "区教育局_2023年11月.xlsx", form(housing()), "office-conflict@A2"),
    _file("period-in-title-differs", FILE, xlsx([("北塔区2023年12月任务进展情况表",), head()[1], LABELS, *housing()]), "period-conflict@D2"),
    Case("file-year-wrong-beside-a-right-name", "own", "区住建局_2023年12月.xlsx", form(housing(), period="2024年12月"),
         "rejected", ("period-conflict@D2",)),
    Case("file-year-wrong", "own", "区住建局.xlsx", form(housing(), period="2024年12月"), "rejected", ("period-not-in-list@D2",)),
    Case("file-name-of-a-period-that-nobody-asks-for", "own", "区住建局2024年12月.xlsx", form(housing(), period="2023年12月"),
         "accepted_with_warnings", ("period-named-otherwise@D2",), values=(GOOD_A, GOOD_B), period="2023-12"),
    *(Case(f"file-sent-in-january-{i}", "own", name, form(housing(), period=text), "accepted", values=(GOOD_A, GOOD_B), period="2023-12")
      for i, (name, text) in enumerate((("20240102_区住建局12月进展情况.xlsx", "2023年12月"), ("2024.1.2区住建局12月.xlsx", "12月"),
                                        ("区住建局12月进展（2024年1月3日修改）.xlsx", "12月份"), ("2024-01-02 住建局.xlsx", "2023年1-12月"),
                                        ("0102区住建局12月.xlsx", "2023.12"), ("240102区住建局1-12月.xlsx", dt.datetime(2023, 12, 1))))),
    Case("file-sent-in-january-without-head", "own", "20240102_区住建局12月进展情况.xlsx", xlsx([(TITLE,), LABELS, *housing()]), "accepted",
         values=(GOOD_A, GOOD_B), period="2023-12"),
    *(Case(f"file-period-as-the-calendar-has-it-{i}", "own", "区住建局.xlsx", form(housing(), period=text), "accepted_with_warnings",
           ("period-read-as@D2",), values=(GOOD_A, GOOD_B), period="2023-12")
      for i, text in enumerate(("2023年第四季度", "四季度", "2023年全年", "2023年底", "12月下旬", "2023年下半年", "2023年10-12月"))),
    _file("period-outside-the-list", "区住建局.xlsx", form(housing(), period="2023年10月"), "period-not-in-list@D2"),
    _file("period-last-year", "区住建局.xlsx", form(housing(), period="2022年11月"), "period-not-in-list@D2"),
    _file("period-of-another-kind", "区住建局.xlsx", form(housing(), period="2023年11月上旬"), "period-not-in-list@D2"),
    _file("period-that-is-none", "区住建局.xlsx", form(housing(), period="2023年13月"), "period-unreadable@D2"),
    _file("period-left-out", "区住建局.xlsx", xlsx([(TITLE,), ("填报单位：区住建局",), LABELS, *housing()]), "period-missing@"),
    _file("unit-left-out", "进展情况2023年11月.xlsx", xlsx([(TITLE,), ("报告期：2023年11月",), LABELS, *housing()]), "office-missing@"),
    _file("office-unknown", "2023年11月.xlsx", form(housing(), unit="市自然资源局"), "office-unknown@A2"),
    Case("file-period-from-title-and-unit-from-name", "own", "区住建局.xlsx",
         xlsx([("北塔区2023年11月任务进展情况表",), LABELS, *housing()]), "accepted", values=(GOOD_A, GOOD_B), period="2023-11"),
    Case("file-title-names-the-lists-term", "own", "区住建局.xlsx",
         xlsx([("北塔区人民政府2023年11-12月“三重点”任务清单进展情况表",), head()[1], LABELS, *housing()]), "accepted", values=(GOOD_A, GOOD_B)),
    *(Case(f"file-period-written-{name}", "own", "区住建局.xlsx", form(housing(), period=text), "accepted", values=(GOOD_A, GOOD_B), period="2023-11")
      for name, text in (("id", "2023-11"), ("point", "2023.11"), ("point-typed", 2023.11), ("date", dt.datetime(2023, 11, 1)), ("month", "11月"),
                         ("compact", 202311), ("until", "1-11月"))),
    *(Case(f"file-unit-written-{i}", "own", "2023年11月.xlsx", form(housing(), unit=text), "accepted", values=(GOOD_A, GOOD_B), unit="区住建局")
      for i, text in enumerate(("区 住建局", "北塔区住建局", "邵阳市北塔区住建局", "区住房和城乡建设局", "区住建局（盖章）", "住建局",
                                "住房城乡建设局", "北塔区住房和城乡建设局", "湖南省邵阳市北塔区住建局", "区住建委"))),
    Case("file-unit-called-before", "own", "2023年11月.xlsx", form(housing(), unit="区建设局"), "accepted_with_warnings",
         ("office-called-before@A2",), values=(GOOD_A, GOOD_B), unit="区住建局"),
    Case("file-unit-short-in-its-name", "own", "住建局2023年11月.xlsx", xlsx([(TITLE,), ("报告期：2023年11月",), LABELS, *housing()]),
         "accepted", values=(GOOD_A, GOOD_B), unit="区住建局"),
    *(_file(f"unit-of-another-place-{i}", "2023年11月.xlsx", form(housing(), unit=text), "office-unknown@A2")
      for i, text in enumerate(("大祥区住建局", "市住建局", "青溪县住建局"))),
    _file("two-units", "2023年11月.xlsx", form(housing(), unit="区住建局、区发改局"), "office-several@A2"),
    _file("unit-and-one-of-no-list", "2023年11月.xlsx", form(housing(), unit="区住建局、区房产局"), "office-several@A2"),
    *(Case(f"file-on-behalf-{i}", "own", file, xlsx([(TITLE,), (f"填报单位：{unit}", None, "报告期：", "2023年11月"), LABELS, *housing(), *foot]),
           "accepted_with_warnings", (f"filed-on-behalf@{at}",), values=(GOOD_A, GOOD_B), unit="区住建局", extra={"filed_by": "区统计局"})
      for i, (file, unit, foot, at) in enumerate((
          ("2023年11月.xlsx", "区统计局代区住建局填报", (), "A2"),
          ("2023年11月.xlsx", "区住建局（由区统计局代报）", (), "A2"),
          ("2023年11月.xlsx", "区统计局", [("由区统计局代区住建局填报",)], "A6"),
          (FILE, "区住建局", [("注：本表由区统计局代填。",)], "A6"),
          (FILE, "区住建局", [("代填单位：区统计局",)], "A6")))),
    Case("file-head-below-the-table", "own", "区住建局.xlsx",
         xlsx([(TITLE,), LABELS, *housing(), ("填报单位：区住建局", None, "填报人：李四", None, "联系电话：13800000000"), ("报告期", "2023年11月"),
               ("填报日期：2023年12月1日",)]),
         "accepted", values=(GOOD_A, GOOD_B), extra={"filed_by": "李四", "phone": "13800000000", "filed_on": dt.date(2023, 12, 1)}),
    Case("file-phone-eaten", "CASES 16", FILE,
         xlsx([(TITLE,), ("填报单位：区住建局", "报告期：2023年11月", "联系电话：", "1.38E+10"), LABELS, *housing()]), "accepted_with_warnings",
         ("phone-damaged@D2",), values=(GOOD_A, GOOD_B)),
    # nothing to load is never a success
    _file("header-only", FILE, form([]), "no-data-rows@", read=0),
    _file("all-keys-blank", FILE, form([[None, None, None, None, None, None, 1, 2], [None, None, None, None, None, None, 3, 4]]), "keys-all-blank@"),
    _file("all-tasks-unknown", FILE, form([["重点项目-77", "修桥", None, "北塔区", "座", 1, 1, 1], ["重点项目-78", "铺路", None, "北塔区", "条", 1, 1, 1]]),
          "tasks-all-unknown@"),
    # what is judged by the unit's own word is filed by that word
    Case("file-only-a-word", "own", "区教育局_2023年11月.xlsx",
         form([["重点项目-4", "学校建设", "办学质量", "北塔区", "正常推进"]], unit="区教育局",
              labels=(*LABELS[:4], "进度状态", *LABELS[6:13])),
         "accepted_with_warnings", ("rows-expected-missing@",), values=(("重点项目-4/2", "北塔区", {}),)),
    _file("word-beside-figures-that-are-blank", FILE,
          form([[*row[:4], "正常推进"] for row in housing()], labels=(*LABELS[:4], "进度状态", *LABELS[6:13])), "measures-all-blank@"),
    _file("no-measure-at-all", FILE, form([housing()[0][:6], housing()[1][:6]]), "measures-all-blank@"),
    _file("another-form", FILE, xlsx([("会议签到表",), ("姓名", "职务", "电话"), ("张三", "局长", "1380000")]), "form-unrecognised@"),
    _file("another-statistical-form", "11月.xlsx",
          xlsx([("地区", "就业促进工程"), (None, "城镇新增就业(人)", None, None, "失业人员再就业(人)"),
                (None, "目标任务", "进度", "完成比例(%)", "目标任务", "进度", "完成比例(%)"), ("全市", 21000, 39120, 186.3, 3600, 4310, 119.7)]),
          "form-unrecognised@"),
    Case("row-left-blank", "own", FILE, form([housing()[0][:6], housing()[1]]), "accepted_with_warnings", ("figure-missing@H4",),
         values=((A, "北塔区", {"unit": "个"}), GOOD_B)),
    Case("row-of-another-unit-named", "own", FILE,
         xlsx([*head(), (*SHORT, "责任单位"), ("重点项目-3", "老旧小区改造", "改造老旧小区", "北塔区", "个", 10, "完工", "区发改局"),
               ("重点项目-3", "老旧小区改造", "投诉率", "北塔区", "%", 3.2, None, "区住建局")]),
         "accepted_with_warnings", ("row-office-differs@H4",), values=((A, "北塔区", {"unit": "个", "cumulative": 10}), GOOD_B)),
    Case("match-income-needs-its-area", "own", DEV, dev([income(None, 77)]), "rejected",
         ("area-missing@A4", "no-row-left@"), extra={"list_id": LIST}),
)  # fmt: skip
