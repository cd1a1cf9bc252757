"""The tree of `areas.csv`: divisions by name, by where a text names them, and upwards to the province."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

AREAS = Path(__file__).with_name("areas.csv")
# what a name loses where it stands short: 石门县 → 石门, 城步苗族自治县 → 城步; never down to one character (和县)
_KIND = re.compile("(?:特别行政区|自治[区州县旗]|地区|林区|特区|新区|[省市县区旗盟])$")
_PEOPLES = re.compile(
    "(?:各族|[回藏彝壮满苗侗瑶白傣黎羌畲水佤]族|土家族|布依族|哈尼族|朝鲜族|蒙古族|维吾尔|仡佬族|拉祜族|纳西族|景颇族|傈僳族|"
    "哈萨克族?|柯尔克孜|塔吉克|锡伯|达斡尔族|鄂温克族|独龙族|怒族|普米族|布朗族|土族|撒拉族|保安族|东乡族|裕固族|仫佬族|毛南族|"
    "蒙古|回族)+$"
)


@dataclass(frozen=True, slots=True)
class AdministrativeDivision:
    """An area. `level` is province, city (any prefecture), district, county or county-city; `parent` a code, "" of a province.

    `until` is "" for an area of today, else the year and month of the last revision of GB/T 2260 that has it (2019-04).
    """

    code: str
    name: str
    level: str
    parent: str
    until: str = ""

    @property
    def short(self) -> str:
        """The name without its kind and peoples, at least two characters; "" where it has none."""
        bare = _KIND.sub("", self.name)
        bare = _PEOPLES.sub("", bare) or bare.removesuffix("族")
        return bare if 1 < len(bare) < len(self.name) else ""

    @property
    def usual(self) -> str:
        """What an autonomous area is usually called (恩施州, 三江县); "" for another."""
        if self.name[-3:-1] != "自治" or self.level == "province":
            return ""
        return self.short + self.name[-1] if self.short else ""


class Gazetteer:
    """Every division, those of today before those of the past."""

    def __init__(self, divisions: Iterable[AdministrativeDivision]) -> None:
        self._named: dict[str, tuple[AdministrativeDivision, ...]] = {}
        self._by_code: dict[str, AdministrativeDivision] = {}
        self._starts: dict[str, tuple[str, ...]] = {}
        for division in sorted(divisions, key=lambda known: bool(known.until)):
            self._by_code.setdefault(division.code, division)
            for name in (division.name, division.usual):
                if name:
                    self._named[name] = (*self._named.get(name, ()), division)
        for name in sorted(self._named, key=len, reverse=True):
            self._starts[name[:2]] = (*self._starts.get(name[:2], ()), name)

    def __len__(self) -> int:
        return len(self._by_code)

    @property
    def names(self) -> Iterable[str]:
        return self._named.keys()

    def named(self, name: str) -> tuple[AdministrativeDivision, ...]:
        """The divisions of a full or usual name, those of today first; () for a name that is none."""
        return self._named.get(name, ())

    def at(self, text: str, start: int = 0) -> str:
        """The longest full name that stands in `text` at `start`; "" where none does."""
        names = self._starts.get(text[start : start + 2], ())
        return next((name for name in names if text.startswith(name, start)), "")

    def above(self, division: AdministrativeDivision) -> tuple[AdministrativeDivision, ...]:
        """What a division lies in, the nearest first."""
        found: list[AdministrativeDivision] = []
        while (upper := self._by_code.get((found or [division])[-1].parent)) is not None:
            found.append(upper)
        return tuple(found)

    def inside(self, code: str) -> tuple[AdministrativeDivision, ...]:
        """The divisions of today that lie directly in the one of this code."""
        return self._inside.get(code, ())

    @cached_property
    def _inside(self) -> dict[str, tuple[AdministrativeDivision, ...]]:
        found: dict[str, tuple[AdministrativeDivision, ...]] = {}
        for division in self._by_code.values():
            if not division.until:
                found[division.parent] = (*found.get(division.parent, ()), division)
        return found

    @cached_property
    def short(self) -> dict[str, tuple[AdministrativeDivision, ...]]:
        """Counties and prefectures by their short names: 石门 → 石门县."""
        found: dict[str, tuple[AdministrativeDivision, ...]] = {}
        for divisions in self._named.values():
            for division in divisions:
                short = division.short
                if short:
                    found[short] = (*found.get(short, ()), division)
        return found


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of `areas.csv`, read once. Raises ValueError for a broken file: that is a bug."""
    lines = AREAS.read_text(encoding="utf-8").splitlines()
    rows = [line.split(",") for line in lines if not line.startswith("#")][1:]
    prefectures = {code: name for code, name, _, _ in rows if code.endswith("00")}
    codes = {name: code for code, name in prefectures.items()}
    return Gazetteer(
        AdministrativeDivision(code, name, _level(code, name), codes[parent] if parent else _parent(code, prefectures), until)
        for code, name, parent, until in rows
    )


def _level(code: str, name: str) -> str:
    if code.endswith("0000"):
        return "province"
    if code.endswith("00"):
        return "city"
    kinds = {"区": "district", "市": "county-city"}
    return kinds.get(name[-1], "county")


def _parent(code: str, prefectures: dict[str, str]) -> str:
    if code.endswith("0000"):
        return ""
    upper = f"{code[:4]}00"
    return upper if upper in prefectures and upper != code else f"{code[:2]}0000"
