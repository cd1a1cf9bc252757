"""Values become rows and rows become values: the same value comes back, and what does not fit is no silent blank."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from ingest.areas import Relation
from ingest.findings import Effect, Finding, Place, Severity
from ingest.findings.rows import finding_rows
from ingest.rows import from_row, to_row
from ingest.schema import PROVENANCE, TABLES
from ingest.task_lists.model import Comparator, Confidence, Kind, ListHead, Target, Task

TARGET = Target(
    "重点工作", "1", "7", "city_target", "1.①", 2, "社会消费品零售总额", Kind.GROWTH, "同比增长7%", Comparator.GE, True,
    Decimal("7.5"), "%", None, Decimal("7.5"), "%", "", "全市", 1, dt.date(2023, 1, 1), dt.date(2023, 12, 31),
    dt.date(2023, 12, 31), "区商务局", Confidence.REVIEW, target_key="beita-2023-11/重点工作-1-7/2", reviewed=True,
)  # fmt: skip
PLACED = {
    "area_name": "邵阳市",
    "area_code": "430500",
    "area_relation": Relation.PART,
    "members": (),
    "has_other_members": False,
    "answering_units": (),
}
TASK = Task("重点工作", "1", "7", "经济/消费", "零售", "目标", "任务", ("张三",), ("甲局", "乙局"), ("甲局",), ("李四",), ())


def test_a_target_comes_back_as_it_went() -> None:
    row = to_row("targets", TARGET, list_id="beita-2023-11", **PLACED)
    assert row["kind"] == "growth"
    assert row["task_key"] == "重点工作-1-7"
    assert from_row(Target, row) == TARGET
    bare = replace(TARGET, kind=Kind.MILESTONE, comparator=None, value=None, period_start=None, stretch=False, parent_seq=None)
    row = to_row("targets", bare, list_id="beita-2023-11", **PLACED)
    assert (row["comparator"], row["value"], row["period_start"], row["parent_seq"]) == ("", None, None, None)
    assert from_row(Target, row) == bare


def test_a_task_comes_back_as_it_went_and_knows_its_outer_names() -> None:
    row = to_row("tasks", TASK, list_id="beita-2023-11", position=3, answering_units=("甲局",))
    assert (row["units"], row["contacts"], row["position"]) == ("甲局;乙局", "", 3)
    assert from_row(Task, row) == TASK
    assert TASK.parents == ("经济", "消费")


def test_a_row_has_the_columns_of_its_table_in_their_order() -> None:
    assert list(to_row("tasks", TASK, list_id="x", position=1, answering_units=())) == [
        column.name for column in TABLES["tasks"].columns if column not in PROVENANCE
    ]


def test_what_could_not_be_read_is_blank_but_for_what_is_given() -> None:
    row = to_row("task_lists", None, verdict="rejected", rows_in=0)
    assert (row["list_id"], row["title"], row["issued_on"], row["verdict"], row["rows_in"]) == ("", "", None, "rejected", 0)


def test_a_column_that_nobody_fills_is_a_fault() -> None:
    with pytest.raises(AttributeError, match="position"):
        to_row("tasks", TASK, list_id="x")
    with pytest.raises(ValueError, match="nonsense"):
        from_row(Target, {**to_row("targets", TARGET, list_id="x", **PLACED), "kind": "nonsense"})


def test_more_decimals_than_a_column_holds_are_rounded_half_to_even() -> None:
    assert to_row("targets", replace(TARGET, value=Decimal("0.0000005")), list_id="x", **PLACED)["value"] == Decimal(0)
    assert to_row("targets", replace(TARGET, value=Decimal("1.0000015")), list_id="x", **PLACED)["value"] == Decimal("1.000002")
    assert to_row("targets", replace(TARGET, value=Decimal(10) ** 30), list_id="x", **PLACED)["value"] == Decimal(10) ** 30


def test_blank_cells_of_older_files_are_empty_text() -> None:
    head = ListHead("a", "t", "北塔区", "", "", None, dt.date(2023, 11, 1), dt.date(2023, 12, 31))
    counts = dict.fromkeys(("tables_in", "rows_in", "paragraphs_in", "rows_skipped", "tasks", "targets"), 1)
    placed = {"area_code": None, "area_level": "", "lies_in": ""}
    row = to_row("task_lists", head, verdict="accepted", container="text", **placed, **counts)
    assert row["area_code"] is None
    assert from_row(ListHead, {**row, "issuer": None}).issuer == ""


def test_findings_are_numbered_and_a_place_that_does_not_apply_is_null() -> None:
    found = [
        Finding("a-code", Severity.ERROR, Effect.ROW, Place(sheet="进展", row=12, column="F"), seen="约30", label="累计完成"),
        Finding("another", Severity.INFO),
    ]
    first, second = finding_rows("task_list_findings", found, list_id="x")
    assert (first["finding_no"], first["severity"], first["effect"]) == (1, "error", "row")
    assert (first["row_no"], first["table_no"], first["place_text"], first["label"]) == (12, None, "进展!F12", "累计完成")
    assert (second["finding_no"], second["row_no"], second["sheet"], second["list_id"]) == (2, None, "", "x")
