"""The header of a table: which rows it is made of, and which column is which field. Rows below it are `table_rows.py`.

Labels are found by what they say, never by position; one to three rows, merged or only looking so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.calendar.periods import Period, PeriodKind
from ingest.documents.grid import Cell
from ingest.progress.fields import KEYS, PRINTED_KEYS, PROGRESS, Field
from ingest.progress.labels import HEAD_FIELDS, DatedField, dated_field, field_of_stack, is_primary, normal
from ingest.progress.layout.form_sheet import FormSheet, has_content

_LOOK_AT = 60  # rows with something in them, from the top, in which a header may begin
_MAX_DEPTH = 3
_MOST_COLUMNS = 200  # a form has some twenty; what stands farther out is no label
_LONGEST_LABEL = 40
_FIGURE = re.compile(r"^\s*[\d.,%-]+\s*$")


@dataclass(frozen=True, slots=True)
class DatedColumn:
    """A column whose label names a month: 11月推进情况, 1-11月累计完成."""

    column: int
    label: str
    meaning: DatedField


@dataclass(frozen=True, slots=True)
class FormHeader:
    """Where the fields stand. `units` is the unit in the bracket of a label; `labels` what the header says, for messages."""

    first: int  # row numbers
    last: int
    columns: Mapping[Field, int]
    units: Mapping[Field, str]
    labels: Mapping[Field, str]
    duplicates: tuple[tuple[Field, tuple[int, ...]], ...] = ()
    unknown: tuple[tuple[int, str], ...] = ()
    dated: tuple[DatedColumn, ...] = ()  # labelled by a month, and not (yet) known to be this period's
    width: int = 0  # the last column that has a label


def find_header(sheet: FormSheet) -> FormHeader | None:
    """The header with most known labels, the flattest and first among equals; None where no row can be the form's header."""
    numbers = sheet.filled[:_LOOK_AT]
    can = [can_be_label_row(sheet.rows[n]) for n in numbers]
    best: FormHeader | None = None
    best_rank = (0, False, 0, 0)
    for at, first in enumerate(numbers):
        for depth in range(1, _MAX_DEPTH + 1):
            stack = numbers[at : at + depth]
            if len(stack) < depth or stack[-1] - first >= _MAX_DEPTH or not can[at + depth - 1]:
                break
            header = header_of(sheet, stack)
            below = numbers[at + depth] if at + depth < len(numbers) else 0
            rank = (len(header.columns) + len(header.dated), not _is_sub_labels(sheet, below, header), -depth, -at)
            if is_form(header) and rank > best_rank:
                best, best_rank = header, rank
    return best


def can_be_label_row(cells: Mapping[int, Cell]) -> bool:
    """A row of labels has several cells (a title has one), no figures, no sentences and no 填报单位：… of the head."""
    own = [cell for cell in cells.values() if cell.anchor is None and has_content(cell)]
    if len(own) < 2:
        return False
    return not any(
        isinstance(cell.value, int | float)
        or len(cell.text) > _LONGEST_LABEL
        or _FIGURE.match(cell.text)
        or normal(cell.text).partition(":")[0] in HEAD_FIELDS
        for cell in own
    )


def is_form(header: FormHeader) -> bool:
    """A table of ours says which task a row is about and how far it has come, in at least three known columns."""
    columns = header.columns
    has_key = any(name in columns for name in (*PRINTED_KEYS, Field.METRIC))
    has_progress = bool(header.dated) or any(name in columns for name in PROGRESS)
    return has_key and has_progress and len(columns) + len(header.dated) >= 3


def _is_sub_labels(sheet: FormSheet, number: int, header: FormHeader) -> bool:
    """True where the row below a header splits its columns further (计划 | 完成): short words, no figures, no key."""
    own = [cell for cell in sheet.rows.get(number, {}).values() if cell.anchor is None and has_content(cell)]
    keys = key_columns(header)
    if len(own) < 2 or number != header.last + 1:
        return False
    return all(
        cell.column not in keys
        and isinstance(cell.value, str | None)
        and len(cell.text) <= 12
        and not re.search(r"\d", cell.text)
        for cell in own
    )


