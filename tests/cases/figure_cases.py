"""Figures that are asked for and not there, that stand in a wrong column, and that go on to count after a correction."""

# ruff: noqa: E501 - tables of cases
from __future__ import annotations

from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from tests.cases.model import FILE, GOOD_A, GOOD_B, LABELS, A, Case, form, head, housing, xlsx

BLANK_A = (A, "北塔区", {"unit": "个"})
LAST = (*LABELS[:6], "上期报送", *LABELS[6:])
DEC = "区住建局_2023年12月.xlsx"
REVENUE = "重点工作-1-8/1"
FINANCE = "区财政局_2023年11月.xlsx"


def _told(name: str, rows: Any, verdict: str, *codes: str, **more: Any) -> Case:
    return Case(f"figures-{name}", "issue", FILE, form(rows, **more.pop("of_form", {})), verdict, codes, **more)


def _again(name: str, rows: Any, verdict: str, *codes: str, values: Any = (), **more: Any) -> Case:
    """A second November filing after one with current 10 and cumulative 10, rate 3.2."""
    return _told(f"again-{name}", rows, verdict, *codes, values=values, past=((FILE, form(housing())),), **more)


def _last(number: Any, current: Any, cumulative: Any) -> list[Any]:
    """A row of a table with 上期报送 in its place."""
    one = housing(current, cumulative)[0]
    return [*one[:6], number, *one[6:]]


def _with_last(rows: Any, period: str = "2023年11月") -> Any:
    return xlsx([*head(period=period), LAST, *rows])


def _revenue(unit: str, current: Any, cumulative: Any) -> Any:
    return form(
        [["重点工作-1-8", "地方一般公共预算收入", "地方一般公共预算收入", "全市", unit, 138, current, cumulative]],
        unit="区财政局",
    )


def _on_another_sheet(sheet: Worksheet) -> None:
    sheet.parent.create_sheet("Sheet1").append([None, 7654321])


