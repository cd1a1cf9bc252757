"""The rows below a header, sorted into kinds: data, totals, headings, and what stands at the foot.

Nothing here knows tasks or targets; a row's cells are only sorted under the fields of the form. Keys that are merged over
several rows are filled down; figures never are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ingest.documents.grid import Cell, Note
from ingest.documents.places import column_letter
from ingest.findings import Finding, Place
from ingest.progress.catalogue import CATALOGUE
from ingest.progress.cells.words import shown
from ingest.progress.fields import FIGURES, KEYS, TEXTS, Field
from ingest.progress.headings.grammar import read_heading
from ingest.progress.labels import HEAD_FIELDS, LABELS, normal
from ingest.progress.layout.form_sheet import FormSheet, has_content
from ingest.progress.layout.header import FormHeader, can_be_label_row, header_of, is_form, key_columns
from ingest.progress.layout.withdrawn_rows import Withdrawn, how_withdrawn, restored, struck_cells
from ingest.progress.say import Say

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
class TableRow:
    """One row under a header. `cells` holds the cells that have content, by field; `merged` the fields of figures whose cell
    is merged over several rows; `extra` the cells beyond the header's last column; `struck` those of which something is struck
    out. Of a row whose task is struck out the cells hold what was struck, so that it is known which row it is.
    """

    sheet: str
    number: int
    kind: RowKind
    cells: Mapping[Field, Cell]
    header: FormHeader
    hidden: bool = False
    text: str = ""  # of the first cell with content
    merged: Mapping[Field, Cell] = field(default_factory=dict)
    extra: tuple[Cell, ...] = ()
    unlabelled: tuple[int, ...] = ()  # columns with content inside the table that have no label
    all_cells: tuple[Cell, ...] = ()
    struck: Mapping[Field, Cell] = field(default_factory=dict)
    withdrawn: Withdrawn = Withdrawn.NOT
    notes: tuple[Note, ...] = ()  # comments on any cell of the row

    @property
    def place(self) -> Place:
        """The first cell of the row, to point at where a fault has no cell of its own."""
        first = next((name for name in self.cells if name not in (Field.KEY, Field.SECTION)), None)
        return Place(sheet=self.sheet, row=self.number) if first is None else self.place_of(first)

    def place_of(self, name: Field | None) -> Place:
        """The cell of a field in this very row, filled in or not; the row's first cell for a field without a column."""
        cell = self.cells.get(name) if name is not None else None
        if cell is not None and cell.row == self.number:
            return cell.place
        column = self.header.columns.get(name) if name is not None else None
        if column is None:
            return self.place
        own = next((c.place for c in self.all_cells), Place(sheet=self.sheet, row=self.number))
        return replace(own, column=column_letter(column))

    def finding(self, said: Say) -> Finding:
        """What is said of this row, with its place and the label of its field."""
        label = LABELS[said.about] if said.about is not None else ""
        place = said.place if said.place is not None else self.place_of(said.about)
        return CATALOGUE.say(said.code, place, **{"label": label, **said.words})

    @property
    def withdrawn_cells(self) -> tuple[Cell, ...]:
        """The cells of which the row says itself that something is struck out."""
        if self.withdrawn is Withdrawn.NOT:
            return tuple(self.struck.values())
        return tuple(cell for cell in self.all_cells if cell.struck)

    def without(self, name: Field) -> TableRow:
        """The row as if a field were not filled in."""
        return replace(self, cells={other: cell for other, cell in self.cells.items() if other is not name})

    def seen(self) -> dict[str, str]:
        """The row's cells as seen, by column letter."""
        return {column_letter(cell.column): shown(cell) for cell in self.all_cells}


Settle = Callable[[FormHeader], FormHeader]


def read_rows(sheet: FormSheet, header: FormHeader, settle: Settle | None = None) -> Iterator[TableRow]:
    """Every row with content below the header, sorted into kinds; a header that is repeated (or changes) is followed.

    `settle` settles what a changed header leaves open.
    """
    for number in sheet.written:
        if number <= header.last:
            continue
        cells = sheet.rows[number]
        views = _views(cells, header)
        if any(cell.struck for cell in cells.values()):
            withdrawn = [(view, how) for view in views if (how := how_withdrawn(cells, view)) is not Withdrawn.NOT]
            rows = [replace(_row(sheet, number, restored(cells), view), withdrawn=how) for view, how in withdrawn]
            yield from (row for row in rows if row.kind is RowKind.DATA)
            if rows:
                continue
        if not any(has_content(cell) for cell in cells.values() if cell.anchor is None):
            continue
        again = _repeated(sheet, number, header, settle)
        if again is not None:
            header = again
            continue
        rows = [_row(sheet, number, cells, view) for view in views]
        yield from rows if rows[0].kind in (RowKind.DATA, RowKind.TOTAL) else rows[:1]


def _views(cells: Mapping[int, Cell], header: FormHeader) -> Sequence[FormHeader]:
    """The headers under which a row is read: one for each block side by side that is filled in, all where none is."""
    if not header.blocks:
        return (header,)
    filled = [view for view in header.blocks if any(_is_filled(cells, view, name) for name in FIGURES)]
    return filled or header.blocks


