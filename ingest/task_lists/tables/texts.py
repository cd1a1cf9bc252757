"""The texts of a table by column, gathered in one pass: a table may be hundreds of columns wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.documents.grid import Cell


def column_texts(rows: Iterable[Sequence[Cell]]) -> dict[int, list[str]]:
    """The texts that stand in each column, top down; blanks and what a merge covers are left out."""
    found: dict[int, list[str]] = {}
    for row in rows:
        for cell in row:
            if cell.anchor is None and cell.text.strip():
                found.setdefault(cell.column, []).append(cell.text)
    return found
