"""Delimited text: comma, tab, semicolon or bar; quotes and line ends inside quotes; ragged lines with all their cells."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence

from ingest.documents.catalogue import finding
from ingest.documents.containers import Container
from ingest.documents.encoding import Decoded
from ingest.documents.grid import Cell, Document, Grid, Reconciliation
from ingest.documents.limits import Limits, Refusal
from ingest.documents.places import column_letter
from ingest.documents.text_shape import parted_otherwise, shape_of
from ingest.documents.workbook_cells import make_cell
from ingest.findings import Finding, Place

_END = "\ufdd0"  # no character: stands after the last line, to see whether a quote is still open there
_SIGNS = {"\t": "制表符"}  # how a sign is called that cannot be seen
_LONGEST = 200  # lines of one record


def read_delimited(decoded: Decoded, limits: Limits) -> Document:
    """One Grid; `row` is the record's number among the lines of the file as a spreadsheet would open it.

    Every field is a cell, empty ones too, so that a line with a field too many can be told from one without.
    """
    text = decoded.text
    delimiter = shape_of(text).delimiter
    if text[:4].lower() == "sep=":
        text = text[text.index("\n") + 1 :]
    csv.field_size_limit(limits.cell_chars)
    text += _END if text.endswith(("\n", "\r")) else f"\n{_END}"
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    rows: list[tuple[Cell, ...]] = []
    cells = number = 0
    started = 1
    try:
        for record in reader:
            if record == [_END]:
                break
            number += 1
            if reader.line_num - started > _LONGEST or any(_END in field for field in record):
                raise Refusal("quote-unclosed", Place(row=number), line=started)
            started = reader.line_num + 1
            cells += len(record)
            if cells > limits.cells or number > limits.rows:
                raise Refusal("file-too-large", what="单元格数", actual=cells, limit=limits.cells)
            if any(field.strip() for field in record):
                rows.append(tuple(_cell(number, c, field) for c, field in enumerate(record, start=1)))
    except csv.Error as error:
        raise Refusal("quote-unclosed", Place(row=number + 1), line=started) from error
    _refuse_swallowed(rows, delimiter)
    _refuse_parted_otherwise(rows, delimiter)
    grid = Grid(rows=tuple(rows), place=Place(table=1))
    blank = number - len(rows)
    return Document(
        Container.CSV,
        (grid,),
        (*_encoding(decoded), *_ragged(grid)),
        Reconciliation(tables=1, rows=number, skipped=(("空白行", blank),) if blank else ()),
    )


def _refuse_swallowed(rows: list[tuple[Cell, ...]], delimiter: str) -> None:
    """A quote too many joins whole records into one cell until the next quote: refuse a cell that holds such a record."""
    usual = _usual(rows)[0]
    if usual < 3:
        return
    for cells in rows:
        for cell in cells:
            inner = cell.text.split("\n")[1:-1] if "\n" in cell.text else []
            if any(line.count(delimiter) == usual - 1 for line in inner):
                raise Refusal("quote-unclosed", Place(row=cell.row, column=cell.place.column), line=cell.row)


def _refuse_parted_otherwise(rows: list[tuple[Cell, ...]], delimiter: str) -> None:
    """A row whose cells another sign parts would be one cell, taken for a note: a part of the rows is worse than none."""
    widths = {len(row) for row in rows if len(row) > 1}
    widest = max(widths, default=0)
    heads = True
    for row in rows:
        heads = heads and len(row) < widest - 1
        alone = len(row) == 1 and "\n" not in row[0].text
        if alone and (sign := parted_otherwise(row[0].text, delimiter, widths, heads=heads)):
            raise Refusal("separator-mixed", Place(row=row[0].row), line=row[0].row, sign=_SIGNS.get(sign, sign))


def _usual(rows: Sequence[tuple[Cell, ...]]) -> tuple[int, int]:
    """The number of cells that most rows have, and how many have it."""
    return Counter(len(row) for row in rows).most_common(1)[0] if rows else (0, 0)


def _cell(row: int, column: int, field: str) -> Cell:
    text = field.replace("\r\n", "\n").replace("\r", "\n")
    return make_cell(row, column, text, Place(row=row, column=column_letter(column)))


def _encoding(decoded: Decoded) -> list[Finding]:
    if decoded.encoding == "utf-8":
        return []
    return [finding("encoding-not-utf8", encoding=decoded.encoding.upper())]


def _ragged(grid: Grid) -> list[Finding]:
    """Lines after the first usual one whose number of cells differs from the usual."""
    usual, times = _usual(grid.rows)
    if times < 2:
        return []
    first = next(i for i, row in enumerate(grid.rows) if len(row) == usual)
    return [
        finding("line-ragged", Place(row=row[0].row), line=row[0].row, actual=len(row), usual=usual)
        for row in grid.rows[first:]
        if len(row) != usual
    ][:50]
