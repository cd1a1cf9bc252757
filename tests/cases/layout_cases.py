"""Tables: headers, merges, hidden rows, totals, notes, gaps, formulas, ragged CSV (CASES 11-15, 20)."""

# ruff: noqa: E501 - tables of cases
from __future__ import annotations

from typing import Any

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from tests.cases.model import (
    FILE,
    GOOD_A,
    GOOD_B,
    LABELS,
    TITLE,
    A,
    Case,
    edited,
    form,
    head,
    housing,
    saved,
    sheet_of,
    text_table,
    xlsx,
)

DIGITAL = "重点工作-3"
STATIONS, INCOME, SHAODONG, XINSHAO = (f"{DIGITAL}/{n}" for n in (1, 2, 3, 4))
DEV = "区发改局_2023年11月.xlsx"
DEV_MISSING = ("rows-expected-missing@",)
SHORT = ("任务编号", "任务名称", "指标", "区域", "计量单位", "累计完成", "进展情况")
NAME = "数字经济"


def income(area: str, cumulative: Any, number: Any = DIGITAL, name: Any = NAME) -> list[Any]:
    return [number, name, "电子信息制造业营业收入", area, "亿元", cumulative, "平稳"]


THREE = [income("全市", 125), income("邵东市", 77), income("新邵县", 48)]
THREE_VALUES = (
    (INCOME, "全市", {"unit": "亿元", "cumulative": 125}),
    (SHAODONG, "邵东市", {"unit": "亿元", "cumulative": 77}),
    (XINSHAO, "新邵县", {"unit": "亿元", "cumulative": 48}),
)


def dev(rows: list[Any], change: Any = None, labels: Any = SHORT) -> Any:
    return form(rows, change, unit="区发改局", labels=labels)


def _merge_keys(sheet: Worksheet) -> None:
    for column in "ABC":
        sheet.merge_cells(f"{column}4:{column}6")


def _merge_measure(sheet: Worksheet) -> None:
    sheet.merge_cells("F5:F6")


def _hide(*rows: int) -> Any:
    def change(sheet: Worksheet) -> None:
        for row in rows:
            sheet.row_dimensions[row].hidden = True

    return change


def _hide_column(letter: str) -> Any:
    def change(sheet: Worksheet) -> None:
        sheet.column_dimensions[letter].hidden = True

    return change


def _centred(sheet: Worksheet) -> None:
    for cell in ("F3", "G3"):
        sheet[cell].alignment = Alignment(horizontal="centerContinuous")


def _merged_header(sheet: Worksheet) -> None:
    for column in "ABCDE":
        sheet.merge_cells(f"{column}3:{column}4")
    sheet.merge_cells("F3:G3")


def _emptiness() -> bytes:
    book, sheet = sheet_of([*head(), LABELS, housing()[0]])
    for row in range(5, 605):
        sheet.cell(row, 1).border = Border(bottom=Side("thin"))
    for at, cell in enumerate(housing()[1], 1):
        sheet.cell(605, at).value = cell
    sheet.cell(60000, 1).font = Font(bold=True)
    for column in range(1, 16385):
        sheet.cell(1, column).border = Border(bottom=Side("thin"))
    return saved(book)


def _template_like(sheet: Worksheet) -> None:
    sheet.parent.create_sheet("填报说明").append(["任务编号", "任务名称", "累计完成", "请照此填写"])
    other = sheet.parent.create_sheet("备忘")
    other.append(["会议", "周三"])


def _two_sheets() -> bytes:
    book, _ = sheet_of([*head(), LABELS, housing()[0]], "重点项目")
    other = book.create_sheet("续表")
    other.append(list(LABELS))
    other.append(housing()[1])
    return saved(book)


def _sheet_a_month() -> bytes:
    book, _ = sheet_of([*head(period="2023年10月"), LABELS, housing(3, 3)[0]], "10月")
    other = book.create_sheet("11月")
    for row in (*head(), LABELS, *housing()):
        other.append(list(row))
    return saved(book)


