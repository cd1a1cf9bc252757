"""The return copy: the sender's own workbook with every wrong cell coloured and commented, a mark column and a summary first.

The parts of the work are `marks` (what to mark), `book`, `sheet`, `comments`, `summary` (how it is written into the workbook)
and `plain` (where there is no workbook to write into). It opens what a stranger sent: `sandboxed` is the door.
Filing the copy again is like filing the original: all our annotations are ignored by the reader and renewed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from ingest.calendar.periods import period_words
from ingest.documents.containers import Container
from ingest.documents.grid import Document
from ingest.documents.limits import Refusal
from ingest.documents.places import column_letter
from ingest.findings import Finding
from ingest.progress.fields import Field
from ingest.progress.form import MARK_LABEL, META_SHEET, SUMMARY_SHEET
from ingest.progress.layout.form_sheet import FormSheet
from ingest.progress.layout.header import find_header
from ingest.progress.returned.book import ReturnBook
from ingest.progress.returned.comments import Comments
from ingest.progress.returned.marks import Marks, SheetMarks, marks_of
from ingest.progress.returned.plain import own_grids, plain_workbook, sheet_names
from ingest.progress.returned.sheet import SheetEditor, select_no_tab
from ingest.progress.returned.styles import AMBER, RED, NotEditableError
from ingest.progress.returned.summary import ReturnSummary, read_record, summary_sheet
from ingest.progress.returned.texts import HOW_TO, HOW_TO_PLAIN, HOW_TO_UNREADABLE, VERDICTS
from ingest.progress.standing import FigureCounts, figures_line
from ingest.row_heights import LINE, PADDING, lines_of

_MARK_WIDTH, _FREE_MARK_WIDTH = 36, 70


class Returned(Protocol):
    """What is needed of a filing (`ingest.progress.filing.JudgedFiling`)."""

    @property
    def verdict(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def figures(self) -> FigureCounts: ...
    @property
    def all_findings(self) -> tuple[Finding, ...]: ...


class Head(NamedTuple):
    """Of the header of a sheet: the column of marks of an earlier copy, None where there is none; its first and last row."""

    mark: int | None
    first: int
    last: int


Heads = Sequence[Head | None]  # of each grid of a document


def heads_of(document: Document) -> Heads:
    """The header of every grid."""
    headers = [find_header(FormSheet(grid)) for grid in document.grids]
    return [None if header is None else Head(header.columns.get(Field.MARK), header.first, header.last) for header in headers]


def return_copy(data: bytes, document: Document, name: str, filing: Returned, heads: Heads | None = None) -> tuple[bytes, str]:
    """The bytes of the return copy and the suffix of its name. `document` is what was read from `data`, `heads` its headers,
    where they are known."""
    heads = heads_of(document) if heads is None else heads
    if document.container is Container.XLSX and document.blocks:
        try:
            book = ReturnBook(data)
            return _annotated(book, document, heads, name, filing, sentences=HOW_TO), ".xlsm" if book.has_macros else ".xlsx"
        except (NotEditableError, Refusal, ValueError):
            pass  # built unlike Excel's, or with words where numbers belong: its content goes into a new workbook
    return plain_copy(document, heads, name, filing)


def plain_copy(document: Document, heads: Heads, name: str, filing: Returned) -> tuple[bytes, str]:
    """The same without the sender's workbook: the content that was read of it in a new one."""
    sentences = (*HOW_TO, *HOW_TO_PLAIN) if document.grids else HOW_TO_UNREADABLE
    return _annotated(ReturnBook(plain_workbook(document)), document, heads, name, filing, sentences=sentences), ".xlsx"