def header_of(sheet: FormSheet, stack: list[int]) -> FormHeader:
    """The header that some rows, one below the other, make."""
    made = _Making()
    for column, texts in _stacks(sheet, stack).items():
        label = "".join(dict.fromkeys(t.strip() for t in texts if t.strip()))
        dated = dated_field(label)
        name, unit = (None, "") if dated else field_of_stack(tuple(texts))
        if dated:
            made.dated.append(DatedColumn(column, label, dated))
        elif name:
            made.take(column, name, unit, label)
        else:
            made.unknown.append((column, label))
    return made.header(stack[0], stack[-1])


def _stacks(sheet: FormSheet, stack: list[int]) -> dict[int, list[str]]:
    """The texts over each column, from the top."""
    last = stack[-1]
    width = max((c for n in stack for c, cell in sheet.rows[n].items() if cell.text or cell.anchor), default=0)
    width = min(width, _MOST_COLUMNS)
    stacks: dict[int, list[str]] = {column: [] for column in range(1, width + 1)}
    for number in stack:
        carry = ""
        for column in range(1, width + 1):
            cell = sheet.at(number, column)
            text = cell.text if cell else ""
            if number != last:
                below = sheet.rows[last].get(column)
                splits = below is not None and below.anchor is None and bool(below.text.strip())
                if not text.strip() and splits:
                    text = carry  # a heading that only looks merged: centred across the columns to its right
                carry = text if splits else ""
            stacks[column].append(text)
    return stacks


class _Making:
    """A header while its columns are taken one by one."""

    def __init__(self) -> None:
        self.columns: dict[Field, int] = {}
        self.units: dict[Field, str] = {}
        self.labels: dict[Field, str] = {}
        self.twice: dict[Field, list[int]] = {}
        self.unknown: list[tuple[int, str]] = []
        self.dated: list[DatedColumn] = []

    def take(self, column: int, name: Field, unit: str, label: str) -> None:
        if name not in self.columns:
            self.columns[name], self.units[name], self.labels[name] = column, unit, label
            return
        old, new = is_primary(name, self.labels[name]), is_primary(name, label)
        if name in KEYS and old != new:  # 序号 beside 任务编号 is another thing
            if new:
                self.unknown.append((self.columns[name], self.labels[name]))
                self.columns[name], self.units[name], self.labels[name] = column, unit, label
            else:
                self.unknown.append((column, label))
            return
        self.twice.setdefault(name, [self.columns[name]]).append(column)

    def header(self, first: int, last: int) -> FormHeader:
        labelled = [*self.columns.values(), *(d.column for d in self.dated), *(c for c, label in self.unknown if label)]
        return FormHeader(
            first=first,
            last=last,
            columns=self.columns,
            units=self.units,
            labels=self.labels,
            duplicates=tuple((name, tuple(columns)) for name, columns in self.twice.items()),
            unknown=tuple(self.unknown),
            dated=tuple(self.dated),
            width=max((*labelled, *(c for columns in self.twice.values() for c in columns)), default=0),
        )


def of_period(header: FormHeader, this: Period | None) -> FormHeader:
    """The header with the columns labelled by this very month taken in (11月推进情况); those of other months stay out."""
    made = _Making()
    for name, column in header.columns.items():
        made.take(column, name, header.units[name], header.labels[name])
    made.twice = {name: list(columns) for name, columns in header.duplicates}
    made.unknown = list(header.unknown)
    for named in header.dated:
        name, unit, year, month = named.meaning
        is_this = this is not None and this.kind is PeriodKind.MONTH and month == this.end.month
        if is_this and this is not None and year in (0, this.end.year):
            made.take(named.column, name, unit, named.label)
        else:
            made.dated.append(named)
    return made.header(header.first, header.last)


def key_columns(header: FormHeader) -> set[int]:
    """The columns that say what a row is about."""
    return {header.columns[name] for name in KEYS if name in header.columns}
