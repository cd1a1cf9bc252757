"""A worksheet becomes a header and rows: which column is which field, and what kind of row each row is.

Nothing here knows tasks or targets; a row's cells are only sorted under the fields of the form. Keys that are merged over
several rows are filled down; measures never are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from ingest.documents.grid import Cell, Grid
from ingest.progress.labels import HEAD_FIELDS, KEYS, MEASURES, TEXTS, field_of, field_of_stack, is_primary, normal

_LOOK_AT = 60  # rows with something in them, from the top, in which a header may begin
_MAX_DEPTH = 3
_LONGEST_LABEL = 40
_FIGURE = re.compile(r"^\s*[\d.,%-]+\s*$")
_TOTAL = re.compile(r"^(?:小计|合计|总计|共计|总合计|累计合计|全部合计|本页小计)(?:\(.*\))?$")
_NOTE = re.compile(r"^(?:注|备注|说明|附注|填表说明|填报说明|温馨提示|备查)[0-9一二三]*:")
_SIGNATURE = re.compile(
    r"^(?:填表人|填报人|制表人|制表|审核人|审核|审批人|复核人|签发人|负责人|单位负责人|主要负责人|分管负责人|主要领导|分管领导"
    r"|联系人|联系电话|电话|联系方式|手机|填报日期|填表日期|填报时间|报送日期|报送时间|日期|填报单位|报送单位|单位(?:\(盖章\)|公章)?|盖章)"
    r"(?:\(.*?\))?(?=:|$)"
)


_HEAD_OF_THOUSANDS, _THOUSAND = re.compile(r"^\s*-?\d{1,3}$"), re.compile(r"^\d{3}(?:\.\d+)?\s*$")


class RowKind(StrEnum):
    DATA = "data"
    TOTAL = "total"
    FOOT = "foot"  # notes and signatures
    HEADING = "heading"  # one cell alone: a section's name, a group's name, a remark


@dataclass(frozen=True, slots=True)
class Header:
    """Where the fields stand. `units` is the unit in the bracket of a label; `labels` what the header says, for messages."""

    first: int  # row numbers
    last: int
    columns: Mapping[str, int]
    units: Mapping[str, str]
    labels: Mapping[str, str]
    duplicates: tuple[tuple[str, tuple[int, ...]], ...] = ()
    unknown: tuple[tuple[int, str], ...] = ()
    width: int = 0  # the last column that has a label


@dataclass(slots=True)
class TableRow:
    """One row under a header. `cells` holds the cells that have content, by field; `merged` the fields of measures whose cell
    is merged over several rows; `extra` the cells beyond the header's last column.
    """

    number: int
    kind: RowKind
    cells: dict[str, Cell]
    header: Header
    hidden: bool = False
    text: str = ""  # of the first cell with content
    merged: dict[str, Cell] = field(default_factory=dict)
    extra: tuple[Cell, ...] = ()
    unlabelled: tuple[int, ...] = ()  # columns with content inside the table that have no label
    all_cells: tuple[Cell, ...] = ()


def _has_content(cell: Cell) -> bool:
    text = cell.text
    if text and not text.isspace():
        return True
    return cell.value not in (None, "") or bool(cell.error) or cell.uncached


class Sheet:
    """A grid with its cells by position."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.name = grid.place.sheet
        self.rows: dict[int, dict[int, Cell]] = {}
        for row in grid.rows:
            if row:
                self.rows[row[0].row] = {cell.column: cell for cell in row}

    def at(self, row: int, column: int) -> Cell | None:
        """The cell of a position, or the one whose merge covers it."""
        cell = self.rows.get(row, {}).get(column)
        if cell is not None and cell.anchor is not None:
            return self.rows.get(cell.anchor[0], {}).get(cell.anchor[1])
        return cell

    @cached_property
    def filled(self) -> list[int]:
        """Numbers of the rows with content, in order."""
        return [n for n, cells in self.rows.items() if any(_has_content(c) for c in cells.values() if c.anchor is None)]


def find_header(sheet: Sheet) -> Header | None:
    """The header with most known labels, the flattest and first among equals; None where no row can be the form's header."""
    numbers = sheet.filled[:_LOOK_AT]
    can = [_can_be_label_row(sheet.rows[n]) for n in numbers]
    best: Header | None = None
    best_rank = (0, False, 0, 0)
    for at, first in enumerate(numbers):
        for depth in range(1, _MAX_DEPTH + 1):
            stack = numbers[at : at + depth]
            if len(stack) < depth or stack[-1] - first >= _MAX_DEPTH or not can[at + depth - 1]:
                break
            header = _header(sheet, stack)
            below = numbers[at + depth] if at + depth < len(numbers) else 0
            rank = (len(header.columns), not _is_sub_labels(sheet, below, header), -depth, -at)
            if _is_form(header.columns) and rank > best_rank:
                best, best_rank = header, rank
    return best


def _can_be_label_row(cells: Mapping[int, Cell]) -> bool:
    """A row of labels has several cells (a title has one), no figures, and no sentences."""
    own = [cell for cell in cells.values() if cell.anchor is None and _has_content(cell)]
    if len(own) < 2:
        return False
    return not any(
        isinstance(cell.value, int | float) or len(cell.text) > _LONGEST_LABEL or _FIGURE.match(cell.text) for cell in own
    )


def _is_form(columns: Mapping[str, int]) -> bool:
    """A table of ours says which task a row is about and how far it has come, in at least three known columns."""
    has_key = any(name in columns for name in ("key", "task_no", "task_name", "metric"))
    has_progress = any(name in columns for name in (*MEASURES, "narrative"))
    return has_key and has_progress and len(columns) >= 3


