"""Tables that go on over pages: the pieces of one table → one Grid, a repeated head once, a row that a page cut whole again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.documents.catalogue import finding
from ingest.documents.grid import Cell, Grid
from ingest.documents.limits import Limits, Refusal
from ingest.documents.pdf.lines import begins_item, glued, is_prose
from ingest.documents.pdf.tables import Piece, PieceCell
from ingest.documents.places import column_letter
from ingest.findings import Finding, Place

_NEAR = 4.0  # points by which a column may stand elsewhere on the next page
_MOST_HEAD_ROWS = 5
_ENDED = frozenset("。；;！？")
_NUMBER = re.compile(r"\s*[（(]?[\d一二三四五六七八九十]+(?:[.．]\d+)*[）).．、]?\s*")


def goes_on(before: Piece, after: Piece) -> bool:
    """Whether a piece at the top of a page has the columns of the piece at the bottom of the page before."""
    if before.is_ruled != after.is_ruled or after.page != before.page + 1:
        return False
    one, other = _from_left(before.xs), _from_left(after.xs)
    if abs(one[-1] - other[-1]) > _NEAR:
        return False
    few, many = sorted((one, other), key=len)
    return all(any(abs(x - y) <= _NEAR for y in many) for x in few)


def _from_left(xs: Sequence[float]) -> list[float]:
    return [x - xs[0] for x in xs]


@dataclass(slots=True)
class _Open:
    """A cell of the table that is being put together, in its rows and columns, 0-based."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    page: int
    struck: str
    last: PieceCell


