"""A corrected review workbook → what a person said of single rows, kept by the sentence; what cannot be read is a finding.

`Override` corrects a target that was read, `Addition` states one that was not, or one more of a row that was split.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.documents.grid import Cell, Document, Grid
from ingest.findings import Finding, Place
from ingest.task_lists.catalogue import finding
from ingest.task_lists.review.contradictions import FALL, contradictions
from ingest.task_lists.review.form import FIELDS, PARENT, UnreadableCell, parse, row_number
from ingest.task_lists.review.read_rows import ReadRow, field_text, label_row, read_rows, text_in
from ingest.task_lists.review.sentences import Sentence, SentenceKey
from ingest.task_lists.review.texts import (
    CHECKED,
    CONFIDENCE_LABEL,
    KEY_LABEL,
    KINDS,
    LABELS,
    LIST_ID_LABEL,
    NOT_A_TARGET,
    NOTHING,
    ORIGIN_LABEL,
    SENTENCE_LABEL,
    TASK_LABEL,
    TO_CHECK,
)
from ingest.task_lists.text import squeeze


@dataclass(frozen=True, slots=True)
class Override:
    """One corrected row: which sentence (`sentence`, with its `ordinal` among the targets of the same sentence) and the new
    values by field of `Target`. No values: the reading was found right. `kind` None: the sentence is no target. The whole
    that it is a part of (`parent_seq`) is given as the key of that row, None for none. `places` are those of the cells.
    """

    sentence: Sentence
    ordinal: int
    values: Mapping[str, Any]
    seen: str
    place: Place = Place()
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def key(self) -> SentenceKey:
        return self.sentence, self.ordinal


@dataclass(frozen=True, slots=True)
class Addition:
    """One target that a person wrote: the task by its name and the words of its text that state it, and every field."""

    task_name: str
    span: str
    values: Mapping[str, Any]
    place: Place = Place()
    places: Mapping[str, Place] = field(default_factory=dict)


Correction = Override | Addition


def read_review(document: Document) -> tuple[tuple[Correction, ...], tuple[Finding, ...]]:
    """The corrections in a review workbook, and findings on what cannot be read. Rows nobody changed give none."""
    # what the container says of its sheets does not matter here: the drop-downs' own sheet is hidden
    grid = next((g for g in document.grids if label_row(g, KEY_LABEL, LABELS["kind"]) is not None), None)
    if grid is None:
        return (), (*document.findings, finding("review-of-another-list"))
    reading = _ReviewReading(grid)
    for other in document.grids:
        if label_row(other, ORIGIN_LABEL, TASK_LABEL) is not None:
            reading.read_added(other)
    return tuple(reading.corrections), tuple(reading.findings)


def holds_targets(document: Document) -> bool:
    """Whether a workbook has a sheet of targets."""
    return any(label_row(grid, KEY_LABEL, LABELS["kind"]) is not None for grid in document.grids)


def review_list_id(document: Document) -> str:
    """The list that a review workbook says it was written for; "" where it says none."""
    for grid in document.grids:
        for row in grid.rows[:3]:
            for cell in row:
                _, label, said = cell.text.partition(LIST_ID_LABEL)
                if label:
                    return said.strip().split()[0] if said.strip() else ""
    return ""


class _ReviewReading:
    """Reads the sheets of one workbook; the rows of the first are what the others refer to by their number."""

    def __init__(self, grid: Grid) -> None:
        self.corrections: list[Correction] = []
        self.findings: list[Finding] = []
        rows, self.findings = read_rows(grid)
        self.by_number: dict[int, ReadRow] = {}
        for row in rows:
            if row.number is not None:
                self.by_number.setdefault(row.number, row)
        self.task_names = {row.task: row.key[0][0] for row in rows}
        by_key: dict[SentenceKey, list[ReadRow]] = {}
        for row in rows:
            by_key.setdefault(row.key, []).append(row)
        for alike in by_key.values():
            self._read(alike)

    def _read(self, rows: Sequence[ReadRow]) -> None:
        """The rows of one target: the first is the target itself, others are copies by which somebody split it."""
        first, *others = rows
        override = self._override(first)
        if override is not None:
            self.corrections.append(override)
        said = [first.texts()]
        for row in others:
            if row.texts() in said:
                self.findings.append(finding("review-row-repeated", row.place, seen=row.sentence))
                continue
            said.append(row.texts())
            values = self._values(row.texts(), row.cells, row.place, row.key[0][2], before=row.original)
            if values is not None:
                self.corrections.append(Addition(row.key[0][0], row.key[0][2], values, row.place, _places(row.cells)))

    def _override(self, row: ReadRow) -> Override | None:
        sentence, ordinal = row.key
        state = text_in(row.cells, CONFIDENCE_LABEL)
        if state == NOT_A_TARGET or text_in(row.cells, LABELS["kind"]) == NOT_A_TARGET:
            return Override(sentence, ordinal, {"kind": None}, row.sentence, row.place)
        if state not in {"", CHECKED, TO_CHECK}:
            self._not_understood(row.cells[CONFIDENCE_LABEL], CONFIDENCE_LABEL)
        changed = {name for name, text in row.texts().items() if squeeze(text) != squeeze(row.original.get(name, ""))}
        if not changed:
            return Override(sentence, ordinal, {}, row.sentence, row.place) if state == CHECKED else None
        texts = row.texts()
        if changed == {"value"} and self._is_fall_without_minus(row):
            texts["value"] = f"-{texts['value']}"
            self.findings.append(finding("review-fall-read-as-minus", row.cells[LABELS["value"]].place, seen=texts["value"]))
        values = self._values(texts, row.cells, row.place, sentence[2], before=row.original)
        if values is None:
            return None
        said = {name: values[name] for name in FIELDS if name in changed}
        return Override(sentence, ordinal, said, row.sentence, row.place, _places(row.cells))

    def _is_fall_without_minus(self, row: ReadRow) -> bool:
        """Whether the figure alone was changed, and the reader's was a fall: the new one is a fall, too."""
        try:
            before = self._value("value", row.original.get("value", ""))
            values = {name: self._value(name, text) for name, text in row.texts().items()}
        except UnreadableCell:
            return False
        return before is not None and before < 0 and FALL in contradictions(values, row.key[0][2])

    def _values(
        self,
        texts: Mapping[str, str],
        cells: Mapping[str, Cell],
        place: Place,
        span: str,
        *,
        before: Mapping[str, str] | None = None,
    ) -> dict[str, Any] | None:
        """Every field of a row; None, with findings, where a cell cannot be read or the fields contradict each other.

        What the reader itself had written so (`before`) is no fault of the person.
        """
        values: dict[str, Any] = {}
        sound = True
        for name in FIELDS:
            cell = cells.get(LABELS[name])
            try:
                if cell is not None and cell.uncached:
                    raise UnreadableCell(cell.formula)  # noqa: TRY301 - a formula without a result is no blank
                values[name] = self._value(name, texts.get(name, ""))
            except UnreadableCell as unreadable:
                self._not_understood(cell, LABELS[name], str(unreadable), place)
                sound = False
        if not sound:
            return None
        known = self._own_contradictions(before, span, texts)
        problem = next((problem for problem in contradictions(values, span) if problem not in known), None)
        if problem is None:
            return values
        code, field = problem
        cell = cells.get(LABELS[field])
        kind = KINDS[values["kind"]] if values["kind"] else NOTHING
        seen = texts.get("value", "") if field == "kind" else texts.get(field, "")
        self.findings.append(finding(code, cell.place if cell else place, seen=seen, kind=kind))
        return None

    def _own_contradictions(
        self, before: Mapping[str, str] | None, span: str, texts: Mapping[str, str]
    ) -> list[tuple[str, str]]:
        if before is None:
            return []
        try:
            own = list(contradictions({name: self._value(name, before.get(name, "")) for name in FIELDS}, span))
        except UnreadableCell:
            return []
        is_same_figure = texts.get("value") == before.get("value")
        return [problem for problem in own if problem != FALL or is_same_figure]

    def _value(self, name: str, text: str) -> Any:
        value = parse(name, text)
        if name == "kind" and text and value is None:
            raise UnreadableCell(text)  # a row that is no target is not written
        if name != PARENT or value is None:
            return value
        if value not in self.by_number:
            raise UnreadableCell(text)
        return self.by_number[value].key

    def _not_understood(self, cell: Cell | None, column: str, seen: str = "", place: Place = Place()) -> None:
        where = cell.place if cell is not None else place
        said = (cell.text if cell is not None else "") or seen
        self.findings.append(finding("override-not-understood", where, seen=said, column=column))

    # ── additions ────────────────────────────────────────────────────────────────────────────────────────────────────

    def read_added(self, grid: Grid) -> None:
        """The rows of the sheet of additions; those that nobody filled in say nothing."""
        for cells in _cells_of(grid):
            texts = {name: field_text(name, cells.get(LABELS[name])) for name in FIELDS}
            origin = text_in(cells, ORIGIN_LABEL)
            if not origin and not any(texts.values()) and not any(c.uncached for c in cells.values()):
                continue
            place = next(iter(cells.values())).place
            row, problem = self._origin(origin)
            if problem:
                self._not_understood(cells.get(ORIGIN_LABEL), ORIGIN_LABEL, origin, place)
                continue
            self._add(cells, texts, row, place)

    def _origin(self, text: str) -> tuple[ReadRow | None, bool]:
        """The row that is split, and whether what is said of it is wrong."""
        if not text:
            return None, False
        try:
            number = row_number(text)
        except UnreadableCell:
            return None, True
        row = self.by_number.get(number or 0)
        return row, row is None

    def _add(self, cells: Mapping[str, Cell], texts: dict[str, str], origin: ReadRow | None, place: Place) -> None:
        task_name, span = self._task_name(text_in(cells, TASK_LABEL)), text_in(cells, SENTENCE_LABEL)
        if origin is not None:
            task_name, span = task_name or origin.key[0][0], span or origin.key[0][2]
            texts = {name: text or origin.texts()[name] for name, text in texts.items()}
        texts = {name: "" if text == NOTHING else text for name, text in texts.items()}
        for said, code in ((task_name, "added-row-without-task"), (span, "added-row-without-sentence")):
            if not said:
                self.findings.append(finding(code, place, seen=span or texts["metric"]))
        if not task_name or not span:
            return
        values = self._values(texts, cells, place, squeeze(span))
        if values is not None:
            self.corrections.append(Addition(task_name, squeeze(span), values, place, _places(cells)))

    def _task_name(self, choice: str) -> str:
        """The name of a task that was chosen from the list, or written by its number alone."""
        key, _, name = choice.partition(" ")
        return squeeze(name) or self.task_names.get(key, "")


def _places(cells: Mapping[str, Cell]) -> dict[str, Place]:
    """Where each field stands."""
    return {name: cells[LABELS[name]].place for name in FIELDS if LABELS[name] in cells}


def _cells_of(grid: Grid) -> Iterator[dict[str, Cell]]:
    at = label_row(grid, ORIGIN_LABEL, TASK_LABEL)
    if at is None:
        return
    columns = {cell.column: cell.text.strip() for cell in grid.rows[at]}
    for row in grid.rows[at + 1 :]:
        cells = {columns[cell.column]: cell for cell in row if cell.column in columns}
        if cells:
            yield cells
