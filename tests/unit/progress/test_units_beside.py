"""A unit that only stands beside leads: nothing is asked of it, what it fills in is taken, what it leaves blank is no row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from ingest.documents.door import read_document
from ingest.progress.asks import Ask
from ingest.progress.fields import Field
from ingest.progress.filing import JudgedFiling
from ingest.progress.form import LEGEND, LEGEND_BESIDE
from ingest.progress.knowledge.context import Context
from ingest.progress.knowledge.loader import load_context
from ingest.progress.template.form_rows import template_rows
from ingest.progress.template.workbook import template_name, write_template
from tests.benchmarks.every_cell import run
from tests.lock.subjects import seeds
from tests.support.filled_forms import AT, FIRST, FilledForm, after, typed_over
from tests.support.golden_home import LIST_ID, golden_list, write_home

OFFICE, TOWN, PERIOD = "区市场监管局", "陈家桥镇", "2023-11"


@cache
def context() -> Context:
    with TemporaryDirectory() as folder:
        return load_context(write_home(Path(folder) / "home", golden_list()), seeds())


def form(unit: str, typed: Mapping[tuple[int, Field], Any] | None = None, known: Context | None = None) -> FilledForm:
    """The form of a unit with values typed into rows, counted from 0."""
    known = known or context()
    rows = template_rows(known, LIST_ID, unit, PERIOD)
    name = template_name(unit, PERIOD)
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        due = dt.date(2023, 12, 4)
        write_template(path, list_head=known.lists[LIST_ID], unit=unit, period_id=PERIOD, rows=rows, due_on=due)
        blank = read_document(path)
    values = {(FIRST + row, AT[field]): value for (row, field), value in (typed or {}).items()}
    return FilledForm(unit, name, rows, typed_over(blank, values), known)


def row_of(unit: str, kind: str) -> int:
    """The first row of a unit's form of a kind."""
    return next(at for at, row in enumerate(template_rows(context(), LIST_ID, unit, PERIOD)) if row.kind == kind)


def codes(filing: JudgedFiling) -> list[str]:
    return [finding.code for finding in filing.all_findings]


def test_every_unit_that_a_list_names_has_a_form() -> None:
    known = context()
    leads = known.reporting_units(LIST_ID)
    assert known.units_with_forms(LIST_ID)[: len(leads)] == leads
    assert {OFFICE, TOWN} <= set(known.units_with_forms(LIST_ID)) - set(leads)
    assert set(known.units_with_forms(LIST_ID)) == {owed.unit for owed in known.obligations}


@pytest.mark.parametrize(("unit", "most"), [(OFFICE, Ask.OPTIONAL), (TOWN, Ask.NOT_ASKED)])
def test_nothing_is_asked_and_a_town_is_not_asked_for_the_figure_of_the_district(unit: str, most: Ask) -> None:
    rows = template_rows(context(), LIST_ID, unit, PERIOD)
    assert rows
    assert {row.asks_for(name) for row in rows for name in (Field.CURRENT, Field.CUMULATIVE, Field.YOY, Field.RANK)} <= {
        Ask.NOT_ASKED,
        most,
    }
    assert {row.asks_for(name) for row in rows for name in (Field.JUDGEMENT, Field.NARRATIVE)} == {Ask.OPTIONAL}
    assert context().owed_by(LIST_ID, unit) == ()


def test_the_form_says_that_nothing_must_be_filled_in() -> None:
    texts = {cell.text for cell in form(OFFICE).cells.values()}
    assert LEGEND_BESIDE in texts
    assert LEGEND not in texts
    assert any("不报送不算缺报" in cell.text for row in form(OFFICE).grid("填报说明").rows for cell in row)
    lead = form("区发改局")
    assert LEGEND in {cell.text for cell in lead.cells.values()}
    assert not any("各行都可不填，不报" in cell.text for row in lead.grid("填报说明").rows for cell in row)


@pytest.mark.parametrize("unit", [OFFICE, TOWN])
def test_a_form_that_was_left_blank_is_told_that_it_need_not_be_filed(unit: str) -> None:
    filing = form(unit).read()
    assert (codes(filing), filing.rows_read) == (["nothing-to-add"], 0)


def test_what_is_filled_in_is_taken_and_what_is_blank_is_no_row() -> None:
    at = row_of(OFFICE, "level")
    filing = form(OFFICE, {(at, Field.CURRENT): 1, (at, Field.CUMULATIVE): 1}).read()
    assert (filing.verdict, filing.rows_read, len(filing.held)) == ("accepted_with_warnings", 1, 0)
    assert codes(filing) == ["figure-of-office-beside"]
    assert [row.cumulative for row in filing.accepted] == [1]


def test_words_of_a_town_are_taken_without_a_word() -> None:
    filing = form(TOWN, {(0, Field.NARRATIVE): "本镇已完成2户。"}).read()
    assert (filing.verdict, filing.rows_read, codes(filing)) == ("accepted", 1, [])


def test_a_figure_once_accepted_and_then_left_blank_goes_on_to_count_and_is_said() -> None:
    at = row_of(OFFICE, "level")
    first = form(OFFICE, {(at, Field.CURRENT): 1, (at, Field.CUMULATIVE): 1})
    known = after(context(), first.read(), 2)
    filing = form(OFFICE, {(at + 1, Field.NARRATIVE): "正在推进。"}, known).read()
    assert sorted(code for code in codes(filing) if code != "supersedes") == ["figure-kept", "figure-kept"]
    assert {(row.cumulative, row.text(Field.NARRATIVE)) for row in filing.accepted} == {(1, ""), (None, "正在推进。")}


@pytest.mark.parametrize(("unit", "share"), [(OFFICE, 0.05), (TOWN, 0.004)])
def test_no_figure_typed_into_any_cell_is_passed_over(unit: str, share: float) -> None:
    at = row_of(unit, "level")
    report = run([form(unit, {(at, Field.NARRATIVE): "正在推进。"})], every=False, share=share)
    assert report.wrong == []
    assert report.cells > 10
