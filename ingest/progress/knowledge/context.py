"""What a filing is judged against: the lists, who must report what, and what was accepted before.

Here belong the indexes over that knowledge; its loader from the raw tables is `loader.py`. No filing is read here and nothing
is judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from ingest.calendar.periods import is_period_id, period
from ingest.formula_text import unguarded
from ingest.progress.knowledge.office_names import Fit, KnownOffices, Named
from ingest.progress.knowledge.offices import Seat
from ingest.progress.knowledge.past import PastFiling, PastRow
from ingest.task_lists.model import ListHead, Target, Task
from ingest.task_lists.obligations import Obligation, addresses_all, is_everybody, units_of
from ingest.task_lists.towns import with_towns
from ingest.values.characters import squeeze
from ingest.vocabulary import Vocabulary


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """A name without what people vary: full-width forms, blanks and what nobody sees."""
    return squeeze(unguarded(text))


@dataclass(frozen=True)
class Context:
    """All of it, with the indexes that a reader needs. Built once and used for any number of filings; never changed."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)  # of no place; `seen_from` a list is that of its place
    lists: Mapping[str, ListHead] = field(default_factory=dict)
    tasks: Mapping[str, tuple[Task, ...]] = field(default_factory=dict)  # by list_id, in the list's order
    targets: Mapping[str, Target] = field(default_factory=dict)  # by target_key, in the list's order
    obligations: tuple[Obligation, ...] = ()  # in the list's order
    answering: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)  # (list_id, task_key) → its units
    periods: Mapping[str, frozenset[str]] = field(default_factory=dict)  # by list_id, where the calendar knows them
    past_rows: tuple[PastRow, ...] = ()  # oldest first
    past_filings: tuple[PastFiling, ...] = ()

    @cached_property
    def targets_of(self) -> Mapping[tuple[str, str], tuple[Target, ...]]:
        """Targets by list_id and task_key."""
        found: dict[tuple[str, str], list[Target]] = {}
        for target in self.targets.values():
            found.setdefault((target.list_id, target.task_key), []).append(target)
        return {key: tuple(items) for key, items in found.items()}

    @cached_property
    def _tasks(self) -> Mapping[tuple[str, str], Task]:
        return {(list_id, task.task_key): task for list_id, tasks in self.tasks.items() for task in tasks}

    @cached_property
    def _task_units(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The units that may report on a task, groups expanded to their members, its lead units first."""
        return {key: units_of(task, self.seen_from(key[0])) for key, task in self._tasks.items()}

    def task_of(self, target: Target) -> Task:
        return self._tasks[target.list_id, target.task_key]

    def units_of(self, target: Target) -> tuple[str, ...]:
        """The units that may report on a target, groups expanded to their members, the lead units of its task first."""
        return self._task_units[target.list_id, target.task_key]

    @cached_property
    def _owed(self) -> Mapping[str, Mapping[str, tuple[Obligation, ...]]]:
        """list_id → unit → the rows it must report."""
        found: dict[str, dict[str, list[Obligation]]] = {list_id: {} for list_id in self.lists}
        for owed in self.obligations:
            if owed.is_lead:
                found[owed.list_id].setdefault(owed.unit, []).append(owed)
        return {list_id: {unit: tuple(rows) for unit, rows in units.items()} for list_id, units in found.items()}

    @cached_property
    def _leads(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for owed in self.obligations:
            if owed.is_lead:
                found.setdefault(owed.target_key, set()).add(owed.unit)
        return {key: frozenset(units) for key, units in found.items()}

    @cached_property
    def _areas(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for owed in self.obligations:
            found.setdefault(owed.target_key, {})[owed.area] = None
        return {key: tuple(areas) for key, areas in found.items()}

    @cached_property
    def _said_by(self) -> Mapping[tuple[str, str], tuple[str, str]]:
        return {(owed.target_key, owed.area): (owed.same_as or owed.target_key, owed.area_name) for owed in self.obligations}

    def said_by(self, target_key: str, area: str) -> tuple[str, str]:
        """The target and area that say what a target says of an area (as the form has it): itself, or the one asked instead."""
        return self._said_by.get((target_key, area), (target_key, area))

    def areas_of(self, target: Target) -> tuple[str, ...]:
        """The areas for which a target may be filed, as the form has them; its own alone where nobody is asked."""
        return self._areas.get(target.target_key, (target.area,))

    def owed_by(self, list_id: str, unit: str) -> tuple[Obligation, ...]:
        """Every row that a unit must report for a list, in the list's order; `()` for an unknown list or unit."""
        return self._owed.get(list_id, {}).get(unit, ())

    @cached_property
    def _beside(self) -> Mapping[str, Mapping[str, tuple[Obligation, ...]]]:
        """list_id → unit that must report nothing → the rows it may, each once. A group of unknown members gets no form."""
        found: dict[str, dict[str, list[Obligation]]] = {list_id: {} for list_id in self.lists}
        for may in self.obligations:
            if not may.is_lead and not may.same_as and may.unit not in self._owed[may.list_id] and not is_everybody(may.unit):
                found[may.list_id].setdefault(may.unit, []).append(may)
        return {list_id: {unit: tuple(rows) for unit, rows in units.items()} for list_id, units in found.items()}

    def form_of(self, list_id: str, unit: str) -> tuple[Obligation, ...]:
        """The rows of a unit's form: those that it must report; of a unit that only stands beside leads, those that it may."""
        return self.owed_by(list_id, unit) or self._beside.get(list_id, {}).get(unit, ())

    def units_with_forms(self, list_id: str) -> tuple[str, ...]:
        """Every unit that a list names for a target: those that must file for it, then those that may."""
        return (*self.reporting_units(list_id), *self._beside.get(list_id, {}))

    @cached_property
    def _owed_rows(self) -> Mapping[tuple[str, str], frozenset[tuple[str, str]]]:
        return {
            (list_id, unit): frozenset((owed.target_key, owed.area) for owed in rows)
            for list_id, units in self._owed.items()
            for unit, rows in units.items()
        }

    def owed_rows(self, list_id: str, unit: str) -> frozenset[tuple[str, str]]:
        """(target_key, area) of every row that a unit must report for a list."""
        return self._owed_rows.get((list_id, unit), frozenset())

    def reporting_units(self, list_id: str) -> tuple[str, ...]:
        """The units that must file for a list, in the order in which the list first names them as lead of an expected row."""
        return tuple(self._owed.get(list_id, {}))

    def leads_of(self, target: Target) -> frozenset[str]:
        """The units that answer for a target; of one that is not asked for, those of its task."""
        return self._leads.get(target.target_key) or frozenset(self.answering.get((target.list_id, target.task_key), ()))

    @cached_property
    def _seen_from(self) -> Mapping[str, Vocabulary]:
        return {
            list_id: with_towns(self.vocabulary.of(known.area, known.city), self.tasks.get(list_id, ()))
            for list_id, known in self.lists.items()
        }

    def seen_from(self, list_id: str) -> Vocabulary:
        """The words as a list's own place means them."""
        return self._seen_from.get(list_id, self.vocabulary)

    @cached_property
    def units(self) -> Mapping[str, frozenset[str]]:
        """Units that may file, by list_id."""
        named = {
            list_id: {unit for task in tasks for unit in self._task_units[list_id, task.task_key]}
            for list_id, tasks in self.tasks.items()
        }
        return {
            list_id: frozenset(unit for unit in units if not addresses_all(unit, self.vocabulary))
            for list_id, units in named.items()
        }

    @cached_property
    def all_units(self) -> frozenset[str]:
        return frozenset(unit for units in self.units.values() for unit in units)

    @cached_property
    def history(self) -> Mapping[tuple[str, str], Mapping[str, PastRow]]:
        """(target_key, area) → period → the row that counts now, the one received last; periods in their order."""
        found: dict[tuple[str, str], dict[str, PastRow]] = {}
        for row in sorted(self.past_rows, key=lambda r: r.receipt_seq):
            if is_period_id(row.period):
                found.setdefault((row.target_key, row.area), {})[row.period] = row
        return {key: dict(sorted(rows.items(), key=lambda kv: period(kv[0]).end)) for key, rows in found.items()}

    @cached_property
    def _standing(self) -> Mapping[tuple[str, str, str], Mapping[tuple[str, str], PastRow]]:
        found: dict[tuple[str, str, str], dict[tuple[str, str], PastRow]] = {}
        for row in sorted(self.past_rows, key=lambda r: r.receipt_seq):
            list_id = row.target_key.partition("/")[0]
            found.setdefault((list_id, row.unit, row.period), {})[row.target_key, row.area] = row
        return found

    @cached_property
    def _filed(self) -> Mapping[tuple[str, str, str], Mapping[str, PastRow]]:
        found: dict[tuple[str, str, str], dict[str, PastRow]] = {}
        for row in sorted(self.past_rows, key=lambda r: r.receipt_seq):
            found.setdefault((row.target_key, row.area, row.period), {})[row.unit] = row
        return found

    def filed_for(self, target_key: str, area: str, period_id: str) -> Mapping[str, PastRow]:
        """unit → its last row for a target, area and period; {} where nobody filed any."""
        return self._filed.get((target_key, area, period_id), {})

    def standing_of(self, list_id: str, unit: str, period_id: str) -> Mapping[tuple[str, str], PastRow]:
        """(target_key, area) → the last row of a unit for a period of a list: what a correction starts from."""
        return self._standing.get((list_id, unit, period_id), {})

    @cached_property
    def filings_of(self) -> Mapping[tuple[str, str, str], tuple[PastFiling, ...]]:
        """(list_id, unit, period) → filings, oldest first."""
        found: dict[tuple[str, str, str], list[PastFiling]] = {}
        for filing in sorted(self.past_filings, key=lambda f: f.receipt_seq):
            found.setdefault((filing.list_id, filing.unit, filing.period), []).append(filing)
        return {key: tuple(items) for key, items in found.items()}

    @cached_property
    def _office_names(self) -> tuple[KnownOffices, ...]:
        """The names of the units that may file, for each place that has lists."""
        by_seat: dict[Seat, set[str]] = {}
        for list_id, known in self.lists.items():
            seat = Seat(known.area, self.seen_from(list_id).above)
            by_seat.setdefault(seat, set()).update(self.units.get(list_id, ()))
        return tuple(KnownOffices(units, seat, known_unit_names(units, self.vocabulary)) for seat, units in by_seat.items())

    def office_named(self, text: str) -> Named:
        """The units that a written name may mean, with how well it fits them; groups and unknown names mean none."""
        name = plain(text).strip("。.;；,，、:：()")
        meant = [named for names in self._office_names if (named := names.named(name)).offices]
        best = min((named.fit for named in meant), default=Fit.SPELLED)
        offices = dict.fromkeys(office for named in meant if named.fit is best for office in named.offices)
        return Named(tuple(offices), best)

    def unit_named(self, text: str) -> str | None:
        """The one unit that a written name means, or None."""
        return self.office_named(text).office

    def units_in(self, text: str) -> tuple[str, ...]:
        """Units whose name stands in a title or file name; a name inside a longer found one does not count."""
        found: dict[str, None] = {}
        for names in self._office_names:
            found.update(dict.fromkeys(names.in_text(plain(text))))
        return tuple(found)

    def units_near(self, text: str) -> tuple[str, ...]:
        """The units whose names are nearest to one that means none of them; () where none is near."""
        near = dict.fromkeys(unit for names in self._office_names for unit in names.near(plain(text)))
        return tuple(near)


def known_unit_names(units: Iterable[str], vocabulary: Vocabulary) -> dict[str, str]:
    """The spellings of units that are told of: their own and their aliases → the name in the list."""
    names: dict[str, str] = {}
    for unit in sorted(units):
        names[plain(unit)] = unit
    for alias, unit in vocabulary.unit_aliases.items():
        known = names.get(plain(unit))
        if known is not None:
            names.setdefault(plain(alias), known)
        elif plain(alias) in names:  # the list itself uses the long name
            names.setdefault(plain(unit), names[plain(alias)])
    return names
