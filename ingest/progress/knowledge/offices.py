"""How the names of offices are built: a place, what the body does, and its kind. The words are `offices.toml`.

发改局, 区发展和改革委员会 and 北塔区发改委 do the same thing for the same place. Here a written name becomes every such
reading of it; which office of a list is meant is `office_names.py`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from pathlib import Path

from ingest.gazetteer import gazetteer

WORDS = Path(__file__).with_name("offices.toml")
_LONGEST_AREA = 8  # characters of an area's name that are looked for before an office's
_SHORT_AREA = 3  # characters before 区… that alone at the front of a text are the name of an area
_HAN_AT_END = re.compile("[\u4e00-\u9fff]+$")


@dataclass(frozen=True, slots=True)
class Function:
    """What an office does, as one of its spellings says it. `is_former` is true of what it was called before."""

    names: frozenset[str]
    is_former: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name. `place` is "" where none is said, OWN, or the area or level it names; `does` is empty where the
    table does not know what the body does: then `core` alone says it, without words that say nothing.
    """

    place: str
    kind: str
    core: str
    does: frozenset[str] = frozenset()
    is_former: bool = False


OWN = "own"


@dataclass(frozen=True)
class OfficeWords:
    """The words of `offices.toml`."""

    functions: dict[str, tuple[Function, ...]]  # by spelling
    together: tuple[frozenset[str], ...]  # functions that are as a rule one office's
    kinds: dict[str, str]  # ending → kind
    alike: tuple[frozenset[str], ...]  # kinds that are taken for one another
    neutral: tuple[str, ...]
    joining: str
    levels: frozenset[str]
    own: tuple[str, ...]
    party: str
    of_the_party: str
    league: tuple[str, ...]
    leading: tuple[str, ...]
    receiving: tuple[str, ...]

    @cached_property
    def _longest(self) -> int:
        return max(len(spelling) for spelling in self.functions)

    def kinds_of(self, name: str) -> Iterator[tuple[str, str]]:
        """(what stands before it, kind) for every ending that a name may have, and the whole name without a kind."""
        for ending, kind in self.kinds.items():
            if len(name) > len(ending) and name.endswith(ending):
                yield name[: -len(ending)], kind
        yield name, ""

    def segmented(self, core: str) -> Iterator[tuple[Function, ...]]:
        """Every way to read a core as functions and nothing else: 农业农村水利 is 农业农村 and 水利."""
        if not core:
            yield ()
            return
        for length in range(min(len(core), self._longest), 0, -1):
            if length == 1 and len(core) > 1:
                continue
            known = self.functions.get(core[:length])
            if not known:
                continue
            rest = core[length:]
            if rest[:1] in self.joining and len(rest) > 1:
                rest = rest[1:]
            for others in self._rest(rest):
                for one in known:
                    yield (one, *others)

    def _rest(self, core: str) -> Iterator[tuple[Function, ...]]:
        return (found for found in self.segmented(core) if len(core) != 1)

    def bare(self, core: str) -> str:
        """A core without joining words."""
        return "".join(char for char in core if char not in self.joining)

    def without_neutral(self, core: str) -> str:
        """A core without the words that say nothing, at least two characters of it."""
        short = re.sub("|".join(self.neutral), "", core)
        return short if len(short) > 1 else core


@lru_cache(maxsize=1)
def office_words() -> OfficeWords:
    """The table, read once. Raises KeyError for a broken one: that is a bug."""
    table = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    functions: dict[str, list[Function]] = {}
    for name, spellings in table["functions"].items():
        for spelling in spellings.split():
            functions.setdefault(spelling, []).append(Function(frozenset((name,))))
    for spelling, names in table["joint"].items():
        functions.setdefault(spelling, []).append(Function(frozenset(names.split())))
    for spelling, names in table["former"].items():
        functions.setdefault(spelling, []).append(Function(frozenset(names.split()), is_former=True))
    words = table["words"]
    return OfficeWords(
        functions={spelling: tuple(known) for spelling, known in functions.items()},
        together=tuple(frozenset((one, *others.split())) for one, others in table["together"].items()),
        kinds={ending: kind for kind, endings in table["kinds"].items() for ending in endings.split()},
        alike=tuple(frozenset(kinds.split()) for kinds in table["alike"].values()),
        neutral=tuple(words["neutral"].split()),
        joining="".join(words["and"].split()),
        levels=frozenset(words["levels"].split()),
        own=tuple(words["own"].split()),
        party=words["party"],
        of_the_party=words["of_the_party"],
        league=tuple(words["league"].split()),
        leading=tuple(words["leading"].split()),
        receiving=tuple(words["receiving"].split()),
    )


