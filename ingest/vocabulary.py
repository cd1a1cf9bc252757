"""The words the readers know: areas, units, units of measure and the indicators' other names, and from where they are seen.

They are business rules and stand once, as dbt seeds; `seeds.py` loads them as they hold on a day. Readers take a `Vocabulary`
as an argument and must also work with an empty one: a list of an unknown city is still a list.

Some words mean a place only as seen from the list that says them: 全区 is its own area, 全市 the city it lies in, 各县市区 the
counties of that city, 各镇（街道） the towns of its own. `of` a place gives the vocabulary in which they mean that; in one
that is of no place they mean nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from ingest.gazetteer import AdministrativeDivision, gazetteer


@dataclass(frozen=True, slots=True)
class Area:
    """One row of seeds/areas.csv; `members` is filled for groups (市辖三区, 各县市区), empty otherwise.

    The code of an area that is not in the tree begins with `?`.
    """

    code: str
    name: str
    level: str  # province, city, district, county, county-city, park, town, level, group
    parent_code: str
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    has_others: bool = False  # of a group: it may have more members than are known

    @property
    def is_in_tree(self) -> bool:
        return not self.code.startswith("?")


class MeasureKind(StrEnum):
    """What a unit of measure says of its number."""

    MEASURE = "measure"  # how much: 元, 亩, 公里
    COUNT = "count"  # how many things: 户, 个
    SHARE = "share"  # which part of a whole: %, 成
    RATE = "rate"  # how much of one for each of another: 元/人


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of seeds/measure_units.csv: `unit` = `factor` × `base_unit`, within one `dimension`.

    `dimension` is "" for a unit that is converted into no other: counts, rates of two units, foreign money.
    """

    unit: str
    base_unit: str
    factor: Decimal
    dimension: str
    kind: MeasureKind
    after_numeral: bool  # may follow a Chinese numeral: 两个, 八百家; never 三类, 一次, 九大, 一批


_CITY = "city"
_OF_A_PLACE = ("group", "level")  # what an area of the home is that belongs to one place: 各县市区, 市本级
_UNNAMED_CITY = "全市"  # what the city of a place is called that nobody told of
OWN, COUNTIES = "list", "counties"  # what an area word may stand for, beside a level of the tree


