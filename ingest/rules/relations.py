"""What a row of rules must be among the others: what it speaks of is there, its name is its own, and it leads in no circle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from ingest.findings import Finding, Place
from ingest.rules.catalogue import finding
from ingest.rules.overlay import WITHDRAWN, Rows
from ingest.rules.tables import RULE_TABLES
from ingest.seeds import SeedRow

# names that lead to other names, one step and no further
_LEADS = {"unit_aliases": ("alias", "unit_name"), "indicator_synonyms": ("synonym", "indicator")}
_GROUPS = ("area_groups", "unit_groups")
# what a gap may mean; every other condition of a band is a status of its own, by which the marts count
_OF_A_GAP = ("seriously_behind", "behind", "on_schedule", "ahead")


class Relations:
    """The rules of every table together, and what is wrong with a row among them."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._values = cache(self._values_of)
        self._circle = cache(self._areas_in_a_circle)
        self._of_areas = cache(lambda: {row["name"]: row for row in rows("areas")})
        self._measures = cache(lambda: {row["unit"]: row for row in rows("measure_units")})

    def _values_of(self, table: str, column: str) -> Counter[str]:
        return Counter(row[column] for row in self._rows(table))

    def _areas_in_a_circle(self) -> frozenset[str]:
        """The codes of areas that lie in themselves."""
        above = {row["area_code"]: row["parent_code"] for row in self._rows("areas")}
        settled: set[str] = set()
        circles: set[str] = set()
        for start in above:
            path: dict[str, None] = {}
            code = start
            while code in above and code not in settled and code not in path:
                path[code] = None
                code = above[code]
            if code in path:
                walked = list(path)
                circles.update(walked[walked.index(code) :])
            settled.update(path)
        return frozenset(circles)

    def wrong(self, table: str, cells: SeedRow, place: Place) -> Finding | None:
        """What is wrong with a row of a table; None where nothing is. A row that takes a rule away is never wrong."""
        if cells[WITHDRAWN]:
            return None
        told = RULE_TABLES[table]
        for field in told.fields:
            value = cells[field.name]
            if value and field.refers_to is not None and not self._values(*field.refers_to)[value]:
                return finding("rules-refers-to-nothing", place, label=field.name, seen=value, wanted=field.refers_to[0])
        for name in told.unique:
            if self._values(table, name)[cells[name]] > 1:
                return finding("rules-taken-name", place, label=name, seen=cells[name])
        return next((found for check in _CHECKS.get(table, ()) for found in check(self, table, cells, place)), None)

    def _in_no_circle(self, _table: str, cells: SeedRow, place: Place) -> Iterator[Finding]:
        if cells["area_code"] in self._circle():
            yield finding("rules-area-in-itself", place, label="parent_code", seen=cells["parent_code"])

    def _of_a_group(self, table: str, cells: SeedRow, place: Place) -> Iterator[Finding]:
        group = cells["group_name"]
        if group == cells["member_name"]:
            yield finding("rules-group-in-itself", place, label="member_name", seen=group)
        elif table == "area_groups" and self._of_areas()[group]["level"] != "group":
            yield finding("rules-not-a-group", place, label="group_name", seen=group)

    def _leads_once(self, table: str, cells: SeedRow, place: Place) -> Iterator[Finding]:
        other, own = _LEADS[table]
        if cells[own] == cells[other] or self._values(table, other)[cells[own]]:
            yield finding("rules-leads-on", place, label=own, seen=cells[own])
        elif self._values(table, own)[cells[other]]:
            yield finding("rules-leads-on", place, label=other, seen=cells[other])

    def _of_its_condition(self, _table: str, cells: SeedRow, place: Place) -> Iterator[Finding]:
        fitting = _OF_A_GAP if cells["condition"] == "gap" else (cells["condition"],)
        if cells["status"] not in fitting:
            seen, wanted = cells["status"], "、".join(fitting)
            yield finding("rules-status-unfit", place, label="status", seen=seen, condition=cells["condition"], wanted=wanted)

    def _in_base_units(self, _table: str, cells: SeedRow, place: Place) -> Iterator[Finding]:
        if not is_measured(cells, self._measures()):
            yield finding("rules-not-in-base-units", place, label="base_unit", seen=cells["base_unit"])


_Check = Callable[[Relations, str, SeedRow, Place], Iterator[Finding]]
_CHECKS: Mapping[str, Sequence[_Check]] = {
    "status_bands": (Relations._of_its_condition,),
    "areas": (Relations._in_no_circle,),
    **dict.fromkeys(_GROUPS, (Relations._of_a_group,)),
    **dict.fromkeys(_LEADS, (Relations._leads_once,)),
    "measure_units": (Relations._in_base_units,),
}


def is_measured(cells: SeedRow, measures: Mapping[str, SeedRow]) -> bool:
    """Whether a unit of measure is a multiple of one that is its own base, of its dimension; one of no dimension is its own."""
    unit, base = cells["unit"], measures.get(cells["base_unit"])
    if base is None or base["base_unit"] != base["unit"] or base["dimension"] != cells["dimension"]:
        return False
    return float(cells["factor"]) == 1 if base["unit"] == unit else bool(cells["dimension"])
