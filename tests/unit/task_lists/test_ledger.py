"""The account of a document: it balances, and when something is missing anywhere it says so and rejects the file."""

from __future__ import annotations

from dataclasses import replace

from ingest.documents.containers import Container
from ingest.documents.grid import Cell, Document, Grid, Paragraph, Reconciliation
from ingest.documents.reader import read_bytes
from ingest.findings import Effect, Place
from ingest.task_lists.ledger import Ledger
from ingest.task_lists.reader import read_task_list
from ingest.task_lists.skipped import Skipped
from tests.unit.task_lists.golden_rows import codes, seeds
from tests.unit.task_lists.word_documents import document, paragraph, table
from tests.unit.task_lists.word_documents import row as tr

ROWS = tuple((Cell(n, 1, "x", Place(table=1, row=n)),) for n in (1, 2))
DOCUMENT = Document(Container.DOCX, (Paragraph("标题", Place(paragraph=1)), Grid(ROWS, Place(table=1))))


def test_what_nobody_marked_is_missing_and_rejects_the_file() -> None:
    ledger = Ledger(DOCUMENT)
    ledger.paragraph_skipped(0, Skipped.NO_TASK)
    ledger.table_read(1)
    ledger.row_read(1, 0)
    _, findings = ledger.close()
    assert [(f.code, f.effect) for f in findings] == [("reconciliation", Effect.NONE), ("reconciliation-fails", Effect.FILE)]


def test_read_and_skipped_add_up() -> None:
    ledger = Ledger(DOCUMENT)
    ledger.paragraph_skipped(0, Skipped.NO_TASK)
    ledger.table_skipped(1, Skipped.NO_TASK_TABLE)
    totals, findings = ledger.close()
    assert [f.code for f in findings] == ["reconciliation"]
    assert (totals.tables, totals.rows, totals.paragraphs) == (1, 2, 1)
    assert sum(count for _, count in totals.skipped) == 4


def test_what_the_container_left_out_is_part_of_the_account() -> None:
    change = 'w:id="1" w:author="张三" w:date="2025-01-01T00:00:00Z"'
    read = read_bytes(
        document(
            paragraph("云岭县2025年重点任务清单"),
            paragraph(""),
            table(
                tr("序号", "名称", "工作目标", "责任单位"),
                tr("1", "甲事项", "完成10个", "县发改局"),
                tr("2", "乙事项", "完成20个", "县发改局", settings=f"<w:del {change}/>"),
            ),
        ),
        "清单.docx",
    )
    task_list = read_task_list(read, seeds())
    assert [task.name for task in task_list.tasks] == ["甲事项"]
    assert "reconciliation-fails" not in codes(task_list)
    assert (task_list.reconciliation.rows, task_list.reconciliation.paragraphs) == (3, 2)
    assert {"文件：修订中已删除的行", "文件：空段落"} <= {reason for reason, _ in task_list.reconciliation.skipped}
    # a row that the container counted and did not hand on is noticed here
    short = replace(read, reconciliation=replace(read.reconciliation, rows=read.reconciliation.rows + 1))
    assert "reconciliation-fails" in codes(read_task_list(short, seeds()))


def test_a_document_that_could_not_be_read_keeps_its_findings_and_has_no_tasks() -> None:
    task_list = read_task_list(read_bytes(b"PK\x03\x04 broken", "清单.docx"), seeds())
    assert task_list.head is None
    assert not task_list.tasks
    assert any(f.effect is Effect.FILE for f in task_list.findings)
    assert task_list.reconciliation == Reconciliation()
