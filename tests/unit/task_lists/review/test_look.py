"""What a clerk sees: doubtful rows first, the doubtful words in red, why, what else it could be, what was missed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock

from ingest.findings import Finding, Severity
from ingest.task_lists import target_findings
from ingest.task_lists.model import Confidence
from ingest.task_lists.review.book import ReviewBook
from ingest.task_lists.review.doubt import Doubts
from ingest.task_lists.review.sentences import context_of
from ingest.task_lists.review.texts import ADDED_SHEET, CHOICES_SHEET, HELP_SHEET, MISSED_HINT, NO_REASON, SHEET
from ingest.task_lists.review.workbook import write_review
from tests.unit.task_lists.review.books import FIRST_ROW, Clerk, a_list, open_book

# more areas than a drop-down holds in itself
MANY_AREAS = "青溪县2024年任务清单\n\n一、重点工作\n\n1.农业。植树20垧。\n" + "".join(
    f"{n}.民生{n}。{name}河镇新建公厕{n}座。\n"
    for n, name in enumerate("东西南北上下前后左右大小长短高低深浅远近春夏秋冬金木水火土山石田林竹", 2)
)


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    return open_book(tmp_path)


def runs(clerk: Clerk, row: int, *, red: bool) -> list[str]:
    """The pieces of a row's sentence that are bold, in red or in black."""
    value = clerk.sheet().cell(row, clerk.column("原文")).value
    assert isinstance(value, CellRichText)
    blocks = [piece for piece in value if isinstance(piece, TextBlock) and piece.font.b]
    return [str(block) for block in blocks if bool(block.font.color and block.font.color.rgb == "FFC00000") is red]


def test_a_run_that_dies_while_it_writes_leaves_the_workbook_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_review(a_list(), tmp_path / "清单核对" / f"{'很' * 80}_核对.xlsx")
    before = path.read_bytes()

    def dies(book: ReviewBook) -> None:
        Path(str(book.workbook.filename)).write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(ReviewBook, "close", dies)
    with pytest.raises(KeyboardInterrupt):
        write_review(a_list(), path)
    assert path.read_bytes() == before
    assert [left.name.startswith(".") and left.suffix == ".tmp" for left in path.parent.iterdir() if left != path] == [True]


def test_the_first_sheet_says_how_to_use_the_others(clerk: Clerk) -> None:
    assert clerk.book.sheetnames[0] == HELP_SHEET
    assert clerk.book.sheetnames[1:3] == [SHEET, ADDED_SHEET]
    text = "".join(str(cell.value or "") for row in clerk.sheet(HELP_SHEET).iter_rows() for cell in row)
    assert "inbox/reviews" in text
    assert ADDED_SHEET in text


def test_the_most_doubtful_rows_come_first_and_the_sure_ones_last(clerk: Clerk) -> None:
    sheet = clerk.sheet()
    states = [clerk.says(row, "核对情况") for row in range(FIRST_ROW, sheet.max_row + 1)]
    doubtful = states.count("待核对")
    assert states == ["待核对"] * doubtful + [""] * (len(states) - doubtful)
    spans = [clerk.says(row, "语句") for row in range(FIRST_ROW, sheet.max_row + 1)]
    assert spans[0] == "园区南侧雨污分流管网"  # nothing was understood
    assert spans.index("植树20垧以上") < spans.index("每月巡河2次")  # an unknown measure is worse than an unsettled rhythm
    sure = [target.span for target in a_list().targets if target.confidence is Confidence.SURE]
    assert spans[doubtful:] == sure  # in the list's own order
    assert sure
    numbers = [clerk.says(row, "行号") for row in range(FIRST_ROW, sheet.max_row + 1)]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


def test_the_doubtful_words_are_red_and_the_statement_bold(clerk: Clerk) -> None:
    planted = clerk.row("植树20垧以上")
    assert runs(clerk, planted, red=True) == ["垧"]
    assert runs(clerk, planted, red=False) == ["植树20", "以上"]
    assert runs(clerk, clerk.row("园区南侧雨污分流管网"), red=True) == ["园区南侧雨污分流管网"]
    last = clerk.sheet().max_row
    assert (runs(clerk, last, red=True), runs(clerk, last, red=False)) == ([], [clerk.says(last, "语句")])


def test_a_row_says_why_it_is_in_doubt_and_how_it_was_read(clerk: Clerk) -> None:
    row = clerk.row("植树20垧以上")
    assert "计量单位不在单位表中" in clerk.says(row, "需要核对的原因")
    assert clerk.says(row, "读取方式") == "指标＋数值"
    assert clerk.says(clerk.sheet().max_row, "需要核对的原因") == ""