@dataclass(frozen=True)
class Seat:
    """The place of a list, as the names of its offices say it. `area` is "" where the list names none."""

    area: str = ""
    above: tuple[str, ...] = ()  # what it lies in, the nearest first

    @cached_property
    def level(self) -> str:
        return self.area[-1:] if self.area[-1:] in office_words().levels else ""

    @cached_property
    def stem(self) -> str:
        """北塔 of 北塔区, as in 公安局北塔分局; "" where nothing would be left."""
        return self.area[:-1] if self.level and len(self.area) > 2 else ""

    @cached_property
    def own(self) -> tuple[str, ...]:
        """What may stand for the place before an office's name, the longest first."""
        names = [self.area]
        for upper in self.above:
            names.append(upper + names[-1])
        generic = [self.level, *(word + self.level for word in office_words().own)] if self.level else []
        return tuple(sorted({*names, *generic} - {""}, key=len, reverse=True))

    def readings(self, name: str) -> frozenset[Reading]:
        """Every way to read a name."""
        words = office_words()
        found: set[Reading] = set()
        for place, rest, is_sure in self._places(self._branch(name.removeprefix(words.of_the_party))):
            for core, kind in (split for one in self._of_the_party(rest) for split in words.kinds_of(one)):
                for functions in words.segmented(core) if core else ():
                    does = frozenset[str]().union(*(function.names for function in functions))
                    former = any(function.is_former for function in functions)
                    found.add(Reading(place, kind, words.bare(core), does, former))
                if core and is_sure:
                    found.add(Reading(place, kind, words.bare(core)))
        return frozenset(found)

    def _places(self, name: str) -> Iterator[tuple[str, str, bool]]:
        """(place, rest, whether that is sure) for every place that may stand at the front of a name, and the whole name.

        Where an office's name follows, 北塔发改局 is the own place's and 青溪县发改局 another's; not so 区域 and 北塔 alone.
        """
        levels = office_words().levels
        for own in self.own:
            if name.startswith(own):
                yield OWN, name[len(own) :], True
        if self.stem and name.startswith(self.stem):
            yield OWN, name[len(self.stem) :], False
        for length in range(1, min(_LONGEST_AREA, len(name) - 1) + 1):
            area = name[:length]
            if area[-1] in levels and area not in self.own:
                yield area, name[length:], length == 1
        yield "", name, True

    def _branch(self, name: str) -> str:
        """The branch for the own place of an office above it: 市生态环境局北塔分局 is 区生态环境局."""
        for ending in (f"局{self.area}分局", f"局{self.stem}分局") if self.stem else ():
            if name.endswith(ending):
                core = name.removesuffix(ending)
                for upper in (*self.own, *("".join(reversed(self.above[:n])) for n in range(len(self.above), 0, -1))):
                    core = core.removeprefix(upper)
                return f"{self.level}{core[1:] if core[:1] in office_words().levels else core}局"
        return name

    def _of_the_party(self, name: str) -> tuple[str, ...]:
        """委政法委 is 政法委, and 团区委 is 团委."""
        words = office_words()
        found = [name]
        if name.startswith(words.party) and len(name) > 2:
            found.append(name[len(words.party) :])
        for league, own in product(words.league, self.own):
            if name == f"{league}{own}{words.party}":
                found.append(league + words.party)
        return tuple(found)

    def is_of_another(self, text: str, start: int) -> bool:
        """True where what stands before a name in a text makes it another place's: 大祥|区发改局, 市|发改委."""
        before = _HAN_AT_END.search(text[:start])
        if before is None:
            return False
        run = before[0]
        if run[-1] in office_words().levels:
            return True
        if not self.level or not text.startswith(self.level, start) or text.startswith(self.area, start):
            return False
        if run.endswith(office_words().leading):
            return False
        return len(run) <= _SHORT_AREA or any(
            gazetteer().named(run[-length:] + self.level) for length in range(2, min(_LONGEST_AREA, len(run)) + 1)
        )
