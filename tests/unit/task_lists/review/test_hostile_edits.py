"""What people and programs do to a workbook: rows moved, hidden, pasted over; formulas, blanks, contradictions, strangers.

Whatever it is: nothing is taken that nobody said, and what is not taken is a finding at its cell.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import openpyxl
import pytest

from ingest.documents.door import read_document
from ingest.documents.places import column_letter
from ingest.findings import Effect, Severity
from ingest.task_lists.review.applying import apply_overrides, touches
from ingest.task_lists.review.corrections import read_review, review_list_id
from ingest.task_lists.review.texts import ADDED_SHEET, WORDS_SHEET
from tests.unit.task_lists.golden_rows import seeds
from tests.unit.task_lists.review.books import FIRST_ROW, Clerk, a_list, open_book

PLANTED = "植树20垧以上"
UNREAD = "园区南侧雨污分流管网"


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    return open_book(tmp_path)


def codes(clerk: Clerk) -> list[str]:
    corrections, findings = clerk.send()
    assert corrections == ()
    return [found.code for found in findings]


def test_an_untouched_workbook_says_nothing(clerk: Clerk) -> None:
    assert clerk.send() == ((), ())


def test_rows_in_another_order_are_the_same_rows(clerk: Clerk) -> None:
    sheet = clerk.sheet()
    clerk.write(clerk.row(PLANTED), unit="亩")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(FIRST_ROW)]
    for at, values in enumerate(reversed(rows), FIRST_ROW):
        for column, value in enumerate(values, 1):
            sheet.cell(at, column).value = value
    (override,), findings = clerk.send()
    assert findings == ()
    assert (override.values, override.seen) == ({"unit": "亩"}, PLANTED)  # type: ignore[union-attr]


def test_rows_that_a_filter_hides_are_read(clerk: Clerk) -> None:
    row = clerk.row(PLANTED)
    clerk.sheet().row_dimensions[row].hidden = True
    (override,), _ = clerk.write(row, unit="亩").send()
    assert override.values == {"unit": "亩"}


def test_columns_in_another_order_or_taken_away(clerk: Clerk) -> None:
    clerk.sheet().delete_cols(clerk.column("需要核对的原因"))
    clerk.sheet().delete_cols(clerk.column("benchmark"))
    (override,), findings = clerk.write(clerk.row(PLANTED), unit="亩").send()
    assert (override.values, findings) == ({"unit": "亩"}, ())


def test_a_formula_without_a_result_is_no_blank(clerk: Clerk) -> None:
    clerk.write(clerk.row(PLANTED), value="=10*2")
    corrections, (found,) = clerk.send()
    assert corrections == ()
    assert (found.code, found.place.column) == (
        "override-not-understood",
        column_letter(clerk.column("value")),
    )


def test_a_cell_of_errors_is_a_finding(clerk: Clerk) -> None:
    assert codes(clerk.write(clerk.row(PLANTED), value="#DIV/0!")) == ["override-not-understood"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        # the defect this page grew from: a figure beside 定性 is no qualitative target
        ({"value": 20, "unit": "公里"}, "review-value-without-kind"),
        ({"value": 20, "kind": "节点"}, "review-value-without-kind"),
        ({"kind": "数量"}, "review-kind-without-value"),
        ({"kind": "数量", "value": 20, "unit": "公里"}, "review-value-without-comparator"),
        ({"kind": "与参照相比", "benchmark": "全省平均水平"}, "review-value-without-comparator"),
        ({"kind": "比率", "value": 20, "unit": "公里", "comparator": "不低于"}, "review-share-without-percent"),
        ({"kind": "同比增速", "value": 20, "unit": "", "comparator": "不低于"}, "review-share-without-percent"),
        ({"metric": ""}, "review-row-without-metric"),
        ({"kind": "数量", "value": 20, "value_max": 10, "comparator": "不低于"}, "review-range-out-of-order"),
        ({"period_start": "2024-05-01", "period_end": "2024-04-01"}, "review-dates-out-of-order"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused_as_a_whole(clerk: Clerk, said: dict[str, object], code: str) -> None:
    clerk.write(clerk.row(UNREAD), area="全县", **said)
    corrections, (found,) = clerk.send()
    assert corrections == ()
    assert (found.code, found.severity, found.effect) == (code, Severity.ERROR, Effect.ROW)
    assert found.place.row == clerk.row(UNREAD)
    assert found.fix


def test_a_value_in_a_row_whose_kind_was_deleted_is_refused(clerk: Clerk) -> None:
    assert codes(clerk.write(clerk.row(UNREAD), value=20, unit="公里", kind=None)) == ["review-value-without-kind"]
    assert codes(clerk.write(clerk.row(UNREAD), value=None, unit=None, kind=None)) == ["review-row-without-kind"]


@pytest.mark.parametrize("said", [{"value": 20, "metric": "管网"}, {"value": 20, "metric": "管网", "kind": "定性"}])
def test_an_added_row_with_a_value_and_no_kind_for_it_is_refused(clerk: Clerk, said: dict[str, object]) -> None:
    clerk.add(所在任务="重点工作-1 生态建设", 语句=UNREAD, **said)
    assert codes(clerk) == ["review-value-without-kind"]


def test_what_the_reader_wrote_itself_is_no_contradiction_of_the_clerk(tmp_path: Path) -> None:
    """A row whose window is upside down, as read, may still be given another area."""
    from dataclasses import replace

    task_list = a_list()
    odd = [replace(t, period_start=dt.date(2024, 9, 1), period_end=dt.date(2024, 3, 1)) for t in task_list.targets]
    clerk = open_book(tmp_path, replace(task_list, targets=tuple(odd)))
    (override,), findings = clerk.write(clerk.row(UNREAD), area="全县").send()
    assert (override.values, findings) == ({"area": "全县"}, ())


def test_a_row_pasted_over_another_says_nothing_of_either(clerk: Clerk) -> None:
    sheet, source, target = clerk.sheet(), clerk.row(PLANTED), clerk.row(UNREAD)
    for cell in sheet[source]:
        sheet.cell(target, cell.column).value = cell.value
    assert codes(clerk) == ["review-row-repeated"]


@pytest.mark.parametrize("label", ["句键", "原读法"])
@pytest.mark.parametrize("spoilt", [None, "", "x", "[1]", '{"a": 1}', '["1", "a", "b", "c"]', "[1, 2, 3, 4, 5]" * 9])
def test_a_row_whose_hidden_cells_were_spoilt_is_named(clerk: Clerk, label: str, spoilt: str | None) -> None:
    clerk.write(clerk.row(PLANTED), unit="亩", **{label: spoilt})
    corrections, findings = clerk.send()
    assert corrections == ()
    (found,) = [f for f in findings if f.code == "review-row-without-key"]
    assert found.seen == PLANTED


def test_text_typed_under_the_table_is_no_row(clerk: Clerk) -> None:
    sheet = clerk.sheet()
    sheet.cell(sheet.max_row + 3, clerk.column("原文")).value = "以上已核对。张三"
    assert clerk.send() == ((), ())


@pytest.mark.parametrize("state", ["已经看过", "OK", "√"])
def test_a_state_nobody_knows_is_a_finding(clerk: Clerk, state: str) -> None:
    assert codes(clerk.write(clerk.row(PLANTED), 核对情况=state)) == ["override-not-understood"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"语句": PLANTED, "metric": "植树"}, "added-row-without-task"),
        ({"所在任务": "重点工作-1 生态建设", "metric": "植树"}, "added-row-without-sentence"),
        ({"拆自第几行": "999", "metric": "植树"}, "override-not-understood"),
        ({"拆自第几行": "第一行", "metric": "植树"}, "override-not-understood"),
        ({"拆自第几行": "-1"}, "override-not-understood"),
    ],
)
def test_an_added_row_that_stands_nowhere_is_refused(clerk: Clerk, said: dict[str, object], code: str) -> None:
    full = {"kind": "数量", "value": 20, "unit": "亩", "comparator": "不低于"}
    assert code in codes(clerk.add(**{**full, **said}))


def test_words_that_are_not_in_the_text_add_nothing(clerk: Clerk) -> None:
    full = {"kind": "数量", "value": 20, "unit": "亩", "comparator": "不低于", "metric": "植树"}
    corrections, _ = clerk.add(所在任务="重点工作-1 生态建设", 语句="大约植树二十亩", **full).send()
    after = apply_overrides(a_list(), corrections, seeds())
    assert after.targets == a_list().targets
    assert [f.code for f in after.findings if f not in a_list().findings] == ["added-sentence-not-found"]


def test_a_parent_that_is_no_row_is_refused(clerk: Clerk) -> None:
    assert codes(clerk.write(clerk.row(PLANTED), 属于第几行="77")) == ["override-not-understood"]


def test_a_strangers_workbook_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["序号", "类型", "备注"])
    sheet.append([1, "数量", "x"])
    book.save(tmp_path / "x.xlsx")
    corrections, findings = read_review(read_document(tmp_path / "x.xlsx"))
    assert corrections == ()
    assert [f.code for f in findings if f.effect is Effect.FILE] == ["review-of-another-list"]


def test_a_workbook_of_another_list_touches_nothing_here(tmp_path: Path) -> None:
    other = a_list("白石县2023年任务清单\n\n一、重点工作\n\n1.工业。技改20垧。\n")
    clerk = open_book(tmp_path, other)
    corrections, _ = clerk.write(FIRST_ROW, unit="亩").send()
    assert review_list_id(read_document(clerk.path)) == "baishi-2023-01"
    assert touches(other, corrections, seeds())
    assert not touches(a_list(), corrections, seeds())


def test_a_workbook_written_before_rows_had_numbers_is_still_read(clerk: Clerk) -> None:
    """What a clerk was sent before the columns of parents, groups, numbers and list came into being."""
    sheet = clerk.sheet()
    original = clerk.column("原读法")
    for row in range(FIRST_ROW, sheet.max_row + 1):
        sheet.cell(row, original).value = json.dumps(json.loads(str(sheet.cell(row, original).value))[:13], ensure_ascii=False)
    clerk.write(clerk.row(PLANTED), unit="亩")
    sheet.delete_cols(clerk.column("合计或各自"))
    sheet.delete_cols(clerk.column("属于第几行"))
    sheet.delete_cols(clerk.column("行号"))
    sheet.cell(2, 1).value = "青溪县2024年重点工作任务清单"
    for name in (ADDED_SHEET, WORDS_SHEET):
        del clerk.book[name]
    (override,), findings = clerk.send()
    assert (override.values, findings) == ({"unit": "亩"}, ())
    assert review_list_id(read_document(clerk.path)) == ""


def test_a_line_longer_than_a_cell_still_has_a_key(tmp_path: Path) -> None:
    line = "推进绿化，" * 800
    task_list = a_list(f"青溪县2024年任务清单\n\n一、重点工作\n\n1.农业。{line}植树20垧。\n")
    clerk = open_book(tmp_path, task_list)
    row = clerk.row("植树20垧")
    (override,), _ = clerk.write(row, unit="亩").send()
    after = apply_overrides(task_list, (override,), seeds())
    assert [t.unit_base for t in after.targets if t.reviewed] == ["亩"]