def _is_filled(cells: Mapping[int, Cell], header: FormHeader, name: Field) -> bool:
    cell = cells.get(header.columns.get(name, 0))
    return cell is not None and (cell.anchor is not None or bool(cell.struck) or has_content(cell))


def _repeated(sheet: FormSheet, number: int, header: FormHeader, settle: Settle | None) -> FormHeader | None:
    cells = sheet.rows[number]
    if not can_be_label_row(cells):
        return None
    labels = sum(1 for cell in cells.values() if cell.text and read_heading(cell.text).field)
    if labels < 3:
        return None
    again = header_of(sheet, [number])
    if again.headed == header.headed:
        return header
    again = settle(again) if settle is not None else again
    if all(header.columns.get(name) == column for name, column in again.columns.items()):
        return header
    return again if is_form(again) else (header if labels * 2 >= len(header.columns) else None)


def _row(sheet: FormSheet, number: int, cells: dict[int, Cell], header: FormHeader) -> TableRow:
    own = [cell for cell in cells.values() if cell.anchor is None and has_content(cell)]
    mark = header.columns.get(Field.MARK, 0)
    own = [cell for cell in own if cell.column != mark] or own
    values, merged = _by_field(sheet, number, cells, header)
    named = set(header.columns.values()) | header.others
    if header.head is not None:
        values[header.head[0]] = header.head[1]
    return TableRow(
        sheet=sheet.name,
        number=number,
        kind=_kind(own, header),
        cells=values,
        header=header,
        hidden=all(c.hidden for c in own),
        text=own[0].text.strip(),
        merged=merged,
        extra=tuple(c for c in own if c.column > header.width) or _split_number(sheet, cells, header),
        unlabelled=tuple(c.column for c in own if c.column <= header.width and c.column not in named),
        all_cells=tuple(own),
        struck=struck_cells(sheet.rows[number], header),
        notes=sheet.notes_of(number),
    )


def _kind(own: Sequence[Cell], header: FormHeader) -> RowKind:
    first = own[0]
    written = first.text.strip().replace("：", ":").replace(" ", "")
    if _TOTAL.match(normal(first.text)) or any(
        len(c.text) < 12 and _TOTAL.match(normal(c.text)) and c.column in key_columns(header) for c in own[:3]
    ):
        return RowKind.TOTAL
    if _NOTE.match(written) or (_is_signature(first.text) and not _measured(own, header)):
        return RowKind.FOOT
    if len(own) == 1 and first.column not in _input_columns(header):
        return RowKind.HEADING
    return RowKind.DATA


def _by_field(
    sheet: FormSheet, number: int, cells: Mapping[int, Cell], header: FormHeader
) -> tuple[dict[Field, Cell], dict[Field, Cell]]:
    """The cells with content, and the figures whose cell is merged with others."""
    values: dict[Field, Cell] = {}
    merged: dict[Field, Cell] = {}
    figures = {header.columns[name] for name in FIGURES if name in header.columns}
    for name, column in header.columns.items():
        cell = cells.get(column)
        if cell is None:
            continue
        if cell.anchor is None:
            if has_content(cell):
                values[name] = cell
                if name in FIGURES and (cell.row_span > 1 or (cell.column_span > 1 and _spans(cell, figures))):
                    merged[name] = cell
            continue
        anchor = sheet.at(number, column)
        if anchor is None or not has_content(anchor):
            continue
        if name in FIGURES:
            if (anchor.row > header.last and anchor.row != number) or anchor.column in figures - {column}:
                merged[name] = anchor
        elif anchor.column == column and (name in KEYS or name in TEXTS):
            values[name] = anchor
    return values, merged


def _spans(cell: Cell, figures: set[int]) -> bool:
    """True where a merge of one row covers the columns of several figures."""
    return any(column in figures for column in range(cell.column + 1, cell.column + cell.column_span))


def _split_number(sheet: FormSheet, cells: dict[int, Cell], header: FormHeader) -> tuple[Cell, ...]:
    """The cells of 1,234 in a line of text that is longer than its header: a comma inside a number has shifted the rest."""
    if len(cells) <= len(sheet.rows.get(header.last, {})):
        return ()
    for column, cell in cells.items():
        after = cells.get(column + 1)
        if cell.value is None and after is not None and _HEAD_OF_THOUSANDS.match(cell.text) and _THOUSAND.match(after.text):
            return (cell, after)
    return ()


def _input_columns(header: FormHeader) -> set[int]:
    return {header.columns[name] for name in (*FIGURES, *TEXTS) if name in header.columns} | header.others


def _measured(own: Sequence[Cell], header: FormHeader) -> bool:
    numbers = {header.columns[name] for name in FIGURES if name in header.columns}
    return any(c.column in numbers and isinstance(c.value, int | float) for c in own)


def _is_signature(text: str) -> bool:
    plain = normal(text)
    return bool(_SIGNATURE.match(plain)) or plain in HEAD_FIELDS or plain.partition(":")[0] in HEAD_FIELDS
