"""What reading task tables gives, table after table, and a row on its way there. No reading happens here."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.documents.grid import Cell
from ingest.findings import Finding
from ingest.task_lists.columns import ListColumn
from ingest.task_lists.drafts import TaskDraft


@dataclass(slots=True)
class LogicalRow:
    """The cells of one logical row by role; several cells of one role stand in column order with their column's label."""

    index: int
    cells: dict[ListColumn, list[tuple[Cell, str]]] = field(default_factory=dict)

    def text(self, role: ListColumn) -> str:
        return "\n".join(cell.text for cell, _ in self.cells.get(role, ()) if cell.text.strip())


@dataclass(slots=True)
class TableReading:
    """Drafts of all task tables, the first label of each role, and findings."""

    drafts: list[TaskDraft] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    tables: int = 0
    labels: dict[ListColumn, str] = field(default_factory=dict)
    first_leads: bool = False  # a note or a label says that the first listed unit leads
    years: list[str] = field(default_factory=list)  # what the heads of columns of figures say, bases aside
    lines: list[str] = field(default_factory=list)  # of the document, found at the end of a text export's last cell
