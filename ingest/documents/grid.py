"""What every container is turned into: a document of paragraphs and grids of cells, each cell with its address.

Only shapes belong here; the readers of single containers are the modules beside this one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from ingest.documents.colours import Colour
from ingest.documents.containers import Container
from ingest.findings import Finding, Place

CellValue = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid.

    `text` is what a person sees, paragraphs and line breaks inside the cell as "\\n", never None, without what is struck out
    and with raised digits as such (11¹). `value` is the typed value of a workbook cell (None where blank or struck out, or
    where the container has only text). `anchor` is the (row, column) of the top left cell when this position is covered by
    a merge; then `text` and `value` are empty. `row` and `column` are 1-based positions in the grid, merges unfolded, so a
    column keeps its number on every row.
    """

    row: int
    column: int
    text: str
    place: Place
    value: CellValue = None
    number_format: str = ""
    row_span: int = 1
    column_span: int = 1
    anchor: tuple[int, int] | None = None
    hidden: bool = False
    formula: str = ""  # without the leading =; "" if the cell holds none
    uncached: bool = False  # a formula whose result the file does not hold
    error: str = ""  # "#DIV/0!" …
    font: Colour = Colour.NONE  # of its letters, or of the first of them that have one
    fill: Colour = Colour.NONE
    struck: str = ""  # what is struck out, and so withdrawn: neither in `text` nor in `value`


@dataclass(frozen=True, slots=True)
class Note:
    """A comment that somebody has put on a cell, which may hold nothing itself. `author` is "" where the file does not say."""

    row: int
    column: int
    place: Place
    text: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph outside tables. `number` is the resolved automatic number ("（一）", "1.") or ""; `text` follows it."""

    text: str
    place: Place
    number: str = ""
    heading_level: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """One table or worksheet. `rows` hold cells in column order; absent positions are simply not there.

    `ragged` says that columns were not given by the container (text export): a cell's column is only its order in the row.
    `nested_in` is the place of the cell that holds this table, for a table inside a table.
    """

    rows: tuple[tuple[Cell, ...], ...]
    place: Place
    ragged: bool = False
    hidden: bool = False
    date_1904: bool = False
    header_rows: int = 0  # rows the container itself marks as header (w:tblHeader, <th>)
    nested_in: Place | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What went in and what became of it: tables, rows and paragraphs found = read + skipped, each skip with its reason."""

    tables: int = 0
    rows: int = 0
    paragraphs: int = 0
    skipped: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A read file. If `findings` holds one with effect `file`, `blocks` is empty: nothing half-read ever looks whole."""

    container: Container
    blocks: tuple[Paragraph | Grid, ...] = ()
    findings: tuple[Finding, ...] = ()
    reconciliation: Reconciliation = field(default_factory=Reconciliation)

    @property
    def grids(self) -> tuple[Grid, ...]:
        return tuple(b for b in self.blocks if isinstance(b, Grid))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(b for b in self.blocks if isinstance(b, Paragraph))
