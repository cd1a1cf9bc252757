"""A unit's reporting workbook for a period: the sheet to fill in, the instructions, and the hidden sheet of stable keys.

The rows are `form_rows.py`, the sheet itself `form_sheet.py`, all texts `texts.py`. Nothing is read here.
"""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.calendar.periods import period, period_words
from ingest.formula_text import PLAIN_TEXTS
from ingest.names import file_name
from ingest.progress.form import FORM_VERSION, INSTRUCTIONS_SHEET, META_SHEET, SHEET
from ingest.progress.template.form_layout import LABELS
from ingest.progress.template.form_rows import TemplateRow
from ingest.progress.template.form_sheet import Formats, write_sheet
from ingest.progress.template.texts import COLUMN_HELP, EFFECT_WORDS, STEPS, STEPS_BESIDE, problems_and_fixes
from ingest.row_heights import height_of, let_rows_grow
from ingest.task_lists.model import ListHead
from ingest.task_lists.titles import list_name

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


def template_name(unit: str, period_id: str) -> str:
    """The file name of a unit's form: `区发改局_2023年11月进展情况.xlsx`."""
    return file_name(unit, f"_{period_words(period_id)}进展情况.xlsx")


def write_template(
    path: Path, *, list_head: ListHead, unit: str, period_id: str, rows: tuple[TemplateRow, ...], due_on: dt.date
) -> Path:
    """Write the workbook of a unit for a period and return its path. The same arguments give the same bytes.

    `rows` come from `template_rows`. Raises ValueError when there is none: a form without rows must not be sent out.
    """
    if not rows:
        raise ValueError(f"{unit} has nothing to report for {period_id}")
    import xlsxwriter

    this = period(period_id)
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, **PLAIN_TEXTS}) as workbook:
        workbook.set_properties(
            {
                "title": f"{unit} {this.words} 进展情况",
                "company": f"{list_head.area}人民政府办公室",
                "created": dt.datetime.combine(this.end, dt.time(), tzinfo=dt.UTC),
            }
        )
        formats = Formats(workbook)
        sheet = workbook.add_worksheet(SHEET)
        name = list_name(list_head.title) or f"{list_head.area}“三重点”任务清单"
        write_sheet(
            sheet,
            formats,
            rows,
            title=f"{name}进展情况表",
            head={"填报单位": unit, "报告期": this.words, "截止日期": due_on.isoformat()},
            due_on=due_on,
            starts_on=dt.date(list_head.period_start.year - 1, 1, 1),
        )
        _write_instructions(workbook.add_worksheet(INSTRUCTIONS_SHEET), formats, _steps(unit, this.words, due_on, rows))
        _write_meta(workbook.add_worksheet(META_SHEET), list_head.list_id, unit, period_id)
        sheet.activate()
    let_rows_grow(made.getvalue(), path)
    return path


def _write_meta(sheet: Worksheet, list_id: str, unit: str, period_id: str) -> None:
    meta = {"list_id": list_id, "unit": unit, "period": period_id, "form_version": FORM_VERSION}
    for row, (key, value) in enumerate(meta.items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    sheet.very_hidden()


_WIDTHS = (13, 52, 46)  # of the instruction sheet


def _steps(unit: str, period_words: str, due_on: dt.date, rows: tuple[TemplateRow, ...]) -> tuple[str, ...]:
    """How to fill in the form, in steps; the first says what is asked of whom, and until when."""
    due = f"{due_on.year}年{due_on.month}月{due_on.day}日"
    if any(row.is_owed for row in rows):
        return (f"{unit}报送{period_words}进展，请于{due}前报送。", *STEPS)
    return (f"{unit}对{period_words}进展有补充的，请于{due}前报送。", *STEPS_BESIDE, *STEPS)


def _write_instructions(sheet: Worksheet, formats: Formats, steps: tuple[str, ...]) -> None:
    """填报说明: how to fill in, column by column, and what the check may say."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    title, heading = formats(font_name="黑体", font_size=16, align="center"), formats(bold=True, font_size=11)
    cell, head = formats(border=1, border_color="#A6A6A6"), formats(border=1, bold=True, bg_color="#D9E2F3", align="center")
    row = 0

    def wide(text: str, style: Format, first: int = 0) -> None:
        sheet.merge_range(row, first, row, 2, text, style)
        sheet.set_row(row, height_of([(text, sum(_WIDTHS[first:]))]))

    wide(INSTRUCTIONS_SHEET, title)
    sheet.set_row(row, 30)
    for number, text in enumerate(steps, start=1):
        row += 1
        wide(f"{number}. {text}", formats())
    row += 1
    wide("各栏怎么填", heading)
    sheet.set_row(row, 26)
    for field, text in COLUMN_HELP.items():
        row += 1
        sheet.write_string(row, 0, LABELS[field], cell)
        wide(text, cell, first=1)
    for group, (effect, sentence) in enumerate(EFFECT_WORDS):
        row += 1
        wide(sentence, heading)
        sheet.set_row(row, 26)
        for texts in (("处理", "可能的问题", "怎样改正"), *((effect, *both) for both in problems_and_fixes(group))):
            row += 1
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text, head if texts[0] == "处理" else cell)
            sheet.set_row(row, height_of(zip(texts, _WIDTHS, strict=True)))
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.6)
    sheet.set_footer("&R&9第 &P 页，共 &N 页")
    sheet.hide_gridlines(2)
    sheet.protect()
