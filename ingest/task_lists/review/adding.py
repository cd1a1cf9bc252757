"""A target that a person wrote, as one of the list: where its words stand, what it leaves out, where it comes in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import ListHead, Target, Task
from ingest.task_lists.review.corrections import Addition
from ingest.task_lists.review.form import PARENT
from ingest.task_lists.review.sentences import find_squeezed, text_of
from ingest.task_lists.text import squeeze

_DISTRICT = "district_task"


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the words of an addition stand: the task, the column of its text, and the words as they are written there."""

    task: Task
    column: str
    span: str

    @property
    def text(self) -> str:
        return text_of(self.task, self.column)


def place_of(addition: Addition, tasks: Sequence[Task]) -> Stand | None:
    """The words of an addition in the task of its name, else in the only other task that holds them."""
    held = [stand for task in tasks if (stand := _stand(addition, task)) is not None]
    of_name = [stand for stand in held if squeeze(stand.task.name) == addition.task_name]
    if of_name:
        return of_name[0]
    return held[0] if len(held) == 1 else None


def _stand(addition: Addition, task: Task) -> Stand | None:
    for column in ("city_target", _DISTRICT):
        words = find_squeezed(text_of(task, column), addition.span)
        if words:
            return Stand(task, column, words)
    return None


def stated(addition: Addition, stand: Stand, targets: Sequence[Target], head: ListHead | None) -> Target:
    """The target itself; what the person left out is what the law says where a text says nothing. Without its parent."""
    task, column, span = stand.task, stand.column, stand.span
    own = [target for target in targets if target.task_key == task.task_key]
    near = [target for target in own if target.source_column == column and (target.span in span or span in target.span)]
    values = {name: value for name, value in addition.values.items() if name != PARENT}
    values["area"] = values["area"] or _whole_area(column, targets)
    values["due"] = values["due"] or values["period_end"] or (head.period_end if head else None)
    return Target(
        section=task.section,
        task_no=task.task_no,
        subtask_no=task.subtask_no,
        source_column=column,
        clause=near[0].clause if near else "",
        seq=max((target.seq for target in own), default=0) + 1,
        span=span,
        place=task.district_place if column == _DISTRICT else task.place,
        **values,
    )


def _whole_area(column: str, targets: Sequence[Target]) -> str:
    """What the list's own place is called as a whole where its other targets of the column name no other (全县, 全市)."""
    areas = lexicon().areas
    said = Counter(target.area for target in targets if target.source_column == column and target.area in areas.wholes)
    if said:
        return said.most_common(1)[0][0]
    return areas.default_district if column == _DISTRICT else areas.default_city


def position(stand: Stand, target: Target, targets: Sequence[Target], task_keys: Sequence[str]) -> int:
    """Where the target comes among `targets`: after those of its task whose words do not begin later."""
    at = stand.text.find(target.span)
    order = {key: number for number, key in enumerate(task_keys)}
    found = 0
    for index, other in enumerate(targets):
        is_earlier_task = order.get(other.task_key, 0) < order[target.task_key]
        if is_earlier_task or (other.task_key == target.task_key and _is_before(other, stand, at)):
            found = index + 1
    return found


def _is_before(other: Target, stand: Stand, at: int) -> bool:
    if other.source_column != stand.column:
        return stand.column == _DISTRICT  # the city's column comes first
    return stand.text.find(other.span) <= at


def identity(values: Mapping[str, Any]) -> tuple[object, ...]:
    """Which target of a sentence an addition is: one sent again with another figure takes the place of the first."""
    return squeeze(values["metric"]), values["area"], values["stretch"]


def is_same(read: Target, added: Target) -> bool:
    """Whether the reader read what a person had added."""
    return read.task_key == added.task_key and _statement(read) == _statement(added)


def _statement(target: Target) -> tuple[object, ...]:
    return (squeeze(target.metric), target.kind, target.comparator, target.value, target.unit, target.area, target.stretch,
            target.period_start, target.period_end)  # fmt: skip
