"""Areas, indicators and months side by side in the columns: each figure in its own place, or the whole file refused with a reason."""

# ruff: noqa: E501 - tables of cases
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from tests.cases.layout_cases import DEV, INCOME, STATIONS
from tests.cases.model import Case, head, text_table, xlsx

KEYS = ("任务编号", "任务名称", "指标", "计量单位")
ONE, TWO = ("重点工作-3", "数字经济", "5G站点", "个"), ("重点工作-3", "数字经济", "电子信息制造业营业收入", "亿元")
BLANK = (None,) * 4
BOTH = (None, None)
AREAS = ("全市", None, "北塔区", None)
FIGURES = ("本期完成", "累计完成") * 2
VALUES = (
    (STATIONS, "全市", {"unit": "个", "current": 5, "cumulative": 60}),
    (STATIONS, "北塔区", {"unit": "个", "current": 1, "cumulative": 9}),
    (INCOME, "全市", {"unit": "亿元", "current": 11, "cumulative": 125}),
    (INCOME, "北塔区", {"unit": "亿元", "current": 2, "cumulative": 14}),
)
SO_FAR = tuple(
    (key, area, {name: value for name, value in fields.items() if name != "current"}) for key, area, fields in VALUES
)


def _merged(sheet: Worksheet) -> None:
    for column in "ABCD":
        sheet.merge_cells(f"{column}3:{column}4")
    sheet.merge_cells("E3:F3")
    sheet.merge_cells("G3:H3")


def rows(top: Sequence[Any], low: Sequence[Any], one: Sequence[Any], two: Sequence[Any]) -> list[Sequence[Any]]:
    return [*head("区发改局"), (*KEYS, *top), (*BLANK, *low), (*ONE, *one), (*TWO, *two)]


def flat(labels: Sequence[Any], one: Sequence[Any], two: Sequence[Any]) -> list[Sequence[Any]]:
    return [*head("区发改局"), (*KEYS, *labels), (*ONE, *one), (*TWO, *two)]


def read(
    name: str, data: Callable[[], bytes], values: Any, file: str = DEV, codes: tuple[str, ...] = (), verdict: str = ""
) -> Case:
    return Case(f"wide-{name}", "FILINGS", file, data, "accepted_with_warnings", codes, values=values, any_codes=True)


def refused(name: str, data: Callable[[], bytes], at: str = "E4") -> Case:
    """Nothing of it is taken, and the reason is the only thing that is said."""
    return Case(f"wide-{name}", "FILINGS", DEV, data, "rejected", (f"columns-side-by-side@{at}",), read=0)


GOOD = rows(AREAS, FIGURES, (5, 60, 1, 9), (11, 125, 2, 14))


def _html() -> bytes:
    body = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in (*keys, *figures))}</tr>"
        for keys, figures in ((ONE, (5, 60, 1, 9)), (TWO, (11, 125, 2, 14)))
    )
    top = "".join(f"<td rowspan=2>{label}</td>" for label in KEYS) + "<td colspan=2>全市</td><td colspan=2>北塔区</td>"
    low = "".join(f"<td>{label}</td>" for label in FIGURES)
    return f"<html><body><p>填报单位：区发改局</p><p>报告期：2023年11月</p><table><tr>{top}</tr><tr>{low}</tr>{body}</table></body></html>".encode()


CASES: tuple[Case, ...] = (
    read("areas-merged", xlsx(GOOD, _merged), VALUES),
    read("areas-not-merged", xlsx(GOOD), VALUES),
    read("areas-csv", text_table(GOOD), VALUES, DEV.replace("xlsx", "csv")),
    read("areas-html", _html, VALUES, DEV.replace("xlsx", "html")),
    read("areas-below-the-figures", xlsx(rows(("本期完成", None, "累计完成", None), ("全市", "北塔区") * 2, (5, 1, 60, 9), (11, 2, 125, 14))), VALUES),
    read("areas-before-the-figures", xlsx(flat(("全市累计完成", "北塔区累计完成"), (60, 9), (125, 14))), SO_FAR),
    read("areas-in-brackets", xlsx(flat(("累计完成（全市）", "累计完成（北塔区）"), (60, 9), (125, 14))), SO_FAR),
    read("areas-and-months", xlsx(rows(AREAS, ("截至10月累计", "1-11月累计") * 2, (50, 60, 8, 9), (110, 125, 12, 14)), _merged), SO_FAR),
    read("area-left-blank", xlsx(rows(AREAS, FIGURES, (5, 60, None, None), (11, 125, 2, 14)), _merged), (*VALUES[:1], *VALUES[2:])),
    read("one-area-alone", xlsx(rows(("北塔区", None), ("本期完成", "累计完成"), (1, 9), (2, 14))), VALUES[1::2]),
    read("area-in-one-bracket", xlsx(flat(("累计完成（北塔区）",), (9,), (14,))), SO_FAR[1::2]),
    read("growth-outside-is-blank", xlsx(rows((*AREAS, "同比(%)"), (*FIGURES, None), (5, 60, 1, 9), (11, 125, 2, 14))), VALUES),
    read("metrics", xlsx([*head("区发改局"), ("任务编号", "任务名称", "区域", "5G站点", None, "电子信息制造业营业收入", None),
                          (None, None, None, *FIGURES), ("重点工作-3", "数字经济", "全市", 5, 60, 11, 125), ("重点工作-3", "数字经济", "北塔区", 1, 9, 2, 14)]), (VALUES[0], VALUES[2], VALUES[1], VALUES[3])),
    refused("area-unknown", xlsx(rows(("全市", None, "河东片区", None), FIGURES, (5, 60, 1, 9), (11, 125, 2, 14)), _merged)),
    refused("words-unknown", xlsx(rows(("甲组", None, "乙组", None), FIGURES, (5, 60, 1, 9), (11, 125, 2, 14)), _merged)),
    refused("growth-outside", xlsx(rows((*AREAS, "同比(%)"), (*FIGURES, None), (5, 60, 1, 9, 3.1), (11, 125, 2, 14, 4.2)))),
    refused("areas-and-a-plain-column", xlsx(flat(("累计完成", "北塔区累计完成"), (60, 9), (125, 14))), "F3"),
    refused("areas-over-nothing", xlsx(flat(("累计完成", "全市", "北塔区"), (60, 60, 9), (125, 125, 14))), "F3"),
    refused("areas-and-a-column-of-areas", xlsx([*head("区发改局"), (*KEYS, "区域", *AREAS), (*BLANK, None, *FIGURES), (*ONE, "全市", 5, 60, 1, 9), (*TWO, "全市", 11, 125, 2, 14)]), "F4"),
    Case("wide-last-year-merged-beside-this", "FILINGS", DEV,
         xlsx(rows(("去年同期", None, "累计完成", None), ("本月", "累计", None, None), (3, 50, 60), (9, 110, 125)), lambda sheet: (_merged(sheet), sheet.unmerge_cells("G3:H3"), sheet.merge_cells("G3:G4"))),
         "rejected", ("area-missing@A5", "area-missing@A6"), any_codes=True, infos=("column-other-period@E4", "column-other-period@F4")),
)  # fmt: skip
