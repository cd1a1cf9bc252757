"""The target and the area of a row whose task is known: by metric, then area, target value and unit."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from ingest.areas import Relation, placed
from ingest.documents.grid import Cell
from ingest.findings import Place
from ingest.progress.cells.numbers import number_words, read_number
from ingest.progress.cells.words import CellValue, shown
from ingest.progress.fields import Field
from ingest.progress.knowledge.context import plain
from ingest.progress.knowledge.target_text import is_text_of, months_of, window_text, written_target
from ingest.progress.matching.names import TaskIndex, same_but_for_the_verb
from ingest.progress.say import Say, say
from ingest.task_lists.model import Asked, Target, Task
from ingest.values.units import to_base
from ingest.vocabulary import Area, Vocabulary

_PRINTED = (Field.TASK_NO, Field.TASK_NAME, Field.METRIC, Field.AREA)


def any_place(cells: Mapping[Field, Cell]) -> Place:
    """A cell of the row to point at where the fault has none of its own; the lowest, since keys may be merged from above."""
    named = [cells[name] for name in _PRINTED if name in cells] or list(cells.values())
    return max(named, key=lambda cell: cell.row).place


def words_of(target: Target) -> str:
    """A target as messages tell it from others of its name: 改造老旧小区（北塔区20个，11-12月）."""
    value = f"{number_words(target.value)}{target.unit}" if target.value is not None else ""
    return f"{target.metric}（{'，'.join(part for part in (f'{target.area}{value}', window_text(target)) if part)}）"


_AROUND_AREA = re.compile(r"^(?:其中[:：]?|[#＃*])|[(（](?:本区|本县|本市|本级)[)）]$|(?<=.)(?:合计|小计)$")


@dataclass(frozen=True, slots=True)
class TargetMatch:
    """The target of a row, None where `says` says why, and what is said of finding it."""

    target: Target | None
    says: tuple[Say, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaMatch:
    """The area of a row, "" where `says` says why."""

    area: str
    says: tuple[Say, ...] = ()


def _printed_unit(target: Target) -> str:
    """The unit that the form prints for a target."""
    return "%" if target.measure_asked is Asked.YOY else target.unit


def is_value(target: Target, value: Decimal, unit: str, vocabulary: Vocabulary) -> bool:
    """True where a written target value is the target's, in its own unit or another of the dimension."""
    if target.value is None:
        return False
    if target.value == value:
        return True
    measures = vocabulary.measures
    return bool(unit) and to_base(value, unit, measures) == to_base(target.value, target.unit, measures)


def filed_target_value(cell: Cell, unit: str) -> CellValue:
    """The number under 目标值, typed or as the form prints it: ≥1258（1-12月）."""
    if cell.value is not None and not isinstance(cell.value, str):
        return read_number(cell, unit)
    number = written_target(shown(cell)).number
    return read_number(replace(cell, value=number, text=number), unit)


@dataclass(frozen=True, slots=True)
class RowBefore:
    """The target and area of the row that stands immediately above, and what it writes of its indicator."""

    target: Target
    area: str
    metric: str


