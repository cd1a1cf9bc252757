"""What follows from a list's rows once they are read (areas, measures, who answers, obligations), as its reader writes it.

Homes for tests are written by hand; what the reader derives from a list is derived by the reader's own code.
"""

from __future__ import annotations

from typing import Any

from ingest.documents.grid import Container
from ingest.rows import from_row
from ingest.seeds import Seeds
from ingest.task_lists.model import Asked, ListHead, Target, Task, TaskList
from ingest.task_lists.raw_rows import raw_rows

_DERIVED = {
    "task_lists": ("area_code", "city"),
    "tasks": ("answering_units",),
    "targets": ("area_name", "area_code", "area_relation", "members", "has_other_members", "answering_units", "measure_asked"),
}


def settled(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The same tables, every accepted list with its derived columns and its obligations."""
    for head in tables["task_lists"]:
        own = {name: [row for row in tables[name] if row["receipt_seq"] == head["receipt_seq"]] for name in _DERIVED}
        read = TaskList(
            from_row(ListHead, head),
            tuple(from_row(Task, row) for row in own["tasks"]),
            tuple(from_row(Target, row, measure_asked=Asked.VALUE) for row in own["targets"]),
        )
        made = raw_rows(read, Container.TEXT, Seeds().at(head["received_as_of"]))
        for name, columns in _DERIVED.items():
            for row, derived in zip(own[name], made[name], strict=True):
                row.update({column: derived[column] for column in columns})
        source = {name: head[name] for name in ("receipt_seq", "file_sha256", "received_as_of")}
        tables.setdefault("obligations", []).extend({**source, **row} for row in made["obligations"])
    return tables
