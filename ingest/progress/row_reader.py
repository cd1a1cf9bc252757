"""The rows of one sheet, in order: sections and groups above them, the task each is about, and its values."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.calendar.periods import is_period_id, period
from ingest.findings import Place
from ingest.progress.catalogue import finding
from ingest.progress.cells.numbers import read_number, shown, words
from ingest.progress.context import Context
from ingest.progress.filed import FiledRow, SheetSetting
from ingest.progress.filling import fill
from ingest.progress.known import KnownTarget, KnownTask
from ingest.progress.labels import MEASURES, normal
from ingest.progress.layout.filing_head import FilingHead, Identity
from ingest.progress.layout.form_parts import FormPart
from ingest.progress.layout.table_rows import RowKind, TableRow
from ingest.progress.matching.matcher import Matcher
from ingest.progress.matching.names import Match
from ingest.progress.matching.numbers import parse_task_number
from ingest.progress.matching.tasks import Where

_COUNTER = normal("序号")


class RowReader:
    """Reads the rows of the parts of one filing."""

    def __init__(self, context: Context, identity: Identity, head: FilingHead) -> None:
        self.context = context
        self.identity = identity
        self.head = head
        self.matcher = Matcher(context, identity.list_id, identity.unit)
        self.year = period(identity.period).start.year if is_period_id(identity.period) else 2000

    def read(self, part: FormPart) -> Iterator[FiledRow]:
        """Every row of data, matched and filled. Headings set the section and the group that subtasks belong to."""
        index = self.matcher.index
        reading = SheetSetting(self.context.vocabulary, self.year, part.sheet.grid.date_1904, self._table_unit(part))
        where = Where(index.section_in(part.sheet.name))
        above: KnownTask | None = None
        counter = self._is_counter(part, where)
        for source in part.rows:
            if source.kind is RowKind.HEADING and (named := index.section_in(source.text)):
                where, above = Where(named), None
                continue
            if source.kind not in (RowKind.HEADING, RowKind.DATA):
                continue
            own = index.section_in(shown(source.cells.get("section")))
            if own and own != where.section:
                where = Where(own)
            if number := self._group(source):
                where, above = Where(where.section, number), None
                continue
            if source.kind is RowKind.HEADING:
                continue
            if counter:
                source.cells.pop("task_no", None)
            row = FiledRow(part.sheet.name, source.number, source)
            match = self.matcher.match(source.cells, where, above) if source.cells else Match()
            self._begin(row, match, reading)
            above = match.task or above
            yield row

    def _group(self, source: TableRow) -> str:
        """The task number of a row that only heads its subtasks: 1 主要经济工作运行调度."""
        if any(name in source.cells for name in (*MEASURES, "narrative", "key", "metric")):
            return ""
        number, name = source.cells.get("task_no"), source.cells.get("task_name")
        numbers = self.matcher.index.parents.get(self.matcher.index.name(shown(name) or source.text), set())
        written = parse_task_number(number) if number is not None else None
        if written is not None and written.task_no in numbers and not written.subtask_no:
            return written.task_no
        return next(iter(numbers)) if len(numbers) == 1 and written is None else ""

    def _is_counter(self, part: FormPart, where: Where) -> bool:
        """True where 序号 only counts the rows 1, 2, 3 … and is no task's number: then rows are found by their names."""
        if normal(part.header.labels.get("task_no", "")) != _COUNTER or "task_name" not in part.header.columns:
            return False
        rows = [row for row in part.rows if row.kind is RowKind.DATA and shown(row.cells.get("task_no"))]
        if len(rows) < 2 or [shown(row.cells["task_no"]) for row in rows] != [str(i) for i in range(1, len(rows) + 1)]:
            return False
        return not any(self.matcher.tasks.find(row.cells, where, Match()) for row in rows)

    def _table_unit(self, part: FormPart) -> str:
        units = {said.text for said in self.head.table_units if said.place.sheet in ("", part.sheet.name)}
        return units.pop() if len(units) == 1 else ""

    def _begin(self, row: FiledRow, match: Match, reading: SheetSetting) -> None:
        source = row.source
        row.target, row.area = match.target, match.area
        row.findings.extend(match.findings)
        if source.hidden:
            row.findings.append(finding("row-hidden", Place(sheet=row.sheet, row=row.number), seen=row.number))
        if source.extra:
            seen = "，".join(shown(cell) for cell in source.extra)
            # a line of text may have shifted; in a workbook something merely stands beside the table
            code = "extra-cell" if source.extra[0].value is None else "cell-beyond-table"
            row.findings.append(finding(code, source.extra[0].place, seen=seen, wanted=len(source.extra)))
        fill(row, reading)
        if row.target is not None:
            self._identity_cells(row, row.target)

    def _identity_cells(self, row: FiledRow, target: KnownTarget) -> None:
        """The pre-filled columns that a clerk should not have changed."""
        cell = row.source.cells.get("row_unit")
        if cell is not None and self.identity.unit:
            named = self.context.units_in(shown(cell))
            if named and self.identity.unit not in named:
                row.say("row-unit-differs", "row_unit", seen=shown(cell), wanted=self.identity.unit)
        cell = row.source.cells.get("target_value")
        if cell is None or target.value is None or row.area != target.area:
            return
        filed = read_number(cell, row.measure_unit)
        if filed.value is None or filed.unit not in ("", target.unit) or filed.value == target.value_max:
            return
        if not self.matcher.targets.is_value(target, filed.value, filed.unit or row.measure_unit):
            row.say("target-value-differs", "target_value", seen=shown(cell), wanted=f"{words(target.value)}{target.unit}")
