"""The rows of one sheet, in order: sections and groups above them, and the task, target and area each row is about."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.findings import Place
from ingest.progress.cells.words import shown
from ingest.progress.fields import PROGRESS, Field
from ingest.progress.knowledge.context import Context
from ingest.progress.labels import normal
from ingest.progress.layout.form_parts import FormPart
from ingest.progress.layout.table_rows import RowKind, TableRow
from ingest.progress.matching.matcher import Matcher, RowMatch
from ingest.progress.matching.numbers import parse_task_number
from ingest.progress.matching.tasks import Where
from ingest.progress.say import Say, say
from ingest.progress.stages import PlacedRow
from ingest.task_lists.model import Task

_COUNTER = normal("序号")


class RowPlacer:
    """Places the rows of the parts of one filing. `unit` is the filing unit, "" where it is not known."""

    def __init__(self, context: Context, list_id: str, unit: str) -> None:
        self._matcher = Matcher(context, list_id, unit)
        self._index = self._matcher.index

    def place(self, part: FormPart) -> Iterator[PlacedRow]:
        """Every row of data. Headings set the section and the group that subtasks belong to."""
        where = Where(self._index.section_in(part.sheet.name))
        above: Task | None = None
        counter = self._is_counter(part, where)
        for row in part.rows:
            if row.kind is RowKind.HEADING and (named := self._index.section_in(row.text)):
                where, above = Where(named), None
                continue
            if row.kind not in (RowKind.HEADING, RowKind.DATA):
                continue
            own = self._index.section_in(shown(row.cells.get(Field.SECTION)))
            if own and own != where.section:
                where = Where(own)
            if number := self._group(row):
                where, above = Where(where.section, number), None
                continue
            if row.kind is RowKind.HEADING:
                continue
            source = row.without(Field.TASK_NO) if counter else row
            match = self._matcher.match(source.cells, where, above) if source.cells else RowMatch()
            yield PlacedRow(source=source, target=match.target, area=match.area, said=(*match.says, *_of_layout(source)))
            above = match.task or above

    def _group(self, row: TableRow) -> str:
        """The task number of a row that only heads its subtasks: 1 主要经济工作运行调度."""
        if any(name in row.cells for name in (*PROGRESS, Field.KEY, Field.METRIC)):
            return ""
        number, name = row.cells.get(Field.TASK_NO), row.cells.get(Field.TASK_NAME)
        numbers = self._index.parents.get(self._index.name(shown(name) or row.text), set())
        written = parse_task_number(number) if number is not None else None
        if written is not None and written.task_no in numbers and not written.subtask_no:
            return written.task_no
        return next(iter(numbers)) if len(numbers) == 1 and written is None else ""

    def _is_counter(self, part: FormPart, where: Where) -> bool:
        """True where 序号 only counts the rows 1, 2, 3 … and is no task's number: then rows are found by their names."""
        header = part.header
        if normal(header.labels.get(Field.TASK_NO, "")) != _COUNTER or Field.TASK_NAME not in header.columns:
            return False
        rows = [row for row in part.rows if row.kind is RowKind.DATA and shown(row.cells.get(Field.TASK_NO))]
        if len(rows) < 2 or [shown(row.cells[Field.TASK_NO]) for row in rows] != [str(i) for i in range(1, len(rows) + 1)]:
            return False
        return not any(self._matcher.tasks.find(row.cells, where).task for row in rows)


def _of_layout(row: TableRow) -> Iterator[Say]:
    """What is odd about where a row stands and how far it reaches."""
    if row.hidden:
        yield say("row-hidden", None, Place(sheet=row.sheet, row=row.number), seen=row.number)
    if row.extra:
        seen = "，".join(shown(cell) for cell in row.extra)
        # a line of text may have shifted; in a workbook something merely stands beside the table
        code = "extra-cell" if row.extra[0].value is None else "cell-beyond-table"
        yield say(code, None, row.extra[0].place, seen=seen, wanted=len(row.extra))
