"""The header of a table: which rows it is made of, and which column is which field. Rows below it are `table_rows.py`.

Labels are found by what they say, never by position; one to three rows, merged or only looking so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.documents.grid import Cell
from ingest.progress.fields import AMOUNTS, KEYS, PRINTED_KEYS, PROGRESS, Field
from ingest.progress.headings.grammar import Meaning, ReadHeading, names_figure, read_heading
from ingest.progress.headings.stacks import read_stack
from ingest.progress.labels import HEAD_FIELDS, is_primary, normal
from ingest.progress.layout.form_sheet import FormSheet, has_content

_LOOK_AT = 60  # rows with something in them, from the top, in which a header may begin
_MAX_DEPTH = 3
_MOST_COLUMNS = 200  # a form has some twenty; what stands farther out is no label
_LONGEST_LABEL = 40
_FEWEST_LABELS = 3
_FIGURE = re.compile(r"^\s*[\d.,%-]+\s*$")


@dataclass(frozen=True, slots=True)
class HeadedColumn:
    """A column with what stands over it: `label` as it is read from the top, `heading` what that says."""

    column: int
    label: str
    heading: ReadHeading


@dataclass(frozen=True, slots=True)
class BesideProblem:
    """Groups of columns side by side that cannot be read: their columns and heads, and why."""

    columns: tuple[int, ...]
    heads: tuple[str, ...]
    why: str  # heads, key, fields or outside


@dataclass(frozen=True, slots=True)
class FormHeader:
    """Where the fields stand. `units` is the unit in the bracket of a label; `labels` what the header says, for messages.

    `headed` are all columns as they are written. Which of them are this filing's is settled once its period is known and
    what stands below (`settling.py`); until then a column of figures whose heading does not say all is `open`.
    """

    first: int  # row numbers
    last: int
    columns: Mapping[Field, int]
    units: Mapping[Field, str]
    labels: Mapping[Field, str]
    headed: tuple[HeadedColumn, ...] = ()
    duplicates: tuple[tuple[Field, tuple[int, ...]], ...] = ()
    open: tuple[HeadedColumn, ...] = ()
    past: tuple[HeadedColumn, ...] = ()  # of another period
    unknown: tuple[HeadedColumn, ...] = ()  # read as nothing
    assumed: tuple[tuple[Field, int], ...] = ()  # taken as a field that the heading does not say outright
    early: tuple[HeadedColumn, ...] = ()  # up to a day before the period ends
    width: int = 0  # the last column that has a label
    blocks: tuple[FormHeader, ...] = ()  # areas or indicators side by side: a header for each
    head: tuple[Field, Cell] | None = None  # of one of these: what its rows are about
    others: frozenset[int] = frozenset()  # the columns of the other blocks
    problem: BesideProblem | None = None


def nearly_header(sheet: FormSheet) -> FormHeader | None:
    """The first row of labels that says which task a row is about, of a sheet in which no header says how far it has come."""
    for number in sheet.filled[:_LOOK_AT]:
        if can_be_label_row(sheet.rows[number]):
            header = header_of(sheet, [number])
            if len(header.columns) >= _FEWEST_LABELS and any(name in header.columns for name in PRINTED_KEYS):
                return header
    return None


def find_header(sheet: FormSheet) -> FormHeader | None:
    """The header with most known labels, the flattest and first among equals; None where no row can be the form's header.

    Of two such headers the one counts under which fewer columns mean the same, since 全市 and 北塔区 may stand over them.
    """
    numbers = sheet.filled[:_LOOK_AT]
    can = [can_be_label_row(sheet.rows[n]) for n in numbers]
    labels = {n for n, is_label in zip(numbers, can, strict=True) if is_label}
    best: FormHeader | None = None
    best_rank = (0, False, 0, 0, 0)
    for at, first in enumerate(numbers):
        if any(
            cell.anchor is not None and cell.anchor[0] != first and cell.anchor[0] in labels
            for cell in sheet.rows[first].values()
        ):
            continue  # a heading reaches down into this row, so the header begins above it
        for depth in range(1, _MAX_DEPTH + 1):
            stack = numbers[at : at + depth]
            if len(stack) < depth or stack[-1] - first >= _MAX_DEPTH or not can[at + depth - 1]:
                break
            header = header_of(sheet, stack)
            below = numbers[at + depth] if at + depth < len(numbers) else 0
            rank = (
                len(header.columns) + len(header.open),
                not _is_sub_labels(sheet, below, header),
                -_clashes(header),
                -depth,
                -at,
            )
            if is_form(header) and rank > best_rank:
                best, best_rank = header, rank
    return best


def _clashes(header: FormHeader) -> int:
    """How many columns of figures mean what another means, under the same words."""
    meant = [one.heading for one in header.headed if names_figure(one.heading)]
    return len(meant) - len(set(meant))


def can_be_label_row(cells: Mapping[int, Cell]) -> bool:
    """A row of labels has several cells (a title has one), no figures, no sentences and no 填报单位：… of the head.

    联系人 or 联系电话 may be a column as well, beside labels of the form.
    """
    own = [cell for cell in cells.values() if cell.anchor is None and has_content(cell)]
    if len(own) < 2:
        return False
    if not all(map(can_be_label, own)):
        return False
    of_head = [cell for cell in own if normal(cell.text).partition(":")[0] in HEAD_FIELDS]
    if not of_head:
        return True
    labels = sum(1 for cell in own if read_heading(cell.text).field is not None)
    return labels >= _FEWEST_LABELS and all(normal(cell.text) in HEAD_FIELDS for cell in of_head)


def can_be_label(cell: Cell) -> bool:
    """True for a cell with a few words, no figure."""
    return not (isinstance(cell.value, int | float) or len(cell.text) > _LONGEST_LABEL or _FIGURE.match(cell.text))


def is_form(header: FormHeader) -> bool:
    """A table of ours says which task a row is about and how far it has come, in at least three known columns."""
    columns = header.columns
    has_key = any(name in columns for name in (*PRINTED_KEYS, Field.METRIC))
    has_progress = bool(header.open) or any(name in columns for name in PROGRESS)
    return has_key and has_progress and len(columns) + len(header.open) >= 3


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
    """The header that some rows, one below the other, make, as far as it can be read without its period."""
    headed = []
    for column, texts in _stacks(sheet, stack).items():
        label = "".join(dict.fromkeys(t.strip() for t in texts if t.strip()))
        headed.append(HeadedColumn(column, label, read_stack(tuple(texts))))
    made = HeaderMaker(tuple(headed), stack[0], stack[-1])
    for one in headed:
        made.take(one, one.heading.field)
    return made.header()


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


class HeaderMaker:
    """A header while its columns are taken one by one, each as a field or as what it is besides."""

    def __init__(self, headed: tuple[HeadedColumn, ...], first: int, last: int) -> None:
        self.headed, self.first, self.last = headed, first, last
        self.columns: dict[Field, int] = {}
        self.units: dict[Field, str] = {}
        self.labels: dict[Field, str] = {}
        self.taken: dict[Field, HeadedColumn] = {}
        self.twice: dict[Field, list[int]] = {}
        self.open: list[HeadedColumn] = []
        self.past: list[HeadedColumn] = []
        self.unknown: list[HeadedColumn] = []
        self.assumed: list[tuple[Field, int]] = []

    def take(self, one: HeadedColumn, name: Field | None) -> None:
        """A column with the field it is read as so far."""
        read = one.heading
        if read.sort in (Meaning.PAST, Meaning.REPLACED):
            self.past.append(one)
        elif _is_open(read):
            self.open.append(one)
        elif name is None or (read.group and not read.is_under):
            self.unknown.append(one)
        else:
            self.field(one, name)

    def field(self, one: HeadedColumn, name: Field) -> None:
        """A column that is a field."""
        if name not in self.columns:
            self._set(one, name)
            return
        old, new = is_primary(name, self.labels[name]), is_primary(name, one.label)
        if name in KEYS and old != new:  # 序号 beside 任务编号 is another thing
            if new:
                self.unknown.append(self.taken[name])
                self._set(one, name)
            else:
                self.unknown.append(one)
            return
        self.twice.setdefault(name, [self.columns[name]]).append(one.column)

    def _set(self, one: HeadedColumn, name: Field) -> None:
        self.columns[name], self.units[name], self.labels[name] = one.column, one.heading.unit, one.label
        self.taken[name] = one

    def header(self) -> FormHeader:
        return FormHeader(
            first=self.first,
            last=self.last,
            columns=self.columns,
            units=self.units,
            labels=self.labels,
            headed=self.headed,
            duplicates=tuple((name, tuple(columns)) for name, columns in self.twice.items()),
            open=tuple(self.open),
            past=tuple(self.past),
            unknown=tuple(sorted(self.unknown, key=lambda one: one.column)),
            assumed=tuple(self.assumed),
            width=max((one.column for one in self.headed if one.label), default=0),
        )


def _is_open(read: ReadHeading) -> bool:
    """True for a heading whose field only the period, the other columns or the cells below it decide."""
    if read.group and not read.is_under:
        return read.field in AMOUNTS
    dated = read.span is not None and read.field is not None
    return dated or read.sort in (Meaning.BARE, Meaning.EITHER) or read.monthly or read.vague


def key_columns(header: FormHeader) -> set[int]:
    """The columns that say what a row is about."""
    return {header.columns[name] for name in KEYS if name in header.columns}