class TargetFinder:
    def __init__(self, index: TaskIndex) -> None:
        self.index = index
        self._wider = lru_cache(maxsize=None)(
            lambda area: placed(area, index.vocabulary).relation in (Relation.MEMBER, Relation.PART)
        )

    def find(
        self, task: Task, cells: Mapping[Field, Cell], before: RowBefore | None = None, *, is_value_blank: bool = False
    ) -> TargetMatch:
        """The one target of a task that a row is about. `is_value_blank`: the table has a column 目标值, not filled in here."""
        targets = self.index.targets(task)
        metric = cells.get(Field.METRIC)
        text = shown(metric)
        place = metric.place if metric is not None else any_place(cells)
        found, says = self._by_metric(task, text, place) if text else (list(targets), ())
        if not found:
            wanted = "、".join(dict.fromkeys(t.metric for t in targets)) or "（无）"
            said = {"seen": text, "task_name": task.name, "wanted": wanted}
            return TargetMatch(None, (*says, say("metric-unknown", Field.METRIC, place, **said)))
        narrowed = self._narrow(found, cells, is_value_blank=is_value_blank)
        if len(narrowed) == 1:
            return TargetMatch(narrowed[0], says)
        if before is not None and before.target in narrowed and self._continues(before, text, cells):
            said = {"seen": text or before.target.metric, "wanted": words_of(before.target)}
            return TargetMatch(before.target, (*says, say("matched-by-row-above", Field.METRIC, place, **said)))
        wanted = "、".join(dict.fromkeys(words_of(t) for t in narrowed))
        if len({t.metric for t in narrowed}) > 1:
            return TargetMatch(None, (*says, say("metric-missing", Field.METRIC, place, wanted=wanted)))
        seen = text or narrowed[0].metric
        return TargetMatch(None, (*says, say("target-ambiguous", Field.METRIC, place, seen=seen, wanted=wanted)))

    def is_another(
        self, target: Target, task: Task, cells: Mapping[Field, Cell], before: RowBefore | None, blank: Collection[Field]
    ) -> bool:
        """True where a row's words are those of another target of the same task and name, or of its part.

        `blank` are the columns that the table has and the row leaves blank: a blank unit is that of a target without one, a
        blank target value that of a part; under its whole, of that part.
        """
        name, is_named = self.index.name(target.metric), bool(shown(cells.get(Field.METRIC)))
        siblings = [t for t in self.index.targets(task) if not is_named or self.index.name(t.metric) == name]
        fitting = self._fitting(siblings, cells)
        if len(fitting) > 1 and Field.MEASURE_UNIT in blank:
            fitting = [t for t in fitting if not _printed_unit(t)] or fitting
        if len(fitting) > 1 and Field.TARGET_VALUE in blank:
            own = self._own(fitting, cells)
            fitting = [t for t in fitting if t not in own] or fitting
        if target not in fitting:
            return True
        if before is None or before.target not in fitting or before.target == target:
            return False
        return self._continues(before, shown(cells.get(Field.METRIC)), cells)

    def _continues(self, before: RowBefore, metric: str, cells: Mapping[Field, Cell]) -> bool:
        """True of the own place's part under its whole, as the form prints both: same indicator, no target value of its own."""
        area = shown(cells.get(Field.AREA))
        return (
            before.area == before.target.area
            and self.index.name(metric) == self.index.name(before.metric)
            and not shown(cells.get(Field.TARGET_VALUE))
            and bool(area)
            and not self._is_area(before.target, area)
            and self.area_of(before.target, area) == self.index.district
        )

    def _by_metric(self, task: Task, text: str, place: Place) -> tuple[list[Target], tuple[Say, ...]]:
        found = self.index.metrics(task, text)
        if found:
            return found, ()
        targets = self.index.targets(task)
        if len({self.index.name(t.metric) for t in targets}) == 1 and self.index.name(text) == self.index.name(task.name):
            return list(targets), ()
        found = self.loosely(task, text) or self._with_heading(task, text) or self._but_for_the_verb(task, text)
        if not found:
            return [], ()
        return found, (say("metric-matched-loosely", Field.METRIC, place, seen=text, wanted=found[0].metric),)

    def loosely(self, task: Task, text: str) -> list[Target]:
        """Targets of the one metric that contains the written one or is contained in it."""
        wanted = self.index.name(text)
        if len(wanted) < 2:
            return []
        names = {self.index.name(t.metric) for t in self.index.targets(task)}
        close = [n for n in names if n and (n in wanted or (len(wanted) >= 3 and wanted in n))]
        longest = [n for n in close if not any(n != other and n in other and other in wanted for other in close)]
        if len(longest) != 1:
            return []
        return [t for t in self.index.targets(task) if self.index.name(t.metric) == longest[0]]

    def _with_heading(self, task: Task, text: str) -> list[Target]:
        """Targets of the one metric that ends a text whose rest heads it in the list: its task, a group, another metric."""
        wanted = self.index.name(text)
        metrics = {self.index.name(t.metric) for t in self.index.targets(task)}
        headings = {self.index.name(name) for name in (task.name, *task.parents, task.section)} | metrics
        ending = {m for m in metrics if m and wanted.endswith(m) and wanted.removesuffix(m) in headings - {""}}
        return [t for t in self.index.targets(task) if self.index.name(t.metric) in ending] if len(ending) == 1 else []

    def _but_for_the_verb(self, task: Task, text: str) -> list[Target]:
        """Targets of the one metric that has the same verb at another place: 老旧小区改造 for 改造老旧小区."""
        wanted = self.index.name(text)
        names = {self.index.name(t.metric) for t in self.index.targets(task)}
        same = [name for name in names if same_but_for_the_verb(wanted, name)]
        return [t for t in self.index.targets(task) if self.index.name(t.metric) == same[0]] if len(same) == 1 else []

    def _by_value(self, targets: list[Target], cell: Cell, unit: str) -> list[Target]:
        """Those whose value and window stand under 目标值; all where nothing of them does."""
        text = shown(cell)
        if printed := [t for t in targets if is_text_of(t, text)]:
            return printed
        value, months = filed_target_value(cell, unit).value, written_target(text).months
        vocabulary = self.index.context.vocabulary
        found = [t for t in targets if value is not None and is_value(t, value, unit, vocabulary)] or targets
        return [t for t in found if months_of(t) == months] or found if months else found

    def _narrow(self, targets: list[Target], cells: Mapping[Field, Cell], *, is_value_blank: bool) -> list[Target]:
        """Leave out, one by one, the targets that the row's area, target value and unit speak against.

        The own place's figure may be of its own target or its part of a wider one. Over the same months the first is meant,
        unless the table has a column for the target value that is blank here: the form leaves it blank for a part alone.
        """
        targets = self._fitting(targets, cells)
        if len(targets) > 1 and not is_value_blank and len({(t.period_start, t.period_end) for t in targets}) == 1:
            own = self._own(targets, cells)
            unit = plain(shown(cells.get(Field.MEASURE_UNIT)))
            # a row in the very unit of the other target is as likely its part
            is_theirs = bool(unit) and all(t.unit != unit for t in own) and any(t.unit == unit for t in targets)
            targets = own if own and not is_theirs else targets
        return self._but_for_repeats(targets, cells) if len(targets) > 1 else targets

    def _but_for_repeats(self, targets: list[Target], cells: Mapping[Field, Cell]) -> list[Target]:
        """Of targets that say the same of the own place, the one that the form asks for."""
        area = shown(cells.get(Field.AREA))
        if not area or any(self.area_of(t, area) != self.index.district for t in targets):
            return targets
        keys = {t.target_key for t in targets}
        said_by = {t.target_key: self.index.context.said_by(t.target_key, self.area_of(t, area))[0] for t in targets}
        return [t for t in targets if said_by[t.target_key] == t.target_key or said_by[t.target_key] not in keys]

    def _own(self, targets: list[Target], cells: Mapping[Field, Cell]) -> list[Target]:
        """Those that are the row's own area's."""
        area = shown(cells.get(Field.AREA))
        return [t for t in targets if self._is_area(t, area)] if area else []

    def _fitting(self, targets: list[Target], cells: Mapping[Field, Cell]) -> list[Target]:
        """Those that the row's area, target value and unit do not speak against."""
        area = shown(cells.get(Field.AREA))
        own = self._own(targets, cells)
        if len(targets) > 1 and area:
            targets = [t for t in targets if t in own or self.area_of(t, area)] or targets
        elif len(targets) > 1:
            targets = [t for t in targets if self._wider(t.area)] or targets
        unit = plain(shown(cells.get(Field.MEASURE_UNIT)))
        if len(targets) > 1 and (cell := cells.get(Field.TARGET_VALUE)) is not None:
            targets = self._by_value(targets, cell, unit)
        if len(targets) > 1 and unit:
            measures = self.index.context.vocabulary.measures
            base = to_base(Decimal(1), unit, measures)[1]
            targets = [t for t in targets if to_base(Decimal(1), _printed_unit(t), measures)[1] == base] or targets
        return targets

    def _is_area(self, target: Target, text: str) -> bool:
        one, other = self._known_area(text), self._known_area(target.area)
        return plain(text) == plain(target.area) or (one is not None and other is not None and one.code == other.code)

    def _known_area(self, text: str) -> Area | None:
        """The area of a written name, also with what people put around it: 其中：北塔区, 北塔区（本区）, 邵阳市北塔区."""
        areas = self.index.vocabulary.areas
        name = plain(text)
        bare = _AROUND_AREA.sub("", name)
        if found := areas.get(name) or areas.get(bare):
            return found
        for at in range(2, len(bare) - 1):
            around, inner = areas.get(bare[:at]), areas.get(bare[at:])
            if around is not None and inner is not None and inner.parent_code == around.code:
                return inner
        return None

    def area_of(self, target: Target, text: str) -> str:
        """A row's area as the tables hold it: the target's, the district, or a member of a group; "" if none fits."""
        if self._is_area(target, text):
            return target.area
        here, own, outer = (self._known_area(name) for name in (text, self.index.district, target.area))
        areas = self.index.context.areas_of(target)
        if here is not None and own is not None and here.code == own.code:
            return self.index.district if self._wider(target.area) or self.index.district in areas else ""
        if member := next((area for area in areas if plain(area) == plain(text)), ""):
            return member
        return here.name if here is not None and outer is not None and here.name in outer.members else ""

    def find_area(self, target: Target, cells: Mapping[Field, Cell]) -> AreaMatch:
        """The row's area. A blank one is only understood where a single area can be meant."""
        cell = cells.get(Field.AREA)
        own = (self.index.district,) if self._wider(target.area) else ()
        possible = tuple(dict.fromkeys((target.area, *own, *self.index.context.areas_of(target))))
        if cell is None or not shown(cell):
            if len(possible) == 1:
                return AreaMatch(possible[0])
            wanted = "，也要报".join(f"“{area}”的数" for area in possible)
            return AreaMatch("", (say("area-missing", Field.AREA, any_place(cells), wanted=wanted),))
        area = self.area_of(target, shown(cell))
        if area:
            return AreaMatch(area)
        known = self._known_area(shown(cell)) is not None
        wanted = "、".join(f"“{area}”" for area in possible)
        code = "area-not-fit" if known else "area-unknown"
        return AreaMatch("", (say(code, Field.AREA, cell.place, seen=shown(cell), wanted=wanted),))
