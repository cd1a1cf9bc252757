"""Template → filled in → accepted without a finding → damaged five ways → return copy → mended → accepted."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from ingest.documents.door import read_document
from ingest.progress.asks import Ask
from ingest.progress.fields import Field
from ingest.progress.filing import JudgedFiling
from ingest.progress.form import SHEET, SUMMARY_SHEET
from ingest.progress.reader import read_filing
from ingest.progress.returned.sandboxed import write_return_copy
from ingest.progress.template.form_layout import FIRST_ROW, form_layout
from ingest.progress.template.form_rows import TemplateRow, template_rows
from ingest.progress.template.workbook import template_name, write_template
from tests.unit.progress.progress_home import LIST, context

UNIT, PERIOD = "区商务局", "2023-11"
AT = {field: column + 1 for field, column in form_layout().columns.items()}
_FIGURES = {"yoy": 7.2, "rank": 6, "done": "否"}


def _read(path: Path) -> JudgedFiling:
    sha = hashlib.sha256(path.read_bytes()).hexdigest()
    return read_filing(read_document(path), name=path.name, sha256=sha, context=context())


def _fill(path: Path) -> tuple[TemplateRow, ...]:
    """A form as an orderly clerk fills it in: on schedule everywhere."""
    rows = template_rows(context(), LIST, UNIT, PERIOD)
    head = context().lists[LIST]
    write_template(path, list_head=head, unit=UNIT, period_id=PERIOD, rows=rows, due_on=dt.date(2023, 12, 4))
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    sheet.cell(3, AT["task_name"]).value = "张三"
    sheet.cell(3, AT["metric"] + 1).value = "0739-5637000"
    sheet.cell(3, AT["target_value"] + 1).value = dt.date(2023, 12, 1)
    for number, row in enumerate(rows, start=FIRST_ROW + 1):
        goal = int(row.ceiling / 3) if row.ceiling is not None else 100
        figures = {**_FIGURES, "current": goal // 2, "cumulative": goal}
        for field, value in figures.items():
            if row.asks_for(Field(field)) is Ask.REQUIRED:
                sheet.cell(number, AT[field]).value = value
        sheet.cell(number, AT["narrative"]).value = f"{row.metric}按计划推进。"
    book.save(path)
    return rows


def _row_of(rows: tuple[TemplateRow, ...], target: str, area: str) -> int:
    wanted = (f"{LIST}/{target}", area)
    return next(n for n, row in enumerate(rows, start=FIRST_ROW + 1) if (row.target_key, row.area) == wanted)


def test_a_form_goes_round(tmp_path: Path) -> None:
    path = tmp_path / template_name(UNIT, PERIOD)
    rows = _fill(path)
    clean = _read(path)
    assert (clean.verdict, clean.unit, clean.period, clean.list_id) == ("accepted", UNIT, PERIOD, LIST)
    assert clean.all_findings == ()
    assert (clean.rows_read, len(clean.accepted), len(clean.held)) == (len(rows), len(rows), 0)
    assert (clean.filed_by, clean.phone, clean.filed_on) == ("张三", "0739-5637000", dt.date(2023, 12, 1))
    by_key = {(r.target.target_key.removeprefix(f"{LIST}/"), r.area): r for r in clean.accepted if r.target}
    shops = by_key["重点工作-1-7/2", "全市"]
    assert (shops.current, shops.cumulative, shops.measure_unit) == (Decimal(45), Decimal(90), "家")
    assert by_key["重点工作-1-7/1", "北塔区"].yoy == Decimal("7.2")
    assert by_key["重点工作-1-9/1", "全市"].rank == 6

    # damage: an approximate figure, a sign, more this month than in all, a word for a rank, a renamed task
    shops_row = _row_of(rows, "重点工作-1-7/2", "全市")
    places = {
        "约30": (shops_row, "cumulative"),
        -3: (shops_row + 1, "cumulative"),
        500: (_row_of(rows, "重点工作-6/2", "全市"), "current"),
        "第一梯队": (_row_of(rows, "重点工作-1-9/1", "全市"), "rank"),
        "别的任务": (_row_of(rows, "重点工作-6/1", "北塔区"), "task_name"),
    }
    book = openpyxl.load_workbook(path)
    good = {at: book[SHEET].cell(at[0], AT[at[1]]).value for at in places.values()}
    for wrong, (row, field) in places.items():
        book[SHEET].cell(row, AT[field]).value = wrong
    damaged = tmp_path / f"改{path.name}"
    book.save(damaged)
    bad = _read(damaged)
    assert (bad.verdict, len(bad.held)) == ("accepted_with_warnings", 5)
    codes = {f.code for f in bad.all_findings if f.effect == "row"}
    assert codes == {"cell-not-a-number", "number-negative", "cumulative-below-current", "rank-invalid", "key-mismatch"}

    returned = write_return_copy(damaged, read_document(damaged), damaged.name, bad, tmp_path / "returned")
    copy = openpyxl.load_workbook(returned)
    assert copy.sheetnames[0] == SUMMARY_SHEET
    assert {c.row for c in _commented(copy[SHEET])} == {row for row, _ in places.values()}
    unmended = _read(returned)
    assert [f.code for f in unmended.all_findings] == [f.code for f in bad.all_findings], "annotations change nothing"
    assert unmended.content_sha256 == bad.content_sha256

    for (row, field), value in good.items():
        copy[SHEET].cell(row, AT[field]).value = value
    copy.save(returned)
    mended = _read(returned)
    assert (mended.verdict, mended.all_findings) == ("accepted", ())
    assert mended.content_sha256 == clean.content_sha256


def _commented(sheet: Worksheet) -> list[openpyxl.cell.Cell]:
    return [cell for row in sheet.iter_rows() for cell in row if cell.comment]
