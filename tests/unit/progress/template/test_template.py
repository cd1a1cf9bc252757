"""The form of a unit: its rows, what is asked of each, what is locked, and that it says what the check says."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ingest.progress.asks import Ask
from ingest.progress.catalogue import CATALOGUE
from ingest.progress.fields import Field
from ingest.progress.form import (
    COLUMNS,
    FORM_VERSION,
    INSTRUCTIONS_SHEET,
    JUDGEMENTS,
    KEY_LABEL,
    LAST_LABEL,
    MARK_LABEL,
    META_SHEET,
    SHEET,
)
from ingest.progress.template.form_layout import FIRST_ROW, HEADER_ROW
from ingest.progress.template.form_rows import TemplateRow, template_rows
from ingest.progress.template.workbook import template_name, write_template
from ingest.seeds import SEEDS
from tests.unit.progress.progress_home import LIST, context

HEAD = context().lists[LIST]
DUE = dt.date(2023, 12, 4)


def _past(target: str, area: str, **figures: Any) -> dict[str, Any]:
    row = dict.fromkeys(
        ("current_value", "cumulative_value", "yoy", "rank", "done", "done_date", "current_base", "cumulative_base")
    )
    return {
        **row, "receipt_seq": 2, "unit": "", "list_id": LIST, "period": "2023-11", "target_key": f"{LIST}/{target}",
        "area": area, "measure_unit": "", "unit_base": "", "narrative": "", **figures,
    }  # fmt: skip


def _write(
    path: Path, unit: str, period_id: str = "2023-11", **extra: Any
) -> tuple[openpyxl.Workbook, tuple[TemplateRow, ...]]:
    rows = template_rows(context(**extra), LIST, unit, period_id)
    write_template(path, list_head=HEAD, unit=unit, period_id=period_id, rows=rows, due_on=DUE)
    return openpyxl.load_workbook(path), rows


def _columns(sheet: Worksheet) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[HEADER_ROW + 1]}


def test_one_row_for_each_obligation_in_the_lists_order() -> None:
    for unit in context().reporting_units(LIST):
        wanted = [(o.target_key, o.area) for o in context().owed_by(LIST, unit)]
        assert [(r.target_key, r.area) for r in template_rows(context(), LIST, unit, "2023-11")] == wanted


@pytest.mark.parametrize(
    ("unit", "target", "area", "text", "measure", "required"),
    [
        ("区商务局", "重点工作-1-7/1", "全市", "增速≥7（1-12月）", "%", ["yoy"]),
        ("区商务局", "重点工作-1-7/2", "全市", "≥90（11-12月）", "家", ["current", "cumulative"]),
        (
            "区商务局",
            "重点工作-1-7/2",
            "北塔区",
            "",
            "家",
            ["current", "cumulative"],
        ),  # the city's target is not the district's
        ("区商务局", "重点工作-1-9/1", "全市", "前7名（1-12月）", "", ["rank"]),
        ("区住建局", "重点项目-3/2", "北塔区", "≤5（11-12月）", "%", ["cumulative"]),
        ("区教育局", "重点项目-4/1", "北塔区", "第一小学开工建设", "", ["done"]),
        ("区教育局", "重点项目-4/2", "北塔区", "办学质量", "", []),
    ],
)
def test_what_is_asked_of_each_kind(unit: str, target: str, area: str, text: str, measure: str, required: list[str]) -> None:
    rows = template_rows(context(), LIST, unit, "2023-11")
    row = next(r for r in rows if (r.target_key, r.area) == (f"{LIST}/{target}", area))
    assert (row.target_text, row.unit) == (text, measure)
    fields = ("current", "cumulative", "yoy", "rank", "done_date", "done")
    assert [f for f in fields if row.asks_for(Field(f)) is Ask.REQUIRED] == required


def test_nothing_is_required_before_the_window_begins() -> None:
    early = template_rows(context(), LIST, "区商务局", "2023-10")
    assert all(r.asks_for(Field("cumulative")) is not Ask.REQUIRED for r in early if r.target_key.endswith("1-7/2"))
    assert any(r.asks_for(Field("yoy")) is Ask.REQUIRED for r in early if r.target_key.endswith("1-7/1"))


def test_the_sheet_has_the_labels_keys_and_the_head(tmp_path: Path) -> None:
    book, rows = _write(tmp_path / "a.xlsx", "区商务局")
    assert book.sheetnames == [SHEET, INSTRUCTIONS_SHEET, META_SHEET]
    assert book[META_SHEET].sheet_state == "veryHidden"
    meta = {row[0].value: row[1].value for row in book[META_SHEET].rows}
    assert meta == {"list_id": LIST, "unit": "区商务局", "period": "2023-11", "form_version": FORM_VERSION}
    sheet = book[SHEET]
    columns = _columns(sheet)
    assert list(columns)[:2] == [MARK_LABEL, KEY_LABEL]
    assert [label for label in columns if label in {c.label for c in COLUMNS}] == [c.label for c in COLUMNS]
    assert [label for label in columns if label not in {c.label for c in COLUMNS}][2:] == [LAST_LABEL, "进度状态"]
    assert [sheet.cell(FIRST_ROW + 1 + n, columns[KEY_LABEL]).value for n in range(len(rows))] == [r.target_key for r in rows]
    assert [sheet.column_dimensions[letter].hidden for letter in "ABC"] == [True, True, False]
    assert {sheet["C2"].value: sheet["D2"].value, sheet["E2"].value: sheet["F2"].value} == {
        "填报单位：": "区商务局",
        "报告期：": "2023年11月",
    }


def test_only_what_is_to_be_filled_in_is_unlocked(tmp_path: Path) -> None:
    book, rows = _write(tmp_path / "a.xlsx", "区教育局")
    sheet = book[SHEET]
    assert sheet.protection.sheet
    columns = _columns(sheet)
    for number, row in enumerate(rows, start=FIRST_ROW + 1):
        for column in COLUMNS:
            open_to_clerk = not column.identity and row.asks_for(column.field) is not Ask.NOT_ASKED
            assert sheet.cell(number, columns[column.label]).protection.locked is not open_to_clerk
        assert sheet.cell(number, columns[LAST_LABEL]).protection.locked


def test_limits_speak_the_words_of_the_findings(tmp_path: Path) -> None:
    book, _ = _write(tmp_path / "a.xlsx", "区教育局")
    sheet = book[SHEET]
    by_type = {v.type: v for v in sheet.data_validations.dataValidation if v.error}
    lists = {v.formula1: v.error for v in sheet.data_validations.dataValidation if v.type == "list"}
    assert lists['"是,否"'] == CATALOGUE["cell-not-yes-no"].fix
    assert set(lists) == {'"是,否"', '"' + ",".join(JUDGEMENTS) + '"'}
    assert by_type["whole"].error == CATALOGUE["rank-invalid"].fix
    assert by_type["custom"].error in {CATALOGUE[code].fix for code in ("cell-not-a-number", "percent-ambiguous")}
    assert all(len(v.error or "") <= 255 and len(v.prompt or "") <= 255 for v in sheet.data_validations.dataValidation)
    said = {str(cell.value) for row in book[INSTRUCTIONS_SHEET].rows for cell in row if cell.value}
    for code in ("cell-not-a-number", "cumulative-below-current", "task-name-missing", "formula-without-value"):
        assert CATALOGUE[code].fix.replace("{wanted}", "××") in said, code
    assert not any("{" in text for text in said)


def test_every_choice_of_judgement_is_understood_by_the_warehouse() -> None:
    with (SEEDS / "judgement_words.csv").open(encoding="utf-8", newline="") as handle:
        known = {row["word"]: row["status"] for row in csv.DictReader(handle)}
    assert [known[word] for word in JUDGEMENTS] == ["done", "ahead", "on_schedule", "behind", "seriously_behind"]


def test_a_target_without_a_figure_needs_the_units_own_judgement() -> None:
    rows = template_rows(context(), LIST, "区教育局", "2023-11")
    assert {r.kind: r.asks_for(Field("judgement")) for r in rows} == {"milestone": Ask.OPTIONAL, "qualitative": Ask.REQUIRED}


def test_last_periods_accepted_value_is_shown(tmp_path: Path) -> None:
    past = [
        _past("重点工作-1-7/1", "全市", yoy=Decimal("6.5")),
        _past("重点工作-1-7/2", "全市", cumulative_value=Decimal(41), measure_unit="家"),
        _past("重点工作-1-7/2", "北塔区", cumulative_value=Decimal("0.5"), measure_unit="百家"),
        _past("重点工作-1-9/1", "全市", rank=8),
    ]
    book, rows = _write(tmp_path / "a.xlsx", "区商务局", "2023-12", filing_rows=past)
    sheet, column = book[SHEET], _columns(book[SHEET])[LAST_LABEL]
    shown = {
        (r.target_key.removeprefix(f"{LIST}/"), r.area): sheet.cell(n, column).value for n, r in enumerate(rows, FIRST_ROW + 1)
    }
    assert shown[("重点工作-1-7/1", "全市")] == 6.5
    assert shown[("重点工作-1-7/2", "全市")] == 41
    assert shown[("重点工作-1-7/2", "北塔区")] == "0.5百家"  # another unit is never shown as if it were the row's
    assert shown[("重点工作-1-9/1", "全市")] == 8
    assert not shown[("重点工作-6/1", "全市")]
    of_its_own_period, _ = _write(tmp_path / "b.xlsx", "区商务局", "2023-11", filing_rows=past)
    assert not any(c.value for c in of_its_own_period[SHEET][openpyxl.utils.get_column_letter(column)][FIRST_ROW:])


def test_it_prints_on_one_page_width_with_its_header(tmp_path: Path) -> None:
    sheet = _write(tmp_path / "a.xlsx", "区商务局")[0][SHEET]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == ("landscape", None, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == f"${HEADER_ROW + 1}:${HEADER_ROW + 1}"


def test_rows_may_grow_while_a_clerk_types(tmp_path: Path) -> None:
    import zipfile

    _write(tmp_path / "a.xlsx", "区商务局")
    xml = zipfile.ZipFile(tmp_path / "a.xlsx").read("xl/worksheets/sheet1.xml").decode()
    assert ' ht="' in xml
    assert "customHeight" not in xml


def test_the_same_form_has_the_same_bytes(tmp_path: Path) -> None:
    _write(tmp_path / "a.xlsx", "区商务局")
    _write(tmp_path / "b.xlsx", "区商务局")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_form_without_rows_is_never_written(tmp_path: Path) -> None:
    assert template_rows(context(), LIST, "区卫健局", "2023-11") == ()
    with pytest.raises(ValueError, match="nothing to report"):
        write_template(tmp_path / "a.xlsx", list_head=HEAD, unit="区卫健局", period_id="2023-11", rows=(), due_on=DUE)
    assert not (tmp_path / "a.xlsx").exists()


def test_file_name() -> None:
    assert template_name("区发改局", "2023-11-1") == "区发改局_2023年11月上旬进展情况.xlsx"
    assert template_name("a/b", "2023-Q4") == "a_b_2023年第四季度进展情况.xlsx"
