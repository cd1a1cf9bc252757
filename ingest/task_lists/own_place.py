"""The place a list is of, and what it is called as a whole (全市, 全县) where a text says nothing of an area.

The place comes from the title, else from who issued it (the office that signed or published, the document's number), else from
the texts, else from what the installation is set up for; a place that is not the title's is a finding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.findings import Finding
from ingest.gazetteer import gazetteer
from ingest.task_lists.catalogue import finding
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.place_in_texts import often_named, parent_of_named
from ingest.vocabulary import Vocabulary, division_of, level_of

_PLACELESS = ("group", "level")  # levels of the home's areas that are no places
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Sources:
    """What a place is looked for in: the title and the words before it, who issued it, the other lines, the tasks' texts."""

    title: str
    opening: str
    issuer: str
    document_no: str
    lines: Sequence[str]
    body: Sequence[str]


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """The place, "" where none is stated, the city it lies in where one is, and what is to be said of it."""

    area: str
    city: str
    findings: tuple[Finding, ...] = ()


def own_place(sources: Sources, vocabulary: Vocabulary) -> OwnPlace:
    """The place of a list."""
    stated = areas_in(sources.title, vocabulary) or areas_in(sources.opening, vocabulary)
    if stated:
        return _settled(stated, sources, vocabulary, ())
    issued = areas_in(sources.issuer, vocabulary) or _of_number(sources.document_no)
    if issued:
        return _settled(issued, sources, vocabulary, (finding("area-from-issuer", seen=sources.title, area=issued[-1]),))
    told = _of_texts(sources, vocabulary)
    if told:
        return _settled(told, sources, vocabulary, (finding("area-inferred", seen=sources.title, area=told[-1]),))
    home = _of_installation(sources, vocabulary)
    if home:
        return _settled(home, sources, vocabulary, (finding("area-of-home", seen=sources.title, area=home[-1]),))
    return OwnPlace("", "", (finding("area-not-stated", seen=sources.title),))


def _settled(places: tuple[str, ...], sources: Sources, vocabulary: Vocabulary, findings: tuple[Finding, ...]) -> OwnPlace:
    """The last of places named from the widest on, and its city; a name of several areas takes the city that the texts name."""
    area = places[-1]
    of_home = vocabulary.home_city if area == vocabulary.home_place else ""
    city = _city_among(places) or _city_beside(area, sources, vocabulary) or of_home
    if city or area in vocabulary.areas or division_of(area) is not None:
        return OwnPlace(area, city, findings)
    cities = [up[0].name for d in gazetteer().named(area) if not d.until and (up := gazetteer().above(d))]
    if not cities:
        return OwnPlace(area, "", findings)
    said = "\n".join((sources.title, sources.opening, sources.issuer, *sources.lines, *sources.body))
    named = [name for name in cities if name in said]
    city = named[0] if len(named) == 1 else ""
    several = finding(
        "area-of-several", seen=sources.title, area=area, count=len(cities), cities="、".join(cities[:_SHOWN]), city=city or "—"
    )
    return OwnPlace(area, city, (*findings, several))


def _city_among(places: tuple[str, ...]) -> str:
    return next((name for name in places[:-1] if list_lexicon().heads.city.search(name)), "")


def _city_beside(area: str, sources: Sources, vocabulary: Vocabulary) -> str:
    """The city that a letterhead names before a place that nobody else knows (云岭市青溪区人民政府办公室)."""
    if area in vocabulary.areas or gazetteer().named(area):
        return ""
    named = (areas_in(text, vocabulary) for text in (sources.opening, sources.issuer, *sources.lines))
    return next((city for places in named if places and places[-1] == area and (city := _city_among(places))), "")


def area_in(text: str, vocabulary: Vocabulary) -> str:
    """The area a text begins with (邵阳市北塔区人民政府… → 北塔区); "" where it begins with none."""
    return next(reversed(areas_in(text, vocabulary)), "")


