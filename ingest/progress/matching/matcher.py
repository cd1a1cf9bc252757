"""A row of a filing finds its task, its target and its area, or says why it does not. No figure is looked at.

The hidden key of the form counts first, if the printed identity beside it agrees; else number and name. The filing unit
must be one of the task's units.
"""

from __future__ import annotations

from collections.abc import Mapping

from ingest.documents.grid import Cell
from ingest.progress.catalogue import finding
from ingest.progress.cells.numbers import shown
from ingest.progress.context import Context
from ingest.progress.known import KnownTarget, KnownTask
from ingest.progress.matching.names import Match, TaskIndex, name_key
from ingest.progress.matching.numbers import is_date, parse_task_number
from ingest.progress.matching.targets import TargetFinder, any_place
from ingest.progress.matching.tasks import TaskFinder, Where
from ingest.progress.obligations import addresses_all

_NAMED_UNITS = 6


class Matcher:
    """The tasks of one list, ready to be found. `unit` is the filing unit, "" where it is not known."""

    def __init__(self, context: Context, list_id: str, unit: str) -> None:
        self.index = TaskIndex(context, list_id)
        self.unit = unit
        self.tasks = TaskFinder(self.index)
        self.targets = TargetFinder(self.index)

    def match(self, cells: Mapping[str, Cell], where: Where, above: KnownTask | None = None) -> Match:
        """Find the task, target and area of a row's cells. `above` is the task of the row above, for rows that leave it out."""
        match = Match()
        section = self.index.section_in(shown(cells.get("section"))) or where.section
        where = Where(section, where.parent_no)
        if shown(cells.get("key")):
            self._by_key(cells, where, match)
        else:
            if shown(cells.get("task_no")) or shown(cells.get("task_name")):
                match.task = self.tasks.find(cells, where, match)
            elif above is not None and self.index.metrics(above, shown(cells.get("metric"))):
                match.task = above
            else:
                match.findings.append(finding("task-missing", any_place(cells), seen="", label="任务编号"))
            if match.task is not None:
                match.target = self.targets.find(match.task, cells, match)
        if match.target is None:
            return match
        self.targets.set_area(match.target, cells, match)
        task = match.target.task
        if self.unit and not self._may_report(match.target):
            wanted = "、".join(f"“{unit}”" for unit in task.units[:_NAMED_UNITS])
            said = {"seen": self.unit, "wanted": wanted, "label": "任务编号"}
            match.findings.append(finding("unit-not-responsible", any_place(cells), **said))
        return match

    def _may_report(self, target: KnownTarget) -> bool:
        task, vocabulary = target.task, self.index.context.vocabulary
        if self.unit in (*task.units, *task.lead, target.lead_unit):
            return True
        return any(addresses_all(unit, vocabulary) for unit in task.units)

    def _by_key(self, cells: Mapping[str, Cell], where: Where, match: Match) -> None:
        key = cells["key"]
        target = self.index.context.targets.get(shown(key))
        if target is None or target.task.list_id != self.index.list_id:
            match.findings.append(finding("key-unknown", key.place, seen=shown(key), label="目标键"))
            return
        match.task = target.task
        name, metric = cells.get("task_name"), cells.get("metric")
        wrong = []
        if not self._is_number_of(target.task, cells.get("task_no"), where):
            wrong.append(cells["task_no"])
        if name is not None and shown(name) and not self.index.fits(target.task, shown(name), shown(metric)):
            wrong.append(name)
        if metric is not None and shown(metric):
            written = self.index.name(shown(metric))
            if written not in (self.index.name(target.metric), name_key(target.span)):
                if target in self.targets.loosely(
                    target.task, shown(metric)
                ):  # the list was read again since the form went out
                    said = {"seen": shown(metric), "wanted": target.metric, "label": "指标"}
                    match.findings.append(finding("metric-worded-otherwise", metric.place, **said))
                else:
                    wrong.append(metric)
        if not wrong:
            match.target = target
            return
        seen = "，".join(f"“{shown(cell)}”" for cell in wrong)
        match.findings.append(finding("key-mismatch", wrong[0].place, seen=seen, label="任务编号"))

    def _is_number_of(self, task: KnownTask, number: Cell | None, where: Where) -> bool:
        """True where a printed number is the task's, or none is printed."""
        if number is None or not shown(number):
            return True
        written = None if is_date(number) else parse_task_number(number)
        if written is None:
            return False
        return task in (*self.tasks.numbered(written, where), *self.tasks.restored(written, where))
