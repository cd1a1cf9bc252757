"""Two rows of a list that say the same of the own place: one row of the form, and what is filed for either is taken."""

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


@pytest.mark.parametrize("unit", [UNIT, "区园林中心"])
def test_the_form_asks_once(unit: str) -> None:
    beside = tuple(replace(owed, unit="区园林中心", is_lead=False) for owed in KNOWN.obligations if owed.unit == UNIT)
    known = replace(KNOWN, obligations=(*KNOWN.obligations, *beside))
    keys = [row.target_key for row in template_rows(known, LIST, unit, "2023-11")]
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


def _with_part() -> Context:
    """The small list, whose electronics industry has the own place's part beside those of two others."""
    listed = task_list()
    keyed = tuple(replace(t, target_key=f"{LIST}/{t.task_key}/{t.seq}") for t in listed.targets)
    sibling = next(t for t in keyed if t.parent_seq == 2)
    part = replace(sibling, area="北塔区", seq=9, target_key=f"{LIST}/{sibling.task_key}/9", value_base=Decimal(10**9))
    listed = replace(listed, targets=(*keyed, part))
    known = context()
    owed = obligations(listed, vocabulary().of("北塔区"))
    return replace(known, targets={**known.targets, part.target_key: part}, obligations=owed)


INDUSTRY = _with_part()
WHOLE, PART = (INDUSTRY.targets[f"{LIST}/重点工作-3/{seq}"] for seq in (2, 9))


def test_the_form_asks_for_the_own_part_and_not_again_for_its_contribution() -> None:
    rows = template_rows(INDUSTRY, LIST, "区发改局", "2023-11")
    asked = [(row.target_key, row.area) for row in rows if row.target_key in (WHOLE.target_key, PART.target_key)]
    assert asked == [(WHOLE.target_key, "全市"), (PART.target_key, "北塔区")]


@pytest.mark.parametrize(("area", "target"), [("北塔区", PART), ("全市", WHOLE)])
def test_a_row_without_a_key_is_of_the_own_part(area: str, target: object) -> None:
    written = {Field.METRIC: "电子信息制造业营业收入", Field.AREA: area}
    cells = {name: Cell(1, 4, text, Place(sheet="表", row=4, column="A"), value=text) for name, text in written.items()}
    found = TargetFinder(TaskIndex(INDUSTRY, LIST)).find(INDUSTRY.task_of(PART), cells)
    assert found.target == target


@pytest.mark.parametrize(("contributed", "held"), [(8, []), (11, [0, 1])])
def test_a_contribution_that_differs_from_the_own_part_is_held(contributed: int, held: list[int]) -> None:
    part = replace(_row(5, 1, 8), target=PART)
    whole = replace(_row(6, 1, contributed), target=WHOLE)
    assert list(duplicates([part, whole, replace(_row(7, 1, 90), target=WHOLE, area="全市")], INDUSTRY)) == held


def test_the_contribution_of_an_older_form_answers_for_the_own_part() -> None:
    rows = [replace(_row(5, 1, 90), target=WHOLE, area="全市"), replace(_row(6, 1, 8), target=WHOLE)]
    assert not any("电子信息制造业营业收入" in one.message for one in expected(rows, (), INDUSTRY, LIST, "区发改局"))
    assert any("电子信息制造业营业收入（北塔区）" in one.message for one in expected(rows[:1], (), INDUSTRY, LIST, "区发改局"))