@dataclass(slots=True)
class TableJoiner:
    """Puts the pieces of table number `table` together. `repeated` counts the rows of heads that pages repeat."""

    table: int
    limits: Limits
    findings: list[Finding] = field(default_factory=list)
    repeated: int = 0
    _cells: list[_Open] = field(default_factory=list)
    _pages: list[int] = field(default_factory=list)  # of the rows
    _head: int = 0

    def build(self, pieces: Sequence[Piece]) -> Grid:
        """The grid of pieces that go on with each other."""
        xs = max((_from_left(piece.xs) for piece in pieces), key=len)
        for number, piece in enumerate(pieces):
            skip = self._repeated_rows(pieces[0], piece) if number else 0
            self._add(piece, skip, [_column(x, xs) for x in _from_left(piece.xs)])
        if not all(piece.is_sound for piece in pieces):
            self.findings.append(finding("table-lines-missing", self._place(0, 0)))
        if not pieces[0].is_ruled:
            self.findings.append(finding("table-without-lines", self._place(0, 0)))
        return self._grid()

    def _repeated_rows(self, first: Piece, piece: Piece) -> int:
        """How many rows at the top of a piece are the table's head again."""
        found = 0
        for count in range(1, min(_MOST_HEAD_ROWS, first.rows - 1, piece.rows) + 1):
            if first.row_texts(count - 1) != piece.row_texts(count - 1):
                break
            ends = all(c.row + c.row_span <= count for c in first.cells if c.row < count)
            if ends and any(c.text.strip() for c in first.cells if c.row < count):
                found = count
        self._head = max(self._head, found)
        self.repeated += found
        return found

    def _add(self, piece: Piece, skip: int, columns: Sequence[int]) -> None:
        base = len(self._pages)
        cells = [c for c in piece.cells if c.row >= skip]
        first = [c for c in cells if c.row == skip]
        ending = {c.column: c for c in self._cells if c.row + c.row_span == base} if base else {}
        cut = bool(base) and self._is_cut(piece, first, ending, columns)
        joined: set[int] = set()
        if cut:
            base -= 1
        elif base:
            joined = self._merged(first, ending, columns)
        for cell in cells:
            column, last = columns[cell.column], columns[cell.column + cell.column_span]
            if cut and cell.row == skip and column in ending:
                above = ending[column]
                above.text = _rest(above, cell)
                above.struck += cell.struck
                above.row_span = max(above.row_span, base + cell.row_span - above.row)
                above.last = cell if cell.lines else above.last
            elif id(cell) in joined:
                above = ending[column]
                above.row_span = base + cell.row - skip + cell.row_span - above.row
            else:
                self._cells.append(
                    _Open(
                        base + cell.row - skip, column, cell.row_span, last - column, cell.text, piece.page, cell.struck, cell
                    )
                )
        self._pages += [piece.page] * (piece.rows - skip - cut)
        if len(self._pages) > self.limits.rows:
            raise Refusal("file-too-large", what="行数", actual=len(self._pages), limit=self.limits.rows)

    def _is_cut(self, piece: Piece, first: Sequence[PieceCell], ending: dict[int, _Open], columns: Sequence[int]) -> bool:
        """Whether a page parts its first row from the last row of the page before.

        So it is where every cell goes on with text that had no end; or a sentence does, nothing new stands in the first
        column, and no cell is a number of its own. Where that is not plain the row stands alone and somebody is asked to look.
        """
        filled = [c for c in first if c.lines]
        above = [ending.get(columns[c.column]) for c in filled]
        if not filled:
            return False
        goes_on = [open_cell is not None and _runs_on(open_cell, c) for open_cell, c in zip(above, filled, strict=True)]
        if all(goes_on):
            return True
        if filled[0].column == 0 and (not goes_on[0] or _NUMBER.fullmatch(filled[0].text)):
            return False
        has_sentence = any(
            goes and open_cell is not None and is_prose(open_cell.text) for goes, open_cell in zip(goes_on, above, strict=True)
        )
        is_new = any(
            not goes and (open_cell is None or not open_cell.text or _NUMBER.fullmatch(c.text))
            for goes, open_cell, c in zip(goes_on, above, filled, strict=True)
        )
        if has_sentence and not is_new:
            return True
        if not is_new and len(filled) * 2 <= sum(1 for open_cell in ending.values() if open_cell.text):
            column = column_letter(columns[filled[0].column] + 1)
            place = Place(table=self.table, row=len(self._pages) + 1, column=column, page=piece.page)
            self.findings.append(finding("table-row-cut", place, seen=filled[0].text[:60]))
        return False

    def _merged(self, first: Sequence[PieceCell], ending: dict[int, _Open], columns: Sequence[int]) -> set[int]:
        """Blank cells at the top of a page that are the rest of a merged cell above."""
        return {
            id(c)
            for c in first
            if not c.lines
            and columns[c.column] in ending
            and ending[columns[c.column]].text
            and (c.row_span > 1 or ending[columns[c.column]].row_span > 1)
            and ending[columns[c.column]].column_span == columns[c.column + c.column_span] - columns[c.column]
        }

    def _place(self, row: int, column: int) -> Place:
        page = self._pages[row] if row < len(self._pages) else (self._pages[-1] if self._pages else 0)
        return Place(table=self.table, row=row + 1, column=column_letter(column + 1), page=page)

    def _grid(self) -> Grid:
        rows: dict[int, dict[int, Cell]] = {row: {} for row in range(len(self._pages))}
        total = 0
        for cell in self._cells:
            anchor = (cell.row + 1, cell.column + 1)
            if cell.struck:
                place = self._place(cell.row, cell.column)
                self.findings.append(finding("text-crossed", place, seen=cell.text[:200], struck=cell.struck[:60]))
            total += cell.row_span * cell.column_span
            if len(cell.text) > self.limits.cell_chars:
                raise Refusal("file-too-large", what="单元格字数", actual=len(cell.text), limit=self.limits.cell_chars)
            for row in range(cell.row, min(cell.row + cell.row_span, len(self._pages))):
                for column in range(cell.column, cell.column + cell.column_span):
                    is_first = (row + 1, column + 1) == anchor
                    rows[row].setdefault(
                        column,
                        Cell(
                            row + 1,
                            column + 1,
                            cell.text if is_first else "",
                            self._place(row, column),
                            row_span=cell.row_span if is_first else 1,
                            column_span=cell.column_span if is_first else 1,
                            anchor=None if is_first else anchor,
                        ),
                    )
        if total > self.limits.cells:
            raise Refusal("file-too-large", what="单元格数", actual=total, limit=self.limits.cells)
        of_rows = tuple(tuple(cells[c] for c in sorted(cells)) for _, cells in sorted(rows.items()) if cells)
        return Grid(of_rows, Place(table=self.table, page=self._pages[0]), header_rows=self._head)


def _column(x: float, xs: Sequence[float]) -> int:
    """The number of the side of the table's columns that a piece's side is."""
    return min(range(len(xs)), key=lambda i: abs(xs[i] - x))


def _runs_on(above: _Open, cell: PieceCell) -> bool:
    """Whether the text above ends in the middle of a sentence whose line was full."""
    if not above.last.lines or not above.text:
        return False
    line, after = above.last.lines[-1], cell.lines[0]
    return (
        above.text[-1] not in _ENDED
        and line.is_full(above.last.start, above.last.limit, after)
        and not begins_item(after.text, line.text)
    )


def _rest(above: _Open, cell: PieceCell) -> str:
    if not cell.lines:
        return above.text
    return glued(above.text, cell.text) if _runs_on(above, cell) else "\n".join(t for t in (above.text, cell.text) if t)
