"""What a row of a task table is when it is no task: blank, the header again, a total, a note, a section, the lines below.

Only single rows are looked at here; `rows` puts them in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.documents.grid import Cell, Grid
from ingest.task_lists.columns import ListColumn
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.outline_numbers import opens_section, read_number, section_name
from ingest.task_lists.skipped import Skipped
from ingest.task_lists.tables.header import MergedCells, TaskHeader, repeats
from ingest.task_lists.text import squeeze


def why_skip(header: TaskHeader, cells: Sequence[Cell], texts: Sequence[str], lookup: MergedCells) -> Skipped | None:
    """The reason to skip a row whose shown texts are `texts`; None for none."""
    if not texts:
        return Skipped.BLANK_ROW
    if repeats(header, cells, lookup):
        return Skipped.HEADER_AGAIN
    if list_lexicon().tables.total.match(squeeze(texts[0])):
        return Skipped.TOTAL
    return Skipped.NOTE if is_note(texts) else None


def is_note(texts: Sequence[str]) -> bool:
    return bool(texts) and len(texts) <= 3 and bool(list_lexicon().tables.note.match(squeeze(texts[0])))


def is_section_text(texts: Sequence[str]) -> bool:
    """A single short text with a Chinese number before it (一、重点工作)."""
    return len(texts) == 1 and len(texts[0]) < 40 and opens_section(texts[0])


def section_of_row(header: TaskHeader, cells: Sequence[Cell], texts: Sequence[str], lookup: MergedCells) -> str:
    """The section a row of a single text opens, its number beside it or not; "" when the row is a task."""
    if not 1 <= len(texts) <= 2 or len(texts[-1]) > 60:
        return ""
    numbered = len(texts) == 2 and bool(list_lexicon().outline.section_number.match(squeeze(texts[0])))
    if len(texts) == 2 and not numbered:
        return ""
    first = next(cell for cell in cells if lookup.source(cell).text.strip() == texts[-1])
    source = lookup.source(first)
    role = header.roles.get(first.column)
    if source.row != first.row and role is not ListColumn.SECTION:
        return ""
    if role in (ListColumn.TARGET, ListColumn.DISTRICT) and source.column_span < 2 and not numbered:
        return ""
    wide = source.column_span * 2 >= len(header.roles)
    if not (wide or numbered or opens_section(texts[0])):
        return ""
    return section_name(texts[-1]) if not read_number(texts[-1]) else ""


def without_signature(cells: Sequence[Cell]) -> tuple[Sequence[Cell], list[str]]:
    """The last row of an export without the office and date below the table that its last cell swallowed, and those lines."""
    lines = cells[-1].text.split("\n") if cells else []
    for at in range(1, len(lines)):
        below = [text.strip() for text in lines[at:] if text.strip()]
        if not lines[at - 1].strip() and below and list_lexicon().tables.signature.fullmatch(squeeze("".join(below[:2]))):
            return (*cells[:-1], replace(cells[-1], text="\n".join(lines[:at]).rstrip())), below
    return cells, []


def texts_beside(grid: Grid, header: TaskHeader) -> Iterator[str]:
    """Texts above the header and in notes below the rows."""
    for index, row in enumerate(grid.rows):
        texts = [cell.text for cell in row if cell.text.strip()]
        if index < header.first or (len(texts) == 1 and is_note(texts)):
            yield from texts


def names_of_rows(grid: Grid, header: TaskHeader) -> Iterator[list[str]]:
    """The names of every row below the header, outer ones first."""
    lookup, columns = MergedCells(grid), header.columns(ListColumn.NAME, ListColumn.MEASURED)
    for row in grid.rows[header.last + 1 :]:
        texts = [lookup.source(cell).text.strip() for cell in row if cell.column in columns]
        yield [text for text in texts if text]
