"""The task of a row: by its printed number *and* name. A number that stands with another name is never a match.

A name alone counts only when it is unique in the list, with a warning; a number alone only beside a metric of its task.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.documents.grid import Cell
from ingest.progress.cells.words import shown
from ingest.progress.fields import Field
from ingest.progress.matching.names import TaskIndex
from ingest.progress.matching.numbers import TaskNumber, is_date, parse_task_number
from ingest.progress.say import Say, say
from ingest.task_lists.model import Task

_SHORTEST_PIECE = 3  # characters
_NAMED = 3  # of several candidates, this many are named


@dataclass(frozen=True, slots=True)
class Where:
    """What stands above a row: the section's heading, and the number of the group that subtasks below belong to."""

    section: str = ""
    parent_no: str = ""


@dataclass(frozen=True, slots=True)
class TaskMatch:
    """The task of a row, None where `says` says why, and what is said of finding it."""

    task: Task | None
    says: tuple[Say, ...] = ()


class TaskFinder:
    def __init__(self, index: TaskIndex) -> None:
        self.index = index

    def find(self, cells: Mapping[Field, Cell], where: Where) -> TaskMatch:
        """The one task of a row's printed number and name."""
        number, name = cells.get(Field.TASK_NO), cells.get(Field.TASK_NAME)
        if number is None or not shown(number):
            return self._by_name_alone(name)
        if is_date(number):
            return TaskMatch(None, (say("id-became-date", Field.TASK_NO, number.place, seen=shown(number)),))
        written = parse_task_number(number)
        if written is None and self.index.by_name.get(self.index.name(shown(number))) and not shown(name):
            return self._by_name_alone(number)  # the name stands in the number's column
        candidates = self.numbered(written, where) if written is not None else []
        restored = self.restored(written, where) if written is not None else []
        if not candidates and not restored:
            seen = f"{shown(number)} {shown(name)}".strip()
            return TaskMatch(None, (say("task-unknown", Field.TASK_NO, number.place, seen=seen),))
        if shown(name):
            return self._by_number_and_name(cells, candidates, restored)
        return self._by_number_and_metric(cells, candidates)

    def numbered(self, written: TaskNumber, where: Where, subtask_no: str | None = None) -> list[Task]:
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

    def restored(self, written: TaskNumber, where: Where) -> list[Task]:
        """The same for 1.1 that may have been typed 1.10."""
        return self.numbered(written, where, written.tail_zero) if written.tail_zero else []

    def _by_number_and_name(self, cells: Mapping[Field, Cell], candidates: list[Task], restored: list[Task]) -> TaskMatch:
        number, name, metric = cells[Field.TASK_NO], cells[Field.TASK_NAME], shown(cells.get(Field.METRIC))
        fitting = [task for task in candidates if self.index.fits(task, shown(name), metric)]
        says: tuple[Say, ...] = ()
        if not fitting and restored:
            fitting = [task for task in restored if self.index.fits(task, shown(name), metric)]
            if len(fitting) == 1:
                said = {"seen": shown(number), "wanted": fitting[0].task_key}
                says = (say("task-number-restored", Field.TASK_NO, number.place, **said),)
        if len(fitting) == 1:
            return TaskMatch(fitting[0], says)
        if fitting:
            return TaskMatch(None, (_ambiguous(number, fitting),))
        if (close := self._shortened(candidates, shown(name))) is not None:
            said = {"seen": shown(name), "wanted": close.name}
            return TaskMatch(close, (say("task-name-shortened", Field.TASK_NAME, name.place, **said),))
        wanted = "、".join(f"{task.task_key} {task.name}" for task in (candidates or restored)[:_NAMED])
        said = {"seen": shown(number), "wanted": wanted, "name": shown(name)}
        return TaskMatch(None, (say("task-name-mismatch", Field.TASK_NAME, name.place, **said),))

    def _shortened(self, candidates: list[Task], name_text: str) -> Task | None:
        """The candidate of whose name a piece is written, where no other task of the list has that piece in its name."""
        written = self.index.name(name_text)
        if len(written) < _SHORTEST_PIECE:
            return None
        having = [task for name, tasks in self.index.by_name.items() if written in name for task in tasks]
        return having[0] if len(having) == 1 and having[0] in candidates else None

    def _by_number_and_metric(self, cells: Mapping[Field, Cell], candidates: list[Task]) -> TaskMatch:
        """Without a name, the indicator can stand for it."""
        number, metric = cells[Field.TASK_NO], shown(cells.get(Field.METRIC))
        fitting = [task for task in candidates if metric and self.index.metrics(task, metric)]
        if len(fitting) == 1:
            return TaskMatch(fitting[0])
        if fitting:
            return TaskMatch(None, (_ambiguous(number, fitting),))
        wanted = "、".join(f"{task.task_key} {task.name}" for task in candidates[:_NAMED])
        return TaskMatch(None, (say("task-name-missing", Field.TASK_NAME, number.place, seen=shown(number), wanted=wanted),))

    def _by_name_alone(self, name: Cell | None) -> TaskMatch:
        if name is None or not shown(name):
            return TaskMatch(None)
        found = self.index.by_name.get(self.index.name(shown(name)), [])
        if len(found) > 1:
            return TaskMatch(None, (_ambiguous(name, found),))
        if not found:
            return TaskMatch(None, (say("task-unknown", Field.TASK_NAME, name.place, seen=shown(name)),))
        said = {"seen": shown(name), "wanted": found[0].task_key}
        return TaskMatch(found[0], (say("matched-by-name", Field.TASK_NAME, name.place, **said),))


def _ambiguous(cell: Cell, tasks: list[Task]) -> Say:
    wanted = "、".join(task.task_key for task in tasks)
    return say("task-ambiguous", Field.TASK_NO, cell.place, seen=shown(cell), wanted=wanted)