def _hidden_sheet() -> bytes:
    book, _ = sheet_of([*head(), LABELS, *housing()])
    other = book.create_sheet("上月")
    other.append(list(LABELS))
    other.append(housing(3, 3)[0])
    other.sheet_state = "hidden"
    return saved(book)


def _formula(cell: str, formula: str) -> Any:
    def change(sheet: Worksheet) -> None:
        sheet[cell] = formula

    return change


def _cached(cell: str, value: str, kind: str = "") -> Any:
    """Give a formula that openpyxl wrote the stored result that Excel would have left in the file."""

    def change(xml: str) -> str:
        at = xml.index(f'r="{cell}"')
        end = xml.index("</c>", at)
        inner = xml[at:end].replace("<v />", "").replace("<v/>", "").replace("<v></v>", "")
        if kind:
            inner = inner.replace(f'r="{cell}"', f'r="{cell}" t="{kind}"', 1)
        return xml[:at] + inner + f"<v>{value}</v>" + xml[end:]

    return change


SHEET1 = "xl/worksheets/sheet1.xml"
CSV_LABELS = ("任务编号", "任务名称", "指标", "区域", "计量单位", "累计完成", "进展情况", "备注")
CSV_A = ("重点项目-3", "老旧小区改造", "改造老旧小区", "北塔区", "个", "10", "已完工一批")
CSV_B = ("重点项目-3", "老旧小区改造", "投诉率", "北塔区", "%", "3.2", "")
CSV_HEAD = (("填报单位：区住建局", "报告期：2023年11月"),)
CSV_VALUES = ((A, "北塔区", {"unit": "个", "cumulative": 10}), GOOD_B)


def _raw(text: str) -> Any:
    return lambda: text.encode("utf-8")


