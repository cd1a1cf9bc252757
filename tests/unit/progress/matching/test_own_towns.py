"""What each town has to reach: the form has a row a town, and what is filled in there is the town's."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.documents.containers import Container
from ingest.documents.door import read_document
from ingest.progress.fields import Field
from ingest.progress.knowledge.context import Context
from ingest.progress.knowledge.loader import build_context
from ingest.progress.reader import read_filing
from ingest.progress.template.form_rows import template_rows
from ingest.progress.template.workbook import template_name, write_template
from ingest.seeds import Seeds
from ingest.task_lists.model import Comparator, GroupShare, Kind, ListHead, Target, Task, TaskList
from ingest.task_lists.raw_rows import raw_rows
from tests.support.filled_forms import AT, FIRST, typed_over

LIST, PERIOD = "baishi-2025-03", "2025-03"
START, END = dt.date(2025, 3, 1), dt.date(2025, 3, 31)
TOWNS = ("双河镇", "松坪乡", "南湾街道")


def _known() -> Context:
    head = ListHead(LIST, "白石县2025年3月重点工作任务清单", "白石县", "明阳市", "", None, START, END)
    task = Task("重点工作", "4", "", "", "春季造林", "", "", (), ("县林业局", *TOWNS), ("县林业局",), (), ())
    target = Target(
        "重点工作", "4", "", "district_task", "", 1, "营造林", Kind.LEVEL, "各乡镇（街道）均完成营造林300亩", Comparator.GE,
        value=Decimal(300), unit="亩", value_base=Decimal(300), unit_base="亩", area="各乡镇（街道）", period_start=START,
        period_end=END, due=END, share_of_group=GroupShare.EACH,
    )  # fmt: skip
    words = Seeds().at(START)
    own = {"receipt_seq": 1, "file_sha256": "0" * 64, "received_as_of": START}
    rows = raw_rows(TaskList(head, (task,), (target,)), Container.TEXT, words)
    tables = {name: [{**own, **row} for row in found] for name, found in rows.items()}
    return build_context(
        words,
        {
            **tables,
            "filings": [],
            "filing_rows": [],
            "reporting_periods": [{"list_id": LIST, "period": PERIOD, "known_to": None}],
        },
    )


@pytest.mark.parametrize(("unit", "towns"), [("县林业局", TOWNS), ("双河镇", ("双河镇",))])
def test_a_row_a_town_is_filled_in_and_taken(tmp_path: Path, unit: str, towns: tuple[str, ...]) -> None:
    known = _known()
    rows = template_rows(known, LIST, unit, PERIOD)
    of_towns = {at: row.area for at, row in enumerate(rows) if row.area in TOWNS}
    assert tuple(of_towns.values()) == towns
    path = tmp_path / template_name(unit, PERIOD)
    write_template(path, list_head=known.lists[LIST], unit=unit, period_id=PERIOD, rows=rows, due_on=dt.date(2025, 4, 2))
    figures = {(FIRST + at, AT[field]): 100 + at for at in of_towns for field in (Field.CURRENT, Field.CUMULATIVE)}
    filing = read_filing(typed_over(read_document(path), figures), name=path.name, sha256="1" * 64, context=known)
    assert [(row.area, row.cumulative) for row in filing.accepted] == [(area, 100 + at) for at, area in of_towns.items()]
    assert (len(filing.held), [f.code for f in filing.all_findings]) == (0, [])
