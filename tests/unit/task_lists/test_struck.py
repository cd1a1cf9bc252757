"""What is struck out of a list is withdrawn: no target of it is read, and what stands beside it is for review."""

from __future__ import annotations

from decimal import Decimal

from ingest.documents.reader import read_bytes
from ingest.task_lists.model import Confidence
from ingest.task_lists.reader import read_task_list
from tests.unit.documents.docx_builder import cell, docx, para, row, run, table
from tests.unit.task_lists.golden_rows import seeds

STRUCK = "<w:strike/>"


def test_a_struck_figure_and_a_struck_row() -> None:
    rows = (
        row("序号", "任务", "目标", "责任单位"),
        row("1", "公厕建设", cell(para("全区新建公厕", run("5", STRUCK), "8座")), "区城管局"),
        row("2", "公园建设", "全区新建公园3个", "区林业局"),
        row(*(cell(para(run(text, STRUCK))) for text in ("3", "道路建设", "全区新建道路9公里", "区交通局"))),
    )
    document = read_bytes(docx(para("青溪县2026年民生实事任务清单") + table(*rows)), "a.docx")
    found = read_task_list(document, seeds())
    assert [(t.task_no, t.value, t.unit) for t in found.targets] == [("1", Decimal(8), "座"), ("2", Decimal(3), "个")]
    assert found.targets[0].confidence is Confidence.REVIEW
    assert next((f.place.row, "“5”" in f.message) for f in found.findings if f.code == "text-struck") == (2, True)
    assert any(f.code == "text-struck" and "道路建设" in f.message for f in found.findings)
