"""The rows below a header, sorted into kinds: data, totals, headings, and what stands at the foot.

Nothing here knows tasks or targets; a row's cells are only sorted under the fields of the form. Keys that are merged over
several rows are filled down; measures never are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ingest.documents.grid import Cell
from ingest.progress.labels import HEAD_FIELDS, KEYS, MEASURES, TEXTS, field_of, normal
from ingest.progress.layout.form_sheet import FormSheet, has_content
from ingest.progress.layout.header import FormHeader, can_be_label_row, header_of, is_form, key_columns

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


@dataclass(slots=True)
class TableRow:
    """One row under a header. `cells` holds the cells that have content, by field; `merged` the fields of measures whose cell
    is merged over several rows; `extra` the cells beyond the header's last column.
    """

    number: int
    kind: RowKind
    cells: dict[str, Cell]
    header: FormHeader
    hidden: bool = False
    text: str = ""  # of the first cell with content
    merged: dict[str, Cell] = field(default_factory=dict)
    extra: tuple[Cell, ...] = ()
    unlabelled: tuple[int, ...] = ()  # columns with content inside the table that have no label
    all_cells: tuple[Cell, ...] = ()


def read_rows(sheet: FormSheet, header: FormHeader) -> Iterator[TableRow]:
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


def _repeated(sheet: FormSheet, number: int, header: FormHeader) -> FormHeader | None:
    cells = sheet.rows[number]
    if not can_be_label_row(cells):
        return None
    labels = sum(1 for cell in cells.values() if cell.text and field_of(cell.text)[0])
    if labels < 3:
        return None
    again = header_of(sheet, [number])
    if all(header.columns.get(name) == column for name, column in again.columns.items()):
        return header
    return again if is_form(again) else (header if labels * 2 >= len(header.columns) else None)


def _row(sheet: FormSheet, number: int, cells: dict[int, Cell], header: FormHeader) -> TableRow:
    own = [cell for cell in cells.values() if cell.anchor is None and has_content(cell)]
    mark = header.columns.get("mark", 0)
    own = [cell for cell in own if cell.column != mark] or own
    first = own[0]
    plain = normal(first.text)
    row = TableRow(number, RowKind.DATA, {}, header, all(c.hidden for c in own), first.text.strip(), all_cells=tuple(own))
    raw = first.text.strip().replace("：", ":")
    if _TOTAL.match(plain) or any(
        _TOTAL.match(normal(c.text)) for c in own[:3] if c.column in key_columns(header) and len(c.text) < 12
    ):
        row.kind = RowKind.TOTAL
    elif _NOTE.match(raw.replace(" ", "")) or (_is_signature(first.text) and not _measured(own, header)):
        row.kind = RowKind.FOOT
    elif len(own) == 1 and own[0].column not in _measure_columns(header):
        row.kind = RowKind.HEADING
    measures = {header.columns[name] for name in MEASURES if name in header.columns}
    for name, column in header.columns.items():
        cell = cells.get(column)
        if cell is None:
            continue
        if cell.anchor is None:
            if has_content(cell):
                row.cells[name] = cell
                if name in MEASURES and (cell.row_span > 1 or _spans(cell, measures)):
                    row.merged[name] = cell
            continue
        anchor = sheet.at(number, column)
        if anchor is None or not has_content(anchor):
            continue
        if name in MEASURES:
            if (anchor.row > header.last and anchor.row != number) or anchor.column in measures - {column}:
                row.merged[name] = anchor
        elif anchor.column == column and (name in KEYS or name in TEXTS):
            row.cells[name] = anchor
    row.extra = tuple(c for c in own if c.column > header.width) or _split_number(sheet, cells, header)
    named = set(header.columns.values())
    row.unlabelled = tuple(c.column for c in own if c.column <= header.width and c.column not in named)
    return row


def _spans(cell: Cell, measures: set[int]) -> bool:
    """True where a merge of one row covers the columns of several measures."""
    return any(column in measures for column in range(cell.column + 1, cell.column + cell.column_span))


def _split_number(sheet: FormSheet, cells: dict[int, Cell], header: FormHeader) -> tuple[Cell, ...]:
    """The cells of 1,234 in a line of text that is longer than its header: a comma inside a number has shifted the rest."""
    if len(cells) <= len(sheet.rows.get(header.last, {})):
        return ()
    for column, cell in cells.items():
        after = cells.get(column + 1)
        if cell.value is None and after is not None and _HEAD_OF_THOUSANDS.match(cell.text) and _THOUSAND.match(after.text):
            return (cell, after)
    return ()


def _measure_columns(header: FormHeader) -> set[int]:
    return {header.columns[name] for name in (*MEASURES, *TEXTS) if name in header.columns}


def _measured(own: list[Cell], header: FormHeader) -> bool:
    numbers = {header.columns[name] for name in MEASURES if name in header.columns}
    return any(c.column in numbers and isinstance(c.value, int | float) for c in own)


def _is_signature(text: str) -> bool:
    plain = normal(text)
    return bool(_SIGNATURE.match(plain)) or plain in HEAD_FIELDS or plain.partition(":")[0] in HEAD_FIELDS
