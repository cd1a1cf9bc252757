"""The sheet 进展情况 of a form, written cell by cell with XlsxWriter. The workbook around it is `workbook.py`."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ingest.formula_text import guarded
from ingest.progress.asks import Ask
from ingest.progress.fields import Field
from ingest.progress.form import JUDGEMENTS, KEY_LABEL, LEGEND, LEGEND_BESIDE, MARK_LABEL
from ingest.progress.template.form_layout import (
    FIRST_ROW,
    HEAD_ROW,
    HEADER_ROW,
    LABELS,
    LEGEND_ROW,
    TITLE_ROW,
    WIDTHS,
    FormLayout,
    form_layout,
)
from ingest.progress.template.form_rows import TemplateRow
from ingest.progress.template.texts import COLUMN_HELP, fix_of
from ingest.row_heights import height_of

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_NUMBERS = {Field.YOY: "0.0##", Field.RANK: "0", Field.DONE_DATE: "yyyy-mm-dd"}
_SPOKEN = ("元", "亩", "平方米", "公里", "千瓦", "吨", "%")  # units whose figures have decimals
_YELLOW, _GREY, _PALE, _BLUE = "#FFF6D5", "#D9D9D9", "#F2F2F2", "#D9E2F3"


class Formats:
    """The cell formats of one workbook, made once for each set of properties."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __call__(self, **properties: Any) -> Format:
        return self.bare(**{"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True, **properties})

    def bare(self, **properties: Any) -> Format:
        """A format of these properties alone, as a condition needs it."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]


def _number_format(field: Field, unit: str) -> str:
    if field in _NUMBERS:
        return _NUMBERS[field]
    if field in (Field.CURRENT, Field.CUMULATIVE, Field.LAST):
        return "#,##0.00####" if unit.endswith(_SPOKEN) and unit != "%" else "General"
    return "@" if field is Field.TASK_NO else "General"


def _input_format(formats: Formats, field: Field, row: TemplateRow) -> Format:
    ask = row.asks_for(field)
    fill = {Ask.REQUIRED: {"bg_color": _YELLOW}, Ask.NOT_ASKED: {"bg_color": _GREY}}.get(ask, {})
    centred = field in (Field.DONE, Field.DONE_DATE, Field.RANK, Field.JUDGEMENT)
    number = field in (Field.CURRENT, Field.CUMULATIVE, Field.YOY)
    align = "center" if centred else ("right" if number else "left")
    # an address or a sentence that begins with = must stay a text
    number_format = _number_format(field, row.unit) if centred or number else "@"
    return formats(border=1, border_color="#808080", locked=ask is Ask.NOT_ASKED, align=align, num_format=number_format, **fill)


def _identity_format(formats: Formats, field: Field, row: TemplateRow, *, repeated: bool) -> Format:
    quiet = {"font_color": "#8C8C8C"} if repeated else {}
    align = "left" if field in (Field.TASK_NAME, Field.METRIC, Field.TARGET_VALUE) else "center"
    if field is Field.LAST:
        align = "right" if isinstance(row.last_text, Decimal) else "center"
    return formats(
        border=1, border_color="#808080", bg_color=_PALE, align=align, num_format=_number_format(field, row.unit), **quiet
    )


def _identity_value(field: Field, row: TemplateRow) -> str | float:
    if field is Field.LAST and isinstance(row.last_text, Decimal):
        return float(row.last_text)
    texts = {
        Field.TASK_NO: row.task_no,
        Field.TASK_NAME: row.task_name,
        Field.METRIC: row.metric,
        Field.AREA: row.area,
        Field.MEASURE_UNIT: row.unit,
        Field.TARGET_VALUE: row.target_text,
        Field.LAST: row.last_text,
    }
    return guarded(str(texts[field]))


def _write_head(sheet: Worksheet, formats: Formats, at: FormLayout, head: dict[str, str], *, title: str, legend: str) -> None:
    first, last = at.columns[Field.TASK_NO], at.last_column
    sheet.merge_range(TITLE_ROW, first, TITLE_ROW, last, title, formats(font_name="黑体", font_size=16, align="center"))
    sheet.set_row(TITLE_ROW, 30)
    label, fixed = formats(align="right", bold=True), formats(align="left", bottom=1)
    free = formats(align="left", bottom=1, locked=False, bg_color=_YELLOW)
    day = formats(align="left", bottom=1, locked=False, bg_color=_YELLOW, num_format="yyyy-mm-dd")
    text = formats(align="left", bottom=1, locked=False, bg_color=_YELLOW, num_format="@")
    spots = (at.columns[Field.TASK_NO], at.columns[Field.METRIC], at.columns[Field.TARGET_VALUE])
    ends = (at.columns[Field.TASK_NAME], at.columns[Field.MEASURE_UNIT], at.columns[Field.CURRENT])
    for row, names, styles in (
        (HEAD_ROW, ("填报单位", "报告期", "截止日期"), (fixed, fixed, fixed)),
        (HEAD_ROW + 1, ("填报人", "联系电话", "填报日期"), (free, text, day)),
    ):
        sheet.set_row(row, 20)
        for name, column, end, style in zip(names, spots, ends, styles, strict=True):
            sheet.write_string(row, column, f"{name}：", label)
            if end > column + 1:
                sheet.merge_range(row, column + 1, row, end, head.get(name, ""), style)
            else:
                sheet.write(row, column + 1, head.get(name, ""), style)
    sheet.merge_range(LEGEND_ROW, first, LEGEND_ROW, last, legend, formats(font_color="#7F6000", align="left"))
    sheet.set_row(LEGEND_ROW, 20)


def _write_rows(sheet: Worksheet, formats: Formats, at: FormLayout, rows: tuple[TemplateRow, ...]) -> None:
    header = {"bold": True, "border": 1, "border_color": "#808080", "align": "center"}
    sheet.set_row(HEADER_ROW, 32)
    sheet.write_string(HEADER_ROW, at.mark, MARK_LABEL, formats(**header, bg_color=_BLUE))
    sheet.write_string(HEADER_ROW, at.key, KEY_LABEL, formats(**header, bg_color=_BLUE))
    inputs = frozenset(at.inputs)
    for field, column in at.columns.items():
        sheet.write_string(HEADER_ROW, column, LABELS[field], formats(**header, bg_color=_YELLOW if field in inputs else _BLUE))
    before: TemplateRow | None = None
    for number, row in enumerate(rows, start=FIRST_ROW):
        sheet.write_blank(number, at.mark, None, formats())
        sheet.write_string(number, at.key, row.target_key, formats(num_format="@"))
        for field, column in at.columns.items():
            if field in inputs:
                sheet.write_blank(number, column, None, _input_format(formats, field, row))
                continue
            repeated = before is not None and field in (Field.TASK_NO, Field.TASK_NAME) and before.task_no == row.task_no
            sheet.write(number, column, _identity_value(field, row), _identity_format(formats, field, row, repeated=repeated))
        shown = [(str(_identity_value(field, row)), WIDTHS[field]) for field in at.columns if field not in inputs]
        sheet.set_row(number, max(height_of(shown), 20))
        before = row


def _validations(first: str, due_on: dt.date, starts_on: dt.date) -> dict[Field, dict[str, Any]]:
    """Limits by field. `first` is the address of the figure's first cell, `{}` its column letter."""

    def figure(field_code: str, low: int, high: int) -> dict[str, Any]:
        cell = first
        words = "".join(f',{cell}="{word}"' for word in ("无", "不适用", "—"))
        return {
            "validate": "custom",
            "value": f"=OR(AND(ISNUMBER({cell}),{cell}>={low},{cell}<={high}){words})",
            "error_title": "请填数字",
            "error_message": fix_of(field_code)[:250],
        }

    return {
        Field.CURRENT: figure("cell-not-a-number", -(10**12), 10**12),
        Field.CUMULATIVE: figure("cell-not-a-number", -(10**12), 10**12),
        Field.YOY: figure("percent-ambiguous", -100, 10000),
        Field.RANK: {
            "validate": "integer", "criteria": "between", "minimum": 1, "maximum": 500,
            "error_title": "请填名次", "error_message": fix_of("rank-invalid"),
        },
        Field.DONE: {
            "validate": "list", "source": ["是", "否"],
            "error_title": "请选择", "error_message": fix_of("cell-not-yes-no"),
        },
        Field.JUDGEMENT: {
            "validate": "list", "source": list(JUDGEMENTS),
            "error_title": "请选择", "error_message": COLUMN_HELP[Field.JUDGEMENT],
        },
        Field.DONE_DATE: {
            "validate": "date", "criteria": "between", "minimum": starts_on, "maximum": due_on,
            "error_title": "请填日期", "error_message": fix_of("cell-not-a-date"),
        },
    }  # fmt: skip


def _limit_inputs(sheet: Worksheet, at: FormLayout, count: int, due_on: dt.date, starts_on: dt.date) -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell

    for field, text in COLUMN_HELP.items():
        column = at.columns[field]
        first = xl_rowcol_to_cell(FIRST_ROW, column)
        options = _validations(first, due_on, starts_on).get(field, {"validate": "any"})
        sheet.data_validation(
            FIRST_ROW, column, FIRST_ROW + count - 1, column,
            {**options, "ignore_blank": True, "input_title": LABELS[field][:32], "input_message": text[:255]},
        )  # fmt: skip
    day = {"validate": "date", "criteria": ">=", "value": starts_on}
    sheet.data_validation(
        HEAD_ROW + 1, at.columns[Field.TARGET_VALUE] + 1, HEAD_ROW + 1, at.columns[Field.TARGET_VALUE] + 1,
        {**day, "error_title": "请填日期", "error_message": fix_of("cell-not-a-date")},
    )  # fmt: skip


def _mark_doubtful(sheet: Worksheet, formats: Formats, at: FormLayout, rows: tuple[TemplateRow, ...]) -> None:
    """Print in bold red a cumulative below this period's, below the last one, or over three times the target.

    A condition colours the letters only: the fill belongs to the return copy.
    """
    from xlsxwriter.utility import xl_rowcol_to_cell

    doubtful = formats.bare(font_color="#C00000", bold=True)
    for number, row in enumerate(rows, start=FIRST_ROW):
        if row.asks_for(Field.CUMULATIVE) is Ask.NOT_ASKED or row.kind not in ("level", "ratio"):
            continue
        cell = xl_rowcol_to_cell(number, at.columns[Field.CUMULATIVE], col_abs=True)
        current = xl_rowcol_to_cell(number, at.columns[Field.CURRENT], col_abs=True)
        doubts = [f"AND(ISNUMBER({current}),{cell}<{current})"] if row.kind == "level" else []
        if row.last_cumulative is not None and row.kind == "level":
            doubts.append(f"{cell}<{row.last_cumulative.normalize():f}")
        if row.ceiling is not None:
            doubts.append(f"{cell}>{row.ceiling.normalize():f}")
        if doubts:
            criteria = f"=AND(ISNUMBER({cell}),OR({','.join(doubts)}))"
            column = at.columns[Field.CUMULATIVE]
            sheet.conditional_format(
                number, column, number, column, {"type": "formula", "criteria": criteria, "format": doubtful}
            )


def _page(sheet: Worksheet, at: FormLayout, count: int, header: str) -> None:
    first, last_row = at.columns[Field.TASK_NO], FIRST_ROW + count - 1
    sheet.set_landscape()
    sheet.set_paper(8)  # A3, as ledgers of this width are printed
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)
    sheet.print_area(0, first, last_row, at.last_column)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.center_horizontally()
    sheet.set_footer(f"&L&9{header}&R&9第 &P 页，共 &N 页")
    sheet.freeze_panes(FIRST_ROW, at.columns[Field.AREA])
    sheet.set_zoom(90)


def write_sheet(
    sheet: Worksheet,
    formats: Formats,
    rows: tuple[TemplateRow, ...],
    *,
    title: str,
    head: dict[str, str],
    due_on: dt.date,
    starts_on: dt.date,
) -> None:
    """Fill the sheet. `head` holds 填报单位, 报告期 and 截止日期 in words; a completion date lies in `starts_on`..`due_on`."""
    at = form_layout()
    sheet.set_column(at.mark, at.mark, 24, None, {"hidden": True})
    sheet.set_column(at.key, at.key, 30, None, {"hidden": True})
    for field, column in at.columns.items():
        sheet.set_column(column, column, WIDTHS[field])
    legend = LEGEND if any(row.is_owed for row in rows) else LEGEND_BESIDE
    _write_head(sheet, formats, at, head, title=title, legend=legend)
    _write_rows(sheet, formats, at, rows)
    _limit_inputs(sheet, at, len(rows), due_on, starts_on)
    _mark_doubtful(sheet, formats, at, rows)
    _page(sheet, at, len(rows), f"{head['填报单位']}　{head['报告期']}")
    sheet.autofilter(HEADER_ROW, at.columns[Field.TASK_NO], FIRST_ROW + len(rows) - 1, at.last_column)
    sheet.protect("", {"format_columns": True, "format_rows": True, "format_cells": True, "autofilter": True})