def areas_in(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The areas a text begins with, the widest first (邵阳市, 北塔区): names of the home and of the country before others."""
    words = list_lexicon().heads
    plain = words.before_area.sub("", re.sub(r"\s+", "", text))
    found: list[str] = []
    at = 0
    while True:
        rest = plain[at:]
        homes = (n for n, a in vocabulary.areas.items() if rest.startswith(n) and a.level not in _PLACELESS and len(n) > 2)
        country = gazetteer().at(rest)
        if not found and words.also_word.fullmatch(country):
            country = ""  # 城区, 郊区: of a city only where it is named before
        known = max((*homes, country), key=len)
        match = words.area.match(rest)
        name = known or (match.group() if match else "")
        if len(name) < 2 or (not known and words.no_place.search(name)):
            return tuple(found)
        follows = rest[len(name) :]
        if not known and words.goes_on.match(follows):  # 市场, 市直, 区域 …: no area ends here
            return tuple(found)
        # an alias (北塔区人民政府, 城步县) begins the text as well as the name does; the list is the area's own either way
        found.append(vocabulary.areas[known].name if known in vocabulary.areas else name)
        at += len(name)
        if words.office_of_place.match(plain, at):
            return tuple(found)  # 石门县委石门县人民政府: another name is another office's


def _of_number(document_no: str) -> tuple[str, ...]:
    """石门政发〔2024〕3号: of 石门县, where one place only is called so."""
    match = list_lexicon().heads.number_of_place.match(document_no)
    named = [d for d in gazetteer().short.get(match.group(1), ()) if not d.until] if match else []
    return (named[0].name,) if len(named) == 1 else ()


def _of_texts(sources: Sources, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The place that the lines and the tasks' texts tell, of the kind that they call their own (全市 is no county)."""
    texts = (*sources.lines, *sources.body)
    whole, parent = whole_in(texts), parent_of_named(texts)
    if parent is not None and whole in ("", whole_of(parent.name)):
        return (parent.name,)
    begun = _begun_with(sources, vocabulary)
    if begun:
        return begun if whole in ("", whole_of(begun[-1])) else ()
    often = often_named((sources.title, *texts))
    return (often.name,) if often is not None and whole == whole_of(often.name) else ()


def _of_installation(sources: Sources, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The place that the installation is set up for, or its city: whichever is of the kind that the texts call their own."""
    city, area = vocabulary.home_city, vocabulary.home_place
    whole = whole_in((*sources.lines, *sources.body))
    if area and whole in ("", whole_of(area, city)):
        return (city, area) if city else (area,)
    return (city,) if city and whole == whole_of(city) else ()


def _begun_with(sources: Sources, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The one place that the lines, or else the tasks' texts, begin with; () where they name several, as rows of areas do."""
    heads = list_lexicon().heads
    lines = [line for line in sources.lines if not heads.addressed.search(line)]
    for texts in (lines, [line for text in sources.body for line in text.split("\n")]):
        named = [places for text in texts if (places := areas_in(text, vocabulary)) and not heads.guessed.search(places[-1])]
        if named:
            return named[0] if len({places[-1] for places in named}) == 1 else ()
    return ()


# what it is called as a whole -----------------------------------------------------------------------------------------------


def whole_of(area: str, city: str = "") -> str:
    """What the people of a place call all of it: 全市, 全县, 全区 …; "" for a place whose name tells no kind."""
    division = division_of(area, city)
    name = division.name if division else area
    kinds = list_lexicon().places.wholes
    return next((whole for kind, whole in kinds.items() if name.endswith(kind)), "")


def whole_in(texts: Sequence[str]) -> str:
    """The word for a whole place that texts use most; "" where they use none, or two alike."""
    counted = Counter(match.group() for text in texts for match in list_lexicon().places.whole.finditer(text))
    ranked = counted.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]


def wholes(place: OwnPlace, sources: Sources, column: str) -> Mapping[str, str]:
    """The area of a target that names none, by the column it stands in. `column` is the label of the column of targets.

    A column that says whose targets it holds (市定工作目标) is the city's in the list of a district, too.
    """
    words = list_lexicon().places
    own = whole_of(place.area, place.city) if place.area else ""
    if not own:
        unnamed = words.unnamed.match(list_lexicon().heads.before_area.sub("", sources.title))
        own = words.wholes.get(unnamed.group(1), "") if unnamed else whole_in((*sources.lines, *sources.body))
    above = None if place.area and column.startswith(place.area) else words.column_of.match(column)
    # a place that is wider than the district a list's second column speaks to keeps the district's word there
    return {
        "city_target": words.wholes[above.group(1)] if above and level_of(place.area) not in ("city", "province") else own,
        "district_task": "" if own in words.wide else own,
    }