def _annotated(
    book: ReturnBook, document: Document, heads: Heads, name: str, filing: Returned, *, sentences: Iterable[str]
) -> bytes:
    names = [sheet for sheet, _ in book.sheets if sheet not in (META_SHEET, SUMMARY_SHEET)]
    marks = marks_of(filing.all_findings, only_sheet=names[0] if names else "")
    parts = dict(book.sheets)
    record = read_record(book, parts[SUMMARY_SHEET]) if SUMMARY_SHEET in parts and document.grids else {}
    by_name = dict(zip(sheet_names(document), own_grids(document), strict=True))
    head_of = {id(grid): head for grid, head in zip(document.grids, heads, strict=True)}
    fills: dict[tuple[str, str], str] = {}
    for number, sheet in enumerate(names):
        editor = SheetEditor(book, parts[sheet])
        grid = next((g for g in document.grids if g.place.sheet == sheet), by_name.get(sheet))
        header = head_of.get(id(grid))
        own_mark = header.mark if header is not None else None
        comments = Comments(book, editor, parts[sheet], number)
        comments.remove_ours(record.get(sheet, {}))
        editor.uncolour(record.get(sheet, {}))
        if own_mark is not None and header is not None:
            editor.clear_column(own_mark, header.last)
        of_sheet = marks.sheets.get(sheet, SheetMarks())
        for (row, column), mark in of_sheet.cells.items():
            address, before = _colour(editor, row, column, is_error=mark.is_error)
            fills[sheet, address] = before
        if of_sheet.rows:
            column = own_mark or _free_column(editor)
            is_before = column < max((column for _, column, cell in editor.cells() if len(cell)), default=0)
            first = header.first if header is not None else max(min(of_sheet.rows) - 1, 1)
            _write_marks(editor, of_sheet.rows, column, first, is_before=is_before)
        comments.add({at: mark.note for at, mark in of_sheet.cells.items()})
        comments.save()
        editor.keep_texts_texts()
        editor.save()
    for part in parts.values():
        book.parts[part] = select_no_tab(book.parts[part])
    book.put_first(SUMMARY_SHEET, summary_sheet(book, _summary(name, filing, marks, sentences), fills))
    return book.data()


def _colour(editor: SheetEditor, row: int, column: int, *, is_error: bool) -> tuple[str, str]:
    return f"{column_letter(column)}{row}", editor.colour(row, column, RED if is_error else AMBER)


def _free_column(editor: SheetEditor) -> int:
    """The first column if the sender left it empty, else the one right of everything that has content.

    A new column between others would shift formulas, merges and validations.
    """
    used = {column for _, column, cell in editor.cells() if len(cell)}
    return max(used) + 1 if 1 in used else 1


def _write_marks(editor: SheetEditor, rows: Mapping[int, str], column: int, header_row: int, *, is_before: bool) -> None:
    """The mark column. Before other columns its texts are wrapped; at the right of a sheet they run on in one line."""
    styles, width = editor.styles, _MARK_WIDTH if is_before else _FREE_MARK_WIDTH
    editor.set_text(header_row, column, MARK_LABEL, styles.add(bold=True, centred=True, border=True, fill=RED))
    style = styles.add(border=True, one_line=not is_before)
    for row, text in rows.items():
        if row != header_row:
            editor.set_text(row, column, text if is_before else text.replace("\n", "　"), style)
            if is_before:
                editor.raise_row(row, lines_of(text, width) * LINE + PADDING)
    editor.show_column(column, width)


def _summary(name: str, filing: Returned, marks: Marks, sentences: Iterable[str]) -> ReturnSummary:
    counts: dict[str, int] = {}
    for line in marks.lines:
        counts[line.effect] = counts.get(line.effect, 0) + 1
    facts = [
        ("文件", name),
        ("填报单位", filing.unit or "（未能识别）"),
        ("报告期", period_words(filing.period) if filing.period else "（未能识别）"),
        ("处理结果", VERDICTS[str(filing.verdict)]),
        ("本次数字", figures_line(filing.figures)),
        ("问题统计", "，".join(f"{effect} {count} 条" for effect, count in counts.items()) or "无"),
    ]
    return ReturnSummary(SUMMARY_SHEET, facts, tuple(sentences), marks.lines)
