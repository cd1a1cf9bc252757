"""Two targets of a list that say the same of the own place: one row of the form, and what is filed for either is taken."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from ingest.documents.grid import Cell
from ingest.documents.places import Place
from ingest.progress.fields import Field
from ingest.progress.knowledge.context import Context
from ingest.progress.layout.header import FormHeader
from ingest.progress.layout.table_rows import RowKind, TableRow
from ingest.progress.matching.names import TaskIndex
from ingest.progress.matching.targets import TargetFinder
from ingest.progress.rules.table import duplicates, expected
from ingest.progress.stages import FiguredRow
from ingest.progress.template.form_rows import template_rows
from ingest.task_lists.obligations import obligations
from tests.unit.progress.progress_home import LIST, context, task_list, vocabulary

UNIT = "区住建局"


def _known() -> Context:
    """The small list, whose district column repeats the estates of the city's."""
    listed = task_list()
    keyed = tuple(replace(t, target_key=f"{LIST}/{t.task_key}/{t.seq}") for t in listed.targets)
    first = next(t for t in keyed if t.metric == "改造老旧小区")
    twin = replace(first, source_column="district_target", seq=9, target_key=f"{LIST}/{first.task_key}/9")
    listed = replace(listed, targets=(*keyed, twin))
    known = context()
    owed = obligations(listed, vocabulary().of("北塔区"))
    return replace(known, targets={**known.targets, twin.target_key: twin}, obligations=owed)


KNOWN = _known()
FIRST, TWIN = (KNOWN.targets[f"{LIST}/重点项目-3/{seq}"] for seq in (1, 9))


def test_the_form_asks_once() -> None:
    keys = [row.target_key for row in template_rows(KNOWN, LIST, UNIT, "2023-11")]
    assert FIRST.target_key in keys
    assert TWIN.target_key not in keys


@pytest.mark.parametrize("area", ["北塔区", "本区"])
def test_a_row_without_a_key_is_of_the_one_that_is_asked(area: str) -> None:
    written = {Field.METRIC: "改造老旧小区", Field.AREA: area}
    cells = {name: Cell(1, 4, text, Place(sheet="表", row=4, column="A"), value=text) for name, text in written.items()}
    found = TargetFinder(TaskIndex(KNOWN, LIST)).find(KNOWN.task_of(FIRST), cells)
    assert found.target == FIRST


def _row(number: int, seq: int, total: int | None, **other: object) -> FiguredRow:
    target = KNOWN.targets[f"{LIST}/重点项目-3/{seq}"]
    amount = None if total is None else Decimal(total)
    row = FiguredRow(
        source=TableRow("表", number, RowKind.DATA, {}, FormHeader(1, 1, {}, {}, {})),
        target=target,
        area="北塔区",
        cumulative=amount,
        cumulative_base=amount,
        unit_base="个",
    )
    return replace(row, **other)


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        # what an older form asked twice, answered alike, in other words, or once
        ([_row(5, 1, 8), _row(6, 9, 8)], {}),
        ([_row(5, 1, 8, texts={Field.NARRATIVE: "已完成8个"}), _row(6, 9, 8)], {}),
        ([_row(5, 1, 8), _row(6, 9, None)], {}),
        # nobody can say which of two is right
        ([_row(5, 1, 8), _row(6, 9, 11)], {0: "duplicate-row", 1: "duplicate-row"}),
        ([_row(5, 1, 8), _row(6, 1, 8), _row(7, 9, 8)], {1: "duplicate-row-same"}),
        ([_row(5, 1, 8), _row(6, 1, 8), _row(7, 9, 9)], {0: "duplicate-row", 1: "duplicate-row-same", 2: "duplicate-row"}),
        # another target of the task
        ([_row(5, 1, 8), _row(6, 2, 3)], {}),
    ],
)
def test_two_answers_that_differ_are_held_and_equal_ones_kept(rows: list[FiguredRow], codes: dict[int, str]) -> None:
    assert {position: said.code for position, said in duplicates(rows, KNOWN).items()} == codes


@pytest.mark.parametrize("seq", [1, 9])
def test_what_is_filed_in_the_other_row_is_not_missed(seq: int) -> None:
    found = list(expected([_row(5, seq, 8)], (), KNOWN, LIST, UNIT))
    assert not any("改造老旧小区（北塔区）" in one.message for one in found)


def test_what_is_filed_in_neither_row_is_missed() -> None:
    found = list(expected([], (), KNOWN, LIST, UNIT))
    assert any("改造老旧小区（北塔区）" in one.message for one in found)
