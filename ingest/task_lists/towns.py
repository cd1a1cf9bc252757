"""The towns of a list's own place where no rule names them: those that the list itself names, for 各镇（街道） to mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.model import Task
from ingest.vocabulary import Vocabulary, level_of


def with_towns(vocabulary: Vocabulary, tasks: Iterable[Task]) -> Vocabulary:
    """The words of a list's place with the groups of towns that its tasks write and that no rule tells the members of.

    A group of a list that names no town stays what it is. Towns of the place that a list doesn't name are not known, and so are
    asked for nothing: a list that means more than it names wants a row of `unit_groups`.
    """
    group = list_lexicon().places.towns
    named = dict.fromkeys(unit for task in tasks for unit in (*task.lead_units, *task.units))
    called = dict.fromkeys(vocabulary.unit_aliases.get(name, name) for name in named if not group.fullmatch(name))
    towns = [name for name in called if town_of(name)]
    groups = {n: _of_kind(n, towns) for n in named if group.fullmatch(n) and n not in vocabulary.unit_groups}
    groups = {name: members for name, members in groups.items() if members}
    return replace(vocabulary, unit_groups={**vocabulary.unit_groups, **groups}) if groups else vocabulary


def _of_kind(group: str, towns: Iterable[str]) -> tuple[str, ...]:
    """The towns of the kinds that a group names: no 街道 in 各乡镇."""
    kinds = list_lexicon().places.kinds_of_towns
    return tuple(town for town in towns if any(town_of(town).endswith(kind) and sign in group for kind, sign in kinds.items()))


def town_of(unit: str) -> str:
    """The town whose office a unit is (白石镇, 白石镇人民政府, 南湾街道办事处); "" for any other office."""
    name = list_lexicon().places.town_offices.sub("", unit)
    return name if level_of(name) == "town" else ""
