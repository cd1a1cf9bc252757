"""A project, road, plant or park whose name begins with a place that has its own people to answer for it (docs/targets.md)."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.targets.rules.known_places import divisions_of, place_at

_WIDE = frozenset(("city", "province"))


@dataclass(frozen=True, slots=True)
class PlacedWork:
    """What happens in a place: its name without the place. `is_plain`: the country's table knows the place."""

    place: str
    name: str
    is_plain: bool


def place_and_name(name: str) -> tuple[str, str]:
    """青溪县城南变电站项目: the place and the name without it; ("", the name) where it begins with none or is no work."""
    place, rest = _apart(name) if lexicon().projects.work.search(name) else ("", name)
    is_of_it = place and rest and not lexicon().projects.no_work.match(rest)
    return (place, rest) if is_of_it else ("", name)


def placed_work(name: str, *, is_event: bool) -> PlacedWork | None:
    """The same of what a sentence is about (白石镇柳湾安置地 is built); None where no place below a city begins it.

    An unknown place is only taken for one before what is built; a known one of an event before anything that is not its own
    office or doing.
    """
    words = lexicon().projects
    place, rest = _apart(name)
    if not place or len(rest) < 2 or words.no_work.match(rest):
        return None
    divisions = divisions_of(place)
    is_wide = all(d.level in _WIDE for d in divisions) if divisions else words.city.search(place) is not None
    is_of_it = words.built.search(rest) is not None or (bool(divisions) and is_event)
    return PlacedWork(place, rest, bool(divisions)) if is_of_it and not is_wide else None


def _apart(name: str) -> tuple[str, str]:
    """The place that a name begins with, and the rest; of several (邵阳市北塔区托育综合服务中心) the last."""
    place, rest = "", name
    while not lexicon().projects.no_work.match(rest) and (named := _place_at(rest)):
        place, rest = named, rest[len(named) :]
    return place, rest


def _place_at(text: str) -> str:
    words = lexicon().projects
    known = place_at(text, 0)
    if known and len(known) > 2 and not words.no_place.search(known):
        return known
    match = words.place.match(text)
    named = match.group() if match is not None else ""
    return named if len(named) > 2 and not words.no_place.search(named) else ""
