"""The figures of one row of an indicator table: each cell with the name of its row and the year, rate or area of its column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.documents.grid import Cell
from ingest.task_lists import target_findings
from ingest.task_lists.columns import ListColumn
from ingest.task_lists.drafts import FigureDraft
from ingest.task_lists.labels import names_a_period, role_of
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.tables.beside import Beside
from ingest.task_lists.tables.deadlines import Measured
from ingest.task_lists.tables.figure_doubts import unit_doubt
from ingest.task_lists.tables.measures import holds_amount
from ingest.task_lists.tables.part_rows import PartRows
from ingest.task_lists.tables.target_text import compose
from ingest.task_lists.tables.value_labels import (
    ValueLabel,
    base_year,
    has_sub_label,
    named_below,
    parents_of,
    read_value_label,
    unit_counted,
    unit_in,
    window_of,
)
from ingest.task_lists.tables.written import figures_in, goes_on, is_nothing, may_be_fraction, read_written, say, with_units
from ingest.task_lists.text import clean_text, one_line, squeeze
from ingest.vocabulary import Vocabulary

_NUMBERS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class RowSaid:
    """What a row says beside its figures: the names of what is measured, outer ones first, its unit, its area."""

    names: tuple[str, ...]
    measure: str = ""
    area: str = ""
    inner: Cell | None = None  # 任务内容: what its figures measure, below the name of the task
    alone: bool = False  # it holds one figure
    doubt: str = ""  # what is not plain about all its figures


def _each(cell: Cell, names: Sequence[str], vocabulary: Vocabulary) -> list[tuple[Cell, Sequence[str]]]:
    """A cell with its name; of two indicators in one row (甲/乙 | <4/<5.5) each with its own."""
    own, said = re.split("[/／]", names[-1] if names else ""), figures_in(cell.text, vocabulary)
    if len(own) == len(said) > 1:
        return [(replace(cell, text=one), (*names[:-1], name)) for name, one in zip(own, said, strict=True)]
    return [(cell, names)]


class FigureRows:
    """Turns the cells of rows into figures; `values` are the columns of the table by what their heads say, `named` the names
    of all its rows."""

    def __init__(
        self,
        values: Mapping[int, ValueLabel],
        around: Beside,
        vocabulary: Vocabulary,
        measure: str,
        named: Iterable[Sequence[str]] = (),
    ) -> None:
        self.values, self.around, self.vocabulary, self.measure = values, around, vocabulary, measure
        self.measured = {
            Measured(self._metric(names)[0], one_line(names[-2]) if len(names) > 1 else "") for names in named if names
        } | {Measured(label.noun, label.group) for label in values.values() if label.noun and label.area is None}
        self.since = base_year(values.values())
        self.parents = parents_of(values)
        self.parts = PartRows()
        self.whole = next((c for c, label in sorted(values.items()) if label.area == ""), None)
        self.years = {year for label in values.values() if not label.base and not label.growth for year in label.years}

    def read(self, cells: Sequence[tuple[Cell, str]], row: RowSaid, first: int) -> tuple[list[FigureDraft], str]:
        """The figures of a row and the text of them, a line each; `first` is the index of the first in its task."""
        figures: list[FigureDraft] = []
        lines: list[str] = []
        at: dict[int, int] = {}
        cells, row = self._with_content(cells, row)
        row = replace(row, alone=sum(not is_nothing(cell.text) for cell, _ in cells) == 1)
        if row.inner is not None:
            row = replace(row, names=(*row.names, row.inner.text))
            if all(is_nothing(cell.text) for cell, _ in cells):
                return self._told_alone(row, dashed=bool(cells))
        for cell, label in cells:
            if is_nothing(cell.text):
                continue
            held = self.values.get(cell.column)
            noun = "" if held is not None and held.area is not None else label
            said = compose([(cell.text, noun)], (held.unit if held and not noun else "") or row.measure, self.measure)
            at[cell.column] = first + len(figures)
            line = self._line(held, label, said, row.area)
            for part, names in _each(cell, row.names, self.vocabulary):
                figures.append(self._figure(part, line, label, replace(row, names=tuple(names))))
            lines.append(line)
        for column, index in at.items():
            whole = self.parents.get(column)
            area = self.values[column].area if column in self.values else None
            if area and self.whole is not None:
                whole = self.whole
            if whole in at:
                figures[index - first] = replace(figures[index - first], parent=at[whole])
        if row.inner is not None:
            lines = [f"{one_line(row.inner.text)}{line}" for line in lines]
            figures = self.parts.placed(figures, row.inner.text, first, self._columns(cells))
        return figures, "\n".join(lines)

    def _with_content(self, cells: Sequence[tuple[Cell, str]], row: RowSaid) -> tuple[Sequence[tuple[Cell, str]], RowSaid]:
        """A row whose 任务内容 is a text for itself. With no figure of its own it says what is measured; one that states the
        row's figure has it; else the row's figure is nobody's for sure."""
        words = list_lexicon().figures
        said = [(c, label) for c, label in cells if words.content.search(squeeze(label)) and c.column not in self.values]
        first = min((c for c, label in self.values.items() if not label.base), default=0)
        if row.inner is not None or len(said) != 1 or said[0][0].column > first or figures_in(said[0][0].text, self.vocabulary):
            return cells, row
        content = said[0][0]
        if not holds_amount(content.text):
            return [pair for pair in cells if pair[0] is not content], replace(row, inner=content)
        numbers = set(_NUMBERS.findall(squeeze(content.text).replace(",", "")))
        rest = [
            pair for pair in cells if pair[0].column not in self.values or squeeze(pair[0].text).replace(",", "") not in numbers
        ]
        return rest, replace(row, doubt=target_findings.NAME_HOLDS_FIGURE)

    @staticmethod
    def _columns(cells: Sequence[tuple[Cell, str]]) -> list[int]:
        return [cell.column for cell, _ in cells if not is_nothing(cell.text)]

    @staticmethod
    def _told_alone(row: RowSaid, *, dashed: bool) -> tuple[list[FigureDraft], str]:
        """任务内容 without a figure beside it: a target in words, for review; none where a dash stands for its figure."""
        if row.inner is None or (dashed and row.measure):
            return [], ""
        words = clean_text(row.inner.text)
        return [FigureDraft(words, words, row.inner.place, words, doubt=target_findings.NO_FIGURE_BESIDE)], words

    def _line(self, held: ValueLabel | None, label: str, said: str, area: str) -> str:
        """The line of a figure in the text of its task, with the area or year that tells it from the others."""
        words = list_lexicon().figures
        if held is not None and (held.area is not None or (held.years and len(self.years) > 1)):
            said = words.line.format(area=one_line(label.rsplit("\n", maxsplit=1)[-1]), said=said)
        return words.line.format(area=area, said=said) if area else said

    def _figure(self, cell: Cell, said: str, label: str, row: RowSaid) -> FigureDraft:
        held = self.values.get(cell.column) or read_value_label(label.split("\n"), self.vocabulary)
        words = clean_text(cell.text)
        written = read_written(words, self.vocabulary)
        names = row.names
        metric, doubt = self._metric(names, inner=row.inner is not None)
        doubt = row.doubt if cell.column in self.values and row.doubt else doubt
        if cell.column in self.values and held.noun and not held.growth and held.area is None:
            # the head names a metric of its own (年度计划投资), or says something that nobody knows
            known = not held.years or role_of(label.rsplit("\n", maxsplit=1)[-1]) is ListColumn.FIGURE
            metric, doubt = (held.noun, doubt) if known else (metric, target_findings.HEAD_UNKNOWN)
        stated = "".join(row.measure.split()) or (unit_in(names[-1], self.vocabulary) if names else "")
        unit = held.unit or ("" if held.growth else stated or self.measure or unit_counted(metric))
        start, end = window_of(held, self.values.values(), cumulative=written is not None and written.cumulative)
        value = None
        if written is None:
            whole = with_units(words, unit)
            phrase = metric + whole if goes_on(words) or (row.inner is not None and cell.column in self.values) else whole
            doubt = doubt or (target_findings.CELL_IN_WORDS if phrase != words else "")
            period = held.period or names_a_period(label.rsplit("\n", maxsplit=1)[-1])
            if period and not names_a_period(words[:12]):
                phrase = f"{period}：{phrase}"
        else:
            unit = unit or (list_lexicon().figures.percent if held.growth else "")
            # a share in 〔〕 is counted in points of the row's own unit
            phrase, plain = say(held.period + metric, held, written, stated if written.cumulative else unit, self.since)
            value, unit = written.value, written.unit or (stated if written.cumulative else unit)
            doubt = (
                doubt
                or ("" if plain and not written.cumulative else target_findings.CUMULATIVE)
                or ("" if unit else target_findings.NO_UNIT)
            )
            doubt = doubt or (target_findings.SHARE_BELOW_ONE if may_be_fraction(written, unit) else "")
            doubt = doubt or unit_doubt(held, written, stated, metric, alone=row.alone)
        own = Measured(metric, held.group or (one_line(names[-2]) if len(names) > 1 else ""))
        noun = self.around.noun(self.vocabulary)
        deadline = self.around.deadline(own, {own, *self.measured}, noun, row.area).among(self.years)
        doubt = doubt or (target_findings.SEVERAL_DEADLINES if deadline.doubtful else "")
        strive = lexicon().comparators.strive
        if strive in label.rsplit("\n", maxsplit=1)[-1] and strive not in phrase:
            phrase = strive + phrase  # 力争目标 beside 确保目标
        return FigureDraft(
            phrase=phrase,
            said=said,
            place=cell.place,
            metric=metric,
            value=value,
            unit=unit,
            area=held.area or row.area,
            start=start,
            end=end,
            deadline=deadline.words,
            year=0 if held.years else self.around.year,
            doubt=doubt or (target_findings.MERGED_CELL if cell.row_span > 1 else ""),
        )

    def _metric(self, names: Sequence[str], *, inner: bool = False) -> tuple[str, str]:
        """The name of a row as what is measured, with the outer name where it says nothing alone; and what is not plain."""
        words = list_lexicon().figures
        if not names:
            return self.around.noun(self.vocabulary), target_findings.METRIC_FROM_TITLE
        own = one_line(names[-1])
        part = bool(words.part.match(own))
        own = words.number_of_row.sub("", words.part.sub("", own))
        own = words.asides.sub(lambda aside: "" if unit_in(aside.group(), self.vocabulary) else aside.group(), own)
        if inner:
            own = named_below(one_line(names[-2]), own) if len(names) > 1 and not part else own
            return own, target_findings.NAME_HOLDS_FIGURE if holds_amount(own) else ""
        if len(names) > 1 and has_sub_label(own):
            own = one_line(names[-2]) + own
        return own, target_findings.PART_OF_ANOTHER_ROW if part else ""
