"""The places of a group that a list writes (市辖三区, 各县市区, 各乡镇) where no rule names them.

They are those of the country's table that lie in the list's city, else those that the list itself names, of the kinds that the
group's name says; whether there may be more goes with them. The members that rules name are `seeds/area_groups.csv`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.gazetteer import gazetteer
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.model import Target, Task
from ingest.task_lists.targets.resolve import groups
from ingest.task_lists.towns import town_of
from ingest.vocabulary import Area, Vocabulary, division_of

_COUNTIES = frozenset(("district", "county", "county-city"))
_TOWN = "town"


def with_members(vocabulary: Vocabulary, targets: Iterable[Target], tasks: Iterable[Task]) -> Vocabulary:
    """The words of a list's place with the places that lie in it, and with the groups that its targets write."""
    own = vocabulary.place
    if own is None:
        return vocabulary
    written = list(dict.fromkeys(target.area for target in targets))
    parts = [part for area in written for part in groups.listed(area)]
    units = [unit for task in tasks for unit in (*task.lead_units, *task.units)]
    city = _city_of(own, vocabulary)
    places = _counties(city, own, (*written, *parts), vocabulary) if city is not None else {}
    places |= _towns(own, (*units, *written, *parts)) if own.level in _COUNTIES else {}
    found = {name: area for name, area in places.items() if name not in vocabulary.areas}
    for area in written:
        known = vocabulary.areas.get(area)
        if groups.is_group(area, vocabulary) and (known is None or not known.is_in_tree):
            group = _listed(area, places) or _group(area, own, city, tuple(places.values()))
            found.update({area: group} if group is not None else {})
    return replace(vocabulary, areas={**vocabulary.areas, **found}) if found else vocabulary


def _city_of(own: Area, vocabulary: Vocabulary) -> Area | None:
    """The city whose counties a list speaks of: its own place, or what that lies in."""
    if own.level == "city":
        return own
    by_code = {area.code: area for area in vocabulary.areas.values()}
    return by_code.get(own.parent_code) if own.level in _COUNTIES else None


def _counties(city: Area, own: Area, written: Sequence[str], vocabulary: Vocabulary) -> dict[str, Area]:
    """The districts and counties of a city: by the country's table, or those that the list names; the own place is one."""
    division = division_of(city.name)
    if division is not None:
        inside = (one for one in gazetteer().inside(division.code) if one.level in _COUNTIES)
        known = (vocabulary.areas.get(one.name) or Area(f"?{one.name}", one.name, one.level, city.code) for one in inside)
        tabled = {area.name: area for area in known}
        return tabled if own is city or own.name in tabled else {own.name: own, **tabled}
    named = {area: level for area in written if area not in vocabulary.areas and (level := _level_of_county(area, city))}
    others = {name: Area(f"?{name}", name, level, city.code) for name, level in named.items()}
    return others if own is city else {own.name: own, **others}


def _level_of_county(name: str, city: Area) -> str:
    """The level that the form of a name tells; "" for what is no district or county."""
    words = list_lexicon().members
    if groups.is_group(name, Vocabulary()) or words.no_district.search(name) or name == city.name or len(name) < 3:
        return ""
    return words.levels.get(name[-1], "")


def _towns(own: Area, written: Iterable[str]) -> dict[str, Area]:
    named = (town for name in written if not groups.is_group(name, Vocabulary()) and (town := town_of(name)))
    return {name: Area(f"?{name}", name, _TOWN, own.code) for name in named}


def _listed(written: str, places: Mapping[str, Area]) -> Area | None:
    """白石镇、柳河镇: a group of the places that its name lists; None for any other name."""
    members = groups.listed(written)
    if not members or not all(member in places for member in members):
        return None
    return Area(f"?{written}", written, "group", places[members[0]].parent_code, members=members)


def _group(written: str, own: Area, city: Area | None, places: Sequence[Area]) -> Area | None:
    """A group with those of the places that are of its kinds; None where its name does not tell which these are."""
    words, name = list_lexicon().members, groups.plain_name(written)
    if words.unnamed.search(name):
        return None
    if words.towns.search(name):
        kinds = list_lexicon().places.kinds_of_towns
        members = [
            p.name for p in places if p.level == _TOWN and any(p.name.endswith(k) and s in name for k, s in kinds.items())
        ]
        # a town that a list does not name is not known, and its group may have it
        return Area(f"?{written}", written, "group", own.code, members=tuple(members), has_others=True) if members else None
    levels = {words.levels[sign] for sign in words.front.sub("", name) if sign in words.levels}
    members = [place.name for place in places if place.level in levels]
    if city is None or not members:
        return None
    is_tabled = division_of(city.name) is not None and (own is city or division_of(own.name, city.name) is not None)
    is_whole = is_tabled or len(members) == groups.members(name, Vocabulary())
    return Area(f"?{written}", written, "group", city.code, members=tuple(members), has_others=not is_whole)
