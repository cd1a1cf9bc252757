"""The sheet of targets: one row each, doubtful rows first and open, sure rows after them and locked."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.formula_text import guarded
from ingest.task_lists.review.book import HEADER_ROW, ReviewBook, height
from ingest.task_lists.review.form import COLUMNS, FIELDS, HIDDEN
from ingest.task_lists.review.rows import CheckRow, Offered
from ingest.task_lists.review.texts import (
    CHECKED,
    CONFIDENCE_LABEL,
    KINDS,
    NOT_A_TARGET,
    SHEET,
    TITLE,
    TO_CHECK,
)

_MARKED = "sentence"
_CONFIDENCE = next(key for key, label, _ in COLUMNS if label == CONFIDENCE_LABEL)


def add_check_sheet(book: ReviewBook, note: str, rows: Sequence[CheckRow], offers: Offered) -> None:
    """Write the rows in their order."""
    sheet = book.add_sheet(SHEET, TITLE, note, COLUMNS)
    for number, row in enumerate(rows, start=HEADER_ROW + 1):
        sheet.set_row(number, height([row.text(key) for key, _, _ in COLUMNS], COLUMNS))
        for column, (key, label, _) in enumerate(COLUMNS):
            is_open = row.to_check and (key in FIELDS or key == _CONFIDENCE)
            fill = "open" if is_open else "doubtful" if row.to_check else "sure"
            if key == _MARKED:
                book.write_marked(sheet, number, column, row.context, fill)
            else:
                text = row.text(key) if label in HIDDEN else row.text(key)[:32766]
                sheet.write_string(number, column, guarded(text), book.cell(fill, locked=not is_open))
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    sheet.autofilter(HEADER_ROW, 0, HEADER_ROW + max(len(rows), 1), len(COLUMNS) - 1)
    span = (HEADER_ROW + 1, HEADER_ROW + len(rows))
    keys = [key for key, _, _ in COLUMNS]
    book.add_field_lists(sheet, span, COLUMNS, kinds=(*KINDS.values(), NOT_A_TARGET), offers=offers)
    book.add_drop_down(sheet, span, keys.index(_CONFIDENCE), (TO_CHECK, CHECKED, NOT_A_TARGET), strict=True)
