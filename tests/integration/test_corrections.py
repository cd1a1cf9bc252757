"""A bad filing dropped over a good one: the published figures stand, the unit is told, its score does not fall."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ingest import raw
from ingest.progress.form import SHEET
from ingest.progress.template.form_layout import FIRST_ROW, form_layout
from orchestration.refresh import refresh
from tests.support.played import EXAMPLE, LAST_NIGHT, Played

UNIT, NAME = "区人社局", "区人社局_2023年12月进展情况.xlsx"
FILED = EXAMPLE / "inbox" / "2024-01-02" / "progress" / NAME
NIGHT = LAST_NIGHT + dt.timedelta(days=1)
AT = {name.value: column + 1 for name, column in form_layout().columns.items()}
FIGURES = f"""
    select target_key, area, judged_on, actual_value, status, filing_file, filing_sha256, filing_sheet, filing_row, filing_cell
    from marts.fct_completion where filing_unit = '{UNIT}' and period = '2023-12' order by all
"""


def _rows(sheet: Worksheet) -> range:
    return range(FIRST_ROW + 1, sheet.max_row + 1)


def _in_the_wrong_column(sheet: Worksheet) -> None:
    """All totals typed under 上期报送, where nothing is read from."""
    for row in _rows(sheet):
        sheet.cell(row, AT["last"]).value = sheet.cell(row, AT["cumulative"]).value
        sheet.cell(row, AT["cumulative"]).value = sheet.cell(row, AT["current"]).value = None


def _half_left_blank(sheet: Worksheet) -> None:
    """Every other row says nothing of its figures, only words."""
    for row in list(_rows(sheet))[::2]:
        for name in ("current", "cumulative", "yoy"):
            sheet.cell(row, AT[name]).value = None
        if sheet.cell(row, AT["task_no"]).value:
            sheet.cell(row, AT["narrative"]).value = "数据与上次相同。"


def _filed_again(played: Played, change: Callable[[Worksheet], None]) -> dict[str, Any]:
    book = openpyxl.load_workbook(FILED)
    change(book[SHEET])
    inbox = played.home.root / "inbox" / "progress"
    inbox.mkdir(parents=True, exist_ok=True)
    book.save(inbox / NAME)
    done = refresh(played.home, NIGHT)
    assert done.success, done.reasons
    return max(raw.read_table(played.home.root, "filings"), key=lambda row: row["receipt_seq"])


def _messages(played: Played) -> list[str]:
    """What waits in the outbox or was sent after the corrected filing came."""
    return [path.read_text(encoding="utf-8") for path in played.home.outbox.rglob("*.json") if path.name != "heartbeat.json"]


def _score(played: Played) -> list[tuple[Any, ...]]:
    return played.query(f"select * exclude (is_provisional) from marts.fct_score where unit = '{UNIT}' order by all")


@pytest.mark.parametrize(
    ("change", "verdict"), [(_in_the_wrong_column, "rejected"), (_half_left_blank, "accepted_with_warnings")]
)
def test_published_figures_stand(copied: Played, change: Callable[[Worksheet], None], verdict: str) -> None:
    before, points = copied.query(FIGURES), _score(copied)
    assert len(before) > 40
    filing = _filed_again(copied, change)
    assert filing["verdict"] == verdict
    assert (filing["figures_changed"], filing["figures_withdrawn"]) == (0, 0)
    assert copied.query(FIGURES) == before
    assert _score(copied) == points
    assert list((copied.home.returned / UNIT).glob("*2023年12月*退回修改*.xlsx"))
    assert any(UNIT in message and NAME in message for message in _messages(copied))
