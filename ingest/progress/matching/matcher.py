"""A row of a filing finds its task, its target and its area, or says why it does not. No figure is looked at.

The hidden key of the form counts first, if the printed identity beside it agrees; else number and name. The filing unit
must be one of the task's units.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ingest.documents.grid import Cell
from ingest.progress.cells.words import shown
from ingest.progress.fields import Field
from ingest.progress.knowledge.context import Context
from ingest.progress.matching.names import TaskIndex, name_key
from ingest.progress.matching.numbers import is_date, parse_task_number
from ingest.progress.matching.targets import RowBefore, TargetFinder, any_place, words_of
from ingest.progress.matching.tasks import TaskFinder, TaskMatch, Where
from ingest.progress.say import Say, say
from ingest.task_lists.model import Target, Task
from ingest.task_lists.obligations import addresses_all

_NAMED_UNITS = 6
_BESIDE_A_NAME = (Field.TARGET_VALUE, Field.AREA, Field.MEASURE_UNIT)  # what tells targets of one name apart


@dataclass(frozen=True, slots=True)
class RowMatch:
    """What was found for one row; `target` is None where `says` says why."""

    target: Target | None = None
    task: Task | None = None
    area: str = ""
    says: tuple[Say, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a row: the task of the rows above, for rows that leave it out; the row immediately above, where it was
    found; and which columns that the table has are blank in this row.
    """

    task: Task | None = None
    row: RowBefore | None = None
    blank: frozenset[Field] = frozenset()


ALONE = Around()


class Matcher:
    """The tasks of one list, ready to be found. `unit` is the filing unit, "" where it is not known."""

    def __init__(self, context: Context, list_id: str, unit: str) -> None:
        self.index = TaskIndex(context, list_id)
        self.unit = unit
        self.tasks = TaskFinder(self.index)
        self.targets = TargetFinder(self.index)

    def match(self, cells: Mapping[Field, Cell], where: Where, around: Around = ALONE) -> RowMatch:
        """Find the task, target and area of a row's cells, with the help of the rows above it."""
        section = self.index.section_in(shown(cells.get(Field.SECTION))) or where.section
        where = Where(section, where.parent_no)
        found = self._by_key(cells, where, around) if shown(cells.get(Field.KEY)) else self._by_printed(cells, where, around)
        target = found.target
        if target is None:
            return found
        area = self.targets.find_area(target, cells)
        says = (*found.says, *area.says)
        if self.unit and not self._may_report(target):
            units = self.index.context.units_of(target)
            wanted = "、".join(f"“{unit}”" for unit in units[:_NAMED_UNITS])
            said = {"seen": self.unit, "wanted": wanted}
            says = (*says, say("office-not-responsible", Field.TASK_NO, any_place(cells), **said))
        return RowMatch(target, self.index.context.task_of(target), area.area, says)

    def _by_printed(self, cells: Mapping[Field, Cell], where: Where, around: Around) -> RowMatch:
        """By what is printed: a target's full key under 任务编号 if the names agree with it, else number and name."""
        number = cells.get(Field.TASK_NO)
        named = any(shown(cells.get(name)) for name in (Field.TASK_NAME, Field.METRIC))
        if number is not None and named and (key := self.index.full_key(shown(number))):
            keyed: dict[Field, Cell] = {name: cell for name, cell in cells.items() if name != Field.TASK_NO}
            keyed[Field.KEY] = replace(number, value=key, text=key)
            found = self._by_key(keyed, where, around)
            by_name = found if found.target is not None else self._by_name(cells, where, around)
            if found.target is None and by_name.task is found.task:  # its task, and another indicator than the number says
                target = self.index.context.targets[key]
                name = shown(cells.get(Field.METRIC))
                is_of_the_name = any(said.code == "key-of-another-target" for said in found.says)
                if is_of_the_name and (beside := "，".join(shown(cells[f]) for f in _BESIDE_A_NAME if shown(cells.get(f)))):
                    name = f"{name}（{beside}）"
                said = {"seen": shown(number), "wanted": words_of(target) if is_of_the_name else target.metric, "name": name}
                return RowMatch(None, found.task, says=(say("number-of-another-metric", Field.TASK_NO, number.place, **said),))
            return by_name
        return self._by_name(cells, where, around)

    def _by_name(self, cells: Mapping[Field, Cell], where: Where, around: Around) -> RowMatch:
        above = around.task
        if shown(cells.get(Field.TASK_NO)) or shown(cells.get(Field.TASK_NAME)):
            found = self.tasks.find(cells, where, self.unit)
        elif above is not None and self.index.metrics(above, shown(cells.get(Field.METRIC))):
            found = TaskMatch(above)
        else:
            found = TaskMatch(None, (say("task-missing", Field.TASK_NO, any_place(cells), seen=""),))
        if found.task is None:
            return RowMatch(says=found.says)
        target = self.targets.find(found.task, cells, around.row, is_value_blank=Field.TARGET_VALUE in around.blank)
        return RowMatch(target.target, found.task, says=(*found.says, *target.says))

    def _may_report(self, target: Target) -> bool:
        context = self.index.context
        units = context.units_of(target)
        if self.unit in units or self.unit == target.lead_unit:
            return True
        return any(addresses_all(unit, context.vocabulary) for unit in units)

    def _by_key(self, cells: Mapping[Field, Cell], where: Where, around: Around) -> RowMatch:
        key = cells[Field.KEY]
        target = self.index.context.targets.get(shown(key))
        if target is None or target.list_id != self.index.list_id:
            return RowMatch(says=(say("key-unknown", Field.KEY, key.place, seen=shown(key)),))
        task = self.index.context.task_of(target)
        name, metric = cells.get(Field.TASK_NAME), cells.get(Field.METRIC)
        wrong: list[Cell] = []
        says: tuple[Say, ...] = ()
        if not self._is_number_of(task, cells.get(Field.TASK_NO), where):
            wrong.append(cells[Field.TASK_NO])
        if name is not None and shown(name) and not self.index.fits(task, shown(name), shown(metric)):
            wrong.append(name)
        if metric is not None and shown(metric) and not self._is_metric_of(target, shown(metric)):
            if target in self.targets.loosely(task, shown(metric)):  # the list was read again since the form went out
                says = (say("metric-worded-otherwise", Field.METRIC, metric.place, seen=shown(metric), wanted=target.metric),)
            else:
                wrong.append(metric)
        if not wrong and self.targets.is_another(target, task, cells, around.row, around.blank):
            beside = [cells[name] for name in _BESIDE_A_NAME if shown(cells.get(name))]
            place = beside[0].place if beside else any_place(cells)
            said = {"seen": "，".join(map(shown, beside)), "wanted": words_of(target)}
            return RowMatch(None, task, says=(*says, say("key-of-another-target", Field.METRIC, place, **said)))
        if not wrong:
            return RowMatch(target, task, says=says)
        seen = "，".join(f"“{shown(cell)}”" for cell in wrong)
        return RowMatch(None, task, says=(*says, say("key-mismatch", Field.TASK_NO, wrong[0].place, seen=seen)))

    def _is_metric_of(self, target: Target, text: str) -> bool:
        return self.index.name(text) in (self.index.name(target.metric), name_key(target.span))

    def _is_number_of(self, task: Task, number: Cell | None, where: Where) -> bool:
        """True where a printed number is the task's, or none is printed."""
        if number is None or not shown(number):
            return True
        written = None if is_date(number) else parse_task_number(number)
        if written is None:
            return False
        tasks = self.tasks
        return task in (*tasks.numbered(written, where), *tasks.looser(written, where), *tasks.restored(written, where))
