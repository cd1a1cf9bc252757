"""The reporting obligation: which unit must report which target for which area. It is decided here and nowhere else.

It follows from a list as read and from the words that hold on the day it came, and is written as the raw table `obligations`
beside the list: the form, the check, the warehouse, the messages and the page read it from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.areas import PlacedArea, Relation, placed
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.model import Asked, GroupShare, Target, Task, TaskList
from ingest.task_lists.same_targets import own_parts, same_targets
from ingest.task_lists.towns import town_of
from ingest.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Obligation:
    """One row that a unit must report, or, unless it is a lead, may: target × area.

    `area` is as the form has it, `area_name` what it is called everywhere. `is_contribution` marks the own place's part of a
    wider area's target. `same_as` is the target that says the same of the own place before it, of a contribution the own part
    that is the same figure: a unit that must report that one is not asked for this one too.
    """

    list_id: str
    unit: str
    task_key: str
    target_key: str
    area: str
    area_name: str
    area_code: str | None
    is_contribution: bool
    is_lead: bool
    measure_asked: Asked
    same_as: str | None = None


def expand_groups(names: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Units under their one name, groups as their members. A group whose members nobody told of stays what it is."""
    expanded: dict[str, None] = {}
    for name in names:
        for member in vocabulary.unit_groups.get(name, (name,)):
            expanded[vocabulary.unit_aliases.get(member, member)] = None
    return tuple(expanded)


def _is_group(name: str, vocabulary: Vocabulary) -> bool:
    if name in vocabulary.unit_groups or any(name in groups for groups in vocabulary.groups_of.values()):
        return True
    return addresses_all(name, vocabulary)


def is_everybody(name: str) -> bool:
    """True for the name of all units of a kind (各乡镇, 各学校): where its members are not known, nobody can be sent a form."""
    return list_lexicon().people.group_of_offices.match(name) is not None


@lru_cache(maxsize=4096)
def _like(name: str, pattern: str) -> bool:
    """SQL's `like`, as dbt applies the same patterns."""
    return re.fullmatch(".*".join(re.escape(part) for part in pattern.split("%")), name) is not None


def addresses_all(name: str, vocabulary: Vocabulary) -> bool:
    """True for a name that means no unit in particular (相关区属单位): anybody may report, nobody is called so."""
    return any(_like(name, pattern) for pattern in vocabulary.unit_catch_alls)


