"""Rows of one task that are parts of the row above: 新建高标准农田 | 2万亩, 其中：高效节水灌溉 | 0.8万亩."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ingest.task_lists import target_findings
from ingest.task_lists.drafts import FigureDraft
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.text import squeeze


@dataclass(slots=True)
class _Whole:
    index: int
    figure: FigureDraft
    parts: list[Decimal] = field(default_factory=list)


class PartRows:
    """Places the figures of a task's rows, in their order; one of a table."""

    def __init__(self) -> None:
        self._wholes: dict[int, _Whole] = {}  # by the column of its figure

    def placed(self, figures: Sequence[FigureDraft], name: str, first: int, columns: Sequence[int]) -> list[FigureDraft]:
        """The figures of a row with their wholes. `first` is the index of the first in its task; `columns` are theirs."""
        if first == 0:
            self._wholes = {}
        part = bool(list_lexicon().figures.part.match(squeeze(name)))
        if len(columns) != len(figures):  # two indicators in one cell
            return [replace(one, doubt=one.doubt or target_findings.PART_OF_ANOTHER_ROW) if part else one for one in figures]
        return [self._one(figure, first + at, columns[at], part=part) for at, figure in enumerate(figures)]

    def _one(self, figure: FigureDraft, index: int, column: int, *, part: bool) -> FigureDraft:
        whole = self._wholes.get(column)
        same = whole is not None and whole.figure.unit == figure.unit and whole.figure.value is not None
        if whole is None or not same or figure.value is None or whole.figure.value is None:
            if part:
                return replace(figure, doubt=figure.doubt or target_findings.PART_OF_ANOTHER_ROW)
            self._wholes[column] = _Whole(index, figure)
            return figure
        rest = whole.figure.value - sum(whole.parts)
        if part or (whole.parts and figure.value == rest):
            whole.parts.append(figure.value)
            return replace(figure, parent=figure.parent if figure.parent is not None else whole.index)
        if whole.parts and figure.value < rest:
            return replace(figure, doubt=figure.doubt or target_findings.MAYBE_A_PART)
        self._wholes[column] = _Whole(index, figure)
        return figure
