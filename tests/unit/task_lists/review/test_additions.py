"""A target that was missed is written, a row is split or struck; all of it is kept by the sentence over versions."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.task_lists.model import Comparator, Confidence, Kind, Target, TaskList
from ingest.task_lists.review.applying import apply_overrides
from tests.unit.task_lists.golden_rows import seeds
from tests.unit.task_lists.review.books import TEXT, Clerk, a_list, open_book

LEVEL = {"kind": "数量", "comparator": "不低于", "value": 3.5, "unit": "万亿元", "metric": "投资"}
MISSED = {"所在任务": "重点工作-2 民生保障", "语句": "完成投资三万五亿元", **LEVEL}


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    return open_book(tmp_path)


def applied(clerk: Clerk, task_list: TaskList | None = None) -> TaskList:
    corrections, findings = clerk.send()
    assert findings == ()
    return apply_overrides(a_list() if task_list is None else task_list, corrections, seeds())


def of_task(task_list: TaskList, task_no: str) -> list[Target]:
    return [target for target in task_list.targets if target.task_no == task_no]


def new(task_list: TaskList, task_no: str = "2") -> Target:
    (found,) = [t for t in of_task(task_list, task_no) if t.reviewed]
    return found


def test_a_target_that_was_missed_is_written(clerk: Clerk) -> None:
    after = applied(clerk.add(**MISSED))
    target = new(after)
    assert (target.kind, target.comparator, target.value, target.unit) == (
        Kind.LEVEL, Comparator.GE, Decimal("3.5"), "万亿元",
    )  # fmt: skip
    assert (target.value_base, target.unit_base) == (Decimal(3500000000000), "元")
    assert (target.confidence, target.area, target.due) == (Confidence.SURE, "全县", dt.date(2024, 12, 31))
    assert target.span == "完成投资三万五亿元"
    before = [t.seq for t in of_task(a_list(), "2")]
    assert target.seq == max(before) + 1  # the numbers of the others stay
    assert [t.span for t in of_task(after, "2")][:2] == ["完成投资三万五亿元"] * 2  # beside the row of the same words


def test_the_words_may_be_copied_with_other_blanks_and_forms(clerk: Clerk) -> None:
    span = "２０２４年１２月３１日前甲镇、 乙镇"
    target = new(applied(clerk.add(**{**MISSED, "语句": span})))
    assert target.span == "2024年12月31日前甲镇、乙镇"


def test_a_task_may_be_named_by_its_number_alone(clerk: Clerk) -> None:
    assert new(applied(clerk.add(**{**MISSED, "所在任务": "重点工作-2"}))).metric == "投资"


def test_a_row_is_split_into_several(clerk: Clerk) -> None:
    """改造5个 was two obligations: the row itself becomes one of them, the other says only what differs."""
    row = clerk.row("每月巡河2次")
    clerk.write(row, metric="巡河（干流）")
    number = clerk.says(row, "行号")
    clerk.add(拆自第几行=number, metric="巡河（支流）", value=1).add(2, 拆自第几行=number, metric="巡湖", 参照="无", value=4)
    after = of_task(applied(clerk), "2")
    said = [(t.metric, t.value, t.unit, t.comparator) for t in after if t.span == "每月巡河2次"]
    assert said == [
        ("巡河（干流）", 2, "次", Comparator.GE),
        ("巡河（支流）", 1, "次", Comparator.GE),
        ("巡湖", 4, "次", Comparator.GE),
    ]
    assert all(t.reviewed for t in after if t.span == "每月巡河2次")


def test_a_copied_row_splits_its_target(clerk: Clerk) -> None:
    """Whoever inserts a copy of a row and changes it has split it, without a word about it."""
    sheet, row = clerk.sheet(), clerk.row("每月巡河2次")
    last = sheet.max_row + 1
    for cell in sheet[row]:
        sheet.cell(last, cell.column).value = cell.value
    clerk.write(last, metric="巡湖", value=1)
    after = of_task(applied(clerk), "2")
    assert [(t.metric, t.value) for t in after if t.span == "每月巡河2次"] == [("巡河", 2), ("巡湖", 1)]


def test_a_row_is_struck_in_the_column_of_its_state(clerk: Clerk) -> None:
    row = clerk.row("园区南侧雨污分流管网")
    after = applied(clerk.write(row, 核对情况="不是目标"))
    assert len(after.targets) == len(a_list().targets) - 1
    assert "园区南侧雨污分流管网" not in {t.span for t in after.targets}


def test_a_row_becomes_a_part_of_another_and_ceases_to_be_one(clerk: Clerk) -> None:
    clerk.sheet().protection.sheet = False
    clerk.write(clerk.row("甲类100家"), 属于第几行=None)
    clerk.write(clerk.row("城镇登记失业率5%"), 属于第几行=clerk.says(clerk.row("固定资产投资10%"), "行号"))
    after = {t.span: t for t in applied(clerk).targets}
    assert after["甲类100家"].parent_seq is None
    assert after["城镇登记失业率5%"].parent_seq == after["固定资产投资10%"].seq
    assert after["乙类17家"].parent_seq == after["全年新增企业200家"].seq


def test_a_row_is_never_a_part_of_itself_or_of_another_task(clerk: Clerk) -> None:
    row = clerk.row("每月巡河2次")
    clerk.write(row, 属于第几行=clerk.says(row, "行号"))
    other = clerk.row("植树20垧以上")
    clerk.write(other, 属于第几行=clerk.says(row, "行号"))
    assert [t.parent_seq for t in applied(clerk).targets if t.reviewed] == [None, None]


# ── versions ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_was_added_struck_and_split_holds_in_a_new_version(clerk: Clerk) -> None:
    row = clerk.row("每月巡河2次")
    clerk.write(row, metric="巡河（干流）").write(clerk.row("园区南侧雨污分流管网"), 核对情况="不是目标")
    clerk.add(**MISSED).add(2, 拆自第几行=clerk.says(row, "行号"), metric="巡湖", value=4)
    renumbered = TEXT.replace("2.民生保障。", "5.民生保障。新增学位300个。").replace("\n3.产业", "\n7.产业")
    after = applied(clerk, a_list(renumbered))
    assert [t.metric for t in of_task(after, "5") if t.reviewed] == ["投资", "巡河（干流）", "巡湖"]
    assert "园区南侧雨污分流管网" not in {t.span for t in after.targets}
    assert after.findings == a_list(renumbered).findings
    assert len({(t.task_key, t.seq) for t in after.targets}) == len(after.targets)


def test_a_rewritten_sentence_brings_what_was_added_back(clerk: Clerk) -> None:
    corrections, _ = clerk.add(**MISSED).send()
    changed = a_list(TEXT.replace("完成投资三万五亿元", "完成投资四万五亿元"))
    after = apply_overrides(changed, corrections, seeds())
    (found,) = after.findings[len(changed.findings) :]
    assert (found.code, found.task_no) == ("added-sentence-not-found", "2")
    assert "完成投资三万五亿元" in found.message
    assert not any(t.reviewed for t in after.targets)
    assert next(t for t in after.targets if t.span == "完成投资四万五亿元").confidence is Confidence.REVIEW


def test_what_the_reader_learns_to_read_itself_is_not_there_twice(clerk: Clerk) -> None:
    corrections, _ = clerk.add(**{**MISSED, "语句": "完成投资三万五亿元"}).send()
    learnt = a_list(TEXT.replace("完成投资三万五亿元", "完成投资三万五亿元，实际完成投资3.5万亿元"))
    after = apply_overrides(learnt, corrections, seeds())
    assert [t.value for t in of_task(after, "2") if t.metric == "投资" and t.kind is Kind.LEVEL] == [Decimal("3.5")]


def test_the_same_workbook_sent_again_with_another_figure_replaces_the_first(clerk: Clerk) -> None:
    first, _ = clerk.add(**MISSED).send()
    row = next(r for r in range(4, 60) if clerk.says(r, "metric", "补充和拆分") == "投资")
    second, _ = clerk.write(row, "补充和拆分", value=4).send()
    after = apply_overrides(a_list(), (*first, *second), seeds())
    assert new(after).value == 4


def test_a_task_that_was_renamed_keeps_what_was_added_by_its_words(clerk: Clerk) -> None:
    after = applied(clerk.add(**MISSED), a_list(TEXT.replace("民生保障", "民生实事")))
    assert new(after).metric == "投资"
