"""The words the readers know: areas, units, units of measure and the indicators' other names.

They are business rules and stand once, as dbt seeds (`dbt_project/seeds/*.csv`); here is only their loader. Readers take a
`Vocabulary` as an argument and must also work with an empty one: a list of an unknown city is still a list.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[1] / "dbt_project" / "seeds"  # the shipped ones


@dataclass(frozen=True, slots=True)
class Area:
    """One row of seeds/areas.csv; `members` is filled for groups (市辖三区, 各县市区), empty otherwise."""

    code: str
    name: str
    level: str  # province, city, district, county, county-city, park, town, group
    parent_code: str
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Vocabulary:
    areas: Mapping[str, Area] = field(default_factory=dict)  # by name and by every alias
    measures: Mapping[str, Measure] = field(default_factory=dict)  # by unit; those that have a dimension
    unit_aliases: Mapping[str, str] = field(default_factory=dict)  # another name of a unit (office) → its name
    unit_groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # 各镇（街道） → its members
    unit_catch_alls: tuple[str, ...] = ()  # patterns (% is any text) of names that mean no unit in particular: 相关%
    indicator_synonyms: Mapping[str, str] = field(default_factory=dict)  # another name of an indicator → its name
    behind_points: Decimal = Decimal(5)  # more points than this below the expected pace is behind (seeds/status_bands.csv)


def split_names(text: str) -> tuple[str, ...]:
    """Names joined by `;` in one field of a seed."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def load_measures(seeds: Path) -> tuple[Measure, ...]:
    """Every unit of measure, in the order of its seed."""
    return tuple(
        Measure(
            unit=row["unit"],
            base_unit=row["base_unit"],
            factor=Decimal(row["factor"]),
            dimension=row["dimension"],
            kind=MeasureKind(row["kind"]),
            after_numeral=row["after_numeral"] == "true",
        )
        for row in _rows(seeds / "measure_units.csv")
    )


def load_vocabulary(seeds: Path) -> Vocabulary:
    """Read the vocabulary from the folder of dbt seeds. Raises FileNotFoundError when a seed is missing: that is a bug."""
    members: dict[str, list[str]] = {}
    for row in _rows(seeds / "area_groups.csv"):
        members.setdefault(row["group_name"], []).append(row["member_name"])
    areas: dict[str, Area] = {}
    for row in _rows(seeds / "areas.csv"):
        area = Area(
            code=row["area_code"],
            name=row["name"],
            level=row["level"],
            parent_code=row["parent_code"],
            aliases=split_names(row["aliases"]),
            members=tuple(members.get(row["name"], ())),
        )
        for name in (area.name, *area.aliases):
            areas[name] = area
    groups: dict[str, list[str]] = {}
    for row in _rows(seeds / "unit_groups.csv"):
        groups.setdefault(row["group_name"], []).append(row["member_name"])
    return Vocabulary(
        areas=areas,
        measures={measure.unit: measure for measure in load_measures(seeds) if measure.dimension},
        unit_aliases={row["alias"]: row["unit_name"] for row in _rows(seeds / "unit_aliases.csv")},
        unit_groups={name: tuple(names) for name, names in groups.items()},
        unit_catch_alls=tuple(row["name_pattern"] for row in _rows(seeds / "unit_catch_alls.csv")),
        indicator_synonyms={row["synonym"]: row["indicator"] for row in _rows(seeds / "indicator_synonyms.csv")},
        behind_points=next(
            -Decimal(row["gap_from"]) for row in _rows(seeds / "status_bands.csv") if row["status"] == "on_schedule"
        ),
    )