def lead_of(task: Task, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Who answers for a task: the marked lead units, else the first listed single unit, else the members of the groups."""
    if task.lead_units:
        return _units(task.lead_units, vocabulary)
    single = [unit for unit in task.units if not _is_group(unit, vocabulary)]
    return expand_groups(single[:1], vocabulary) or _units(task.units, vocabulary)


def _units(names: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    return expand_groups((name for name in names if not addresses_all(name, vocabulary)), vocabulary)


def units_of(task: Task, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Who may report on a task, its lead units first; names that address everybody among them."""
    return expand_groups((*task.lead_units, *task.units), vocabulary)


def leads_of(target: Target, task: Task, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The units that must report a target: the one marked in its own text if it is a unit of the task, else the task's."""
    marked = vocabulary.unit_aliases.get(target.lead_unit, target.lead_unit)
    return (marked,) if marked in units_of(task, vocabulary) else lead_of(task, vocabulary)


def obligations(task_list: TaskList, vocabulary: Vocabulary) -> tuple[Obligation, ...]:
    """Every obligation of a list, in its order. `vocabulary` is that of the list's own place; keys of targets are settled.

    A unit reports the targets of the tasks it leads; units named beside the lead may report and are accepted. A target of the
    own place is one row; a target of an area around it is two: the wider area's figure and the own place's contribution. Of a
    group whose members have each the value to reach, the own place's row is asked and the group's may be filed; so may the base
    of a rate. What lies in the own place is asked of it: of a group of its places each that is known, of a town only itself.
    Targets of other places and bodies are accepted if filed, never expected. What stands in the list twice, as the city's
    target for the own place and as its own, is asked once; so is a contribution that is a target of its own (其中300万元).
    """
    if task_list.head is None:
        return ()
    own = placed(task_list.head.area, vocabulary)
    by_key = {task.task_key: task for task in task_list.tasks}
    of_own = [target for target in task_list.targets if _is_of_own(target, vocabulary)]
    same_as = same_targets(of_own, task_list.head, vocabulary)
    parts = own_parts((t for t in of_own if t.target_key not in same_as), task_list.targets, task_list.head, vocabulary)
    found: list[Obligation] = []
    for target in task_list.targets:
        task = by_key.get(target.task_key)
        at = placed(target.area, vocabulary)
        if task is None or at.relation is Relation.NONE:
            continue
        leads = leads_of(target, task, vocabulary)
        others = [unit for unit in _units(units_of(task, vocabulary), vocabulary) if unit not in leads]
        is_each = target.share_of_group is GroupShare.EACH
        if at.relation is Relation.INSIDE:
            rows = _inside(target, at, vocabulary, is_each=is_each)
        else:
            rows = _around(target, at, task_list.head.area, own, is_each=is_each and at.relation is Relation.MEMBER)
        for units, is_lead in ((leads, True), (others, False)):
            for unit in units:
                mine = [row for row in rows if row.is_of_member and unit.startswith(row.at.name)] or rows
                mine = [row for row in mine if _knows(unit, row.at)]
                found += [_owed(target, unit, row, is_lead=is_lead and not target.is_base) for row in mine]
    return _asked_once(found, same_as, parts, own.name)


def _is_of_own(target: Target, vocabulary: Vocabulary) -> bool:
    """True of a target that the own place has to reach: its own, or what each member of a group has."""
    relation = placed(target.area, vocabulary).relation
    return relation is Relation.OWN or (relation is Relation.MEMBER and target.share_of_group is GroupShare.EACH)


def _asked_once(
    found: Iterable[Obligation], same_as: Mapping[str, str], parts: Mapping[str, str], own: str
) -> tuple[Obligation, ...]:
    rows = tuple(
        replace(row, same_as=(parts if row.is_contribution else same_as).get(row.target_key)) if row.area_name == own else row
        for row in found
    )
    asked = {(row.unit, row.target_key) for row in rows if row.area_name == own and row.is_lead and not row.is_contribution}
    return tuple(replace(row, is_lead=False) if row.same_as and (row.unit, row.same_as) in asked else row for row in rows)


def _knows(unit: str, at: PlacedArea) -> bool:
    """False of a town for another town's figure: each reports its own."""
    return not town_of(at.name) or town_of(unit) in ("", at.name)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a form: `area` as the form has it."""

    area: str
    at: PlacedArea
    is_asked: bool = True
    is_contribution: bool = False
    is_of_member: bool = False


def _around(target: Target, at: PlacedArea, own_area: str, own: PlacedArea, *, is_each: bool) -> list[_Row]:
    rows = [_Row(target.area, at, is_asked=not is_each)]
    if at.relation is not Relation.OWN:
        # of a value that each member has for itself, the own place's is a target as any other
        rows.append(_Row(own_area, own, is_contribution=not is_each))
    return rows


def _inside(target: Target, at: PlacedArea, vocabulary: Vocabulary, *, is_each: bool) -> list[_Row]:
    members = at.members if is_each else ()
    rows = [_Row(member, placed(member, vocabulary), is_of_member=True) for member in members]
    return [_Row(target.area, at, is_asked=not members), *rows]


def _owed(target: Target, unit: str, row: _Row, *, is_lead: bool) -> Obligation:
    return Obligation(
        list_id=target.list_id,
        unit=unit,
        task_key=target.task_key,
        target_key=target.target_key,
        area=row.area,
        area_name=row.at.name,
        area_code=row.at.code,
        is_contribution=row.is_contribution,
        is_lead=is_lead and row.is_asked,
        measure_asked=target.measure_asked,
    )
