"""Which tables of a document are task tables, with what header, and in which section each begins.

Continued tables, repeated headers, tables with other headers, tables inside cells and tables of another kind are told
apart here; the rows themselves are `rows`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.documents.grid import Document, Grid, Paragraph
from ingest.task_lists.catalogue import finding
from ingest.task_lists.columns import ListColumn
from ingest.task_lists.drafts import TaskDraft
from ingest.task_lists.ledger import Ledger
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.outline_numbers import line_of, opens_section, read_number, section_name
from ingest.task_lists.people.offices import looks_like_offices
from ingest.task_lists.skipped import Skipped
from ingest.task_lists.stages import said_of_stages
from ingest.task_lists.tables.area_pages import AreaTables
from ingest.task_lists.tables.beside import Beside, beside
from ingest.task_lists.tables.figure_rows import FigureRows
from ingest.task_lists.tables.header import TaskHeader, find_header
from ingest.task_lists.tables.measures import table_measure
from ingest.task_lists.tables.nested import Nested
from ingest.task_lists.tables.reading import TableReading
from ingest.task_lists.tables.row_kinds import names_of_rows, texts_beside
from ingest.task_lists.tables.rows import TableReader
from ingest.task_lists.tables.unread import figures_of, unread_columns, unread_formulas
from ingest.task_lists.text import one_line
from ingest.vocabulary import Vocabulary


def read_tables(document: Document, vocabulary: Vocabulary, ledger: Ledger) -> TableReading:
    """Read every task table of a document, in order. Tables that are none are skipped with a finding."""
    reading = TableReading()
    header: TaskHeader | None = None
    section = ""
    table_no = 0
    inside = Nested(document)
    areas = AreaTables(vocabulary, ledger, reading)
    read: set[int] = set()  # the numbers of tables that were read as task tables
    for block, content in enumerate(document.blocks):
        if isinstance(content, Paragraph):
            section = _heading(content) or section
            areas.pass_by(content)
            continue
        if content.nested_in is not None and content.nested_in.table in read:
            ledger.table_read(block)  # read with the cell that holds it
            for index in range(len(content.rows)):
                ledger.row_read(block, index)
            continue
        table_no += 1
        if content.hidden:
            ledger.table_skipped(block, Skipped.HIDDEN_SHEET)
            reading.findings.append(finding("hidden-sheet-skipped", content.place))
            continue
        reading.findings += unread_formulas(content)
        around = beside(document, block)
        if areas.read(content, block, around, section):
            read.add(content.place.table)
            continue
        own = find_header(content, around, vocabulary)
        if own is None and header is not None and _goes_on(header, content):
            own = replace(header, first=-1, last=-1)  # the table goes on after a page break
        if own is None:
            ledger.table_skipped(block, Skipped.NO_TASK_TABLE)
            if any(cell.text.strip() for row in content.rows for cell in row):
                figures = figures_of(cell.text for row in content.rows for cell in row)
                reading.findings.append(finding("table-skipped", content.place, table=table_no, figures=figures))
            continue
        if header is not None and own.signature != header.signature:
            labels = "、".join(own.signature)
            reading.findings.append(
                finding("two-tables-different-headers", content.place, table=table_no, labels=labels, seen=labels)
            )
        reading.findings += unread_columns(own, content, again=header is not None and own.signature == header.signature)
        header = own
        ledger.table_read(block)
        read.add(content.place.table)
        reading.tables += 1
        if content.place.sheet and own.first >= 0:
            section = _section_of_sheet(content, document, own)
        _note_head(own, reading)
        rows = TableReader(inside.unfold(content), own, block, section=section, ledger=ledger, reading=reading)
        begun = len(reading.drafts)
        section = _with_figures(rows, around, vocabulary).read()
        _say_stages(reading.drafts[begun:], (*around.above, *around.below, *texts_beside(content, own), *own.labels.values()))
    return reading


def _note_head(header: TaskHeader, reading: TableReading) -> None:
    """Keep what the head says of the list as a whole: the first label of each role, the years of its figures."""
    reading.years += [header.labels[column] for column, label in header.values.items() if label.years and not label.base]
    for column, role in header.roles.items():
        reading.labels.setdefault(role, one_line(header.labels[column].split("\n")[0]))


def _say_stages(drafts: Sequence[TaskDraft], lines: Sequence[str]) -> None:
    """Give the tasks of a table what its labels and the lines round it say of its figures by stage."""
    said = said_of_stages(lines)
    for draft in drafts:
        draft.stages = said


def _with_figures(rows: TableReader, around: Beside, vocabulary: Vocabulary) -> TableReader:
    """The reader of a table's rows with the unit that the table or a line above it states, and with its columns of figures."""
    measure = table_measure(rows.grid, rows.header.first) or around.measure(vocabulary)
    values = rows.header.values
    around = around.with_rows((), tuple(texts_beside(rows.grid, rows.header)))
    counted = values or rows.header.columns(ListColumn.AREA)
    figures = FigureRows(values, around, vocabulary, measure, names_of_rows(rows.grid, rows.header)) if counted else None
    return rows.with_figures(measure, figures)


def _section_of_sheet(grid: Grid, document: Document, header: TaskHeader) -> str:
    """A workbook with one sheet a section names its sections by the sheets; a section never goes on to the next sheet."""
    sheets = [g.place.sheet for g in document.grids if not g.hidden]
    name = grid.place.sheet
    speaks = re.search(r"[\u4e00-\u9fff]{2,}", name) and not list_lexicon().tables.generic_sheet.match(name)
    return section_name(name) if speaks and len(sheets) > 1 and ListColumn.SECTION not in header.roles.values() else ""


def _heading(paragraph: Paragraph) -> str:
    """The section a paragraph before a table opens, or ""."""
    text = line_of(paragraph)
    if len(text) > 40 or text.endswith(("。", "；", "：")):
        return ""
    if opens_section(text) or (paragraph.heading_level and list_lexicon().outline.heading.search(text)):
        return section_name(text)
    return ""


def _goes_on(header: TaskHeader, grid: Grid) -> bool:
    """Does a table without a header go on with the one before? As wide as it, numbers and offices where they belong."""
    width = max((cell.column for row in grid.rows for cell in row), default=0)
    if width != max(header.roles) or grid.ragged:
        return False

    def of(*roles: ListColumn) -> list[str]:
        return [c.text for row in grid.rows for c in row if header.roles.get(c.column) in roles and c.text.strip()]

    numbers, offices = of(ListColumn.NUMBER), of(ListColumn.OFFICE, ListColumn.LEAD_OFFICE)
    return (
        sum(read_number(text) is not None for text in numbers) * 2 >= len(numbers)
        and sum(looks_like_offices(text) for text in offices) * 2 >= len(offices)
        and bool(numbers or offices)
    )
