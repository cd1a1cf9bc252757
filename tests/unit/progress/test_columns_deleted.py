"""A form from which columns were deleted, or whose rows were sorted: every row is at its own target and area, or it is held.

Each row says in its words which one it is, so that the truth is known whatever else is gone.
"""

from __future__ import annotations

import datetime as dt
import io
import random
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingest.documents.reader import Use, read_bytes
from ingest.progress.fields import Field
from ingest.progress.filing import JudgedFiling
from ingest.progress.form import SHEET
from ingest.progress.reader import read_filing
from ingest.progress.template.form_layout import FIRST_ROW, HEADER_ROW, form_layout
from ingest.progress.template.form_rows import TemplateRow, template_rows
from ingest.progress.template.workbook import write_template
from tests.unit.progress.progress_home import LIST, context

PERIOD = "2023-12"
AT = {**form_layout().columns, Field.KEY: form_layout().key}
KNOWN = context()
UNITS = KNOWN.reporting_units(LIST)
IDENTITY = (Field.TASK_NO, Field.TASK_NAME, Field.METRIC, Field.AREA, Field.MEASURE_UNIT, Field.TARGET_VALUE)
DELETED = [
    (Field.KEY,),
    *((Field.KEY, one) for one in IDENTITY),
    *((Field.KEY, one, other) for at, one in enumerate(IDENTITY) for other in IDENTITY[at + 1 :]),
]


@cache
def form(folder: Path, unit: str) -> tuple[tuple[TemplateRow, ...], list[Any], list[list[Any]]]:
    """The rows of a unit's form, its labels, and its rows as they are printed, each with its number as its words."""
    rows = template_rows(KNOWN, LIST, unit, PERIOD)
    path = folder / f"{unit}.xlsx"
    write_template(path, list_head=KNOWN.lists[LIST], unit=unit, period_id=PERIOD, rows=rows, due_on=dt.date(2024, 1, 3))
    sheet = openpyxl.load_workbook(path)[SHEET]
    printed = [list(values) for values in sheet.iter_rows(min_row=HEADER_ROW + 1, values_only=True)]
    labels, lines = printed[0], printed[FIRST_ROW - HEADER_ROW : FIRST_ROW - HEADER_ROW + len(rows)]
    for number, line in enumerate(lines):
        line[AT[Field.NARRATIVE]] = f"第{number}行"
        for name in (Field.CUMULATIVE, Field.YOY, Field.RANK):
            line[AT[name]] = "无"  # a statement: without one the file would give nothing that is owed
    return rows, labels, lines


def filed(labels: list[Any], lines: list[list[Any]], unit: str, deleted: tuple[Field, ...]) -> JudgedFiling:
    gone = {AT[name] for name in deleted}
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([f"填报单位：{unit}", None, None, "报告期：2023年12月"])
    for line in (labels, *lines):
        sheet.append([value for column, value in enumerate(line) if column not in gone])
    out = io.BytesIO()
    book.save(out)
    document = read_bytes(out.getvalue(), "form.xlsx", use=Use.FIGURES)
    return read_filing(document, name="form.xlsx", sha256="0" * 64, context=KNOWN)


def placed(filing: JudgedFiling, rows: tuple[TemplateRow, ...]) -> tuple[int, list[tuple[str, str]]]:
    """How many rows were accepted, and those that are not where they belong."""
    wrong = []
    for row in filing.accepted:
        own = rows[int(row.text(Field.NARRATIVE)[1:-1])]
        if row.target is None or (row.target.target_key, row.area) != (own.target_key, own.area):
            wrong.append((f"{own.target_key} {own.area}", f"{row.target and row.target.target_key} {row.area}"))
    return len(filing.accepted), wrong


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("forms")


@pytest.mark.parametrize("deleted", DELETED, ids="+".join)
def test_no_row_of_a_form_without_columns_is_at_another_target(folder: Path, deleted: tuple[Field, ...]) -> None:
    for unit in UNITS:
        rows, labels, lines = form(folder, unit)
        for seed in (None, 1, 2):
            order = list(lines)
            if seed is not None:
                random.Random(seed).shuffle(order)  # noqa: S311 - to sort rows
            filing = filed(labels, order, unit, deleted)
            assert placed(filing, rows)[1] == [], (unit, seed)
            if filing.rows_read:
                assert len(filing.accepted) + len(filing.held) == len(rows)


@pytest.mark.parametrize(
    "deleted", [(Field.KEY,), (Field.KEY, Field.TASK_NAME), (Field.KEY, Field.TASK_NO), (Field.KEY, Field.MEASURE_UNIT)]
)
def test_a_form_without_what_is_said_twice_is_taken_whole(folder: Path, deleted: tuple[Field, ...]) -> None:
    for unit in UNITS:
        rows, labels, lines = form(folder, unit)
        assert placed(filed(labels, lines, unit, deleted), rows) == (len(rows), []), unit


def test_one_row_alone_is_at_its_target_or_held(folder: Path) -> None:
    for unit in UNITS:
        rows, labels, lines = form(folder, unit)
        for line in lines:
            for deleted in ((Field.KEY,), (Field.KEY, Field.TARGET_VALUE), (Field.KEY, Field.METRIC)):
                assert placed(filed(labels, [line], unit, deleted), rows)[1] == [], (unit, line)