class IndicatorSense(StrEnum):
    """What a home may be taught of a word of an indicator."""

    NAME = "name"  # it names an indicator, whatever it looks like
    KEPT_DOWN = "kept_down"  # a bare value of it is its upper limit: 失业率
    GROWTH = "growth"  # its per cent are a rate of growth: 发展速度
    RATIO = "ratio"  # its per cent are a share, though it rises or falls: 城镇化率
    RISE = "rise"  # a word of rising before a rate: 攀升
    FALL = "fall"
    SYNONYM = "synonym"  # another name of an indicator


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a total may be from the sum of its parts: the wider of a share of it and an amount in its base unit."""

    relative: Decimal
    absolute: Decimal

    def of(self, total: Decimal) -> Decimal:
        return max(self.relative * abs(total), self.absolute)


@dataclass(frozen=True)
class Vocabulary:
    areas: Mapping[str, Area] = field(default_factory=dict)  # by name and by every alias
    measures: Mapping[str, Measure] = field(default_factory=dict)  # by unit; those that have a dimension
    unit_aliases: Mapping[str, str] = field(default_factory=dict)  # another name of a unit (office) → its name
    unit_groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # 各镇（街道） → its members, of this place
    unit_catch_alls: tuple[str, ...] = ()  # patterns (% is any text) of names that mean no unit in particular: 相关%
    indicator_synonyms: Mapping[str, str] = field(default_factory=dict)  # another name of an indicator → its name
    benchmark_basis: Mapping[str, str] = field(default_factory=dict)  # 上月 → previous_month (seeds/benchmark_words.csv)
    behind_words: frozenset[str] = frozenset()  # what a unit calls itself when it is behind (seeds/judgement_words.csv)
    parts_tolerance: Tolerance = Tolerance(Decimal(0), Decimal(0))  # of filed amounts (seeds/reconciliation_tolerances.csv)
    words_of_the_year: tuple[str, ...] = ()  # patterns of a span that counts from the year's first day (seeds/window_words.csv)
    area_words: Mapping[str, str] = field(default_factory=dict)  # 全市 → city (seeds/area_words.csv)
    groups_of: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)  # a place → its groups of units
    home_place: str = ""  # what the installation is for: its settings say so, or its lists; a list may be of another
    home_city: str = ""  # the city it lies in
    place: Area | None = None  # from where the words are seen
    wholes: Mapping[str, str] = field(default_factory=dict)  # a list's column → what its own place is called as a whole
    taught_measures: tuple[Measure, ...] = ()  # units that the home was taught (`taught.py`)
    taught_indicators: frozenset[tuple[IndicatorSense, str]] = frozenset()  # words of indicators that it was taught

    def of(self, name: str, city: str = "") -> Vocabulary:
        """The words as seen from a place. `city` is the one it lies in, for a place that the tree does not know.

        Groups of other cities' areas are left out, and so are the groups of other places' units.
        """
        own = self._own(name, city) if name else None
        if own is None:
            # whose 各县市区 a list means that names no place is not known: never those of the home
            return replace(self, areas={n: a for n, a in self.areas.items() if a.level not in _OF_A_PLACE})
        above = self._above(own)
        codes = {area.code for area in above}
        seen = {n: a for n, a in self.areas.items() if a.level not in _OF_A_PLACE or {a.code, a.parent_code} & codes}
        seen.update((area.name, area) for area in above if area.name not in seen and area.name != _UNNAMED_CITY)
        if self.area_words:
            seen.update(self._words(own, above, seen))
        return replace(self, areas=seen, unit_groups=self.groups_of.get(own.name, {}), place=own)

    @property
    def around(self) -> frozenset[str]:
        """The codes of GB/T 2260 of the own place and of what it lies in; none of a place that the gazetteer does not know."""
        if self.place is None:
            return frozenset()
        own, *above = self._above(self.place)
        division = next((d for up in above if (d := division_of(own.name, up.name))), None) or division_of(own.name)
        if division is not None:
            return frozenset(d.code for d in (division, *gazetteer().above(division)))
        upper = next((d for up in above if (d := division_of(up.name))), None)
        return frozenset(d.code for d in (upper, *gazetteer().above(upper))) if upper else frozenset()

    @property
    def above(self) -> tuple[str, ...]:
        """The names of what the own place lies in, the nearest first; () of no place."""
        if self.place is None:
            return ()
        return tuple(area.name for area in self._above(self.place)[1:] if area.name != _UNNAMED_CITY)

    def _own(self, name: str, city: str) -> Area:
        """The area of a name that lies in a city: of the home's tree, else as the gazetteer or the name alone tells of it."""
        known = self.areas.get(name)
        if known is not None and (not city or city in {area.name for area in self._above(known)}):
            return known
        return self._outside(name, city)

    def _outside(self, name: str, city: str = "") -> Area:
        """An area outside the home's tree, as the gazetteer or the name alone tells of it. Its parent may be of the home's."""
        division = division_of(name, city)
        if division is not None:
            upper = next((up.name for up in gazetteer().above(division)), "")
            return Area(f"?{name}", name, division.level, self._code(city or upper))
        level = level_of(name)
        inside = level not in ("city", "province")
        return Area(f"?{name}", name, level, self._code(city or _UNNAMED_CITY if inside else ""))

    def _code(self, name: str) -> str:
        known = self.areas.get(name)
        return known.code if known is not None else f"?{name}" if name else ""

    def _above(self, own: Area) -> tuple[Area, ...]:
        """The area itself and those it lies in, the nearest first."""
        by_code = {area.code: area for area in self.areas.values()}
        found = [own]
        while code := found[-1].parent_code:
            upper = by_code.get(code)
            if upper is None and code == f"?{_UNNAMED_CITY}":
                upper = Area(code, _UNNAMED_CITY, "city", "")
            elif upper is None and code.startswith("?"):
                upper = self._outside(code[1:])
            if upper is None or upper in found:
                break
            found.append(upper)
        return tuple(found)

    def _words(self, own: Area, above: tuple[Area, ...], seen: Mapping[str, Area]) -> dict[str, Area]:
        found: dict[str, Area] = {}
        for word, stands_for in self.area_words.items():
            if stands_for == OWN and _is_of_another_kind(word, own):
                continue
            if stands_for == OWN or (stands_for == _CITY and _is_a_city_of_its_own(own)):
                found[word] = own
            elif stands_for == COUNTIES:
                if word not in seen and own.level not in ("city", "province"):
                    found[word] = Area(f"?{word}", word, "group", own.parent_code, members=(own.name,))
            else:
                upper = next((area for area in above if area.level == stands_for), None)
                if upper is None and stands_for == _CITY:
                    upper = next((area for area in above if _is_a_city_of_its_own(area)), None)  # a county of 重庆市
                if upper is None and not own.is_in_tree and stands_for == "province":
                    upper = Area(f"?{word}", "全省", "province", "")
                if upper is not None:
                    found[word] = upper
        return found


def _is_of_another_kind(word: str, own: Area) -> bool:
    """全县 in the list of a town, 全镇 in that of a county: neither is the list's own place."""
    if word.endswith(("镇", "乡", "街道", "苏木")):
        return own.level != "town"
    return own.level == "town" and word.endswith(("县", "区", "旗")) and not word.endswith(("地区", "辖区"))


def _is_a_city_of_its_own(area: Area) -> bool:
    """A county-level city, or one that is a province: its 全市 is itself."""
    return area.name.endswith("市") and area.level in ("county-city", "province")


def division_of(name: str, city: str = "") -> AdministrativeDivision | None:
    """The division of a name that lies in a city or province, where one is named; None where there is none or it is not plain.

    Of several of one name without a city it is plain where one is of a higher level than the others, or only one is of today.
    """
    divisions = gazetteer().named(name)
    if city:
        divisions = tuple(d for d in divisions if city in {name for up in gazetteer().above(d) for name in (up.name, up.usual)})
    if len(divisions) > 1:
        divisions = tuple(d for d in divisions if not d.until) or divisions
    if len(divisions) > 1:
        divisions = tuple(d for d in divisions if d.level == "city")
    return divisions[0] if len(divisions) == 1 else None


def level_of(name: str) -> str:
    """The level of an area that only its name tells of."""
    if name.endswith("省"):
        return "province"
    if name.endswith(("市", "州", "盟")):
        return "city"
    if name.endswith(("镇", "乡", "街道", "苏木")):
        return "town"
    return "county" if name.endswith(("县", "旗")) else "district"


def split_names(text: str) -> tuple[str, ...]:
    """Names joined by `;` in one field of a seed."""
    return tuple(part.strip() for part in text.split(";") if part.strip())
