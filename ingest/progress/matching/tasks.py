"""The task of a row: by its printed number *and* name. A number that stands with another name is never a match.

A name alone counts only when it is unique in the list, with a warning; a number alone only beside a metric of its task.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.documents.grid import Cell
from ingest.progress.cells.words import shown
from ingest.progress.fields import Field
from ingest.progress.matching.names import TaskIndex, same_but_for_the_verb
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

    def find(self, cells: Mapping[Field, Cell], where: Where, unit: str = "") -> TaskMatch:
        """The one task of a row's printed number and name. `unit` files; it tells tasks of one name apart."""
        number, name = cells.get(Field.TASK_NO), cells.get(Field.TASK_NAME)
        if number is None or not shown(number):
            return self._by_name_alone(name, shown(cells.get(Field.METRIC)), unit)
        if is_date(number):
            return TaskMatch(None, (say("id-became-date", Field.TASK_NO, number.place, seen=shown(number)),))
        written = parse_task_number(number)
        if written is None and self.index.by_name.get(self.index.name(shown(number))) and not shown(name):
            return self._by_name_alone(number, shown(cells.get(Field.METRIC)), unit)  # the name stands in the number's column
        candidates = self.numbered(written, where) if written is not None else []
        looser = self.looser(written, where) if written is not None else []
        restored = self.restored(written, where) if written is not None else []
        if not candidates and not looser and not restored:
            seen = f"{shown(number)} {shown(name)}".strip()
            return TaskMatch(None, (say("task-unknown", Field.TASK_NO, number.place, seen=seen),))
        if shown(name):
            return self._by_number_and_name(cells, candidates, looser, restored)
        return self._by_number_and_metric(cells, candidates, looser)

    def numbered(self, written: TaskNumber, where: Where, subtask_no: str | None = None) -> list[Task]:
        """The tasks that a written number can mean below a heading."""
        subtask = written.subtask_no if subtask_no is None else subtask_no
        by_number = self.index.by_number
        if written.outer_no:  # 三、3: the third task's
            return by_number.get((written.outer_no, written.task_no), [])
        task_no = written.task_no or where.parent_no
        found = by_number.get((task_no, subtask), [])
        if not found and not subtask and where.parent_no:  # 7 below the heading "1 主要经济工作运行调度"
            found = by_number.get((where.parent_no, task_no), [])
        return self._of_section(found, written, where)

    def looser(self, written: TaskNumber, where: Where) -> list[Task]:
        """The tasks that it can mean if the names say so: 重点工作（3）, 三、3 of the third part, 3.1 for a target of 3."""
        by_number = self.index.by_number
        if written.outer_no:
            part = self.index.sections[int(written.outer_no) - 1 :][:1]
            return [task for task in by_number.get((written.task_no, written.subtask_no), []) if task.section in part]
        if not written.subtask_no:
            return []
        return self._of_section(by_number.get((written.task_no or written.subtask_no, ""), []), written, where)

    def _of_section(self, found: list[Task], written: TaskNumber, where: Where) -> list[Task]:
        section = self.index.section_in(written.section) if written.section else where.section
        if written.section and not section:
            return []
        return [task for task in found if task.section == section] if section else list(found)

    def restored(self, written: TaskNumber, where: Where) -> list[Task]:
        """The same for 1.1 that may have been typed 1.10."""
        return self.numbered(written, where, written.tail_zero) if written.tail_zero else []

    def _by_number_and_name(
        self, cells: Mapping[Field, Cell], candidates: list[Task], looser: list[Task], restored: list[Task]
    ) -> TaskMatch:
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
        if not fitting:
            fitting = [task for task in looser if self.index.fits(task, shown(name), metric)]
            if len(fitting) == 1:
                return TaskMatch(fitting[0])
        if fitting:
            return TaskMatch(None, (_ambiguous(number, fitting),))
        if (close := self._shortened(candidates or looser, shown(name))) is not None:
            said = {"seen": shown(name), "wanted": close.name}
            return TaskMatch(close, (say("task-name-shortened", Field.TASK_NAME, name.place, **said),))
        wanted = "、".join(f"{task.task_key} {task.name}" for task in (candidates or looser or restored)[:_NAMED])
        said = {"seen": shown(number), "wanted": wanted, "name": shown(name)}
        return TaskMatch(None, (say("task-name-mismatch", Field.TASK_NAME, name.place, **said),))

    def _shortened(self, candidates: list[Task], name_text: str) -> Task | None:
        """The candidate of whose name a piece is written, where no other task of the list has that piece in its name; or the
        one whose name has its verb at another place.
        """
        written = self.index.name(name_text)
        if len(written) < _SHORTEST_PIECE:
            return None
        moved = [task for task in candidates if same_but_for_the_verb(written, self.index.name(task.name))]
        if len(moved) == 1:
            return moved[0]
        having = [task for name, tasks in self.index.by_name.items() if written in name for task in tasks]
        return having[0] if len(having) == 1 and having[0] in candidates else None

    def _by_number_and_metric(self, cells: Mapping[Field, Cell], candidates: list[Task], looser: list[Task]) -> TaskMatch:
        """Without a name, the indicator can stand for it."""
        number, metric = cells[Field.TASK_NO], shown(cells.get(Field.METRIC))
        fitting = [task for task in candidates if metric and self.index.metrics(task, metric)]
        fitting = fitting or [task for task in looser if metric and self.index.metrics(task, metric)]
        if len(fitting) == 1:
            return TaskMatch(fitting[0])
        if fitting:
            return TaskMatch(None, (_ambiguous(number, fitting),))
        wanted = "、".join(f"{task.task_key} {task.name}" for task in (candidates or looser)[:_NAMED])
        return TaskMatch(None, (say("task-name-missing", Field.TASK_NAME, number.place, seen=shown(number), wanted=wanted),))

    def _by_name_alone(self, name: Cell | None, metric: str, unit: str) -> TaskMatch:
        """The one task of a name; of several, the one that has the metric, and then the one that the unit may report on."""
        if name is None or not shown(name):
            return TaskMatch(None)
        found = self.index.by_name.get(self.index.name(shown(name)), [])
        found = found or [task for task in self.index.tasks if self.index.fits(task, shown(name), metric)]
        if len(found) > 1 and metric:
            found = [task for task in found if self.index.metrics(task, metric)] or found
        if len(found) > 1 and unit:
            found = [task for task in found if self.index.may_report(task, unit)] or found
        if len(found) > 1:
            return TaskMatch(None, (_ambiguous(name, found),))
        if not found:
            return TaskMatch(None, (say("task-unknown", Field.TASK_NAME, name.place, seen=shown(name)),))
        said = {"seen": shown(name), "wanted": found[0].task_key}
        return TaskMatch(found[0], (say("matched-by-name", Field.TASK_NAME, name.place, **said),))


def _ambiguous(cell: Cell, tasks: list[Task]) -> Say:
    wanted = "、".join(task.task_key for task in tasks)
    return say("task-ambiguous", Field.TASK_NO, cell.place, seen=shown(cell), wanted=wanted)