def test_other_readings_are_told_in_words(tmp_path: Path) -> None:
    task_list = a_list("青溪县2024年任务清单\n\n一、重点工作\n\n1.工业。企业不良率5垧。全年新增企业200家；其中甲类20垧。\n")
    clerk = open_book(tmp_path, task_list)
    told = {clerk.says(row, "语句"): clerk.says(row, "其他可能的读法") for row in range(FIRST_ROW, FIRST_ROW + 3)}
    assert told["企业不良率5垧"] == "比较也可能是“不低于”"
    assert told["甲类20垧"] == "比较也可能是“不超过”\n也可能属于第3行"
    assert told["全年新增企业200家"] == ""  # it is sure: what else it could be would only disturb


def test_a_part_names_the_row_it_belongs_to(clerk: Clerk) -> None:
    whole = clerk.row("全年新增企业200家")
    assert clerk.says(clerk.row("甲类100家"), "属于第几行") == clerk.says(whole, "行号")
    assert clerk.says(whole, "属于第几行") == ""


def test_a_number_that_no_target_holds_waits_on_the_sheet_of_additions(tmp_path: Path) -> None:
    task_list = a_list()
    task = task_list.tasks[0]
    lost = target_findings.finding(target_findings.NUMBER_NOT_UNDERSTOOD, task, "100")
    clerk = open_book(tmp_path, type(task_list)(task_list.head, task_list.tasks, (), (), (*task_list.findings, lost)))
    assert clerk.says(FIRST_ROW, "task", ADDED_SHEET) == "重点工作-1 生态建设"
    assert clerk.says(FIRST_ROW, "span", ADDED_SHEET) == "其中甲类100家，乙类17家。"
    assert clerk.says(FIRST_ROW, "hint", ADDED_SHEET) == MISSED_HINT
    assert clerk.says(FIRST_ROW + 1, "span", ADDED_SHEET) == ""


def test_a_lost_number_is_no_reason_of_the_row_beside_it(tmp_path: Path) -> None:
    task_list = a_list()
    lost = target_findings.finding(target_findings.NUMBER_NOT_UNDERSTOOD, task_list.tasks[0], "20")
    clerk = open_book(tmp_path, replace(task_list, findings=(*task_list.findings, lost)))
    assert lost.message not in clerk.says(clerk.row("植树20垧以上"), "需要核对的原因")


def test_what_must_not_be_changed_is_locked(clerk: Clerk, tmp_path: Path) -> None:
    sheet, added = clerk.sheet(), clerk.sheet(ADDED_SHEET)
    row = clerk.row("植树20垧以上")
    open_columns = {"metric", "kind", "comparator", "value", "unit", "area", "due", "属于第几行", "核对情况"}
    assert all(not sheet.cell(row, clerk.column(label)).protection.locked for label in open_columns)
    for label in ("行号", "任务编号", "原文", "语句", "需要核对的原因", "句键", "原读法"):
        assert sheet.cell(row, clerk.column(label)).protection.locked
    assert added.protection.sheet
    assert clerk.sheet(HELP_SHEET).protection.sheet
    assert not added.cell(FIRST_ROW, clerk.column("span", ADDED_SHEET)).protection.locked
    assert added.cell(FIRST_ROW, clerk.column("hint", ADDED_SHEET)).protection.locked
    assert open_book(tmp_path, a_list(MANY_AREAS)).book[CHOICES_SHEET].sheet_state == "veryHidden"


def test_no_cell_of_a_text_full_of_formulas_is_one(tmp_path: Path) -> None:
    task_list = a_list("青溪县2024年任务清单\n\n一、重点工作\n\n1.=1+1。=HYPERLINK(“x”)完成三万五亿元。\n")
    clerk = open_book(tmp_path, task_list)
    assert [c.coordinate for s in clerk.book for row in s.iter_rows() for c in row if c.data_type == "f"] == []


def test_the_whole_of_a_very_long_line_is_not_shown() -> None:
    line = "甲" * 5000 + "。本年植树20垧以上，力争30垧。" + "乙" * 5000
    shown = context_of(line, "植树20垧以上")
    assert shown.startswith("…本年植树20垧以上")
    assert len(shown) < 60
    assert context_of("甲" * 5000, "乙") == "甲" * 240


def test_a_review_row_that_nobody_found_fault_with_still_says_something(tmp_path: Path) -> None:
    task_list = a_list()
    silent = type(task_list)(task_list.head, task_list.tasks, task_list.targets)
    clerk = open_book(tmp_path, silent)
    assert clerk.says(FIRST_ROW, "需要核对的原因") == NO_REASON


def test_a_code_nobody_weighed_counts_by_its_severity() -> None:
    task_list = a_list()
    target = next(t for t in task_list.targets if t.span == "每月巡河2次")
    about = {"section": target.section, "task_no": target.task_no, "seen": target.span}
    weights = [
        Doubts([Finding("of-another-house", severity, message="?", **about)]).of(target).weight  # type: ignore[arg-type]
        for severity in Severity
    ]
    assert weights == sorted(weights, reverse=True)
    assert min(weights) > 0