_TWO = housing()[1]
CASES: tuple[Case, ...] = (
    # not there
    _told("one-of-two-left-blank", housing(None, None), "accepted_with_warnings", "figure-missing@H4", values=(BLANK_A, GOOD_B)),
    _told("told-in-words-only", housing(None, None, None), "rejected", "figures-all-blank@H3"),
    _told("none-yet-said-so", housing("无", "无"), "accepted", values=(BLANK_A, GOOD_B)),
    _told("current-alone", housing(10, None), "accepted_with_warnings", "figure-missing@H4", values=((A, "北塔区", {"unit": "个", "current": 10}), GOOD_B)),
    # in a cell that holds no figures
    _told("in-the-unit", [[*housing()[0][:4], 10, *housing()[0][5:]], _TWO], "accepted_with_warnings", "measure-is-number@E4", values=(GOOD_B,)),
    _told("in-a-heading", housing(), "rejected", "form-unrecognised@H3", of_form={"labels": (*LABELS[:7], "10", *LABELS[8:])}),
    _told("on-a-sheet-of-its-own", housing(), "accepted", of_form={"change": _on_another_sheet}, values=(GOOD_A, GOOD_B), infos=("sheet-ignored@",)),
    # in a wrong column
    _told("in-the-narrative", housing(None, None, narrative=12), "accepted_with_warnings", "figure-misplaced@M4", values=(GOOD_B,)),
    _told("in-the-narrative-as-text", housing(None, None, narrative="12个"), "accepted_with_warnings", "figure-misplaced@M4", values=(GOOD_B,)),
    _told("none-done-said-under-yes-or-no", [[*housing()[0][:11], 0, *housing()[0][12:]], _TWO], "accepted_with_warnings", "cell-not-yes-no@L4", values=(GOOD_B,)),
    _told("a-number-in-the-narrative-besides", housing(narrative=12), "accepted", infos=("number-not-read@M4",), values=(GOOD_A, GOOD_B)),
    Case("figures-all-in-the-column-of-the-last", "issue", FILE, _with_last([_last(10, None, None), [*_last(3.2, None, None)[:2], "投诉率", "北塔区", "%", 5, 3.2, None, None]]),
         "rejected", ("figures-all-blank@I3",)),
    Case("figures-one-in-the-column-of-the-last", "issue", FILE, _with_last([_last(10, None, None), [*_TWO[:6], None, None, 3.2]]),
         "accepted_with_warnings", ("figure-misplaced@G4",), values=(GOOD_B,)),
    Case("figures-the-last-one-is-what-was-accepted", "issue", DEC, _with_last([[*_last(10, None, None)[:-1], "又签约一批。"], [*_TWO[:6], 3.2, None, 3.3]], "2023年12月"),
         "accepted_with_warnings", ("figure-missing@I4",), values=(BLANK_A, ("重点项目-3/2", "北塔区", {"unit": "%", "cumulative": 3.3})), past=((FILE, form(housing())),)),
    Case("figures-column-of-no-known-name", "issue", FILE,
         xlsx([*head(), (*LABELS[:6], "到位数额", "进展情况"), [*housing()[0][:6], 10, "完工一批"], [*_TWO[:6], 3.2]]),
         "rejected", ("figure-column-missing@",), any_codes=True),
    Case("figures-outside-the-table", "issue", FILE, xlsx([("进展情况表", None, None, None, None, None, None, None, 77), *head()[1:], LABELS, *housing(), (None, 88)]),
         "accepted", infos=("number-outside-table@I1", "number-outside-table@B6"), values=(GOOD_A, GOOD_B)),
    # in a wrong column that is read
    _told("all-under-this-period", [housing(10, None)[0], [*_TWO[:6], 3.2, None]], "rejected", "figures-all-blank@H3"),
    _told("all-under-growth", [[*housing()[0][:6], 4, None, 10], [*_TWO[:6], None, None, 3.2]],
          "rejected", "figures-all-blank@H3", "amount-perhaps-in-growth@I5"),
    _told("all-under-rank", [[*housing()[0][:6], None, None, None, 10], [*_TWO[:6], None, None, None, 4]], "rejected",
          "figures-all-blank@H3", "figure-in-other-column@J4", "figure-in-other-column@J5"),
    _told("one-under-rank", [[*housing()[0][:6], None, None, None, 10], _TWO], "accepted_with_warnings", "figure-in-other-column@J4", values=(GOOD_B,)),
    _told("an-event-beside-a-count", [[*housing()[0][:11], "否", "完工一批"], _TWO], "accepted", infos=("figure-not-asked@L4",),
          values=((A, "北塔区", {"unit": "个", "current": 10, "cumulative": 10, "done": False}), GOOD_B)),
    _told("growth-that-is-hardly-meant", [[*housing()[0][:8], 101.6, None, None, None, "完工一批"], _TWO], "accepted_with_warnings", "growth-unusual@I4",
          values=((A, "北塔区", {"unit": "个", "current": 10, "cumulative": 10, "yoy": 101.6}), GOOD_B)),
    _told("share-over-hundred", housing(rate=320), "accepted_with_warnings", "share-over-hundred@H5", values=(GOOD_A, ("重点项目-3/2", "北塔区", {"unit": "%", "cumulative": 320}))),
    _again("restated-at-another-size", housing(2, 2), "accepted_with_warnings", "value-restated-far@H4", infos=("value-restated@G4",),
           values=((A, "北塔区", {"unit": "个", "current": 2, "cumulative": 2}), GOOD_B)),
    Case("figures-again-without-the-column", "issue", FILE,
         xlsx([*head(), (*LABELS[:6], "累计完成", "进展情况"), [*housing()[0][:6], 11, "完工一批"], [*_TWO[:6], 3.2]]),
         "accepted_with_warnings", ("figures-kept-without-column@",), values=((A, "北塔区", {"unit": "个", "cumulative": 11}), GOOD_B), past=((FILE, form(housing())),)),
    _again("withdrawn-in-brackets", housing("（撤回）", "撤回。"), "accepted_with_warnings", "figure-withdrawn@G4", "figure-withdrawn@H4", values=(BLANK_A, GOOD_B)),
    # a correction never empties
    _again("one-row-left-blank", housing(None, None), "accepted_with_warnings", "figure-kept@G4", "figure-kept@H4", values=(BLANK_A, GOOD_B), infos=("supersedes@",)),
    _again("one-figure-changed-the-other-left-blank", housing(None, 11), "accepted_with_warnings", "figure-kept@G4",
           values=((A, "北塔区", {"unit": "个", "cumulative": 11}), GOOD_B)),
    _again("no-data-is-no-withdrawal", housing("无", "—"), "accepted_with_warnings", "figure-kept@G4", "figure-kept@H4", values=(BLANK_A, GOOD_B)),
    _again("all-left-blank", housing(None, None, None), "rejected", "figures-all-blank@H3"),
    _again("all-in-the-narrative", housing(None, None, None, narrative=11), "rejected", "figures-all-blank@H3"),
    _again("withdrawn-in-the-cell", housing("撤回", "更正为空"), "accepted_with_warnings", "figure-withdrawn@G4", "figure-withdrawn@H4", values=(BLANK_A, GOOD_B)),
    _again("withdrawn-in-the-remarks", [[*housing(None, None)[0], None, None, None, "撤回"], _TWO], "accepted_with_warnings",
           "figure-withdrawn@G4", "figure-withdrawn@H4", values=(BLANK_A, GOOD_B)),
    _again("withdrawn-in-the-remarks-beside-figures", [[*housing(11, 11)[0], None, None, None, "撤回"], _TWO], "accepted_with_warnings",
           "withdrawn-with-figures@Q4", values=(GOOD_B,)),
    _again("a-remark-that-speaks-of-deleting", [[*housing(None, None)[0], None, None, None, "删除了重复的小区"], _TWO], "accepted_with_warnings",
           "figure-kept@G4", "figure-kept@H4", values=(BLANK_A, GOOD_B)),
    Case("figures-again-in-another-unit", "issue", FINANCE, _revenue("万元", 110000, None), "accepted_with_warnings", ("figure-kept@H4",),
         values=((REVENUE, "全市", {"unit": "万元", "current": 110000}),), past=((FINANCE, _revenue("亿元", 10, 120)),)),
    Case("figures-again-left-blank-twice", "issue", FILE, form([housing(None, 12)[0], _TWO]), "accepted_with_warnings", ("figure-kept@G4",),
         values=((A, "北塔区", {"unit": "个", "cumulative": 12}), GOOD_B), past=((FILE, form(housing())), (FILE, form(housing(None, 11))))),
    # words beside the figures
    _told("a-remark-that-it-is-not-final", [[*housing()[0], None, None, None, "数据为预计数，待核"], _TWO], "accepted_with_warnings", "remark-doubts@Q4", values=(GOOD_A, GOOD_B)),
    _told("a-remark-that-all-is-right", [[*housing()[0], None, None, None, "核对无有误"], _TWO], "accepted", values=(GOOD_A, GOOD_B)),
    _told("a-note-under-the-table", [*housing(), [None], ["老旧小区改造应为12个"]], "accepted_with_warnings", "note-corrects@A7", values=(GOOD_A, GOOD_B)),
    Case("figures-a-name-that-says-void", "issue", "区住建局_2023年11月（作废）.xlsx", form(housing()), "accepted_with_warnings", ("name-says-void@",), values=(GOOD_A, GOOD_B)),
    # what was confirmed is not asked again
    Case("confirmed-far-over-target-next-month", "issue", "区住建局_2023年12月.xlsx",
         form([[*housing(5, 85)[0][:12], "又完工一批。"], _TWO], period="2023年12月"), "accepted",
         infos=("confirmed-before@H4",), values=((A, "北塔区", {"unit": "个", "current": 5, "cumulative": 85}), GOOD_B),
         past=((FILE, form([[*housing(80, 80)[0], None, None, None, "数据无误，含历年结转"], _TWO])),)),
    Case("confirmed-only-by-a-remark-that-says-so", "issue", "区住建局_2023年12月.xlsx",
         form([[*housing(5, 85)[0][:12], "又完工一批。"], _TWO], period="2023年12月"), "accepted_with_warnings",
         ("far-over-target@H4",), values=((A, "北塔区", {"unit": "个", "current": 5, "cumulative": 85}), GOOD_B),
         past=((FILE, form([[*housing(80, 80)[0], None, None, None, "含历年结转"], _TWO])),)),
    Case("confirmed-ten-thousand-times-next-month", "issue", "区住建局_2023年12月.xlsx",
         form([[*housing(100, 100100)[0][:12], "又完工一批。"], _TWO], period="2023年12月"), "accepted",
         infos=("confirmed-before@H4",), values=((A, "北塔区", {"unit": "个", "current": 100, "cumulative": 100100}), GOOD_B),
         past=((FILE, form([[*housing(100000, 100000)[0], None, None, None, "数据无误"], _TWO])),)),
)  # fmt: skip
