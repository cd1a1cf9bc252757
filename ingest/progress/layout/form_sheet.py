"""A worksheet's cells by position as a person sees them, whichever of them have content, and what a merge covers."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from ingest.documents.grid import Cell, Grid, Note
from ingest.progress.cells.legends import Legend, legends
from ingest.progress.form import LEGENDS, NOTE_AUTHOR, NOTE_LEADS
from ingest.values.characters import visible


def has_content(cell: Cell) -> bool:
    text = cell.text
    if text and not text.isspace():
        return True
    return cell.value not in (None, "") or bool(cell.error) or cell.uncached


def as_seen(cell: Cell) -> Cell:
    """The cell without soft hyphens, marks of direction and whatever else stands in its text unseen."""
    value = visible(cell.value) if isinstance(cell.value, str) else cell.value
    text = visible(cell.text)
    return cell if (text, value) == (cell.text, cell.value) else replace(cell, text=text, value=value)


def is_ours(text: str, author: str) -> bool:
    """Whether a comment is one that a return copy carried; programs may have dropped its author."""
    lead, fix = NOTE_LEADS
    return author.strip() == NOTE_AUTHOR or (text.removeprefix("1. ").startswith(lead) and fix in text)


class FormSheet:
    """A grid with its cells by position."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.name = grid.place.sheet
        self.rows: dict[int, dict[int, Cell]] = {}
        for row in grid.rows:
            if row:
                self.rows[row[0].row] = {cell.column: as_seen(cell) for cell in row}

    def at(self, row: int, column: int) -> Cell | None:
        """The cell of a position, or the one whose merge covers it."""
        cell = self.rows.get(row, {}).get(column)
        if cell is not None and cell.anchor is not None:
            return self.rows.get(cell.anchor[0], {}).get(cell.anchor[1])
        return cell

    @cached_property
    def legends(self) -> tuple[Legend, ...]:
        """What its texts say of colours, but for our own form's."""
        texts = (cell.text for cells in self.rows.values() for cell in cells.values())
        return legends(text for text in texts if text.strip() not in LEGENDS)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """The comments on its cells, without those that we put there ourselves."""
        return tuple(note for note in self.grid.notes if not is_ours(note.text, note.author))

    def notes_of(self, row: int) -> tuple[Note, ...]:
        return self._notes_by_row.get(row, ())

    @cached_property
    def _notes_by_row(self) -> dict[int, tuple[Note, ...]]:
        found: dict[int, tuple[Note, ...]] = {}
        for note in self.notes:
            found[note.row] = (*found.get(note.row, ()), note)
        return found

    @cached_property
    def written(self) -> list[int]:
        """Numbers of the rows with content, or with what was content before it was struck out, in order."""
        struck = {n for n, cells in self.rows.items() if any(c.struck for c in cells.values())}
        return self.filled if struck <= set(self.filled) else sorted({*self.filled, *struck})

    @cached_property
    def filled(self) -> list[int]:
        """Numbers of the rows with content, in order."""
        return [n for n, cells in self.rows.items() if any(has_content(c) for c in cells.values() if c.anchor is None)]
