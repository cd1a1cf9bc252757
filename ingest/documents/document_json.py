"""A document as JSON and back: how it leaves the sandbox. What comes back is believed only as far as its shape was checked.

Every text is a string, every number within bounds, every code in the catalogue; severity and effect of a finding are the
catalogue's. So whoever takes over a child can say false things of his own file, and no more.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any, TypeVar

from ingest.bounds import MESSAGE
from ingest.documents.catalogue import CATALOGUE
from ingest.documents.colours import Colour
from ingest.documents.containers import Container
from ingest.documents.grid import Cell, CellValue, Document, Grid, Note, Paragraph, Reconciliation
from ingest.documents.places import column_letter, sheet_place, table_place
from ingest.documents.workbook_cells import make_cell
from ingest.findings import Finding, Place, Severity

_MOST = 1 << 31  # of a row, a column, a count
_LONGEST_NUMBER = 400  # digits
_PLACES: tuple[Callable[[Place, int, int], Place], ...] = (
    lambda grid, row, column: sheet_place(grid.sheet, row, column),
    lambda grid, row, column: table_place(grid.table, row, column),
    lambda _, row, column: Place(row=row, column=column_letter(column)),
)
_PLAIN = 5  # row, column, text, value, number format: all that most cells have
_SAME = ["="]  # a value that is the text

T = TypeVar("T")


class DamagedReplyError(Exception):
    """What a child said is no document."""


def document_json(document: Document) -> bytes:
    """The document as JSON, in UTF-8."""
    said = [
        str(document.container),
        [_block(block) for block in document.blocks],
        [finding_fields(found) for found in document.findings],
        _counts(document.reconciliation),
    ]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def document_of(data: bytes) -> Document:
    """The document of a JSON text. Raises DamagedReplyError."""
    try:
        said = json.loads(data.decode("utf-8", "surrogatepass"), parse_int=_number)
        container, blocks, findings, counts = said
        return Document(
            Container(container),
            tuple(map(_block_of, _list(blocks))),
            tuple(map(_finding_of, _list(findings))),
            _counts_of(counts),
        )
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError) as error:
        raise DamagedReplyError(str(error)) from error


def finding_fields(found: Finding) -> list[Any]:
    """All of a finding but what the catalogue says of its code."""
    about = [found.label, found.section, found.task_no, found.subtask_no, found.clause]
    return [found.code, _place(found.place), found.seen, found.wanted, found.message, found.fix, about]


def _block(block: Paragraph | Grid) -> list[Any]:
    if isinstance(block, Paragraph):
        return ["p", block.text, _place(block.place), block.number, block.heading_level]
    place_of = _way_of_places(block)
    return [
        "g",
        _place(block.place),
        block.ragged,
        block.hidden,
        block.date_1904,
        block.header_rows,
        None if block.nested_in is None else _place(block.nested_in),
        [[note.row, note.column, _place(note.place), note.text, note.author] for note in block.notes],
        place_of,
        [[_cell(cell, block.place, _PLACES[place_of]) for cell in row] for row in block.rows],
    ]


def _way_of_places(grid: Grid) -> int:
    """Which of _PLACES gives the places of its cells, going by the first."""
    first = next((cell for row in grid.rows for cell in row), None)
    if first is None:
        return 0
    ways = (n for n, place in enumerate(_PLACES) if place(grid.place, first.row, first.column) == first.place)
    return next(ways, 0)


def _cell(cell: Cell, grid: Place, place: Callable[[Place, int, int], Place]) -> list[Any]:
    row, column, text = cell.row, cell.column, cell.text
    said = [row, column, text, _value(cell.value, text), cell.number_format]
    more = (
        cell.row_span,
        cell.column_span,
        cell.anchor,
        cell.hidden,
        cell.formula,
        cell.uncached,
        cell.error,
        cell.font,
        cell.fill,
        cell.struck,
    )
    own = None if cell.place == place(grid, row, column) else _place(cell.place)
    if own is not None or more != (1, 1, None, False, "", False, "", "", "", ""):
        said += (*more, own)
    return said


def _value(value: CellValue, text: str) -> Any:
    kind = type(value)
    if kind is str:
        return _SAME if value == text else value
    if isinstance(value, dt.date | dt.time):  # a datetime is a date
        return [kind.__name__, value.isoformat()]
    if isinstance(value, dt.timedelta):
        return ["timedelta", value.days, value.seconds, value.microseconds]
    return value


def _place(place: Place) -> list[Any]:
    return [place.sheet, place.table, place.row, place.column, place.paragraph, place.page]


def _counts(counts: Reconciliation) -> list[Any]:
    return [counts.tables, counts.rows, counts.paragraphs, counts.skipped]


def _number(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise ValueError("a number of too many digits")
    return int(digits)


def _a(kind: type[T], value: Any) -> T:
    if type(value) is not kind:
        raise TypeError(f"no {kind.__name__}")
    return value


def _list(value: Any) -> list[Any]:
    found: list[Any] = _a(list, value)
    return found


def _text(value: Any) -> str:
    return _a(str, value)


def _count(value: Any) -> int:
    if not 0 <= _a(int, value) < _MOST:
        raise ValueError("a number out of bounds")
    return int(value)


def _place_of(said: Any) -> Place:
    sheet, table, row, column, paragraph, page = said
    return Place(_text(sheet), _count(table), _count(row), _text(column), _count(paragraph), _count(page))


def _finding_of(said: Any) -> Finding:
    code, place, seen, wanted, message, fix, about = said
    entry = CATALOGUE[_text(code)]
    if entry.severity is not Severity.INFO and len(message) > MESSAGE.most:
        raise ValueError("too long a message")
    label, section, task_no, subtask_no, clause = map(_text, _list(about))
    return Finding(
        code,
        entry.severity,
        entry.effect,
        _place_of(place),
        _text(seen),
        _text(wanted),
        _text(message),
        _text(fix),
        label,
        section,
        task_no,
        subtask_no,
        clause,
    )


def _block_of(said: Any) -> Paragraph | Grid:
    if said[0] == "p":
        _, text, place, number, level = said
        return Paragraph(_text(text), _place_of(place), _text(number), _count(level))
    _, place, ragged, hidden, date_1904, header_rows, nested_in, notes, way, rows = said
    own = _place_of(place)
    place_of = _PLACES[_count(way)] if way < len(_PLACES) else _PLACES[0]
    return Grid(
        rows=tuple(tuple(_cell_of(cell, own, place_of) for cell in _list(row)) for row in _list(rows)),
        place=own,
        ragged=_a(bool, ragged),
        hidden=_a(bool, hidden),
        date_1904=_a(bool, date_1904),
        header_rows=_count(header_rows),
        nested_in=None if nested_in is None else _place_of(nested_in),
        notes=tuple(map(_note_of, _list(notes))),
    )


def _note_of(said: Any) -> Note:
    row, column, place, text, author = said
    return Note(_count(row), _count(column), _place_of(place), _text(text), _text(author))


def _cell_of(said: Any, grid: Place, place: Callable[[Place, int, int], Place]) -> Cell:
    row, column, text, value, number_format = said[:_PLAIN]
    if type(text) is not str or type(number_format) is not str:
        raise TypeError("no text")
    if not (type(row) is type(column) is int and 0 < row < _MOST and 0 < column < _MOST):
        raise TypeError("no place")
    if value is not None:
        value = _value_of(value, text)
    if len(said) == _PLAIN:
        return make_cell(row, column, text, place(grid, row, column), value, number_format)
    row_span, column_span, anchor, hidden, formula, uncached, error, font, fill, struck, own = said[_PLAIN:]
    return Cell(
        row,
        column,
        text,
        place(grid, row, column) if own is None else _place_of(own),
        value,
        number_format,
        _count(row_span),
        _count(column_span),
        None if anchor is None else _anchor_of(anchor),
        _a(bool, hidden),
        _text(formula),
        _a(bool, uncached),
        _text(error),
        Colour(font),
        Colour(fill),
        _text(struck),
    )


def _anchor_of(said: Any) -> tuple[int, int]:
    row, column = said
    return _count(row), _count(column)


def _value_of(said: Any, text: str) -> CellValue:
    if type(said) is not list:
        if isinstance(said, str | int | float):
            return said
        raise TypeError("no value")
    match said:
        case ["="]:
            return text
        case ["date", str(iso)]:
            return dt.date.fromisoformat(iso)
        case ["datetime", str(iso)]:
            return dt.datetime.fromisoformat(iso)
        case ["time", str(iso)]:
            return dt.time.fromisoformat(iso)
        case ["timedelta", int(days), int(seconds), int(microseconds)]:
            return dt.timedelta(days, seconds, microseconds)
    raise ValueError("no value")


def _counts_of(said: Any) -> Reconciliation:
    tables, rows, paragraphs, skipped = said
    return Reconciliation(
        _count(tables), _count(rows), _count(paragraphs), tuple((_text(why), _count(number)) for why, number in skipped)
    )
