"""A corrected review workbook → the corrections in it, keyed by the sentence; cells that cannot be read are findings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.documents.grid import Cell, Document, Grid
from ingest.findings import Finding, Place
from ingest.task_lists.catalogue import finding
from ingest.task_lists.review.form import FIELDS, UnreadableCell, parse, shown, unguarded
from ingest.task_lists.review.sentences import Sentence
from ingest.task_lists.review.texts import CHECKED, CONFIDENCE_LABEL, KEY_LABEL, LABELS, ORIGINAL_LABEL, SENTENCE_LABEL
from ingest.task_lists.text import squeeze


@dataclass(frozen=True, slots=True)
class Override:
    """One corrected row: which sentence (`sentence`, with its `ordinal` among the targets of the same sentence) and the new
    values by field of `Target`. No values: the reading was found right. `kind` None: the sentence is no target."""

    sentence: Sentence
    ordinal: int
    values: Mapping[str, Any]
    seen: str
    place: Place = Place()


def read_review(document: Document) -> tuple[tuple[Override, ...], tuple[Finding, ...]]:
    """The corrections in a review workbook, and findings on cells that cannot be read. Rows nobody changed give none."""
    sheets = [(grid, at) for grid in document.grids if (at := _label_row(grid)) is not None]
    if not sheets:
        return (), (*document.findings, finding("review-of-another-list"))
    # what the container says of its sheets does not matter here: the drop-downs' own sheet is hidden
    grid, at = sheets[0]
    columns = {cell.column: cell.text.strip() for cell in grid.rows[at]}
    overrides: list[Override] = []
    findings: list[Finding] = []
    for row in grid.rows[at + 1 :]:
        cells = {columns[cell.column]: cell for cell in row if cell.column in columns}
        key = _key(_text(cells, KEY_LABEL))
        if key is None:
            continue
        values, problems = _changed(cells, _original(_text(cells, ORIGINAL_LABEL)))
        findings += problems
        checked = _text(cells, CONFIDENCE_LABEL) == CHECKED
        if values or (checked and not problems):
            overrides.append(Override(*key, values, _text(cells, SENTENCE_LABEL), cells[KEY_LABEL].place))
    return tuple(overrides), tuple(findings)


def _text(cells: Mapping[str, Cell], label: str) -> str:
    return unguarded(cells[label].text.strip()) if label in cells else ""


def _key(text: str) -> tuple[Sentence, int] | None:
    """Sentence and ordinal of a row; None where the cell holds no key."""
    try:
        ordinal, name, line, span = json.loads(text)
    except (ValueError, TypeError):
        return None
    return ((str(name), str(line), str(span)), ordinal) if isinstance(ordinal, int) else None


def _original(text: str) -> Sequence[str]:
    """What the editable fields said when the workbook was written; nothing where the cell was spoilt."""
    try:
        fields = json.loads(text)
    except ValueError:
        return ()
    return [str(field) for field in fields] if isinstance(fields, list) else ()


def _label_row(grid: Grid) -> int | None:
    for index, row in enumerate(grid.rows[:10]):
        labels = {cell.text.strip() for cell in row}
        if KEY_LABEL in labels and LABELS["kind"] in labels:
            return index
    return None


def _changed(cells: Mapping[str, Cell], original: Sequence[str]) -> tuple[dict[str, Any], list[Finding]]:
    """The fields whose cell no longer says what was written, parsed; a cell that cannot be parsed is a finding."""
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    if len(original) != len(FIELDS):
        return values, findings
    for before, name in zip(original, FIELDS, strict=True):
        cell = cells.get(LABELS[name])
        if cell is None:
            continue
        now = shown(name, cell.value if cell.value is not None else cell.text)
        if squeeze(now) == squeeze(before):
            continue
        try:
            values[name] = parse(name, now)
        except UnreadableCell:
            findings.append(finding("override-not-understood", cell.place, seen=cell.text, column=LABELS[name]))
    return values, findings
