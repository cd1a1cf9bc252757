"""The business rules as data: the dbt seeds (`dbt_project/seeds/*.csv`), read as they hold on a day.

A row with `valid_from` and `valid_to` holds on both and between them, as dbt's macro `is_valid_on` has it; a row of a seed
without these columns always holds. What the words mean is `vocabulary.py`.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from ingest.vocabulary import Area, Measure, MeasureKind, Tolerance, Vocabulary, split_names

SEEDS = Path(__file__).resolve().parents[1] / "dbt_project" / "seeds"
SeedRow = dict[str, str]
# statuses of seeds/judgement_words.csv that ask for an explanation
BEHIND = frozenset({"behind", "seriously_behind", "overdue"})


def _holds(row: SeedRow, day: dt.date) -> bool:
    first, last = row.get("valid_from"), row.get("valid_to")
    return (not first or dt.date.fromisoformat(first) <= day) and (not last or day <= dt.date.fromisoformat(last))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


class Seeds:
    """The seeds of a folder, with the tables of `laid_over` in the place of those of the same name.

    Raises FileNotFoundError or KeyError for one that is missing or broken: that is a bug.
    """

    def __init__(self, folder: Path = SEEDS, laid_over: Mapping[str, Sequence[SeedRow]] = MappingProxyType({})) -> None:
        self.folder, self.laid_over = folder, laid_over
        self._at = lru_cache(maxsize=64)(self._vocabulary)

    def with_tables(self, laid_over: Mapping[str, Sequence[SeedRow]]) -> Seeds:
        """The same with these tables in the place of theirs."""
        return Seeds(self.folder, {**self.laid_over, **laid_over})

    def rows(self, name: str) -> list[SeedRow]:
        """All rows of a seed, whenever they hold."""
        if name in self.laid_over:
            return list(self.laid_over[name])
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
            return list(csv.DictReader(handle))

    def rows_on(self, name: str, day: dt.date) -> list[SeedRow]:
        return [row for row in self.rows(name) if _holds(row, day)]

    def measures(self) -> tuple[Measure, ...]:
        """Every unit of measure, in the order of its seed; they hold always."""
        return tuple(
            Measure(
                unit=row["unit"],
                base_unit=row["base_unit"],
                factor=Decimal(row["factor"]),
                dimension=row["dimension"],
                kind=MeasureKind(row["kind"]),
                after_numeral=row["after_numeral"] == "true",
            )
            for row in self.rows("measure_units")
        )

    def at(self, day: dt.date) -> Vocabulary:
        """The vocabulary that holds on a day, of no place yet."""
        return self._at(day)

    def _vocabulary(self, day: dt.date) -> Vocabulary:
        towns = self.rows_on("unit_groups", day)
        return Vocabulary(
            areas=self._areas(day),
            measures={measure.unit: measure for measure in self.measures() if measure.dimension},
            unit_aliases={row["alias"]: row["unit_name"] for row in self.rows_on("unit_aliases", day)},
            unit_catch_alls=tuple(row["name_pattern"] for row in self.rows_on("unit_catch_alls", day)),
            indicator_synonyms={row["synonym"]: row["indicator"] for row in self.rows_on("indicator_synonyms", day)},
            benchmark_basis={row["word"]: row["basis"] for row in self.rows_on("benchmark_words", day)},
            behind_words=frozenset(row["word"] for row in self.rows_on("judgement_words", day) if row["status"] in BEHIND),
            parts_tolerance=next(
                (
                    Tolerance(Decimal(row["relative"]), Decimal(row["absolute"]))
                    for row in self.rows_on("reconciliation_tolerances", day)
                    if row["check_name"] == "actual"
                ),
                Tolerance(Decimal(0), Decimal(0)),  # no rule on that day: nothing is let pass
            ),
            words_of_the_year=tuple(row["pattern"] for row in self.rows("window_words") if row["counts_from"] == "year"),
            area_words={row["word"]: row["stands_for"] for row in self.rows_on("area_words", day)},
            groups_of={
                place: _grouped((row["group_name"], row["member_name"]) for row in towns if row["area"] == place)
                for place in {row["area"] for row in towns}
            },
        )

    def _areas(self, day: dt.date) -> dict[str, Area]:
        members = _grouped((row["group_name"], row["member_name"]) for row in self.rows_on("area_groups", day))
        areas = [
            Area(
                code=row["area_code"],
                name=row["name"],
                level=row["level"],
                parent_code=row["parent_code"],
                aliases=split_names(row["aliases"]),
                members=members.get(row["name"], ()),
            )
            for row in self.rows_on("areas", day)
        ]
        # a name that two areas claim goes to the one whose own name it is, then to the lower code
        lower_last = sorted(areas, key=lambda area: area.code, reverse=True)
        claims = {name: area for area in lower_last for name in area.aliases}
        return {**claims, **{area.name: area for area in areas}}
