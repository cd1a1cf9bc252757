"""Which person heads which unit, learnt across the rows of a list.

A row with as many persons as units pairs them by position; rows that agree confirm each other; a row that does not come
out even is read with what the other rows taught, and what stays open is a finding, never a guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.people.persons import is_person


@dataclass(frozen=True, slots=True)
class Pairs:
    """What one row gives: unit by person or group ("" where unknown) and who or what stayed alone."""

    units: tuple[str, ...]  # beside the persons, in their order
    unpaired: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        return not self.unpaired


def group_unit(name: str, units: Sequence[str]) -> str:
    """各镇（街道）行政负责人 → 各镇（街道）: the unit of the row whose name a group of persons starts with."""
    return max((unit for unit in units if name.startswith(unit) and name != unit), key=len, default="")


def learn_heads(rows: Iterable[tuple[Sequence[str], Sequence[str]]]) -> dict[str, str]:
    """Person → unit from (units, persons) of every row. Contradicted pairs are left out."""
    rows = [_individuals(units, persons) for units, persons in rows]
    votes: dict[str, Counter[str]] = {}
    for units, persons in rows:
        if len(units) == len(persons):
            for unit, person in zip(units, persons, strict=True):
                # a row of one unit and one person leaves no doubt about the order
                votes.setdefault(person, Counter())[unit] += 3 if len(units) == 1 else 1
    heads = {person: winner for person, count in votes.items() if (winner := _winner(count))}
    for _ in range(2):  # what the uneven rows teach between two known pairs, then once more with that
        for units, persons in rows:
            if len(units) != len(persons):
                for person, unit in _between_anchors(units, persons, heads).items():
                    heads.setdefault(person, unit)
    return heads


def pair_row(units: Sequence[str], persons: Sequence[str], heads: Mapping[str, str]) -> Pairs:
    """The unit of each person of a row, and the names that pair with nothing."""
    taken: Counter[str] = Counter()
    found: list[str] = []
    offices, people = _individuals(units, persons)
    by_position = dict(zip(people, offices, strict=True)) if len(offices) == len(people) else {}
    for person in persons:
        unit = group_unit(person, units)
        if not unit:
            unit = heads.get(person, "")
            if unit not in offices:
                unit = by_position.get(person, "") if by_position.get(person, "") not in heads.values() else ""
        found.append(unit)
        taken[unit] += 1
    alone_people = [p for p, unit in zip(persons, found, strict=True) if not unit]
    alone_units = [unit for unit in dict.fromkeys(offices) if not taken[unit]]
    return Pairs(tuple(found), (*alone_units, *alone_people) if persons and units else ())


def _individuals(units: Sequence[str], persons: Sequence[str]) -> tuple[list[str], list[str]]:
    """The units and persons left when groups and their heads (各镇（街道） with its 行政负责人) are taken out."""
    groups = {unit for person in persons if (unit := group_unit(person, units))}
    no_head = list_lexicon().people.group_of_offices
    offices = [unit for unit in units if unit not in groups and not no_head.match(unit)]
    return offices, [person for person in persons if is_person(person)]


def _winner(count: Counter[str]) -> str:
    ranked = count.most_common(2)
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] > ranked[1][1] else ""


def _between_anchors(units: Sequence[str], persons: Sequence[str], heads: Mapping[str, str]) -> dict[str, str]:
    """Pairs by position inside the stretches that known pairs cut out of an uneven row, where a stretch comes out even."""
    anchors = [(-1, -1)]
    for j, person in enumerate(persons):
        unit = heads.get(person, "")
        if unit in units:
            i = list(units).index(unit)
            if i > anchors[-1][0]:
                anchors.append((i, j))
    if len(anchors) == 1:
        return {}
    anchors.append((len(units), len(persons)))
    found: dict[str, str] = {}
    for (i0, j0), (i1, j1) in pairwise(anchors):
        if i1 - i0 == j1 - j0:
            found.update(zip(persons[j0 + 1 : j1], units[i0 + 1 : i1], strict=True))
    return found
