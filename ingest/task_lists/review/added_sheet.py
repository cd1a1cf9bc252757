"""The sheet of additions: numbers that no target holds, ready to be filled in, and blank rows for what else is missing."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.formula_text import guarded
from ingest.task_lists.review.book import HEADER_ROW, ReviewBook, add_prompt, height
from ingest.task_lists.review.form import ADDED_COLUMNS
from ingest.task_lists.review.rows import MissedRow, Offered
from ingest.task_lists.review.texts import ADDED_SHEET, ADDED_TITLE, KINDS, MISSED_HINT, ROW_PLEASE

_BLANK_ROWS = 40
_LOCKED = ("context", "hint")


def add_added_sheet(book: ReviewBook, note: str, missed: Sequence[MissedRow], offers: Offered) -> None:
    """Write one row for each of `missed` and the blank ones; a person fills in what is missing."""
    sheet = book.add_sheet(ADDED_SHEET, ADDED_TITLE, note, ADDED_COLUMNS)
    rows: list[MissedRow | None] = [*missed, *([None] * _BLANK_ROWS)]
    for number, row in enumerate(rows, start=HEADER_ROW + 1):
        said = {"task": row.task, "context": row.text, "span": row.span, "hint": MISSED_HINT} if row else {}
        sheet.set_row(number, height([said.get(key, "") for key, _, _ in ADDED_COLUMNS], ADDED_COLUMNS))
        for column, (key, _, _) in enumerate(ADDED_COLUMNS):
            locked = key in _LOCKED
            if key == "context" and row is not None:
                book.write_marked(sheet, number, column, row.context, "fixed")
            else:
                style = book.cell("fixed" if locked else "open", locked=locked)
                sheet.write_string(number, column, guarded(said.get(key, ""))[:32767], style)
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    span = (HEADER_ROW + 1, HEADER_ROW + len(rows))
    keys = [key for key, _, _ in ADDED_COLUMNS]
    book.add_drop_down(sheet, span, keys.index("task"), offers.tasks, strict=False)
    add_prompt(sheet, span, keys.index("origin"), ROW_PLEASE)
    book.add_field_lists(sheet, span, ADDED_COLUMNS, kinds=tuple(KINDS.values()), offers=offers)
