"""The place that texts tell where neither title nor issuer names one: always a guess, and a warning.

Several counties of one city make the list that city's (石门县, 桃源县, 津市市: 常德市); so does a city or province that is
named again and again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.gazetteer import AdministrativeDivision, gazetteer

_SIBLINGS = 3  # counties of one city that make it the list's
_MENTIONS = 2  # times that a city is named, at least, and as often again as any other
_SHORTEST, _LONGEST = 2, 6


def parent_of_named(texts: Sequence[str]) -> AdministrativeDivision | None:
    """The city or province of which the texts name most areas by their full names."""
    named = {d.code: d for text in texts for d in _full_names(text) if len(gazetteer().named(d.name)) == 1}
    counted = Counter(d.parent for d in named.values()).most_common(2)
    if not counted or counted[0][1] < _SIBLINGS or (len(counted) > 1 and counted[1][1] * 2 > counted[0][1]):
        return None
    return next(iter(gazetteer().above(next(d for d in named.values() if d.parent == counted[0][0]))), None)


def often_named(texts: Sequence[str]) -> AdministrativeDivision | None:
    """The city or province that the texts name most, by its full or its short name."""
    counted = Counter(d for text in texts for d in _cities(text)).most_common(2)
    if not counted or counted[0][1] < _MENTIONS or (len(counted) > 1 and counted[1][1] * 2 > counted[0][1]):
        return None
    return counted[0][0]


def _full_names(text: str) -> Iterator[AdministrativeDivision]:
    at = 0
    while at < len(text):
        name = gazetteer().at(text, at)
        yield from (d for d in gazetteer().named(name) if not d.until)
        at += len(name) or 1


def _cities(text: str) -> Iterator[AdministrativeDivision]:
    at, short = 0, gazetteer().short
    while at < len(text):
        name = gazetteer().at(text, at)
        divisions = gazetteer().named(name)
        if not name:
            lengths = range(_LONGEST, _SHORTEST - 1, -1)
            name = next((part for length in lengths if (part := text[at : at + length]) in short), "")
            divisions = short.get(name, ())
        yield from [d for d in divisions if d.level in ("city", "province") and not d.until][:1]
        at += len(name) or 1
