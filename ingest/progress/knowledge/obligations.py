"""The reporting obligation: which unit must report which target for which area. It is defined here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.progress.knowledge.past import Obligation
from ingest.task_lists.model import Target, Task
from ingest.vocabulary import Vocabulary

if TYPE_CHECKING:
    from ingest.progress.knowledge.context import Context


def expand_groups(names: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    expanded: dict[str, None] = {}
    for name in names:
        for member in vocabulary.unit_groups.get(name, (name,)):
            expanded[member] = None
    return tuple(expanded)


def _is_group(name: str, vocabulary: Vocabulary) -> bool:
    return name in vocabulary.unit_groups or addresses_all(name, vocabulary)


@lru_cache(maxsize=4096)
def _like(name: str, pattern: str) -> bool:
    """SQL's `like`, as dbt applies the same patterns."""
    return re.fullmatch(".*".join(re.escape(part) for part in pattern.split("%")), name) is not None


def addresses_all(name: str, vocabulary: Vocabulary) -> bool:
    """True for a name that means no unit in particular (相关区属单位): anybody may report, nobody is called so."""
    return any(_like(name, pattern) for pattern in vocabulary.unit_catch_alls)


def lead_of(task: Task, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Who must report: the marked lead units, else the first listed single unit, else the members of the groups."""
    if task.lead_units:
        return expand_groups(task.lead_units, vocabulary)
    single = [unit for unit in task.units if not _is_group(unit, vocabulary)]
    return tuple(single[:1]) or expand_groups((u for u in task.units if u in vocabulary.unit_groups), vocabulary)


def is_own_area(area: str, district: str, vocabulary: Vocabulary) -> bool:
    """True where a written area is the district itself (北塔区, 全区)."""
    one, other = vocabulary.areas.get(area), vocabulary.areas.get(district)
    return area == district or (one is not None and other is not None and one.code == other.code)


def contains(area: str, district: str, vocabulary: Vocabulary) -> bool:
    """True where an area is a group with the district in it, or lies above the district in the area tree."""
    outer, inner = vocabulary.areas.get(area), vocabulary.areas.get(district)
    if outer is None or inner is None or outer.code == inner.code:
        return False
    if inner.name in outer.members:
        return True
    parents = {a.code: a.parent_code for a in vocabulary.areas.values()}
    code, steps = inner.parent_code, 0
    while code and steps < len(parents):
        if code == outer.code:
            return True
        code, steps = parents.get(code, ""), steps + 1
    return False


def leads_of(target: Target, context: Context) -> tuple[str, ...]:
    """The units that must report a target: the one marked in its own text if it is a unit of the task, else the task's."""
    if target.lead_unit in context.units_of(target):
        return (target.lead_unit,)
    return lead_of(context.task_of(target), context.vocabulary)


def rows_by_unit(context: Context, list_id: str) -> Mapping[str, tuple[Obligation, ...]]:
    """unit → the rows it must report, in the list's order."""
    district, vocabulary = context.lists[list_id].area, context.vocabulary
    found: dict[str, list[Obligation]] = {}
    wider: dict[str, bool | None] = {}  # area → the district is part of it, is it (False), or neither (None)
    for target in context.targets.values():
        if target.list_id != list_id:
            continue
        if target.area not in wider:
            own = is_own_area(target.area, district, vocabulary)
            wider[target.area] = False if own else contains(target.area, district, vocabulary) or None
        is_wider = wider[target.area]
        if is_wider is None:
            continue
        for unit in leads_of(target, context):
            rows = found.setdefault(unit, [])
            rows.append(Obligation(list_id, unit, target.target_key, target.area))
            if is_wider:
                rows.append(Obligation(list_id, unit, target.target_key, district, is_contribution=True))
    return {unit: tuple(rows) for unit, rows in found.items()}


def obligations(context: Context, list_id: str, unit: str) -> tuple[Obligation, ...]:
    """Every row that a unit must report for a list, in the list's order; `()` for an unknown list or unit.

    A unit reports the targets of the tasks it leads; units named beside the lead may report and are accepted. A target of
    the district itself is one row; a target of an area around it is two: the wider area's figure and the district's
    contribution. Targets of other places and bodies are accepted if filed, never expected.
    """
    return context.own_rows.get(list_id, {}).get(unit, ())


def reporting_units(context: Context, list_id: str) -> tuple[str, ...]:
    """The units that must file for a list, in the order in which the list first names them as lead of an expected row."""
    return tuple(context.own_rows.get(list_id, {}))
