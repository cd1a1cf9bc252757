"""A reading as a review workbook: how to use it, every target beside its sentence, what was missed, and words to teach."""

from __future__ import annotations

from pathlib import Path

from ingest.task_lists.model import TaskList
from ingest.task_lists.review.rows import check_rows, missed_rows, offered, unknown_units
from ingest.task_lists.review.texts import LIST_ID_LABEL


def write_review(task_list: TaskList, path: Path) -> Path:
    """Write the review workbook of a reading to `path`, whole or not at all; returns it. Sure rows are locked, the others may
    be changed."""
    from ingest.task_lists.review.added_sheet import add_added_sheet
    from ingest.task_lists.review.book import ReviewBook
    from ingest.task_lists.review.check_sheet import add_check_sheet
    from ingest.task_lists.review.words_sheet import add_words_sheet

    head = task_list.head
    note = f"{head.title}　{LIST_ID_LABEL}{head.list_id}" if head else ""
    half = path.with_name(f".{path.name[:60]}.tmp")
    book = ReviewBook(half)
    book.add_help()
    add_check_sheet(book, note, check_rows(task_list), offered(task_list))
    add_added_sheet(book, note, missed_rows(task_list), offered(task_list))
    add_words_sheet(book, note, unknown_units(task_list))
    book.close()
    return half.replace(path)
