"""Web pages of tables for tests: a title, lines before and after, one table of rows.

A cell is a text, or (text, columns it covers, rows it covers); None stands for no cell at all: another one reaches into it.
"""

from __future__ import annotations

from ingest.findings import Severity
from ingest.task_lists.model import Target, TaskList
from tests.unit.task_lists.golden_rows import read_made

Cell = str | tuple[str, int, int] | None
Row = tuple[Cell, ...]


def page(title: str, *rows: Row, before: tuple[str, ...] = (), after: tuple[str, ...] = ()) -> TaskList:
    """Read a page of one table under its title."""
    return read_page(title, *before, table(*rows), *after)


def table(*rows: Row) -> str:
    """A table of a page."""
    lines = ("".join(_cell(cell) for cell in row if cell is not None) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def read_page(*blocks: str) -> TaskList:
    """Read a page of lines and tables in their order."""
    body = "".join(block if block.startswith("<table>") else f"<p>{block}</p>" for block in blocks)
    return read_made(f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode(), "表.html")


def _cell(cell: str | tuple[str, int, int]) -> str:
    text, across, down = cell if isinstance(cell, tuple) else (cell, 1, 1)
    return f'<td colspan="{across}" rowspan="{down}">{text}</td>'


def figures(task_list: TaskList) -> list[tuple[str, str, str, str]]:
    """area, metric, comparator and value with its unit of every target with a value."""
    return [
        (t.area, t.metric, t.comparator.value if t.comparator else "", f"{t.value}{t.unit}")
        for t in task_list.targets
        if t.value is not None
    ]


def by_place(task_list: TaskList) -> dict[str, Target]:
    """Targets by the cell they stand in (B3)."""
    return {f"{t.place.column}{t.place.row}": t for t in task_list.targets}


def warned(task_list: TaskList, code: str) -> list[str]:
    """The messages of a code that are warnings."""
    return [f.message for f in task_list.findings if f.code == code and f.severity is Severity.WARNING]
