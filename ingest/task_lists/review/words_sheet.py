"""The sheet of words to teach: units that the reader did not know in the list, ready to be explained, and blank rows."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.formula_text import guarded
from ingest.task_lists.review.book import HEADER_ROW, ReviewBook, add_prompt
from ingest.task_lists.review.form import WORD_COLUMNS
from ingest.task_lists.review.rows import UnknownUnit
from ingest.task_lists.review.texts import CATEGORIES, SENSES, WORD_PROMPTS, WORDS_SHEET, WORDS_TITLE
from ingest.taught import WordCategory

_BLANK_ROWS = 30
_LOCKED = "example"


def add_words_sheet(book: ReviewBook, note: str, unknown: Sequence[UnknownUnit]) -> None:
    """Write a row for each unit nobody knew, and the blank ones."""
    sheet = book.add_sheet(WORDS_SHEET, WORDS_TITLE, note, WORD_COLUMNS)
    rows: list[UnknownUnit | None] = [*unknown, *([None] * _BLANK_ROWS)]
    for number, row in enumerate(rows, start=HEADER_ROW + 1):
        said = {"category": CATEGORIES[WordCategory.MEASURE], "word": row.unit, "example": row.example} if row else {}
        for column, (key, _, _) in enumerate(WORD_COLUMNS):
            locked = key == _LOCKED
            sheet.write_string(
                number, column, guarded(said.get(key, "")), book.cell("fixed" if locked else "open", locked=locked)
            )
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    span = (HEADER_ROW + 1, HEADER_ROW + len(rows))
    keys = [key for key, _, _ in WORD_COLUMNS]
    book.add_drop_down(sheet, span, keys.index("category"), tuple(CATEGORIES.values()), strict=True)
    lists = {CATEGORIES[category]: tuple(senses.values()) for category, senses in SENSES.items()}
    book.add_dependent_drop_down(sheet, span, keys.index("sense"), keys.index("category"), lists)
    for key in WORD_PROMPTS:
        add_prompt(sheet, span, keys.index(key), WORD_PROMPTS[key])