def _is_sub_labels(sheet: Sheet, number: int, header: Header) -> bool:
    """True where the row below a header splits its columns further (计划 | 完成): short words, no figures, no key."""
    own = [cell for cell in sheet.rows.get(number, {}).values() if cell.anchor is None and _has_content(cell)]
    keys = _key_columns(header)
    if len(own) < 2 or number != header.last + 1:
        return False
    return all(
        cell.column not in keys
        and isinstance(cell.value, str | None)
        and len(cell.text) <= 12
        and not re.search(r"\d", cell.text)
        for cell in own
    )


def _header(sheet: Sheet, stack: list[int]) -> Header:
    last = stack[-1]
    width = max((c for n in stack for c, cell in sheet.rows[n].items() if cell.text or cell.anchor), default=0)
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
    columns: dict[str, int] = {}
    units: dict[str, str] = {}
    labels: dict[str, str] = {}
    twice: dict[str, list[int]] = {}
    unknown: list[tuple[int, str]] = []
    for column, texts in stacks.items():
        name, unit = field_of_stack(tuple(texts))
        label = "".join(dict.fromkeys(t.strip() for t in texts if t.strip()))
        if not name:
            unknown.append((column, label))
        elif name in columns and name in KEYS and (is_primary(name, label) or is_primary(name, labels[name])):
            if is_primary(name, label) and not is_primary(name, labels[name]):  # 序号 beside 任务编号 is another thing
                unknown.append((columns[name], labels[name]))
                columns[name], units[name], labels[name] = column, unit, label
            elif is_primary(name, label):
                twice.setdefault(name, [columns[name]]).append(column)
            else:
                unknown.append((column, label))
        elif name in columns:
            twice.setdefault(name, [columns[name]]).append(column)
        else:
            columns[name], units[name], labels[name] = column, unit, label
    return Header(stack[0], last, columns, units, labels, tuple((k, tuple(v)) for k, v in twice.items()), tuple(unknown), width)


def read_rows(sheet: Sheet, header: Header) -> Iterator[TableRow]:
    """Every row with content below the header, sorted into kinds; a header that is repeated (or changes) is followed."""
    for number in sheet.filled:
        if number <= header.last:
            continue
        cells = sheet.rows[number]
        again = _repeated(sheet, number, header)
        if again is not None:
            header = again
            continue
        yield _row(sheet, number, cells, header)


def _repeated(sheet: Sheet, number: int, header: Header) -> Header | None:
    cells = sheet.rows[number]
    if not _can_be_label_row(cells):
        return None
    labels = sum(1 for cell in cells.values() if cell.text and field_of(cell.text)[0])
    if labels < 3:
        return None
    again = _header(sheet, [number])
    return again if _is_form(again.columns) else (header if labels * 2 >= len(header.columns) else None)


def _row(sheet: Sheet, number: int, cells: dict[int, Cell], header: Header) -> TableRow:
    own = [cell for cell in cells.values() if cell.anchor is None and _has_content(cell)]
    mark = header.columns.get("mark", 0)
    own = [cell for cell in own if cell.column != mark] or own
    first = own[0]
    plain = normal(first.text)
    row = TableRow(number, RowKind.DATA, {}, header, all(c.hidden for c in own), first.text.strip(), all_cells=tuple(own))
    raw = first.text.strip().replace("：", ":")
    if _TOTAL.match(plain) or any(
        _TOTAL.match(normal(c.text)) for c in own[:3] if c.column in _key_columns(header) and len(c.text) < 12
    ):
        row.kind = RowKind.TOTAL
    elif _NOTE.match(raw.replace(" ", "")) or (_is_signature(first.text) and not _measured(own, header)):
        row.kind = RowKind.FOOT
    elif len(own) == 1 and own[0].column not in _measure_columns(header):
        row.kind = RowKind.HEADING
    for name, column in header.columns.items():
        cell = cells.get(column)
        if cell is None:
            continue
        if cell.anchor is None:
            if _has_content(cell):
                row.cells[name] = cell
                if cell.row_span > 1 and name in MEASURES:
                    row.merged[name] = cell
            continue
        anchor = sheet.at(number, column)
        if anchor is None or not _has_content(anchor):
            continue
        if name in KEYS or (name in TEXTS and anchor.column == column):
            row.cells[name] = anchor
        elif name in MEASURES and anchor.row != number and anchor.row > header.last:
            row.merged[name] = anchor
    row.extra = tuple(c for c in own if c.column > header.width) or _split_number(sheet, cells, header)
    named = set(header.columns.values())
    row.unlabelled = tuple(c.column for c in own if c.column <= header.width and c.column not in named)
    return row


def _split_number(sheet: Sheet, cells: dict[int, Cell], header: Header) -> tuple[Cell, ...]:
    """The cells of 1,234 in a line of text that is longer than its header: a comma inside a number has shifted the rest."""
    if len(cells) <= len(sheet.rows.get(header.last, {})):
        return ()
    for column, cell in cells.items():
        after = cells.get(column + 1)
        if cell.value is None and after is not None and _HEAD_OF_THOUSANDS.match(cell.text) and _THOUSAND.match(after.text):
            return (cell, after)
    return ()


def _key_columns(header: Header) -> set[int]:
    return {header.columns[name] for name in KEYS if name in header.columns}


def _measure_columns(header: Header) -> set[int]:
    return {header.columns[name] for name in (*MEASURES, *TEXTS) if name in header.columns}


def _measured(own: list[Cell], header: Header) -> bool:
    numbers = {header.columns[name] for name in MEASURES if name in header.columns}
    return any(c.column in numbers and isinstance(c.value, int | float) for c in own)


def _is_signature(text: str) -> bool:
    plain = normal(text)
    return bool(_SIGNATURE.match(plain)) or plain in HEAD_FIELDS or plain.partition(":")[0] in HEAD_FIELDS