CASES: tuple[Case, ...] = (
    Case("layout-good", "own", FILE, form(housing()), "accepted", values=(GOOD_A, GOOD_B), unit="区住建局", period="2023-11", read=2),
    Case("layout-merged-keys-fill-down", "CASES 11", DEV, dev(THREE, _merge_keys), "accepted_with_warnings", DEV_MISSING,
         values=THREE_VALUES),
    Case("layout-blank-keys-under-a-task", "forms/b", DEV,
         dev([income("全市", 125), income("邵东市", 77, None, None), income("新邵县", 48, None, None)]),
         "accepted_with_warnings", DEV_MISSING, values=THREE_VALUES),
    Case("layout-merged-measure-is-not-copied", "CASES 11", DEV, dev(THREE, _merge_measure), "accepted_with_warnings",
         (*DEV_MISSING, "amount-covers-several-rows@F5", "amount-covers-several-rows@F6"), values=THREE_VALUES[:1], read=3),
    Case("layout-measure-merged-over-two-columns", "own", FILE, form(housing(10, None), lambda sheet: sheet.merge_cells("G4:H4")),
         "accepted_with_warnings", ("amount-covers-several-rows@G4", "amount-covers-several-rows@H4"), values=(GOOD_B,)),
    Case("layout-sentence-merged-over-the-measures", "own", FILE,
         form([[*housing()[0][:6], "本期没有进展", None, None, None, None, None, "暂无"], housing()[1]], lambda sheet: sheet.merge_cells("G4:L4")),
         "accepted_with_warnings", ("number-is-words@G4",), values=(GOOD_B,), any_codes=True),
    Case("layout-name-merged-with-its-metric", "own", "区财政局_2023年11月.xlsx",
         form([["重点工作-1-8", "地方一般公共预算收入", None, "全市", "亿元", 138, None, 125]], lambda sheet: sheet.merge_cells("B4:C4"), unit="区财政局"),
         "accepted", values=(("重点工作-1-8/1", "全市", {"unit": "亿元", "cumulative": 125}),)),
    Case("layout-header-of-two-rows-centred", "CASES 11", FILE,
         xlsx([*head(), ("任务编号", "任务名称", "指标", "区域", "计量单位", "本月", None, "累计完成"),
               (None, None, None, None, None, "计划", "完成"),
               ("重点项目-3", "老旧小区改造", "改造老旧小区", "北塔区", "个", 8, 10, 10),
               ("重点项目-3", "老旧小区改造", "投诉率", "北塔区", "%", None, None, 3.2)], _centred),
         "accepted", values=(GOOD_A, GOOD_B), infos=("column-ignored@F4",)),
    Case("layout-header-of-two-rows-merged", "CASES 11", FILE,
         xlsx([*head(), ("任务编号", "任务名称", "指标", "区域", "计量单位", "完成情况", None),
               (None, None, None, None, None, "本月", "累计"),
               ("重点项目-3", "老旧小区改造", "改造老旧小区", "北塔区", "个", 10, 10),
               ("重点项目-3", "老旧小区改造", "投诉率", "北塔区", "%", None, 3.2)], _merged_header),
         "accepted", values=(GOOD_A, GOOD_B)),
    Case("layout-last-years-column-is-not-this-years", "own", FILE,
         xlsx([*head(), ("任务编号", "任务名称", "指标", "区域", "计量单位", "去年同期", None, "累计完成"),
               (None, None, None, None, None, "本月", "累计", None),
               ("重点项目-3", "老旧小区改造", "改造老旧小区", "北塔区", "个", 1, 7, 10),
               ("重点项目-3", "老旧小区改造", "投诉率", "北塔区", "%", None, 9, 3.2)]),
         "accepted", values=((A, "北塔区", {"unit": "个", "cumulative": 10}), GOOD_B)),
    Case("layout-labels-dressed-up", "CASES 9", FILE,
         form(housing(), labels=("任 务\n编 号", "任务名称：", "指标", "区　域", "计量单位", "目标值", "本期完成", "累计\n完成", "同比（％）",
                                 "排名", "完成日期", "是否完成", "进展情况", "存在问题", "下一步措施", "佐证材料", "备 注")),
         "accepted", values=(GOOD_A, GOOD_B)),
    *(Case(f"layout-characters-that-nobody-sees-{name}", "own", f"区住{mark}建局_2023年11{mark}月.{name}",
           make([[f"{mark}填报单位：{mark}区住{mark}建局", f"报告期：2023年{mark}11月"],
                 [f"{mark}{label[:1]}{mark}{label[1:]}{mark}" for label in ("任务编号", "任务名称", "指标", "区域", "计量单位", "累计完成")],
                 [f"重点项目{mark}-3", f"老旧{mark}小区改造", f"改造{mark}老旧小区", f"{mark}北塔区{mark}", f"个{mark}", f"1{mark}0"],
                 [f"{mark}重点项目-3", f"老旧小区{mark}改造", f"投诉率{mark}", f"北塔{mark}区", f"%{mark}", f"{mark}3.2{mark}"]]),
           "accepted", values=((A, "北塔区", {"unit": "个", "cumulative": 10}), GOOD_B))
      for name, mark, make in (("xlsx", "\u00ad", xlsx), ("csv", "\u202a\ufe0f", text_table))),
    Case("layout-columns-in-another-order", "INTERFACE", FILE,
         xlsx([*head(), ("进展情况", "累计完成", "区域", "指标", "任务名称", "任务编号", "计量单位"),
               ("完工一批", 10, "北塔区", "改造老旧小区", "老旧小区改造", "重点项目-3", "个"),
               (None, 3.2, "北塔区", "投诉率", "老旧小区改造", "重点项目-3", "%")]),
         "accepted", values=((A, "北塔区", {"unit": "个", "cumulative": 10}), GOOD_B)),
    Case("layout-unit-in-the-label", "own", "区财政局_2023年11月.xlsx",
         xlsx([*head("区财政局"), ("任务编号", "任务名称", "区域", "累计完成（万元）"),
               ("重点工作-1-8", "地方一般公共预算收入", "全市", 1250000)]),
         "accepted", values=(("重点工作-1-8/1", "全市", {"unit": "万元", "cumulative": 1250000}),)),
    Case("layout-two-labels-two-units", "own", "区财政局_2023年11月.xlsx",
         xlsx([*head("区财政局"), ("任务编号", "任务名称", "区域", "本期完成（万元）", "累计完成（亿元）"),
               ("重点工作-1-8", "地方一般公共预算收入", "全市", 50000, 125)]),
         "accepted", values=(("重点工作-1-8/1", "全市", {"unit": "亿元", "current": 5, "cumulative": 125}),)),
    Case("layout-unit-in-the-title", "own", "区财政局.xlsx",
         xlsx([("区财政局2023年11月任务进展情况表（单位：万元）",), ("任务编号", "任务名称", "区域", "累计完成"),
               ("重点工作-1-8", "地方一般公共预算收入", "全市", 1250000)]),
         "accepted", values=(("重点工作-1-8/1", "全市", {"unit": "万元", "cumulative": 1250000}),), period="2023-11"),
    Case("layout-unit-ditto", "own", "区财政局_2023年11月.xlsx",
         xlsx([*head("区财政局"), ("任务编号", "任务名称", "区域", "计量单位", "累计完成"), ("重点工作-1-8", "地方一般公共预算收入", "全市", "万元", 1250000),
               ("重点工作-1-8", "地方一般公共预算收入", "北塔区", "同上", 25000)]),
         "accepted_with_warnings", ("ditto-mark@D5",), values=(("重点工作-1-8/1", "全市", {"unit": "万元", "cumulative": 1250000}),)),
    Case("layout-unit-in-brackets", "own", "区财政局_2023年11月.xlsx",
         xlsx([*head("区财政局"), ("任务编号", "任务名称", "区域", "计量单位", "累计完成"), ("重点工作-1-8", "地方一般公共预算收入", "全市", "（万元）", 1250000)]),
         "accepted", values=(("重点工作-1-8/1", "全市", {"unit": "万元", "cumulative": 1250000}),)),
    Case("layout-head-without-colons", "own", "x.xlsx",
         xlsx([(TITLE,), ("填报单位 区住建局", None, "报告期 2023年11月"), LABELS, *housing()]), "accepted", values=(GOOD_A, GOOD_B)),
    Case("layout-head-labels-without-values", "own", "x.xlsx",
         xlsx([(TITLE,), ("填报单位", "区住建局", "报告期", "2023年11月", "填报人", None, "联系电话"), LABELS, *housing()]), "accepted",
         values=(GOOD_A, GOOD_B), extra={"filed_by": "", "phone": ""}),
    Case("layout-unit-said-twice", "own", "区财政局_2023年11月.xlsx",
         xlsx([*head("区财政局"), ("任务编号", "任务名称", "区域", "计量单位", "累计完成（万元）"),
               ("重点工作-1-8", "地方一般公共预算收入", "全市", "亿元", 125)]),
         "rejected", ("measure-said-twice@D4", "no-row-left@")),
    Case("layout-unit-over-the-table", "CASES 20", "区财政局_2023年11月.xlsx",
         xlsx([(TITLE,), ("填报单位：区财政局", "报告期：2023年11月", "单位：万元"), ("任务编号", "任务名称", "区域", "累计完成"),
               ("重点工作-1-8", "地方一般公共预算收入", "全市", 1250000)]),
         "accepted", values=(("重点工作-1-8/1", "全市", {"unit": "万元", "cumulative": 1250000}),)),
    *(
        Case(f"layout-unit-over-the-table-{name}", "own", "区财政局_2023年11月.xlsx",
             xlsx([(TITLE,), ("填报单位：区财政局", "报告期：2023年11月", f"单位：{text}"), ("任务编号", "任务名称", "区域", "累计完成"),
                   ("重点工作-1-8", "地方一般公共预算收入", "全市", value)]),
             "accepted_with_warnings" if codes else "accepted", codes,
             values=(("重点工作-1-8/1", "全市", {"unit": unit, "cumulative": value}),))
        for name, text, value, unit, codes in (
            ("of-two-kinds", "万元、%", 1250000, "万元", ()), ("of-a-multiplier", "万", 1250000, "万元", ()),
            ("in-renminbi", "万元人民币", 1250000, "万元", ()), ("of-two-sizes", "亿元/万元", 125, "亿元", ()),
            ("unknown", "大洋", 125, "亿元", ("cell-unclear-measure@C2",)),
        )
    ),
    *(
        Case(f"layout-unit-in-a-label-{name}", "own", "区财政局_2023年11月.xlsx",
             xlsx([*head("区财政局"), ("任务编号", "任务名称", "区域", f"累计完成（{text}）"), ("重点工作-1-8", "地方一般公共预算收入", "全市", value)]),
             "accepted", values=(("重点工作-1-8/1", "全市", {"unit": unit, "cumulative": value}),))
        for name, text, value, unit in (("multiplier", "万", 1250000, "万元"), ("millions", "百万元", 12500, "百万元"), ("renminbi", "人民币亿元", 125, "亿元"))
    ),
    Case("layout-duplicate-measure-column", "CASES 20", FILE,
         xlsx([*head(), ("任务编号", "任务名称", "指标", "累计完成", "累计"), ("重点项目-3", "老旧小区改造", "改造老旧小区", 10, 12)]),
         "rejected", ("column-duplicate@E3",)),
    Case("layout-dimension-wrong", "CASES 12", FILE,
         edited(form(housing()), SHEET1, lambda xml: xml.replace('<dimension ref="A1:Q5"', '<dimension ref="A1"')),
         "accepted", values=(GOOD_A, GOOD_B)),
    Case("layout-styled-emptiness-and-a-gap", "CASES 13", FILE, _emptiness, "accepted_with_warnings", ("blank-rows-inside@",),
         values=(GOOD_A, GOOD_B), read=2),
    Case("layout-small-gap-is-nothing", "own", FILE, form([housing()[0], [], housing()[1]]), "accepted", values=(GOOD_A, GOOD_B)),
    Case("layout-hidden-row-is-kept", "CASES 15", FILE, form(housing(), _hide(5)), "accepted_with_warnings", ("row-hidden@",),
         values=(GOOD_A, GOOD_B)),
    Case("layout-totals-notes-signatures", "CASES 15", DEV,
         dev([*THREE[1:], ["小计", None, None, None, "亿元", 125], ["合计", None, None, None, "亿元", 125],
              ["注：数据来自统计局，未经核定。"], ["填表人：李四", None, "审核人：王五", None, "联系电话：0739-5555555"]]),
         "accepted_with_warnings", DEV_MISSING, values=THREE_VALUES[1:], read=2, extra={"filed_by": "李四", "phone": "0739-5555555"}),
    Case("layout-total-wrong", "CASES 15", DEV, dev([*THREE[1:], ["合计", None, None, None, None, 130]]),
         "accepted_with_warnings", (*DEV_MISSING, "total-mismatch@F6"), values=THREE_VALUES[1:]),
    Case("layout-total-of-visible-rows", "CASES 15", DEV, dev([*THREE[1:], ["小计", None, None, None, None, 77]], _hide(5)),
         "accepted_with_warnings", (*DEV_MISSING, "row-hidden@", "total-without-hidden@F6"), values=THREE_VALUES[1:]),
    Case("layout-parts-and-total", "TARGETS", DEV, dev([income("全市", 128), *THREE[1:]]),
         "accepted_with_warnings", (*DEV_MISSING, "parts-differ-from-total@F4"),
         values=((INCOME, "全市", {"unit": "亿元", "cumulative": 128}), *THREE_VALUES[1:])),
    # 125 against 125.5: within the half percent of seeds/reconciliation_tolerances.csv, that the warehouse allows as well
    Case("layout-parts-and-total-rounded", "TARGETS", DEV, dev([income("全市", 125.5), *THREE[1:]]),
         "accepted_with_warnings", DEV_MISSING,
         values=((INCOME, "全市", {"unit": "亿元", "cumulative": 125.5}), *THREE_VALUES[1:])),
    Case("layout-repeated-header", "own", FILE, form([housing()[0], list(LABELS), housing()[1]]), "accepted", values=(GOOD_A, GOOD_B)),
    Case("layout-instructions-and-other-sheets", "own", FILE, form(housing(), _template_like), "accepted",
         values=(GOOD_A, GOOD_B), infos=("sheet-ignored@",)),
    Case("layout-two-sheets-of-the-form", "own", FILE, _two_sheets, "accepted", values=(GOOD_A, GOOD_B), read=2),
    Case("layout-a-sheet-for-every-month", "own", FILE, _sheet_a_month, "accepted", infos=("sheet-other-period@",), values=(GOOD_A, GOOD_B)),
    Case("layout-a-sheet-for-every-month-and-no-month-named", "own", "区住建局.xlsx", _sheet_a_month, "rejected", ("period-conflict@D2",),
         any_codes=True),
    Case("layout-hidden-column-of-figures", "FILINGS", FILE, form(housing(), _hide_column("H")), "accepted_with_warnings",
         ("column-hidden@H3",), values=(GOOD_A, GOOD_B)),
    Case("layout-hidden-column-of-texts", "FILINGS", FILE, form(housing(), _hide_column("M")), "accepted", values=(GOOD_A, GOOD_B)),
    Case("layout-hidden-sheet-of-the-form", "own", FILE, _hidden_sheet, "accepted_with_warnings", ("sheet-hidden-ignored@",),
         values=(GOOD_A, GOOD_B), read=2),
    Case("layout-sections-and-numbers-alone", "INTERFACE", DEV,
         dev([["一、“发展六仗”重点工作"], income("全市", 125, "3"), ["二、重点项目"],
              ["3", "老旧小区改造", "改造老旧小区", "北塔区", "个", 10, "完工一批"]]),
         "accepted_with_warnings", (*DEV_MISSING, "figure-of-office-beside@A7"), values=(THREE_VALUES[0], (A, "北塔区", {"unit": "个", "cumulative": 10}))),
    Case("layout-mark-column-of-a-return-copy", "CASES 22", FILE,
         xlsx([*head(), ("核对结果", *LABELS), ("✗ 请改正", *housing()[0]), (None, *housing()[1])]), "accepted", values=(GOOD_A, GOOD_B)),
    Case("layout-note-beside-the-table", "own", FILE, form([[*housing()[0], *[None] * 5, "电话核实过"], housing()[1]]), "accepted_with_warnings",
         ("cell-beyond-table@S4",), values=(GOOD_A, GOOD_B)),
    Case("layout-a-word-in-the-last-column-of-all", "own", FILE, form(housing(), lambda sheet: sheet.cell(3, 16384, "备忘")), "accepted",
         values=(GOOD_A, GOOD_B)),
    Case("layout-column-without-a-name", "own", FILE,
         xlsx([*head(), (*SHORT[:6], None, "备注"), ("重点项目-3", "老旧小区改造", "改造老旧小区", "北塔区", "个", 10, "什么", "无"),
               ("重点项目-3", "老旧小区改造", "投诉率", "北塔区", "%", 3.2)]),
         "accepted_with_warnings", ("column-unnamed@G3",), values=((A, "北塔区", {"unit": "个", "cumulative": 10}), GOOD_B)),
    Case("layout-running-number-beside-the-tasks-number", "own", FILE,
         xlsx([*head(), ("序号", *SHORT), (1, "重点项目-3", "老旧小区改造", "改造老旧小区", "北塔区", "个", 10),
               (2, "重点项目-3", "老旧小区改造", "投诉率", "北塔区", "%", 3.2)]),
         "accepted", infos=("column-ignored@A3",), values=((A, "北塔区", {"unit": "个", "cumulative": 10}), GOOD_B)),
    Case("layout-running-number-is-no-tasks-number", "forms/b", FILE,
         xlsx([*head(), ("序号", *SHORT[1:]), (1, "老旧小区改造", "改造老旧小区", "北塔区", "个", 10), (2, "老旧小区改造", "投诉率", "北塔区", "%", 3.2)]),
         "accepted_with_warnings", ("matched-by-name@B4", "matched-by-name@B5"),
         values=((A, "北塔区", {"unit": "个", "cumulative": 10}), GOOD_B)),
    Case("layout-two-columns-of-alias-labels-only", "own", FILE,
         xlsx([*head(), ("序号", "编号", *SHORT[1:]), (1, "重点项目-3", "老旧小区改造", "改造老旧小区", "北塔区", "个", 10)]),
         "rejected", ("column-duplicate@B3",), any_codes=True),
    Case("layout-too-many-rows", "own", FILE, text_table([*CSV_HEAD, CSV_LABELS, *[(*CSV_A[:5], str(i)) for i in range(6_100)]]),
         "rejected", ("too-many-rows@",), any_codes=True),
    Case("layout-many-rows-of-one-target", "own", FILE, text_table([*CSV_HEAD, CSV_LABELS, *[(*CSV_A[:5], str(i)) for i in range(500)]]),
         "rejected", ("no-row-left@",), any_codes=True),
    Case("layout-columns-of-two-months", "forms/c", FILE,
         xlsx([*head(), ("任务编号", "任务名称", "指标", "10月推进情况", "11月推进情况", "10月完成", "11月完成", "1-10月累计完成", "1-11月累计完成"),
               ("重点项目-3", "老旧小区改造", "改造老旧小区", "上月", "本月", 1, 10, 3, 10), ("重点项目-3", "老旧小区改造", "投诉率", None, None, None, None, 9, 3.2)]),
         "accepted", infos=("column-other-period@D3", "column-other-period@F3", "column-other-period@H3"), values=(GOOD_A, GOOD_B)),
    Case("layout-months-over-columns", "own", FILE,
         xlsx([*head(), ("任务编号", "任务名称", "指标", "10月", None, "11月", None), (None, None, None, "完成", "累计完成", "完成", "累计完成"),
               ("重点项目-3", "老旧小区改造", "改造老旧小区", 1, 3, 10, 10), ("重点项目-3", "老旧小区改造", "投诉率", None, 9, None, 3.2)]),
         "accepted", infos=("column-other-period@D4", "column-other-period@E4"), values=(GOOD_A, GOOD_B)),
    Case("layout-only-another-month", "own", FILE,
         xlsx([*head(), ("任务编号", "任务名称", "指标", "10月完成", "截至10月底累计完成"),
               ("重点项目-3", "老旧小区改造", "改造老旧小区", 1, 3), ("重点项目-3", "老旧小区改造", "投诉率", None, 9)]),
         "rejected", ("figures-not-read@",), infos=("column-other-period@D3", "column-other-period@E3")),
    # formulas
    Case("formula-never-calculated", "CASES 14", FILE, form(housing(), _formula("H4", "=G4*1")), "accepted_with_warnings",
         ("formula-without-value@H4",), values=(GOOD_B,)),
    Case("formula-with-its-result", "CASES 14", FILE,
         edited(form(housing(), _formula("H4", "=G4*1")), SHEET1, _cached("H4", "10")), "accepted", values=(GOOD_A, GOOD_B)),
    Case("formula-sum-gone-stale", "CASES 14", FILE,
         edited(form(housing(), _formula("H4", "=SUM(G4:G4)")), SHEET1, _cached("H4", "12")), "accepted_with_warnings",
         ("formula-stale@H4",), values=((A, "北塔区", {"unit": "个", "current": 10, "cumulative": 12}), GOOD_B)),
    *(Case(f"formula-error-{name}", "CASES 14", FILE,
           edited(form(housing(), _formula("H4", "=G4/F9")), SHEET1, _cached("H4", error, "e")), "accepted_with_warnings",
           ("cell-error@H4",), values=(GOOD_B,))
      for name, error in (("division", "#DIV/0!"), ("reference", "#REF!"), ("name", "#NAME?"), ("not-available", "#N/A"))),
    Case("formula-of-another-file", "CASES 14", FILE,
         edited(form(housing(), _formula("H4", "=[other.xlsx]Sheet1!A1")), SHEET1, _cached("H4", "10")), "accepted_with_warnings",
         ("external-link@H4",), values=(GOOD_A, GOOD_B)),
    # delimited text
    Case("csv-ragged-title-header-and-unit", "CASES 20", "区财政局.csv",
         text_table([("附件1",), ("填报单位：区财政局", "报告期：2023年11月", "单位：万元"), ("任务编号", "任务名称", "区域", "累计完成", "备注"),
                     ("重点工作-1-8", "地方一般公共预算收入", "全市", "1250000", "含\n换行")]),
         "accepted", values=(("重点工作-1-8/1", "全市", {"unit": "万元", "cumulative": 1250000}),)),
    Case("csv-comma-inside-a-number", "CASES 20", "区住建局.csv",
         _raw("填报单位：区住建局,报告期：2023年11月\n任务编号,任务名称,指标,区域,计量单位,累计完成,进展情况,备注\n"
              "重点项目-3,老旧小区改造,改造老旧小区,北塔区,个,1,234,已完工,无\n重点项目-3,老旧小区改造,投诉率,北塔区,%,3.2,,\n"),
         "accepted_with_warnings", ("extra-cell@I3",), values=(GOOD_B,)),
    Case("csv-comma-inside-a-number-before-blanks", "CASES 20", "区住建局.csv",
         _raw("填报单位：区住建局,报告期：2023年11月\n任务编号,任务名称,指标,区域,计量单位,累计完成,进展情况,备注\n"
              "重点项目-3,老旧小区改造,改造老旧小区,北塔区,个,1,234,,\n重点项目-3,老旧小区改造,投诉率,北塔区,%,3.2,,\n"),
         "accepted_with_warnings", ("extra-cell@F3",), values=(GOOD_B,)),
    Case("text-eaten-by-the-spreadsheet", "CASES 16, 24", FILE,
         form([[*housing()[0], None, None, 430511200001010018, None], housing()[1]], _formula("Q4", "=-进展缓慢")), "accepted_with_warnings",
         ("text-number-damaged@P4", "text-unreadable@Q4"), values=(GOOD_A, GOOD_B)),
    Case("text-that-looks-like-a-formula", "CASES 24", FILE, form([[*housing()[0], None, None, None, "＝1+1"], [*housing()[1], *[None] * 8, "+1"]]),
         "accepted", values=(GOOD_A, GOOD_B)),
    Case("csv-trailing-commas", "CASES 20", "区住建局.csv",
         text_table([(*CSV_HEAD[0], "", "", ""), (*CSV_LABELS, "", ""), (*CSV_A, "", "", ""), (*CSV_B, "", "", "")]),
         "accepted", values=CSV_VALUES),
    Case("csv-quoted-thousands", "CASES 20", "区住建局.csv",
         text_table([*CSV_HEAD, CSV_LABELS, (*CSV_A[:5], "1,0", ""), CSV_B]), "accepted_with_warnings",
         ("number-comma@F3",), values=(GOOD_B,)),
    Case("csv-duplicate-remarks-and-blank-label", "CASES 20", "区住建局.csv",
         text_table([*CSV_HEAD, (*CSV_LABELS[:6], "", "备注", "备注"), (*CSV_A[:6], "什么", "一", "二"), (*CSV_B[:6], "", "", "")]),
         "accepted_with_warnings", ("column-duplicate-text@I2", "column-unnamed@G2"), values=CSV_VALUES),
)  # fmt: skip
