"""What of a table is read as nothing, and the numbers in it: no figure of a list goes without a word.

A column, row or whole table that is no task is named once; where it holds numbers they are named, too, and it is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.documents.grid import Grid
from ingest.findings import Finding, Place, Severity
from ingest.task_lists.catalogue import FIGURES, MORE_FIGURES, finding
from ingest.task_lists.columns import UNREAD, ListColumn
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.skipped import Skipped
from ingest.task_lists.tables.header import TaskHeader
from ingest.task_lists.tables.texts import column_texts
from ingest.task_lists.text import one_line, squeeze

_NUMBER = re.compile(r"(?<![\dA-Za-z.])[-−]?\d[\d,]*(?:\.\d+)?[%‰]?")
_NAMES = (Skipped.SECTION_TITLE, Skipped.TITLE_AND_HEADER)
_MOST = 400  # numbers of one column or table that are named


def figures_of(texts: Iterable[str]) -> str:
    """The different numbers in texts in their order, dates aside, as a finding names them; "" for none."""
    dates = list_lexicon().tables.no_figure
    found = list(dict.fromkeys(n for text in texts for n in _NUMBER.findall(dates.sub(" ", squeeze(text)))))
    if not found:
        return ""
    more = MORE_FIGURES.format(count=len(found)) if len(found) > _MOST else ""
    return FIGURES.format(figures="、".join(found[:_MOST]) + more)


def unread_columns(header: TaskHeader, grid: Grid, *, again: bool) -> list[Finding]:
    """Columns that are not read. `again`: a table with the same header was told of; then only its numbers are news."""
    found = []
    held = column_texts(grid.rows[header.last + 1 :])
    for column in sorted(header.roles):
        role, label = header.roles[column], one_line(header.labels[column].replace("\n", ""))
        texts = held.get(column, [])
        if role not in UNREAD or not texts:
            continue
        figures = figures_of(texts)
        if not figures and (again or role is ListColumn.REMARK):
            continue
        said = finding("column-not-read", grid.place, column=label, seen=label, figures=figures)
        found.append(replace(said, severity=Severity.WARNING) if figures else said)
    return found


def unread_formulas(grid: Grid) -> list[Finding]:
    """Formulas whose results the file does not hold: their cells are blank to every reader."""
    return [
        finding("formula-not-read", cell.place, seen=cell.formula, formula=cell.formula)
        for row in grid.rows
        for cell in row
        if cell.uncached
    ][:_MOST]


def unread_title(grid: Grid, first: int) -> list[Finding]:
    """The rows above the labels of a table, where they hold numbers."""
    found = []
    for row in grid.rows[: max(0, first)]:
        texts = [cell.text.strip() for cell in row if cell.text.strip()]
        found += unread_row(Skipped.TITLE_AND_HEADER, texts, row[0].place) if texts else []
    return found


def unread_row(reason: Skipped, texts: Iterable[str], place: Place) -> list[Finding]:
    """A total, a note, a title or the name of a section with numbers, those aside that only count the table or section."""
    texts = list(texts)
    words = list_lexicon()
    if reason in _NAMES:
        texts = [words.figures.title_front.sub("", words.outline.section_lead.sub("", squeeze(text))) for text in texts]
    figures = figures_of(texts)
    if not figures or reason not in (Skipped.TOTAL, Skipped.NOTE, *_NAMES):
        return []
    return [finding("row-not-read", place, what=reason.value, seen=" | ".join(texts), figures=figures)]
