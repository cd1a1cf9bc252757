"""No file that the product writes holds a formula that came from a text: of a list, a filing, a rule."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.documents.door import read_document
from ingest.documents.grid import Cell
from ingest.documents.places import Place
from ingest.formula_text import FORMULA_STARTS, csv_writer, guarded, unguarded
from ingest.progress.form import SHEET
from ingest.progress.knowledge.context import plain
from ingest.progress.template.form_rows import TemplateRow, template_rows
from ingest.progress.template.workbook import write_template
from ingest.rules.cells import read_cell
from ingest.rules.tables import RULE_TABLES
from ingest.task_lists.csv_files import write_tables
from ingest.task_lists.model import TaskList
from ingest.task_lists.review.workbook import write_review
from orchestration.publish.report_data import ListReport, Record
from orchestration.publish.workbook import COLUMNS, write_bulletin
from tests.unit.progress.progress_home import LIST, context, task_list

HOSTILE = ('=HYPERLINK("x","y")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "＝1+1", "\t=1", "\r=1")
ROOT = Path(__file__).parents[2]


def _formulas(book: bytes) -> list[str]:
    """The formulas of the cells of a workbook."""
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    return [found for sheet in sheets for found in re.findall(r"<f\b[^>]*>.*?</f>", sheet)]


def _row(text: str) -> TemplateRow:
    row = template_rows(context(), LIST, "区住建局", "2023-11")[0]
    return replace(row, task_no=text, task_name=text, metric=text, area=text, unit=text, target_text=text, last_text=text)


def test_a_form(tmp_path: Path) -> None:
    head = replace(context().lists[LIST], title=HOSTILE[0], area=HOSTILE[0])
    path = tmp_path / "form.xlsx"
    rows = tuple(map(_row, HOSTILE))
    write_template(path, list_head=head, unit=HOSTILE[0], period_id="2023-11", rows=rows, due_on=dt.date(2023, 12, 4))
    assert _formulas(path.read_bytes()) == []
    grid = next(grid for grid in read_document(path).grids if grid.place.sheet == SHEET)
    shown = {cell.text for row in grid.rows for cell in row}
    # a workbook holds no carriage return
    assert {guarded(text) for text in HOSTILE[:-1]} <= shown


@pytest.mark.parametrize("text", HOSTILE)
def test_what_comes_back_guarded_is_the_same_name(text: str) -> None:
    assert plain(guarded(text)) == plain(text)
    assert unguarded(guarded(text)) == text


def _csv_cells(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return [cell for row in csv.reader(handle) for cell in row]


def _is_live(cell: str) -> bool:
    return cell.startswith(FORMULA_STARTS) and not re.fullmatch(r"[+-]?\d+(\.\d+)?[%‰]?", cell)


def _hostile_list() -> TaskList:
    listed = task_list()
    tasks = tuple(replace(task, name=text, units=(text,)) for task, text in zip(listed.tasks, HOSTILE, strict=False))
    targets = tuple(replace(t, metric=text, span=text, unit=text) for t, text in zip(listed.targets, HOSTILE, strict=False))
    return replace(listed, tasks=tasks, targets=targets)


def test_the_review_of_a_list(tmp_path: Path) -> None:
    path = write_review(_hostile_list(), tmp_path / "review.xlsx")
    assert _formulas(path.read_bytes()) == []


def test_the_tables_of_a_list(tmp_path: Path) -> None:
    cells = [cell for path in write_tables(_hostile_list(), tmp_path) for cell in _csv_cells(path)]
    assert not [cell for cell in cells if _is_live(cell)]
    assert {guarded(text).replace("\r", "\n") for text in HOSTILE} <= set(cells)


def test_the_bulletin(tmp_path: Path) -> None:
    columns = {name for table in COLUMNS for _, name, _ in table}
    records: list[Record] = [{**dict.fromkeys(columns, text), "unexpected_reason": None} for text in HOSTILE]
    report = ListReport(
        LIST, HOSTILE[0], "2023-11", records, records, [{**row, "status": "missing"} for row in records], records
    )
    path = tmp_path / "通报.xlsx"
    write_bulletin([report], path, dt.date(2023, 12, 5))
    assert _formulas(path.read_bytes()) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_no_rule_says_a_formula_so_that_none_is_exported(text: str) -> None:
    name = next(field for field in RULE_TABLES["unit_aliases"].fields if field.name == "alias")
    found = read_cell(name, Cell(1, 1, text, Place(sheet="表", row=1, column="A"), value=text))[1]
    assert found is None or found.code in ("rules-text-unsafe", "rules-not-a-name")
    assert found is not None or not text.strip().startswith(FORMULA_STARTS)


def test_a_row_of_csv_keeps_numbers_and_blanks() -> None:
    out = io.StringIO()
    csv_writer(out)(["=1", "-2.5%", "＝0（11-12月，力争）", -3, None, dt.date(2023, 11, 30), "区发改局"])
    assert out.getvalue() == "'=1,-2.5%,＝0（11-12月，力争）,-3,,2023-11-30,区发改局\n"


def test_nothing_else_writes_csv_or_workbooks() -> None:
    """CSV by `csv_writer`, workbooks with PLAIN_TEXTS; a file of rules holds no such text."""
    for folder in ("ingest", "orchestration", "expectations"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            source, name = path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()
            if re.search(r"csv\.(writer|DictWriter)\(|to_csv\(|to_excel\(", source):
                assert name in ("ingest/formula_text.py", "ingest/rules/files.py")
            for call in re.findall(r"xlsxwriter\.Workbook\((?:[^()]|\([^()]*\))*\)", source):
                assert "PLAIN_TEXTS" in call, name
