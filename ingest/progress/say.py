"""Something to be said of a row, before it has a place: a code of the catalogue, the field it is about, and its words.

Readers of cells, matchers and rules all give this value; `TableRow.finding`, which knows the cell of every field, makes it a
finding, and nothing else does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ingest.findings import Effect, Place, Severity
from ingest.progress.catalogue import CATALOGUE
from ingest.progress.fields import Field


@dataclass(frozen=True, slots=True)
class Say:
    """`about` is None for what is about the whole row; `place` is given where it is not the field's own cell of the row.

    `is_echo`: it holds this row too and is told of another, which names this one.
    """

    code: str
    about: Field | None
    words: Mapping[str, Any]
    place: Place | None = None
    is_echo: bool = False

    def of(self, about: Field) -> Say:
        """The same, of a field: a cell's reader does not know whose cell it read."""
        return replace(self, about=about)

    @property
    def is_remark(self) -> bool:
        return CATALOGUE[self.code].severity is Severity.INFO

    @property
    def holds_row(self) -> bool:
        return CATALOGUE[self.code].effect is Effect.ROW


def say(code: str, about: Field | None = None, place: Place | None = None, **words: object) -> Say:
    """`label` among the words stands for the label of the field."""
    return Say(code, about, words, place)
