"""A project, road, plant or park whose name begins with a place that has its own people to answer for it (docs/targets.md)."""

from __future__ import annotations

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.targets.rules.known_places import place_at


def place_and_name(name: str) -> tuple[str, str]:
    """青溪县城南变电站项目: the place and the name without it; ("", the name) where it begins with none or is no work."""
    words = lexicon().projects
    if not words.work.search(name):
        return "", name
    place, rest = "", name
    while named := _place_at(rest):  # 邵阳市北塔区托育综合服务中心: the last of them
        place, rest = named, rest[len(named) :]
    return (place, rest) if place and rest else ("", name)


def _place_at(text: str) -> str:
    words = lexicon().projects
    known = place_at(text, 0)
    if known and len(known) > 2 and not words.no_place.search(known):
        return known
    match = words.place.match(text)
    named = match.group() if match is not None else ""
    return named if len(named) > 2 and not words.no_place.search(named) else ""
