"""The review workbook: written, corrected by a person, read, and applied to the next readings of the list."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ingest.documents.door import read_document
from ingest.task_lists.model import Comparator, Confidence, GroupShare, Kind, ListHead, Target, Task, TaskList
from ingest.task_lists.review.applying import apply_overrides
from ingest.task_lists.review.corrections import Override, read_review
from ingest.task_lists.review.sentences import with_sentences
from ingest.task_lists.review.texts import KEY_LABEL, LABELS
from ingest.task_lists.review.workbook import write_review
from tests.unit.task_lists.golden_rows import codes, seeds

YEAR = (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
HEAD = ListHead("yunling-2024-01", "云岭区2024年任务清单", "云岭区", "", "", None, *YEAR)
TEXT = "新增企业5.76万户，同比增长7%。\n=做好收尾工作。"
TASK = Task("重点工作", "3", "", "", "企业培育", TEXT, "", (), ("区发改局",), (), (), ())
SURE = Target(
    "重点工作", "3", "", "city_target", "", 1, "新增企业", Kind.LEVEL, "新增企业5.76万户", Comparator.GE, value=Decimal("5.76"),
    unit="万户", value_base=Decimal(57600), unit_base="户", area="全市", period_start=YEAR[0], period_end=YEAR[1], due=YEAR[1],
)  # fmt: skip
DOUBT = replace(
    SURE, seq=2, kind=Kind.QUALITATIVE, span="同比增长7%", comparator=None, value=None, unit="", value_base=None, unit_base="",
    confidence=Confidence.REVIEW,
)  # fmt: skip
FORMULA = replace(DOUBT, seq=3, metric="=做好收尾工作", span="=做好收尾工作", confidence=Confidence.REVIEW)
LIST = TaskList(HEAD, (TASK,), (SURE, DOUBT, FORMULA))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_review(LIST, tmp_path / "review.xlsx")


def sheet_of(path: Path) -> tuple[openpyxl.Workbook, Worksheet, dict[str, int]]:
    book = openpyxl.load_workbook(path)
    sheet = book["核对"]
    return book, sheet, {str(cell.value): cell.column for cell in sheet[3]}


def row_of(sheet: Worksheet, columns: dict[str, int], seq: int) -> int:
    """The row of a target of `LIST`, or of one like it with the same words: the doubtful ones come first."""
    rows = [row for row in range(4, sheet.max_row + 1) if sheet.cell(row, columns["核对情况"]).value == "待核对"]
    return {1: rows[-1] + 1}.get(seq) or rows[seq - 2]


def correct(path: Path, seq: int, **cells: object) -> None:
    book, sheet, columns = sheet_of(path)
    row = row_of(sheet, columns, seq)
    for label, value in cells.items():
        sheet.cell(row, columns[LABELS.get(label, label)]).value = value  # type: ignore[assignment]
    book.save(path)


def test_sure_rows_are_locked_and_doubtful_rows_are_open_and_coloured(path: Path) -> None:
    _, sheet, columns = sheet_of(path)
    kind, sure, doubt = columns[LABELS["kind"]], row_of(sheet, columns, 1), row_of(sheet, columns, 2)
    assert sheet.protection.sheet
    assert sheet.cell(sure, kind).protection.locked
    assert not sheet.cell(doubt, kind).protection.locked
    assert sheet.cell(doubt, kind).fill.fgColor.rgb != sheet.cell(sure, kind).fill.fgColor.rgb
    assert sheet.cell(doubt, columns["原文"]).protection.locked
    assert sheet.column_dimensions[sheet.cell(3, columns[KEY_LABEL]).column_letter].hidden


def test_four_columns_have_drop_downs(path: Path) -> None:
    _, sheet, columns = sheet_of(path)
    listed = {str(rule.sqref).split(":")[0] for rule in sheet.data_validations.dataValidation}
    for name in ("kind", "comparator", "unit", "area"):
        assert f"{sheet.cell(4, columns[LABELS[name]]).column_letter}4" in listed


def test_text_that_looks_like_a_formula_is_neutralised(path: Path) -> None:
    _, sheet, _ = sheet_of(path)
    texts = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert not [text for text in texts if text.startswith(("=", "+", "-", "@", "\t"))]


def test_a_workbook_nobody_changed_overrides_nothing(path: Path) -> None:
    assert read_review(read_document(path)) == ((), ())


def test_a_correction_is_read_applied_and_marked(path: Path) -> None:
    correct(path, 2, kind="同比增速", comparator="不低于", value=7, unit="%", due=dt.date(2024, 11, 30))
    overrides, findings = read_review(read_document(path))
    assert not findings
    corrected = apply_overrides(LIST, overrides, seeds())
    target = corrected.targets[1]
    assert (target.kind, target.comparator, target.value, target.unit) == (Kind.GROWTH, Comparator.GE, Decimal(7), "%")
    assert (target.value_base, target.unit_base, target.due) == (Decimal(7), "%", dt.date(2024, 11, 30))
    assert (target.reviewed, target.confidence) == (True, Confidence.SURE)
    assert corrected.targets[0] == SURE
    assert corrected.targets[2] == FORMULA


def test_it_survives_a_new_version_with_other_numbers(path: Path) -> None:
    correct(path, 2, metric="企业数")
    overrides, _ = read_review(read_document(path))
    moved = replace(
        LIST,
        tasks=(replace(TASK, task_no="8"),),
        targets=tuple(replace(t, task_no="8", seq=t.seq + 4) for t in LIST.targets),
    )
    assert [t.metric for t in apply_overrides(moved, overrides, seeds()).targets] == ["新增企业", "企业数", "=做好收尾工作"]


def test_a_correction_whose_sentence_is_gone_is_a_finding(path: Path) -> None:
    correct(path, 2, metric="企业数")
    overrides, _ = read_review(read_document(path))
    other = replace(LIST, targets=(SURE, replace(DOUBT, span="按时完工")))
    corrected = apply_overrides(other, overrides, seeds())
    assert codes(corrected) == {"override-without-sentence"}
    assert not any(t.reviewed for t in corrected.targets)


def test_a_sentence_that_was_rewritten_comes_back_for_review(path: Path) -> None:
    """What was said of 7% does not hold for 9%, however sure the reader is of the new words."""
    correct(path, 2, metric="企业数")
    overrides, _ = read_review(read_document(path))
    changed = replace(DOUBT, span="同比增长9%", confidence=Confidence.SURE)
    corrected = apply_overrides(replace(LIST, targets=(SURE, changed)), overrides, seeds())
    (found,) = corrected.findings
    assert (found.code, found.seen, found.task_no) == ("override-sentence-changed", "同比增长9%", "3")
    assert "同比增长7%" in found.message
    assert [(t.confidence, t.metric) for t in corrected.targets] == [
        (Confidence.SURE, "新增企业"),
        (Confidence.REVIEW, "新增企业"),
    ]


def test_it_survives_a_change_elsewhere_in_its_line(path: Path) -> None:
    correct(path, 2, metric="企业数")
    overrides, _ = read_review(read_document(path))
    changed = replace(LIST, tasks=(replace(TASK, city_target=TEXT.replace("5.76", "6")),))
    assert [t.metric for t in apply_overrides(changed, overrides, seeds()).targets] == ["新增企业", "企业数", "=做好收尾工作"]


def test_a_row_found_right_is_sure_from_then_on(path: Path) -> None:
    correct(path, 2, 核对情况="已核对")
    overrides, _ = read_review(read_document(path))
    target = apply_overrides(LIST, overrides, seeds()).targets[1]
    assert (target.confidence, target.reviewed, target.kind) == (Confidence.SURE, True, Kind.QUALITATIVE)


def test_a_sentence_that_is_no_target_is_taken_out_and_its_parts_stay(path: Path) -> None:
    correct(path, 2, kind="不是目标")
    overrides, _ = read_review(read_document(path))
    part = replace(SURE, seq=4, span="其中一区2万户", parent_seq=2)
    corrected = apply_overrides(replace(LIST, targets=(*LIST.targets, part)), overrides, seeds())
    assert [(t.seq, t.parent_seq) for t in corrected.targets] == [(1, None), (3, None), (4, None)]


def test_a_cell_that_cannot_be_read_is_a_finding_and_changes_nothing(path: Path) -> None:
    correct(path, 2, value="约七", comparator="大概")
    overrides, findings = read_review(read_document(path))
    assert not overrides
    assert {f.code for f in findings} == {"override-not-understood"}
    assert {f.seen for f in findings} == {"约七", "大概"}


def test_another_workbook_is_not_a_review(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "x.xlsx")
    overrides, findings = read_review(read_document(tmp_path / "x.xlsx"))
    assert not overrides
    assert any(f.effect.value == "file" for f in findings)


def test_two_targets_of_one_sentence_are_told_apart(tmp_path: Path) -> None:
    twin = replace(DOUBT, seq=3, area="邵东市")
    task_list = TaskList(HEAD, (TASK,), (SURE, DOUBT, twin))
    path = write_review(task_list, tmp_path / "twins.xlsx")
    correct(path, 3, area="武冈市")
    overrides, _ = read_review(read_document(path))
    assert [t.area for t in apply_overrides(task_list, overrides, seeds()).targets] == ["全市", "全市", "武冈市"]


@pytest.mark.parametrize(
    ("value", "unit", "base", "unit_base"),
    [
        ("5.76", "万户", "57600", "户"),
        ("138", "亿元", "13800000000", "元"),
        ("40", "MW", "40000", "千瓦"),
        ("3", "个", "3", "个"),
        ("3", "成", "30", "%"),
        ("2", "万千瓦时", "20000", "千瓦时"),
    ],
)
def test_a_corrected_value_has_the_base_that_a_read_one_has(value: str, unit: str, base: str, unit_base: str) -> None:
    sentence, ordinal, _ = with_sentences(LIST)[0]
    override = Override(sentence, ordinal, {"value": Decimal(value), "unit": unit}, seen="")
    corrected = apply_overrides(LIST, [override], seeds()).targets[0]
    assert (corrected.value_base, corrected.unit_base) == (Decimal(base), unit_base)


@pytest.mark.parametrize(
    ("cells", "share", "confidence"),
    [
        ({"share_of_group": "合计"}, GroupShare.TOTAL, Confidence.SURE),
        ({"share_of_group": "各自"}, GroupShare.EACH, Confidence.SURE),
        ({"核对情况": "已核对"}, GroupShare.UNCLEAR, Confidence.REVIEW),  # checked, and nobody has said which
        ({"area": "全市"}, None, Confidence.SURE),
    ],
)
def test_a_person_says_whether_a_group_is_a_total(
    tmp_path: Path, cells: dict[str, str], share: GroupShare | None, confidence: Confidence
) -> None:
    doubted = replace(SURE, area="县市区", share_of_group=GroupShare.UNCLEAR, confidence=Confidence.REVIEW)
    listed = TaskList(HEAD, (TASK,), (doubted, DOUBT))
    path = write_review(listed, tmp_path / "review.xlsx")
    correct(path, 2, **cells)
    overrides, findings = read_review(read_document(path))
    assert findings == ()
    (target, *_) = apply_overrides(listed, overrides, seeds()).targets
    assert (target.share_of_group, target.confidence) == (share, confidence)
