"""Tables of RTF: rows of cells, each with where its right side stands → a Grid on the sides that all rows share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.documents.catalogue import finding
from ingest.documents.grid import Cell, Grid
from ingest.documents.limits import Limits, Refusal
from ingest.documents.places import table_place
from ingest.findings import Finding, Place

_NEAR = 30  # twips, half a millimetre: sides of cells nearer than that are one
_WIDEST = 1_000


@dataclass(frozen=True, slots=True)
class Definition:
    """A cell as its row defines it; `down` and `along` are "first", "rest" or "" of a vertical and a level merge."""

    right: int
    down: str = ""
    along: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a cell."""

    text: str = ""
    struck: str = ""
    tables: tuple[tuple[Row, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its left side, its cells and what they hold."""

    left: int
    cells: tuple[Definition, ...]
    contents: tuple[Content, ...]
    is_head: bool = False


@dataclass(slots=True)
class TableCount:
    """What is counted over all tables of the document."""

    limits: Limits
    findings: list[Finding] = field(default_factory=list)
    tables: int = 0
    rows: int = 0
    cells: int = 0


def grids(rows: Sequence[Row], count: TableCount, nested_in: Place | None = None, depth: int = 1) -> list[Grid]:
    """The table that rows make and, after it, the tables in its cells."""
    if depth > count.limits.depth:
        raise Refusal("file-too-large", what="表格嵌套层数", actual=depth, limit=count.limits.depth)
    count.tables += 1
    number = count.tables
    sides = _sides(rows, number)
    table: dict[int, dict[int, Cell]] = {}
    nested: list[Grid] = []
    for index, row in enumerate(rows, 1):
        count.rows += 1
        cells = table[index] = {}
        previous: tuple[int, int] | None = None
        left = row.left
        for definition, content in zip(row.cells, row.contents, strict=True):
            first, last = _at(sides, left), max(_at(sides, definition.right), _at(sides, left) + 1)
            column, span = first + 1, last - first
            left = definition.right
            anchor = _anchor(definition, table, (index, column), previous)
            previous = anchor or (index, column)
            if anchor is None:
                cells[column] = _cell(content, (number, index, column), span, count)
            elif content.text.strip():
                place = table_place(number, index, column)
                count.findings.append(finding("text-covered", place, seen=content.text[:200]))
            for covered in range(column + (anchor is None), column + span):
                at = anchor or (index, column)
                cells[covered] = Cell(index, covered, "", table_place(number, index, covered), anchor=at)
            _stretch(table, previous, index, column + span - 1)
            for inner in content.tables:
                nested += grids(inner, count, table_place(number, index, column), depth + 1)
        count.cells += len(cells)
        if count.cells > count.limits.cells or count.rows > count.limits.rows:
            raise Refusal("file-too-large", what="单元格数", actual=count.cells, limit=count.limits.cells)
    heads = next((i for i, row in enumerate(rows) if not row.is_head), len(rows))
    of_rows = tuple(tuple(cells[c] for c in sorted(cells)) for _, cells in sorted(table.items()))
    return [Grid(of_rows, Place(table=number), header_rows=heads, nested_in=nested_in), *nested]


def _sides(rows: Sequence[Row], number: int) -> list[int]:
    """Where cells of any row begin or end, from left to right."""
    found: list[int] = []
    for side in sorted({side for row in rows for side in (row.left, *(cell.right for cell in row.cells))}):
        if not found or side - found[-1] > _NEAR:
            found.append(side)
    if len(found) > _WIDEST:
        raise Refusal("table-malformed", Place(table=number), what=f"{len(found)} 列")
    return found


def _at(sides: Sequence[int], side: int) -> int:
    return min(range(len(sides)), key=lambda i: abs(sides[i] - side))


def _anchor(
    definition: Definition, table: dict[int, dict[int, Cell]], at: tuple[int, int], previous: tuple[int, int] | None
) -> tuple[int, int] | None:
    """The cell that a merged one belongs to; None for a cell of its own."""
    row, column = at
    if definition.along == "rest" and previous is not None:
        return previous
    above = table.get(row - 1, {}).get(column)
    if definition.down == "rest" and above is not None:
        return above.anchor or (above.row, above.column)
    return None


def _cell(content: Content, at: tuple[int, int, int], span: int, count: TableCount) -> Cell:
    place = table_place(*at)
    text = content.text
    if len(text) > count.limits.cell_chars:
        raise Refusal("file-too-large", what="单元格字数", actual=len(text), limit=count.limits.cell_chars)
    return Cell(at[1], at[2], text, place, column_span=span, struck=content.struck.strip())


def _stretch(table: dict[int, dict[int, Cell]], anchor: tuple[int, int], row: int, last: int) -> None:
    """Widen the cell that a merge belongs to as far as it has reached."""
    top, left = anchor
    cell = table[top][left]
    down, across = max(cell.row_span, row - top + 1), max(cell.column_span, last - left + 1)
    if (down, across) != (cell.row_span, cell.column_span):
        table[top][left] = replace(cell, row_span=down, column_span=across)
