"""A row of a filing finds its task, its target and its area, or says why it does not. No figure is looked at.

A task is found by the hidden key, else by its printed number *and* name; a number that stands with another name is an
error, never a match. A name alone counts only when it is unique, with a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from ingest.documents.grid import Cell
from ingest.findings import Finding
from ingest.progress.catalogue import finding
from ingest.progress.context import Context, plain
from ingest.progress.known import KnownTarget, KnownTask
from ingest.progress.obligations import contains
from ingest.progress.task_numbers import TaskNumber, is_date, parse_task_number
from ingest.progress.values import exact, read_number, shown
from ingest.values.units import to_base

_PUNCTUATION = re.compile(r"[\s,，.。;；:：、\"“”‘’'《》<>()（）\[\]【】\-—_·]+")
_LEADING_NUMBER = re.compile(r"^(?:[(（]?\d{1,3}[)）.、]|[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、|[①-⑳])\s*")


@lru_cache(maxsize=8192)
def name_key(text: str) -> str:
    """A name without numbering, blanks and punctuation, for comparing."""
    return _PUNCTUATION.sub("", _LEADING_NUMBER.sub("", plain(text))).casefold()


@dataclass(slots=True)
class Match:
    """What was found for one row; `target` is None where a finding says why."""

    target: KnownTarget | None = None
    task: KnownTask | None = None
    area: str = ""
    findings: list[Finding] = field(default_factory=list)


class Matcher:
    """The tasks of one list, ready to be found. `unit` is the filing unit."""

    def __init__(self, context: Context, list_id: str, unit: str) -> None:
        self.context = context
        self.list_id = list_id
        self.unit = unit
        self.tasks = context.tasks.get(list_id, ())
        self.district = context.lists[list_id].area if list_id in context.lists else ""

    @cached_property
    def sections(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(task.section for task in self.tasks))

    @cached_property
    def by_number(self) -> dict[tuple[str, str], list[KnownTask]]:
        found: dict[tuple[str, str], list[KnownTask]] = {}
        for task in self.tasks:
            found.setdefault((task.task_no, task.subtask_no), []).append(task)
        return found

    @cached_property
    def by_name(self) -> dict[str, list[KnownTask]]:
        found: dict[str, list[KnownTask]] = {}
        for task in self.tasks:
            found.setdefault(self.name(task.name), []).append(task)
        return found

    @cached_property
    def parents(self) -> dict[str, set[str]]:
        """Names of groups of subtasks → their task numbers."""
        found: dict[str, set[str]] = {}
        for task in self.tasks:
            for parent in task.parents:
                found.setdefault(self.name(parent), set()).add(task.task_no)
        return found

    def name(self, text: str) -> str:
        """The comparable form of a task's or indicator's name; synonyms are the same name."""
        synonyms = self.context.vocabulary.indicator_synonyms
        return name_key(synonyms.get(plain(text), text))

    def section_in(self, text: str) -> str:
        """The section whose name stands in a heading: 一、“发展六仗”重点工作 → 重点工作."""
        named = [s for s in self.sections if s and plain(s) in plain(text)]
        return max(named, key=len) if named else ""

    # ── the task ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def task_of(
        self, number: Cell | None, name: Cell | None, metric: Cell | None, section: str, parent_no: str, match: Match
    ) -> KnownTask | None:
        """The one task of a row's printed number and name, or None with a finding."""
        name_text = shown(name)
        label = {"label": "任务编号"}
        if number is not None and is_date(number):
            match.findings.append(finding("id-became-date", number.place, seen=shown(number), **label))
            return None
        if number is None or not shown(number):
            return self._by_name_alone(name, match)
        written = parse_task_number(number)
        if written is None:
            place, seen = number.place, shown(number)
            if self.by_name.get(self.name(seen)) and not name_text:  # the name stands in the number's column
                return self._by_name_alone(number, match)
            match.findings.append(finding("task-unknown", place, seen=f"{seen} {name_text}".strip(), **label))
            return None
        candidates = self._numbered(written, written.subtask_no, section, parent_no)
        restored = self._numbered(written, written.tail_zero, section, parent_no) if written.tail_zero else []
        if not candidates and not restored:
            seen = f"{shown(number)} {name_text}".strip()
            match.findings.append(finding("task-unknown", number.place, seen=seen, **label))
            return None
        if name_text:
            return self._by_number_and_name(number, name, candidates, restored, metric, match)
        return self._by_number_and_metric(number, candidates, metric, match)

    def _numbered(self, written: TaskNumber, subtask_no: str, section: str, parent_no: str) -> list[KnownTask]:
        task_no = written.task_no
        if not task_no:
            task_no = parent_no
        found = list(self.by_number.get((task_no, subtask_no), []))
        if not found and not subtask_no and parent_no:  # 7 below the heading "1 主要经济工作运行调度"
            found = list(self.by_number.get((parent_no, task_no), []))
        wanted = self.section_in(written.section) if written.section else section
        if written.section and not wanted:
            return []
        return [task for task in found if task.section == wanted] if wanted else found

    def _fits(self, task: KnownTask, name_text: str, metric: Cell | None) -> bool:
        """True where a written name is the task's, with or without the names above it, or the group's with a metric of it."""
        written = self.name(name_text)
        own = self.name(task.name)
        if written == own or written == self.name("".join((*task.parents, task.name))):
            return True
        if name_key(name_text) in (name_key(f"{parent}{task.name}") for parent in task.parents):
            return True
        if written in (self.name(parent) for parent in task.parents):
            return metric is not None and bool(self._metrics(task, shown(metric)))
        return False

    def _by_number_and_name(
        self,
        number: Cell,
        name: Cell | None,
        candidates: list[KnownTask],
        restored: list[KnownTask],
        metric: Cell | None,
        match: Match,
    ) -> KnownTask | None:
        name_text = shown(name)
        fitting = [task for task in candidates if self._fits(task, name_text, metric)]
        if not fitting and restored:
            fitting = [task for task in restored if self._fits(task, name_text, metric)]
            if len(fitting) == 1:
                words = {"seen": shown(number), "wanted": _code(fitting[0])}
                match.findings.append(finding("task-number-restored", number.place, label="任务编号", **words))
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            wanted = "、".join(_code(task) for task in fitting)
            match.findings.append(finding("task-ambiguous", number.place, seen=shown(number), wanted=wanted, label="任务编号"))
            return None
        wanted = "、".join(f"{_code(task)} {task.name}" for task in (candidates or restored)[:3])
        place = name.place if name is not None else number.place
        match.findings.append(
            finding("task-name-mismatch", place, seen=shown(number), wanted=wanted, name=name_text, label="任务名称")
        )
        return None

    def _by_number_and_metric(
        self, number: Cell, candidates: list[KnownTask], metric: Cell | None, match: Match
    ) -> KnownTask | None:
        """Without a name, the indicator can stand for it."""
        fitting = [task for task in candidates if metric is not None and self._metrics(task, shown(metric))]
        if len(fitting) == 1:
            return fitting[0]
        wanted = "、".join(f"{_code(task)} {task.name}" for task in candidates[:3])
        code = "task-ambiguous" if len(fitting) > 1 else "task-name-missing"
        match.findings.append(finding(code, number.place, seen=shown(number), wanted=wanted, label="任务名称"))
        return None

    def _by_name_alone(self, name: Cell | None, match: Match) -> KnownTask | None:
        if name is None or not shown(name):
            return None
        found = self.by_name.get(self.name(shown(name)), [])
        if len(found) == 1:
            match.findings.append(
                finding("matched-by-name", name.place, seen=shown(name), wanted=_code(found[0]), label="任务名称")
            )
            return found[0]
        if found:
            wanted = "、".join(_code(task) for task in found)
            match.findings.append(finding("task-ambiguous", name.place, seen=shown(name), wanted=wanted, label="任务名称"))
        else:
            match.findings.append(finding("task-unknown", name.place, seen=shown(name), label="任务名称"))
        return None

    # ── the target ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _targets(self, task: KnownTask) -> tuple[KnownTarget, ...]:
        return self.context.targets_of.get(f"{task.list_id}/{task.task_key}", ())

    def _metrics(self, task: KnownTask, text: str) -> list[KnownTarget]:
        wanted = self.name(text)
        return [t for t in self._targets(task) if wanted and wanted in (self.name(t.metric), name_key(t.span))]

    def _loosely(self, task: KnownTask, text: str) -> list[KnownTarget]:
        """Targets of the one metric that contains the written one or is contained in it."""
        wanted = self.name(text)
        if len(wanted) < 2:
            return []
        names = {self.name(t.metric) for t in self._targets(task)}
        close = [n for n in names if n and (n in wanted or (len(wanted) >= 3 and wanted in n))]
        longest = [n for n in close if not any(n != other and n in other and other in wanted for other in close)]
        return [t for t in self._targets(task) if self.name(t.metric) == longest[0]] if len(longest) == 1 else []

    def target_of(self, task: KnownTask, cells: dict[str, Cell], match: Match) -> KnownTarget | None:
        """The one target of a task by metric, then area, unit and target value."""
        targets = self._targets(task)
        metric = cells.get("metric")
        text = shown(metric)
        place = metric.place if metric is not None else _any_place(cells)
        if text:
            found = self._metrics(task, text)
            if not found and len({self.name(t.metric) for t in targets}) == 1 and self.name(text) == self.name(task.name):
                found = list(targets)
            if not found:
                found = self._loosely(task, text)
                if found:
                    match.findings.append(
                        finding("metric-matched-loosely", place, seen=text, wanted=found[0].metric, label="指标")
                    )
        else:
            found = list(targets)
        if not found:
            wanted = "、".join(dict.fromkeys(t.metric for t in targets)) or "（无）"
            match.findings.append(finding("metric-unknown", place, seen=text, task_name=task.name, wanted=wanted, label="指标"))
            return None
        narrowed = self._narrow(found, cells)
        if len(narrowed) == 1:
            return narrowed[0]
        wanted = "、".join(dict.fromkeys(_describe(t) for t in narrowed))
        if len({t.metric for t in narrowed}) > 1:
            match.findings.append(finding("metric-missing", place, wanted=wanted, label="指标"))
        else:
            match.findings.append(
                finding("target-ambiguous", place, seen=text or narrowed[0].metric, wanted=wanted, label="指标")
            )
        return None

    def _narrow(self, targets: list[KnownTarget], cells: dict[str, Cell]) -> list[KnownTarget]:
        """Leave out, one by one, the targets that the row's area, target value and unit speak against."""
        area = shown(cells.get("area"))
        if area and len(targets) > 1:
            targets = [t for t in targets if self._is_area(t, area)] or [t for t in targets if self.area_of(t, area)] or targets
        elif len(targets) > 1:
            targets = [t for t in targets if contains(t.area, self.district, self.context.vocabulary)] or targets
        unit = plain(shown(cells.get("unit")))
        if len(targets) > 1 and cells.get("target_value") is not None:
            value = read_number(cells["target_value"], unit).value
            same = [t for t in targets if value is not None and self._same_value(t, value, unit)]
            targets = same or targets
        if len(targets) > 1 and unit:
            base = self._base(unit)
            targets = [t for t in targets if self._base(t.unit) == base] or targets
        return targets

    def _same_value(self, target: KnownTarget, value: object, unit: str) -> bool:
        if target.value is None:
            return False
        if target.value == value:
            return True
        measures = self.context.vocabulary.measures
        return bool(unit) and to_base(value, unit, measures) == to_base(target.value, target.unit, measures)  # type: ignore[arg-type]

    def _base(self, unit: str) -> str:
        from decimal import Decimal

        return to_base(Decimal(1), unit, self.context.vocabulary.measures)[1]

    # ── the area ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _is_area(self, target: KnownTarget, text: str) -> bool:
        areas = self.context.vocabulary.areas
        one, other = areas.get(plain(text)), areas.get(plain(target.area))
        return plain(text) == plain(target.area) or (one is not None and other is not None and one.code == other.code)

    def area_of(self, target: KnownTarget, text: str) -> str:
        """The area of a row as the tables hold it: as the target writes it, or the district, or a member of a group; "" if none fits."""
        if self._is_area(target, text):
            return target.area
        areas = self.context.vocabulary.areas
        here, own, outer = areas.get(plain(text)), areas.get(self.district), areas.get(target.area)
        if here is not None and own is not None and here.code == own.code:
            return self.district if contains(target.area, self.district, self.context.vocabulary) else ""
        if here is not None and outer is not None and here.name in outer.members:
            return here.name
        return ""

    def areas_for(self, target: KnownTarget) -> tuple[str, ...]:
        """The areas that a row of a target can be about, for messages."""
        wider = contains(target.area, self.district, self.context.vocabulary)
        return (target.area, self.district) if wider else (target.area,)

    def set_area(self, target: KnownTarget, cell: Cell | None, cells: dict[str, Cell], match: Match) -> None:
        text = shown(cell)
        possible = self.areas_for(target)
        if not text:
            if len(possible) == 1:
                match.area = possible[0]
            else:
                wanted = "".join(f"“{area}”的数，也要报" if i == 0 else f"“{area}”的数" for i, area in enumerate(possible))
                match.findings.append(finding("area-missing", _any_place(cells), wanted=wanted, label="区域"))
            return
        match.area = self.area_of(target, text)
        if not match.area:
            known = plain(text) in self.context.vocabulary.areas
            code = "area-not-fit" if known else "area-unknown"
            place = cell.place if cell is not None else _any_place(cells)
            wanted = "、".join(f"“{area}”" for area in possible)
            match.findings.append(finding(code, place, seen=text, wanted=wanted, label="区域"))

    # ── all of it ────────────────────────────────────────────────────────────────────────────────────────────────────

    def match(self, cells: dict[str, Cell], section: str = "", parent_no: str = "", above: KnownTask | None = None) -> Match:
        """Find the task, target and area of a row's cells. `above` is the task of the row above, for rows that leave it out."""
        match = Match()
        key = cells.get("key")
        own_section = self.section_in(shown(cells.get("section"))) or section
        if key is not None and shown(key):
            self._by_key(key, cells, own_section, parent_no, match)
        else:
            number, name, metric = cells.get("task_no"), cells.get("task_name"), cells.get("metric")
            if shown(number) or shown(name):
                match.task = self.task_of(number, name, metric, own_section, parent_no, match)
            elif above is not None and metric is not None and self._metrics(above, shown(metric)):
                match.task = above
            elif not match.findings:
                match.findings.append(finding("task-missing", _any_place(cells), seen="", label="任务编号"))
            if match.task is not None:
                match.target = self.target_of(match.task, cells, match)
        if match.target is None:
            return match
        self.set_area(match.target, cells.get("area"), cells, match)
        allowed = {*match.target.task.units, *match.target.task.lead, match.target.lead_unit}
        if self.unit and self.unit not in allowed:
            wanted = "、".join(f"“{unit}”" for unit in match.target.task.units[:6])
            match.findings.append(
                finding("unit-not-responsible", _any_place(cells), seen=self.unit, wanted=wanted, label="任务编号")
            )
        return match

    def _by_key(self, key: Cell, cells: dict[str, Cell], section: str, parent_no: str, match: Match) -> None:
        target = self.context.targets.get(shown(key))
        if target is None or target.task.list_id != self.list_id:
            match.findings.append(finding("key-unknown", key.place, seen=shown(key), label="目标键"))
            return
        match.task = target.task
        number, name, metric = cells.get("task_no"), cells.get("task_name"), cells.get("metric")
        wrong = []
        if number is not None and shown(number):
            written = None if is_date(number) else parse_task_number(number)
            numbered: Iterable[KnownTask] = ()
            if written is not None:
                numbered = (
                    *self._numbered(written, written.subtask_no, section, parent_no),
                    *(self._numbered(written, written.tail_zero, section, parent_no) if written.tail_zero else ()),
                )
            if target.task not in numbered:
                wrong.append(number)
        if name is not None and shown(name) and not self._fits(target.task, shown(name), metric):
            wrong.append(name)
        if (
            metric is not None
            and shown(metric)
            and self.name(shown(metric)) not in (self.name(target.metric), name_key(target.span))
        ):
            wrong.append(metric)
        if wrong:
            seen = "，".join(f"“{shown(cell)}”" for cell in wrong)
            match.findings.append(finding("key-mismatch", wrong[0].place, seen=seen, label="任务编号"))
            return
        match.target = target


def _code(task: KnownTask) -> str:
    return task.task_key


def _describe(target: KnownTarget) -> str:
    value = f"{target.value.normalize():f}{target.unit}" if target.value is not None else ""
    return f"{target.metric}（{target.area}{value}）"


def _any_place(cells: dict[str, Cell]):  # type: ignore[no-untyped-def]
    for name in ("task_no", "task_name", "metric", "area"):
        if name in cells:
            return cells[name].place
    return next(iter(cells.values())).place


__all__ = ["Match", "Matcher", "exact", "name_key"]
