"""Bad filings dropped over good ones: the published figures stand, their units are told, their scores do not fall."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from ingest import raw
from ingest.documents.places import column_letter
from ingest.progress.form import SHEET
from ingest.progress.template.form_layout import FIRST_ROW, form_layout
from orchestration.refresh import refresh
from tests.support.played import EXAMPLE, LAST_NIGHT, Played

WRONG_COLUMN, LEFT_BLANK = "区人社局", "区发改局"
PERIOD, NIGHT = "2023-12", LAST_NIGHT + dt.timedelta(days=1)
AT = {name.value: column + 1 for name, column in form_layout().columns.items()}


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


def _drop(played: Played, unit: str, change: Callable[[Worksheet], None]) -> str:
    name = f"{unit}_2023年12月进展情况.xlsx"
    book = openpyxl.load_workbook(EXAMPLE / "inbox" / "2024-01-02" / "progress" / name)
    change(book[SHEET])
    inbox = played.home.root / "inbox" / "progress"
    inbox.mkdir(parents=True, exist_ok=True)
    book.save(inbox / name)
    return name


def _figures(played: Played, unit: str) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """(target, area) → value, status and cell, and the file that states it."""
    rows = played.query(
        "select target_key, area, actual_value, status, filing_cell, filing_row, filing_sha256 from marts.fct_completion"
        f" where filing_unit = '{unit}' and period = '{PERIOD}'"
    )
    return {row[:2]: row[2:] for row in rows}


def _score(played: Played, unit: str) -> list[tuple[Any, ...]]:
    return played.query(f"select * exclude (is_provisional) from marts.fct_score where unit = '{unit}' order by all")


def _messages(played: Played) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in played.home.outbox.rglob("*.json") if path.name != "heartbeat.json"]


def _filing(played: Played, unit: str) -> dict[str, Any]:
    rows = [row for row in raw.read_table(played.home.root, "filings") if row["unit"] == unit and row["period"] == PERIOD]
    return max(rows, key=lambda row: row["receipt_seq"])


def test_published_figures_stand(copied: Played) -> None:
    before = {unit: (_figures(copied, unit), _score(copied, unit)) for unit in (WRONG_COLUMN, LEFT_BLANK)}
    assert all(len(figures) > 10 for figures, _ in before.values())
    told = len(_messages(copied))
    names = [_drop(copied, WRONG_COLUMN, _in_the_wrong_column), _drop(copied, LEFT_BLANK, _half_left_blank)]
    done = refresh(copied.home, NIGHT)
    assert done.success, done.reasons
    figures, score = before[WRONG_COLUMN]
    assert _filing(copied, WRONG_COLUMN)["verdict"] == "rejected"
    assert _figures(copied, WRONG_COLUMN) == figures
    assert _score(copied, WRONG_COLUMN) == score

    figures, score = before[LEFT_BLANK]
    filing = _filing(copied, LEFT_BLANK)
    assert filing["verdict"] == "accepted_with_warnings"
    assert (filing["figures_added"], filing["figures_changed"], filing["figures_withdrawn"]) == (0, 0, 0)
    assert filing["figures_unstated"] > 20
    now = _figures(copied, LEFT_BLANK)
    assert {key: row[:4] for key, row in now.items()} == {key: row[:4] for key, row in figures.items()}
    # a figure that was left blank leads to the file that states it, one that was written again to the new one
    first, second = {row[4] for row in figures.values()}, filing["file_sha256"]
    blank = set(range(FIRST_ROW + 1, FIRST_ROW + 200, 2))
    blanked = {column_letter(AT[name]) for name in ("current", "cumulative", "yoy")}
    stated = {key: row for key, row in now.items() if row[0] is not None and row[2].rstrip("0123456789") in blanked}
    assert {row[4] in first for row in stated.values() if row[3] in blank} == {True}
    assert {row[4] == second for row in stated.values() if row[3] not in blank} == {True}
    assert _score(copied, LEFT_BLANK) == score

    messages = _messages(copied)
    assert len(messages) > told
    assert all(any(name in message for message in messages) for name in names)
    assert all(list((copied.home.returned / unit).glob("*2023年12月*退回修改*.xlsx")) for unit in before)
