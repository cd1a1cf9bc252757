"""The task of a row: by its printed number *and* name. A number that stands with another name is never a match.

A name alone counts only when it is unique in the list, with a warning; a number alone only beside a metric of its task.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.documents.grid import Cell
from ingest.progress.catalogue import finding
from ingest.progress.cells.numbers import shown
from ingest.progress.known import KnownTask
from ingest.progress.matching.names import Match, TaskIndex
from ingest.progress.matching.numbers import TaskNumber, is_date, parse_task_number

_SHORTEST_PIECE = 3  # characters
_NAMED = 3  # of several candidates, this many are named


@dataclass(frozen=True, slots=True)
class Where:
    """What stands above a row: the section's heading, and the number of the group that subtasks below belong to."""

    section: str = ""
    parent_no: str = ""


class TaskFinder:
    def __init__(self, index: TaskIndex) -> None:
        self.index = index

    def find(self, cells: Mapping[str, Cell], where: Where, match: Match) -> KnownTask | None:
        """The one task of a row's printed number and name, or None with a finding."""
        number, name = cells.get("task_no"), cells.get("task_name")
        if number is None or not shown(number):
            return self._by_name_alone(name, match)
        if is_date(number):
            match.findings.append(finding("id-became-date", number.place, seen=shown(number), label="任务编号"))
            return None
        written = parse_task_number(number)
        if written is None and self.index.by_name.get(self.index.name(shown(number))) and not shown(name):
            return self._by_name_alone(number, match)  # the name stands in the number's column
        candidates = self.numbered(written, where) if written is not None else []
        restored = self.restored(written, where) if written is not None else []
        if not candidates and not restored:
            seen = f"{shown(number)} {shown(name)}".strip()
            match.findings.append(finding("task-unknown", number.place, seen=seen, label="任务编号"))
            return None
        if shown(name):
            return self._by_number_and_name(cells, candidates, restored, match)
        return self._by_number_and_metric(cells, candidates, match)

    def numbered(self, written: TaskNumber, where: Where, subtask_no: str | None = None) -> list[KnownTask]:
        """The tasks that a written number can mean below a heading."""
        subtask = written.subtask_no if subtask_no is None else subtask_no
        task_no = written.task_no or where.parent_no
        found = self.index.by_number.get((task_no, subtask), [])
        if not found and not subtask and where.parent_no:  # 7 below the heading "1 主要经济工作运行调度"
            found = self.index.by_number.get((where.parent_no, task_no), [])
        section = self.index.section_in(written.section) if written.section else where.section
        if written.section and not section:
            return []
        return [task for task in found if task.section == section] if section else list(found)

    def restored(self, written: TaskNumber, where: Where) -> list[KnownTask]:
        """The same for 1.1 that may have been typed 1.10."""
        return self.numbered(written, where, written.tail_zero) if written.tail_zero else []

    def _by_number_and_name(
        self, cells: Mapping[str, Cell], candidates: list[KnownTask], restored: list[KnownTask], match: Match
    ) -> KnownTask | None:
        number, name, metric = cells["task_no"], cells["task_name"], shown(cells.get("metric"))
        fitting = [task for task in candidates if self.index.fits(task, shown(name), metric)]
        if not fitting and restored:
            fitting = [task for task in restored if self.index.fits(task, shown(name), metric)]
            if len(fitting) == 1:
                said = {"seen": shown(number), "wanted": fitting[0].task_key, "label": "任务编号"}
                match.findings.append(finding("task-number-restored", number.place, **said))
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            self._ambiguous(number, fitting, match)
            return None
        if (close := self._shortened(candidates, shown(name))) is not None:
            match.findings.append(
                finding("task-name-shortened", name.place, seen=shown(name), wanted=close.name, label="任务名称")
            )
            return close
        wanted = "、".join(f"{task.task_key} {task.name}" for task in (candidates or restored)[:_NAMED])
        said = {"seen": shown(number), "wanted": wanted, "name": shown(name), "label": "任务名称"}
        match.findings.append(finding("task-name-mismatch", name.place, **said))
        return None

    def _shortened(self, candidates: list[KnownTask], name_text: str) -> KnownTask | None:
        """The candidate of whose name a piece is written, where no other task of the list has that piece in its name."""
        written = self.index.name(name_text)
        if len(written) < _SHORTEST_PIECE:
            return None
        having = [task for name, tasks in self.index.by_name.items() if written in name for task in tasks]
        return having[0] if len(having) == 1 and having[0] in candidates else None

    def _by_number_and_metric(self, cells: Mapping[str, Cell], candidates: list[KnownTask], match: Match) -> KnownTask | None:
        """Without a name, the indicator can stand for it."""
        number, metric = cells["task_no"], shown(cells.get("metric"))
        fitting = [task for task in candidates if metric and self.index.metrics(task, metric)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            self._ambiguous(number, fitting, match)
            return None
        wanted = "、".join(f"{task.task_key} {task.name}" for task in candidates[:_NAMED])
        match.findings.append(finding("task-name-missing", number.place, seen=shown(number), wanted=wanted, label="任务名称"))
        return None

    def _ambiguous(self, cell: Cell, tasks: list[KnownTask], match: Match) -> None:
        wanted = "、".join(task.task_key for task in tasks)
        match.findings.append(finding("task-ambiguous", cell.place, seen=shown(cell), wanted=wanted, label="任务编号"))

    def _by_name_alone(self, name: Cell | None, match: Match) -> KnownTask | None:
        if name is None or not shown(name):
            return None
        found = self.index.by_name.get(self.index.name(shown(name)), [])
        if len(found) > 1:
            self._ambiguous(name, found, match)
            return None
        if not found:
            match.findings.append(finding("task-unknown", name.place, seen=shown(name), label="任务名称"))
            return None
        said = {"seen": shown(name), "wanted": found[0].task_key, "label": "任务名称"}
        match.findings.append(finding("matched-by-name", name.place, **said))
        return found[0]
