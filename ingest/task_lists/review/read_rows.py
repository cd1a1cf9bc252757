"""The rows of the sheet of targets as they came back: by which key each is known, what it said before and what it says now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.documents.grid import Cell, Grid
from ingest.findings import Finding, Place
from ingest.formula_text import unguarded
from ingest.task_lists.catalogue import finding
from ingest.task_lists.review.form import FIELDS, UnreadableCell, row_number, shown
from ingest.task_lists.review.sentences import SentenceKey
from ingest.task_lists.review.texts import COLUMN_LABELS, KEY_LABEL, LABELS, NUMBER_LABEL, ORIGINAL_LABEL, SENTENCE_LABEL

_HEAD_ROWS = 10
_FIRST_FIELDS = 13  # how many a workbook knew at first
_TASK = COLUMN_LABELS["task"]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row. `original` is what its fields said when the workbook was written, `cells` what stands there now by label;
    `labels` are those of the sheet's columns.
    """

    key: SentenceKey
    number: int | None
    original: Mapping[str, str]
    cells: Mapping[str, Cell]
    labels: frozenset[str]
    place: Place

    @property
    def sentence(self) -> str:
        return text_in(self.cells, SENTENCE_LABEL) or self.key[0][2]

    @property
    def task(self) -> str:
        return text_in(self.cells, _TASK)

    def texts(self) -> dict[str, str]:
        """Every field as it stands now; one whose column was taken away says what it said."""
        said = {}
        for name in FIELDS:
            has_column = LABELS[name] in self.labels
            said[name] = field_text(name, self.cells.get(LABELS[name])) if has_column else self.original.get(name, "")
        return said


def field_text(name: str, cell: Cell | None) -> str:
    """A field as it stands in a cell."""
    return "" if cell is None else shown(name, cell.value if cell.value is not None else cell.text)


def label_row(grid: Grid, *labels: str) -> int | None:
    """The index of the row near the top of a sheet that holds all of `labels`."""
    for index, row in enumerate(grid.rows[:_HEAD_ROWS]):
        if set(labels) <= {cell.text.strip() for cell in row}:
            return index
    return None


def text_in(cells: Mapping[str, Cell], label: str) -> str:
    """What stands in a column of a row."""
    return unguarded(cells[label].text.strip()) if label in cells else ""


def read_rows(grid: Grid) -> tuple[list[ReadRow], list[Finding]]:
    """Every row of the sheet, and findings on those that are no longer known: their hidden cells were spoilt."""
    at = label_row(grid, KEY_LABEL, LABELS["kind"])
    if at is None:
        return [], []
    columns = {cell.column: cell.text.strip() for cell in grid.rows[at]}
    rows: list[ReadRow] = []
    findings: list[Finding] = []
    for row in grid.rows[at + 1 :]:
        cells = {columns[cell.column]: cell for cell in row if cell.column in columns}
        key, original = _key(text_in(cells, KEY_LABEL)), _original(text_in(cells, ORIGINAL_LABEL))
        if key is not None and original is not None:
            number, labels = _number(text_in(cells, NUMBER_LABEL)), frozenset(columns.values())
            rows.append(ReadRow(key, number, original, cells, labels, cells[KEY_LABEL].place))
        elif any(text_in(cells, LABELS[name]) for name in FIELDS):
            place = next(cell.place for cell in cells.values() if cell.text.strip())
            findings.append(finding("review-row-without-key", place, seen=text_in(cells, SENTENCE_LABEL)))
    return rows, findings


def _key(text: str) -> SentenceKey | None:
    """Sentence and ordinal of a row; None where the cell holds no key."""
    try:
        ordinal, name, line, span = json.loads(text)
    except (ValueError, TypeError):
        return None
    return ((str(name), str(line), str(span)), ordinal) if isinstance(ordinal, int) else None


def _original(text: str) -> dict[str, str] | None:
    """What the fields said when the workbook was written; a workbook of before a field was added knows fewer of them."""
    try:
        said = json.loads(text)
    except ValueError:
        return None
    if not isinstance(said, list) or not _FIRST_FIELDS <= len(said) <= len(FIELDS):
        return None
    return dict(zip(FIELDS, map(str, said), strict=False))


def _number(text: str) -> int | None:
    try:
        return row_number(text)
    except UnreadableCell:
        return None
