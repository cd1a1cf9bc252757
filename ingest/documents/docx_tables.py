"""Tables of Word documents → Grids: spans and merges unfolded on the table's own grid, rows that start late kept in place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.documents.catalogue import finding
from ingest.documents.colours import named
from ingest.documents.docx_story import Story
from ingest.documents.docx_text import REVISED_AWAY, REVISED_IN
from ingest.documents.docx_xml import attribute, child, is_on, number, parts_of, short
from ingest.documents.grid import Cell, Grid
from ingest.documents.limits import Refusal
from ingest.documents.notes import NoteTaker
from ingest.documents.places import MAX_COLUMN, table_place
from ingest.findings import Place

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROWS = frozenset({"w:tr"})
_CELLS = frozenset({"w:tc"})
_WIDEST = 1_000  # grid columns; Word itself stops at 63 cells


class TableBuilder:
    """One table as its rows come in. `nested` are the finished tables inside its cells, in document order."""

    def __init__(self, story: Story, nested_in: Place | None = None, depth: int = 1) -> None:
        if depth > story.limits.depth:
            raise Refusal("file-too-large", what="表格嵌套层数", actual=depth, limit=story.limits.depth)
        self._story = story
        self._depth = depth
        self._nested_in = nested_in
        self.number = story.next_table()
        self.nested: list[Grid] = []
        self._rows: list[dict[int, Cell]] = []
        self._open: dict[int, tuple[int, int]] = {}  # start column → anchor of the vertical merge that reached the last row
        self._heads = 0
        self._heading = True
        self._notes = NoteTaker()

    def add_table(self, table: _Element) -> None:
        for row in parts_of(table, _ROWS):
            self.add_row(row)

    def add_row(self, element: _Element) -> None:
        """One `w:tr`; a row that a tracked change deletes is counted as skipped."""
        story = self._story
        story.rows += 1
        properties = child(element, "w:trPr")
        if self._revised(properties):
            story.skipped["修订中已删除的行"] += 1
            return
        row = len(self._rows) + 1
        if self._heading and is_on(child(properties, "w:tblHeader")):
            self._heads += 1
        else:
            self._heading = False
        cells: dict[int, Cell] = {}
        still_open: dict[int, tuple[int, int]] = {}
        column = 1 + number(child(properties, "w:gridBefore"), 0)
        previous: tuple[int, int] | None = None
        for item in parts_of(element, _CELLS):
            settings = child(item, "w:tcPr")
            if self._revised_cell(settings):
                continue
            span = number(child(settings, "w:gridSpan"), 1)
            if not 1 <= span <= _WIDEST or not 1 <= column <= MAX_COLUMN - span:
                raise Refusal("table-malformed", Place(table=self.number, row=row), what=f"第 {row} 行的列数")
            previous = self._add_cell(item, settings, (row, column, span), cells, still_open, previous)
            column += span
        self._rows.append(cells)
        self._open = still_open
        story.count(len(cells))

    def _add_cell(  # noqa: PLR0917
        self,
        item: _Element,
        settings: _Element | None,
        at: tuple[int, int, int],
        cells: dict[int, Cell],
        still_open: dict[int, tuple[int, int]],
        previous: tuple[int, int] | None,
    ) -> tuple[int, int]:
        """Put one `w:tc` on its grid columns; gives the anchor it belongs to."""
        row, column, span = at
        vertical = _merge(settings, "w:vMerge")
        anchor = self._open.get(column) if vertical == "continue" else None
        if _merge(settings, "w:hMerge") == "continue" and previous is not None:
            anchor = previous
        if anchor is None:
            anchor = (row, column)
            cells[column] = self._anchor(item, row, column, span)
        else:
            cells[column] = self._covered(row, column, anchor)
            self._tell_covered_text(item, row, column)
        for covered in range(column + 1, column + span):
            cells[covered] = self._covered(row, covered, anchor)
        self._stretch(anchor, row, column + span - 1, cells)
        if vertical:
            still_open[column] = anchor
        return anchor

    def _anchor(self, item: _Element, row: int, column: int, span: int) -> Cell:
        story = self._story
        place = table_place(self.number, row, column)
        content = story.cell(item, place)
        for table in content.tables:
            inner = TableBuilder(story, place, self._depth + 1)
            inner.add_table(table)
            self.nested += inner.finish()
        for comment in filter(None, map(story.comments.get, content.comments)):
            self._notes.take(row, column, place, comment.text, comment.author)
        fill = content.fill or named(attribute(child(item, "w:tcPr", "w:shd"), "fill"))
        return Cell(row, column, content.text, place, column_span=span, font=content.font, fill=fill, struck=content.struck)

    def _tell_covered_text(self, item: _Element, row: int, column: int) -> None:
        """Word does not show what stands in the lower cells of a vertical merge; say so when something does."""
        text = "".join(t.text or "" for t in item.iter() if short(t) == "w:t").strip()
        if text:
            self._story.findings.append(finding("text-covered", table_place(self.number, row, column), seen=text[:200]))

    def _covered(self, row: int, column: int, anchor: tuple[int, int]) -> Cell:
        return Cell(row, column, "", table_place(self.number, row, column), anchor=anchor)

    def _stretch(self, anchor: tuple[int, int], row: int, last: int, cells: dict[int, Cell]) -> None:
        """Let the anchor's spans reach this row and column."""
        home = cells if anchor[0] == row else self._rows[anchor[0] - 1]
        cell = home[anchor[1]]
        rows, columns = max(cell.row_span, row - anchor[0] + 1), max(cell.column_span, last - anchor[1] + 1)
        if (rows, columns) != (cell.row_span, cell.column_span):
            home[anchor[1]] = replace(cell, row_span=rows, column_span=columns)

    def _revised(self, properties: _Element | None) -> bool:
        """Whether a tracked change deletes the row; counts changes of the row as such."""
        deleted = False
        for item in () if properties is None else properties:
            if short(item) in REVISED_AWAY | REVISED_IN:
                self._story.notes.revision(item)
                deleted = deleted or short(item) in REVISED_AWAY
        return deleted

    def _revised_cell(self, settings: _Element | None) -> bool:
        deleted = False
        for item in () if settings is None else settings:
            if short(item) in {"w:cellIns", "w:cellDel", "w:cellMerge"}:
                self._story.notes.revision(item)
                deleted = deleted or short(item) == "w:cellDel"
        return deleted

    def finish(self) -> list[Grid]:
        """The table and, after it, the tables inside it; nothing when no row is left."""
        rows = tuple(tuple(cells[c] for c in sorted(cells)) for cells in self._rows)
        if not rows:
            self._story.skipped["没有行的表格"] += 1
            return self.nested
        place = Place(table=self.number)
        self._story.findings += self._notes.told(place)
        notes = tuple(self._notes.notes)
        return [Grid(rows, place, header_rows=self._heads, nested_in=self._nested_in, notes=notes), *self.nested]


def _merge(settings: _Element | None, name: str) -> str:
    """ "restart", "continue" or "" for no merge; a merge without a value goes on."""
    element = child(settings, name)
    return "" if element is None else attribute(element, "val", "continue")
