"""The rows of one task table → drafts: merges filled down, rows that go on, section rows, notes and totals.

Which tables are task tables, and with what header, `task_tables` decides; names are split later (`people.parties`).
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.documents.grid import Cell, Grid
from ingest.findings import Place
from ingest.task_lists.catalogue import finding
from ingest.task_lists.columns import PARTIES, ListColumn
from ingest.task_lists.drafts import TaskDraft
from ingest.task_lists.ledger import Ledger
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.outline_numbers import read_number, section_name, split_bracketed, split_leading
from ingest.task_lists.people.parties import states_first_leads
from ingest.task_lists.people.persons import part_mixed
from ingest.task_lists.skipped import Skipped
from ingest.task_lists.tables.figure_rows import FigureRows, RowSaid
from ingest.task_lists.tables.header import MergedCells, TaskHeader
from ingest.task_lists.tables.ragged import join_pieces
from ingest.task_lists.tables.reading import LogicalRow, TableReading
from ingest.task_lists.tables.row_kinds import (
    is_section_text,
    section_of_row,
    texts_beside,
    why_skip,
    without_signature,
)
from ingest.task_lists.tables.target_text import compose, is_deadline
from ingest.task_lists.tables.unread import unread_row, unread_title
from ingest.task_lists.tables.written import is_nothing
from ingest.task_lists.text import clean_text, one_line, squeeze


class TableReader:
    """One task table on its way to drafts."""

    def __init__(
        self, grid: Grid, header: TaskHeader, block: int, *, section: str, ledger: Ledger, reading: TableReading
    ) -> None:
        self.grid, self.header, self.block = grid, header, block
        self.section, self.ledger, self.reading = section, ledger, reading
        self.lookup = MergedCells(grid)
        self.previous: tuple[tuple[int, int], ...] = ()  # where the names of the row before stand
        self.seen_targets: set[tuple[int, int]] = set()
        self.measure = ""
        self.figures: FigureRows | None = None
        if any(states_first_leads(text) for text in (*header.labels.values(), *texts_beside(grid, header))):
            reading.first_leads = True

    def with_figures(self, measure: str, figures: FigureRows | None) -> TableReader:
        """The same with the unit that the table states for all its figures, and the reader of its columns of figures."""
        self.measure, self.figures = measure, figures
        return self

    def read(self) -> str:
        """Append this table's drafts; returns the section in force at its end."""
        for index in range(self.header.first + 1 if self.header.first >= 0 else 0):
            self.ledger.row_skipped(self.block, index, Skipped.TITLE_AND_HEADER)
        for index in range(max(self.header.first, 0), self.header.last + 1):
            self.ledger.row_skipped(self.block, index, Skipped.TITLE_AND_HEADER)
        self.reading.findings += unread_title(self.grid, self.header.first)
        if self.grid.ragged:
            self._read_ragged()
        else:
            for index in range(self.header.last + 1, len(self.grid.rows)):
                self._read_row(index)
            self._report_hidden()
        return self.section

    def _report_hidden(self) -> None:
        hidden = [
            row[0].row
            for row in self.grid.rows[self.header.last + 1 :]
            if row and any(cell.text.strip() for cell in row) and all(cell.hidden for cell in row)
        ]
        if hidden:
            rows = "、".join(map(str, hidden[:20]))
            self.reading.findings.append(finding("hidden-rows-read", self.grid.place, seen=rows, count=len(hidden), rows=rows))

    # rows with columns --------------------------------------------------------------------------------------------------

    def _read_row(self, index: int) -> None:
        cells = self.grid.rows[index]
        shown = [self.lookup.source(cell) for cell in cells]
        texts = list(dict.fromkeys(cell.text.strip() for cell in shown if cell.text.strip()))
        reason = why_skip(self.header, cells, texts, self.lookup)
        if reason:
            self.ledger.row_skipped(self.block, index, reason)
            self.reading.findings += unread_row(reason, texts, shown[0].place)
            return
        row = LogicalRow(index)
        for cell, source in zip(cells, shown, strict=True):
            role = self.header.roles.get(cell.column)
            if role is None or (source.column != cell.column and self.header.roles.get(source.column) is not role):
                continue  # a cell merged across columns of other roles belongs to the column it begins in
            if role is ListColumn.STAGES and is_deadline(source.text):
                role = ListColumn.DUE
            held = row.cells.setdefault(role, [])
            if not any(other is source for other, _ in held):
                held.append((source, self.header.labels.get(cell.column, "")))
        name = section_of_row(self.header, cells, texts, self.lookup)
        if name:
            self.section = name
            self.ledger.row_skipped(self.block, index, Skipped.SECTION_TITLE)
            self.reading.findings += unread_row(Skipped.SECTION_TITLE, texts, shown[0].place)
            return
        self._take(row, [index])

    # rows without columns -----------------------------------------------------------------------------------------------

    def _read_ragged(self) -> None:
        columns = sorted(self.header.roles)
        roles = [self.header.roles[column] for column in columns]
        labels = {self.header.roles[column]: self.header.labels[column] for column in columns}
        pieces: list[Sequence[Cell]] = []
        indices: list[int] = []
        sections: dict[int, str] = {}  # the section that begins before a row
        for index in range(self.header.last + 1, len(self.grid.rows)):
            cells: Sequence[Cell] = self.grid.rows[index]
            if index + 1 == len(self.grid.rows):
                cells, below = without_signature(cells)
                self.reading.lines += below
            texts = [cell.text.strip() for cell in cells if cell.text.strip()]
            reason = why_skip(self.header, cells, texts, self.lookup)
            if not reason and is_section_text(texts):
                sections[len(pieces)] = section_name(texts[0])
                reason = Skipped.SECTION_TITLE
            if reason:
                self.ledger.row_skipped(self.block, index, reason)
                self.reading.findings += unread_row(reason, texts, cells[0].place)
            else:
                pieces.append(cells)
                indices.append(index)
        at = 0
        for taken, placed in join_pieces(roles, pieces, frozenset(sections)):
            self.section = sections.get(at, self.section)
            row = LogicalRow(indices[at])
            for role, cell in placed.cells:
                row.cells.setdefault(role, []).append((cell, labels.get(role, "")))
            self._take(row, indices[at : at + taken])
            at += taken

    # a row becomes a task, or goes on with the one above ------------------------------------------------------------------

    def _take(self, row: LogicalRow, indices: Sequence[int]) -> None:
        if row.text(ListColumn.SECTION):
            self.section = section_name(row.text(ListColumn.SECTION))
        names = tuple(name for cell, _ in row.cells.get(ListColumn.NAME, ()) if (name := one_line(cell.text)))
        number = read_number(row.text(ListColumn.NUMBER))
        where = tuple(
            (cell.row, cell.column)
            for role in (ListColumn.NUMBER, ListColumn.NAME)
            for cell, _ in row.cells.get(role, ())
            if cell.text.strip()
        )
        drafts = self.reading.drafts
        draft = self._new(row, number, names) if where else None
        if drafts and (where == self.previous if where else self._has_content(row)):
            draft = drafts[-1]
        elif draft is not None and drafts and _same_task(draft, drafts[-1]):
            draft, self.previous = drafts[-1], where  # printed again at a page break
        if draft is not None and drafts and draft is drafts[-1]:
            self._fill(draft, row)
        else:
            draft = draft or self._new(row, number, names)
            if draft is None:
                for index in indices:
                    self.ledger.row_skipped(self.block, index, Skipped.TASK_UNKNOWN)
                seen = " | ".join(cell.text.strip() for held in row.cells.values() for cell, _ in held if cell.text.strip())
                self.reading.findings.append(finding("row-not-understood", self._place(row), seen=seen))
                return
            self._fill(draft, row)
            drafts.append(draft)
            self.previous = where
        for index in indices:
            self.ledger.row_read(self.block, index)

    @staticmethod
    def _has_content(row: LogicalRow) -> bool:
        texts = (ListColumn.MEASURED, ListColumn.TARGET, ListColumn.DISTRICT, ListColumn.FIGURE, ListColumn.STAGES)
        return any(row.text(role) for role in (*texts, *PARTIES))

    def _place(self, row: LogicalRow) -> Place:
        first = next((cell for held in row.cells.values() for cell, _ in held if cell.text.strip()), None)
        return first.place if first else self.grid.place

    def _new(self, row: LogicalRow, number: tuple[str, str] | None, names: tuple[str, ...]) -> TaskDraft | None:
        target = clean_text(row.text(ListColumn.TARGET) or row.text(ListColumn.DISTRICT))
        if not names and not target:
            return None
        above = self.reading.drafts[-1] if self.reading.drafts else None
        task_no, subtask_no = number or ("", "")
        if names:
            sub, own = split_bracketed(names[-1])
            if sub and (task_no or len(names) > 1 or above):
                subtask_no, names = sub, (*names[:-1], own)
            elif not task_no and not self.header.columns(ListColumn.NUMBER):
                task_no, own = split_leading(names[-1])
                names = (*names[:-1], own)
        if above is not None and above.section == self.section and not task_no and subtask_no:
            task_no = above.task_no
        if above is not None and above.section == self.section and above.task_no == task_no and subtask_no and len(names) == 1:
            names = (*above.names[:-1], *names)
        return TaskDraft(self.section, task_no, subtask_no, names, place=self._place(row), generated=not task_no)

    def _fill(self, draft: TaskDraft, row: LogicalRow) -> None:
        """Give a draft the texts of a row."""
        for role, columns in (
            (ListColumn.TARGET, (ListColumn.TARGET, ListColumn.FIGURE, ListColumn.STAGES)),
            (ListColumn.DISTRICT, (ListColumn.DISTRICT,)),
        ):
            cells = [pair for column in columns for pair in row.cells.get(column, ()) if self._is_unread(pair[0], draft, role)]
            if self.figures is not None and role is ListColumn.TARGET:
                names = [one_line(cell.text) for cell, _ in row.cells.get(ListColumn.NAME, ()) if cell.text.strip()]
                names = names or list(draft.names)
                inner = next((cell for cell, _ in row.cells.get(ListColumn.MEASURED, ()) if cell.text.strip()), None)
                known = RowSaid(tuple(names), _measure_of(row), squeeze(row.text(ListColumn.AREA)), inner)
                found, text = self.figures.read(cells, known, len(draft.figures))
                draft.figures += found
            else:
                noun = one_line(row.text(ListColumn.MEASURED))
                text = compose([(cell.text, label) for cell, label in cells], _measure_of(row), self.measure, noun)
            if not text:
                continue
            before = draft.texts.get(role, "")
            draft.texts[role] = f"{before}\n{text}" if before else text
            if not before and role is ListColumn.TARGET:
                draft.place = cells[0][0].place if cells else self._place(row)
            if not before and role is ListColumn.DISTRICT:
                draft.district_place = cells[0][0].place
            draft.dues.append((text, row.text(ListColumn.DUE)))
        for role in (*PARTIES, ListColumn.DUE):
            if role is not ListColumn.MIXED:
                draft.add(role, row.text(role))
        words = list_lexicon().labels
        for cell, label in row.cells.get(ListColumn.MIXED, ()):
            offices, people = part_mixed(cell.text)
            draft.add(
                ListColumn.LEAD_OFFICE if words.leads in label and words.answers not in label else ListColumn.OFFICE,
                "\n".join(offices),
            )
            draft.add(ListColumn.LEADER if words.leaders in label else ListColumn.RESPONSIBLE, "\n".join(people))

    def _is_unread(self, cell: Cell, draft: TaskDraft, role: ListColumn) -> bool:
        """A target merged over several tasks is read once, with the first of them."""
        if not cell.text.strip() or self.grid.ragged:
            return bool(cell.text.strip())
        position = (cell.row, cell.column)
        if position in self.seen_targets:
            if not draft.texts.get(role):
                self.reading.findings.append(
                    finding("merged-target", cell.place, section=draft.section, task_no=draft.task_no, seen=cell.text)
                )
            return False
        self.seen_targets.add(position)
        return True


def _measure_of(row: LogicalRow) -> str:
    """The unit in a row's own column; a dash there states none."""
    measure = row.text(ListColumn.MEASURE)
    return "" if is_nothing(measure) else measure


def _same_task(draft: TaskDraft, above: TaskDraft) -> bool:
    """Is this the task of the row above, its number and name printed once more?"""
    return (
        not draft.generated
        and (draft.section, draft.task_no, draft.subtask_no) == (above.section, above.task_no, above.subtask_no)
        and (not draft.names or draft.names == above.names)
    )
