"""Rows of tables as the control words of RTF tell them, at every depth of tables inside tables."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.documents.limits import Limits, Refusal
from ingest.documents.rtf.tables import Content, Definition, Row
from ingest.findings import Place

_MERGES = {"clvmgf": ("down", "first"), "clvmrg": ("down", "rest"), "clmgf": ("along", "first"), "clmrg": ("along", "rest")}


@dataclass(slots=True)
class _RowLevel:
    """One depth: the lines of the cell that is open, the tables in it, the cells of the row before it, the rows before that."""

    lines: list[str] = field(default_factory=list)
    struck: str = ""
    tables: list[tuple[Row, ...]] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class _Defined:
    """The row that control words define."""

    left: int = 0
    cells: list[Definition] = field(default_factory=list)
    next: Definition = field(default_factory=lambda: Definition(0))
    is_head: bool = False


class RowCollector:
    """Takes lines and control words; gives the rows of the outermost table when text follows it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._levels: dict[int, _RowLevel] = {}
        self._defined = {False: _Defined(), True: _Defined()}  # of the outermost table, and of those inside its cells
        self.is_inside = False  # the paragraph that is open stands in a cell
        self.depth = 1

    def leave(self) -> None:
        """`\\pard`: the paragraph is in no table, until it says so."""
        self.is_inside, self.depth = False, 1

    def enter(self, depth: int) -> None:
        self.is_inside, self.depth = depth > 0, max(depth, 1)

    def add_line(self, text: str, struck: str) -> None:
        level = self._level(self.depth)
        level.lines.append(text)
        level.struck += struck

    def take(self, word: str, number: int, *, is_nested: bool) -> None:
        """A control word of the row that is defined; others say nothing here."""
        row = self._defined[is_nested]
        if word == "trowd":
            self._defined[is_nested] = _Defined()
        elif word == "trleft":
            row.left = number
        elif word == "trhdr":
            row.is_head = True
        elif word == "cellx":
            row.cells.append(replace(row.next, right=number))
            row.next = Definition(0)
        elif word in _MERGES:
            direction, part = _MERGES[word]
            row.next = replace(row.next, down=part) if direction == "down" else replace(row.next, along=part)

    def end_cell(self, depth: int) -> None:
        level, inner = self._level(depth), self._levels.get(depth + 1)
        if inner is not None and inner.rows:
            level.tables.append(tuple(inner.rows))
            inner.rows = []
        level.contents.append(Content("\n".join(level.lines).strip("\n"), level.struck, tuple(level.tables)))
        level.lines, level.struck, level.tables = [], "", []

    def end_row(self, depth: int, *, is_nested: bool) -> None:
        """Refuses a row whose cells are not as many as it defines, or do not follow each other."""
        level, row = self._level(depth), self._defined[is_nested]
        cells = row.cells
        contents, level.contents = level.contents, []
        if len(contents) != len(cells) or any(one.right >= other.right for one, other in pairwise(cells)):
            number = len(level.rows) + 1
            what = f"第 {number} 行有 {len(contents)} 格，写明的是 {len(cells)} 格"
            raise Refusal("table-malformed", Place(row=number), what=what)
        level.rows.append(Row(row.left, tuple(cells), tuple(contents), row.is_head))

    def finished(self) -> list[Row]:
        """The rows of the outermost table that has come; they are forgotten."""
        outer = self._level(1)
        rows, outer.rows = outer.rows, []
        return rows

    @property
    def is_open(self) -> bool:
        """Whether a row has begun and not ended."""
        return any(level.contents or "".join(level.lines).strip() for level in self._levels.values())

    def _level(self, depth: int) -> _RowLevel:
        if depth > self._limits.depth:
            raise Refusal("file-too-large", what="表格嵌套层数", actual=depth, limit=self._limits.depth)
        return self._levels.setdefault(depth, _RowLevel())
