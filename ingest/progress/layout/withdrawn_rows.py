"""Rows that are struck out as a whole, and what is struck out of others. Nothing is judged here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum

from ingest.documents.grid import Cell
from ingest.progress.fields import FIGURES, PRINTED_KEYS, Field
from ingest.progress.layout.form_sheet import has_content
from ingest.progress.layout.header import FormHeader

_NAMES = (*(name for name in PRINTED_KEYS if name is not Field.KEY), Field.METRIC)
_OURS = frozenset((Field.KEY, Field.MARK, Field.LAST))  # hidden or pre-filled: a clerk does not strike them out on purpose


class Withdrawn(Enum):
    """How much of a row is struck out."""

    NOT = "not"  # single cells at most
    HALF = "half"  # its task, but not its figures
    WHOLE = "whole"  # its task, and no figure is left; what its remarks say does not matter


def how_withdrawn(cells: Mapping[int, Cell], header: FormHeader) -> Withdrawn:
    names = _filled(cells, header, _NAMES)
    if not any(name.struck for name in names) or any(map(has_content, names)):
        return Withdrawn.NOT
    return Withdrawn.HALF if any(map(has_content, _filled(cells, header, FIGURES))) else Withdrawn.WHOLE


def _filled(cells: Mapping[int, Cell], header: FormHeader, names: tuple[Field, ...]) -> list[Cell]:
    columns = (header.columns[name] for name in names if name in header.columns)
    found = (cells.get(column) for column in columns)
    return [cell for cell in found if cell is not None and cell.anchor is None and (cell.struck or has_content(cell))]


def restored(cells: Mapping[int, Cell]) -> dict[int, Cell]:
    """The cells of a row as they were before anything of it was struck out, where nothing is left of them."""
    return {
        column: replace(cell, text=cell.struck, value=cell.struck) if cell.struck and not has_content(cell) else cell
        for column, cell in cells.items()
    }


def struck_cells(cells: Mapping[int, Cell], header: FormHeader) -> dict[Field, Cell]:
    """The cells of a row of which something is struck out, by field, but for those that are ours."""
    named = ((name, cells.get(column)) for name, column in header.columns.items() if name not in _OURS)
    return {name: cell for name, cell in named if cell is not None and cell.struck}
