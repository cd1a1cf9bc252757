"""The rows of a table with an area a row → one task with a figure for every cell, or a task a row that says who answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.documents.grid import Cell, Grid
from ingest.findings import Severity
from ingest.task_lists import target_findings
from ingest.task_lists.catalogue import finding
from ingest.task_lists.columns import PARTIES, ListColumn
from ingest.task_lists.drafts import FigureDraft, TaskDraft
from ingest.task_lists.ledger import Ledger
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.outline_numbers import read_number
from ingest.task_lists.skipped import Skipped
from ingest.task_lists.stages import said_of_stages
from ingest.task_lists.tables.area_names import is_total
from ingest.task_lists.tables.area_tables import AreaTable
from ingest.task_lists.tables.deadlines import Measured
from ingest.task_lists.tables.header import MergedCells
from ingest.task_lists.tables.reading import TableReading
from ingest.task_lists.tables.row_kinds import is_note
from ingest.task_lists.tables.texts import column_texts
from ingest.task_lists.tables.unread import figures_of, unread_row, unread_title
from ingest.task_lists.tables.value_labels import ValueLabel, base_year, parents_of, unit_counted, window_of
from ingest.task_lists.tables.written import goes_on, is_nothing, may_be_fraction, read_written, say, with_units
from ingest.task_lists.text import clean_text, one_line, squeeze
from ingest.vocabulary import Vocabulary


class AreaTableReader:
    """One table of areas on its way to drafts."""

    def __init__(
        self,
        grid: Grid,
        table: AreaTable,
        block: int,
        vocabulary: Vocabulary,
        *,
        section: str,
        ledger: Ledger,
        reading: TableReading,
    ) -> None:
        self.grid, self.table, self.block, self.vocabulary = grid, table, block, vocabulary
        self.section, self.ledger, self.reading = section, ledger, reading
        self.lookup = MergedCells(grid)
        self.noun = table.beside.noun(vocabulary)
        self.metrics = {column: self._metric(label) for column, label in table.values.items()}
        self.measured = {column: Measured(self.metrics[column], label.group) for column, label in table.values.items()}
        self.parents = parents_of(table.values)
        self.measure = table.beside.measure(vocabulary)
        self.since = base_year(table.values.values())
        self.areas = self._named(table.body)
        self.by_row = bool(set(table.roles.values()) & set(PARTIES))
        self.name = self.noun or one_line(table.labels[min(table.values)].split("\n")[-1])
        self.whole = TaskDraft(section, "", "", (self.name,), place=grid.place, generated=True)
        self.total: dict[object, int] = {}  # the figure of the whole by what its column measures
        self.parts: list[tuple[int, int]] = []  # a figure and its column, of a row that is a part

    def read(self) -> None:
        """Append this table's drafts; every row is read or skipped with its reason."""
        for index in range(self.table.body):
            self.ledger.row_skipped(self.block, index, Skipped.TITLE_AND_HEADER)
        self.reading.findings += unread_title(self.grid, self.table.first)
        self._rows(self.table.body)

    def go_on(self, grid: Grid, block: int) -> None:
        """Read the rest of this table."""
        self.grid, self.block, self.lookup = grid, block, MergedCells(grid)
        self.areas |= self._named(0)
        self._rows(0)

    def _rows(self, first: int) -> None:
        """Read the rows of the grid from `first` on, and give the parts their whole."""
        self.ledger.table_read(self.block)
        self.reading.tables += 1
        for index in range(first, len(self.grid.rows)):
            self._row(index)
        if not self.by_row:
            for figure, column in self.parts:
                parent = self.total.get(self._measured(column))
                if parent is not None and self.whole.figures[figure].parent is None:
                    self.whole.figures[figure] = replace(self.whole.figures[figure], parent=parent)
            if self.whole.figures and not any(one is self.whole for one in self.reading.drafts):
                self._append(self.whole)
        self._tell_columns(first)

    def _row(self, index: int) -> None:
        row = self.grid.rows[index]
        shown = list(dict.fromkeys(text for cell in row if (text := self.lookup.source(cell).text.strip())))
        area = self._area(row)
        reason = self._why_skip(shown, area)
        if reason:
            self.ledger.row_skipped(self.block, index, reason)
            self.reading.findings += unread_row(reason, shown, row[0].place if row else self.grid.place)
            return
        self.ledger.row_read(self.block, index)
        draft = self._task_of(row, area, self.name) if self.by_row else self.whole
        for column, figure in self._figures(row, area, draft).items():
            if draft.figures[figure].area:
                self.parts.append((figure, column))
            elif not self.by_row:
                self.total[self._measured(column)] = figure
        if self.by_row and draft.figures:
            self._append(draft)

    def _append(self, draft: TaskDraft) -> None:
        around = self.table.beside
        draft.stages = said_of_stages((*around.above, *around.below, *self.table.labels.values()))
        self.reading.drafts.append(draft)

    def _metric(self, label: ValueLabel) -> str:
        """The noun of a column, out of the title where the label has none of its own."""
        noun, title = label.noun, self.noun
        if not noun or noun in list_lexicon().figures.act:
            return title if not noun or title.endswith(noun) else title + noun
        return noun

    def _measured(self, column: int) -> object:
        """What tells the figures of a column from those of others, in whichever half of the table it stands."""
        label = self.table.values[column]
        return self.metrics[column], label.unit, label.years, label.growth, label.since, label.period

    def _area(self, row: Sequence[Cell], column: int | None = None) -> str:
        """The name of the row's area, of the half that a column stands in; of a total, its word, wherever the row begins."""
        areas = [c for c in self.table.columns if column is None or c < column]
        for at in reversed(areas) if column is not None else areas:
            named = next((cell for cell in row if cell.column == at), None)
            text = squeeze(self.lookup.source(named).text) if named else ""
            if text:
                return text
            if column is not None and len(areas) > 1:
                return ""
        first = next((plain for cell in row if (plain := squeeze(cell.text)) and not plain.isdigit()), "")
        return first if is_total(first) else ""

    def _why_skip(self, shown: Sequence[str], area: str) -> Skipped | None:
        if not shown:
            return Skipped.BLANK_ROW
        if is_note(shown) or (len(shown) == 1 and shown[0] != area):
            return Skipped.NOTE
        if list_lexicon().figures.subtotal in area:
            return Skipped.TOTAL
        labels = self.table.words
        if sum(squeeze(text) in labels for text in shown) * 2 > len(shown):
            return Skipped.HEADER_AGAIN
        return Skipped.NOTE if not area or len(shown) == 1 else None

    def _named(self, first: int) -> set[str]:
        """The areas of the rows from `first` on."""
        return {area for row in self.grid.rows[first:] if (area := self._area(row)) and not is_total(area)}

    def _task_of(self, row: Sequence[Cell], area: str, name: str) -> TaskDraft:
        """A task of its own for a row that says who answers for it."""
        draft = TaskDraft(self.section, "", "", (f"{area}{name}",), place=row[0].place, generated=True)
        for cell in row:
            role, source = self.table.roles.get(cell.column), self.lookup.source(cell)
            if role is ListColumn.NUMBER and (number := read_number(source.text)):
                draft.task_no, draft.subtask_no, draft.generated = *number, False
            elif role in PARTIES or role is ListColumn.DUE:
                draft.add(role, source.text)
        return draft

    def _figures(self, row: Sequence[Cell], area: str, draft: TaskDraft) -> dict[int, int]:
        """Add the figures of a row to a task; the index of each by its column."""
        found: dict[int, int] = {}
        lines: list[str] = []
        # 完成时间 beside the figures of an area: the table is one task, so that only a person can say whose deadline it is
        dated = any(self.table.roles.get(cell.column) is ListColumn.DUE and cell.text.strip() for cell in row)
        for cell in row:
            label = self.table.values.get(cell.column)
            if label is None or cell.anchor is not None or is_nothing(cell.text):
                continue
            own = self._area(row, cell.column) if len(self.table.columns) > 1 else area
            if not own:
                continue
            figure = self._figure(cell, label, own)
            if dated and not self.by_row:
                figure = replace(figure, doubt=figure.doubt or target_findings.WINDOW_DOUBTFUL)
            found[cell.column] = len(draft.figures)
            draft.figures.append(figure)
            lines.append(figure.said)
        for column, number in found.items():
            whole = self.parents.get(column)
            if whole in found:
                draft.figures[number] = replace(draft.figures[number], parent=found[whole])
        if lines:
            before = draft.texts.get(ListColumn.TARGET, "")
            draft.texts[ListColumn.TARGET] = "\n".join([before, *lines] if before else lines)
            draft.dues.append((draft.texts[ListColumn.TARGET], draft.texts.get(ListColumn.DUE, "")))
        return found

    def _figure(self, cell: Cell, label: ValueLabel, area: str) -> FigureDraft:
        words, metric = clean_text(cell.text), self.metrics[cell.column]
        written = read_written(words, self.vocabulary)
        unit = label.unit or self.measure or unit_counted(metric)
        doubt = "" if self.table.plain or is_total(area) else target_findings.HEAD_NOT_PLAIN
        start, end = window_of(label, self.table.values.values(), cumulative=written is not None and written.cumulative)
        value = None
        if written is None:
            whole = with_units(words, unit)
            phrase = metric + whole if goes_on(words) else whole
            doubt = doubt or (target_findings.CELL_IN_WORDS if phrase != words else "")
        else:
            phrase, plain = say(label.period + metric, label, written, unit, self.since)
            value, unit = written.value, written.unit or unit
            doubt = (
                doubt
                or ("" if plain and not written.cumulative else target_findings.CUMULATIVE)
                or ("" if unit else target_findings.NO_UNIT)
            )
            doubt = doubt or (target_findings.SHARE_BELOW_ONE if may_be_fraction(written, unit) else "")
        if cell.row_span > 1:
            doubt = doubt or target_findings.MERGED_CELL
        deadline = self.table.beside.deadline(self.measured[cell.column], self.measured.values(), self.noun, area, self.areas)
        deadline = deadline.among(year for held in self.table.values.values() for year in held.years)
        return FigureDraft(
            phrase=phrase,
            said=list_lexicon().figures.line.format(area=area, said=phrase),
            place=cell.place,
            metric=metric,
            value=value,
            unit=unit,
            area="" if is_total(area) else area,
            start=start,
            end=end,
            deadline=deadline.words,
            year=0 if label.years else self.table.beside.year,
            doubt=doubt or (target_findings.SEVERAL_DEADLINES if deadline.doubtful else ""),
        )

    def _tell_columns(self, first: int) -> None:
        """Columns of which nothing became a figure, with their numbers."""
        held = column_texts(self.grid.rows[first:])
        for column, role in sorted(self.table.roles.items()):
            if column in self.table.columns:
                continue
            if role in (ListColumn.NUMBER, *PARTIES) and (self.by_row or role is ListColumn.NUMBER):
                continue
            texts = held.get(column, [])
            label = one_line(self.table.labels[column].replace("\n", ""))
            figures = figures_of(texts)
            if figures or (texts and role is not ListColumn.REMARK):
                said = finding("column-not-read", self.grid.place, column=label, seen=label, figures=figures)
                self.reading.findings.append(replace(said, severity=Severity.WARNING) if figures else said)
