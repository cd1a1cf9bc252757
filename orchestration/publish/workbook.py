"""The bulletin `通报.xlsx`: what the page shows, as sheets to sort and filter.

Numbers stay numbers; text is never a formula.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from ingest.formula_text import PLAIN_TEXTS, guarded
from orchestration.publish.report_data import ListReport, Record, submission_words

_TARGET_COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("灯", "light", 6),
    ("状态", "status_zh", 12),
    ("任务编号", "task_key", 16),
    ("任务", "task_name", 28),
    ("目标", "metric", 28),
    ("区域", "area", 12),
    ("目标值（基本单位）", "target_base", 18),
    ("完成（基本单位）", "actual_value", 18),
    ("单位", "unit_base", 8),
    ("完成率", "completion", 10),
    ("序时", "expected_share", 10),
    ("差距（百分点）", "gap_points", 14),
    ("截止", "due", 12),
    ("责任单位", "task_units", 24),
    ("更正", "restatement", 40),
    ("为什么", "explanation", 60),
    ("清单原文", "target_text", 40),
    ("报送文件", "filing_file", 28),
    ("工作表", "filing_sheet", 12),
    ("单元格", "filing_cell", 9),
)
_RESTATED_COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("报告期", "period", 10),
    ("任务编号", "task_key", 16),
    ("任务", "task_name", 28),
    ("目标", "metric", 28),
    ("区域", "area", 12),
    ("原状态", "was_status_zh", 14),
    ("现状态", "status_zh", 14),
    ("责任单位", "task_units", 24),
    ("说明", "restatement", 60),
)
_SUBMISSION_COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("单位", "unit", 18),
    ("状态", "status", 12),
    ("截止", "due_on", 12),
    ("收到", "received_on", 12),
    ("文件", "file_name", 36),
    ("读到（行）", "rows_read", 10),
    ("采用（行）", "rows_accepted", 10),
    ("未采用（行）", "rows_held", 12),
)
_FINDING_COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("单位", "unit", 18),
    ("报告期", "period", 12),
    ("文件", "file_name", 30),
    ("位置", "place_text", 16),
    ("看到", "seen", 24),
    ("问题", "message", 60),
    ("怎么改", "fix", 50),
)


COLUMNS = (_TARGET_COLUMNS, _RESTATED_COLUMNS, _SUBMISSION_COLUMNS, _FINDING_COLUMNS)


def _write_sheet(workbook: Any, name: str, columns: Sequence[tuple[str, str, int]], rows: list[Record]) -> None:
    sheet = workbook.add_worksheet(name)
    head = workbook.add_format({"bold": True, "bg_color": "#E1E5EA", "border": 1, "text_wrap": True, "valign": "vcenter"})
    plain = workbook.add_format({"valign": "top", "text_wrap": True})
    number = workbook.add_format({"valign": "top", "num_format": "#,##0.####"})
    share = workbook.add_format({"valign": "top", "num_format": "0.0%"})
    for column, (label, _, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, label, head)
    for index, row in enumerate(rows, start=1):
        for column, (_, field, _) in enumerate(columns):
            value = row[field]
            if value is None:
                continue
            if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
                sheet.write_number(index, column, float(value), share if field in ("completion", "expected_share") else number)
            else:
                sheet.write_string(index, column, guarded(str(value)), plain)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def write_bulletin(reports: list[ListReport], path: Path, as_of: dt.date) -> None:
    """Four sheets over all lists. Written with a fixed creation date, so that the same content gives the same file."""
    workbook = xlsxwriter.Workbook(str(path), dict(PLAIN_TEXTS))
    workbook.set_properties({"title": "三重点工作通报", "created": dt.datetime(as_of.year, as_of.month, as_of.day)})  # noqa: DTZ001
    targets = [row for report in reports for row in report.targets]
    submissions = [{**row, "status": submission_words(row)} for report in reports for row in report.submissions]
    _write_sheet(workbook, "目标完成情况", _TARGET_COLUMNS, targets)
    _write_sheet(workbook, "已公布后更正", _RESTATED_COLUMNS, [row for report in reports for row in report.restated])
    _write_sheet(workbook, "报送情况", _SUBMISSION_COLUMNS, submissions)
    _write_sheet(workbook, "待处理问题", _FINDING_COLUMNS, [row for report in reports for row in report.findings])
    workbook.close()
