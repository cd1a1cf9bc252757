"""Names of tasks and indicators made comparable, and the tasks of a list ready to be found by number or name."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from ingest.progress.knowledge.context import Context, plain
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Target, Task

_PUNCTUATION = re.compile(r"[\s,，.。;；:：、\"“”„‟″〝〞〟‘’'′`´「」『』﹁﹂﹃﹄‹›«»《》〈〉<>()（）\[\]〔〕【】\-—_·]+")
_LEADING_NUMBER = re.compile(r"^(?:[(（]?\d{1,3}[)）.、]|[(（][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、|[①-⑳])\s*")


@lru_cache(maxsize=16384)
def name_key(text: str) -> str:
    """A name without numbering, blanks and punctuation, for comparing."""
    return _PUNCTUATION.sub("", _LEADING_NUMBER.sub("", plain(text))).casefold()


@lru_cache(maxsize=4096)
def without_verb(name: str) -> frozenset[tuple[str, str]]:
    """(verb, rest) for every verb of doing in a comparable name: of 老旧小区改造 and 改造老旧小区 they are the same."""
    verbs = lexicon().verbs
    known = dict.fromkeys((*verbs.kept_flows, *verbs.work_flows))
    return frozenset((verb, name.replace(verb, "", 1)) for verb in known if verb in name and len(name) > len(verb) + 1)


def same_but_for_the_verb(one: str, other: str) -> bool:
    return bool(without_verb(one) & without_verb(other))


class TaskIndex:
    """The tasks of one list by number, by name and by the names of the groups above them."""

    def __init__(self, context: Context, list_id: str) -> None:
        self.context = context
        self.list_id = list_id
        self.tasks = context.tasks.get(list_id, ())
        self.vocabulary = context.seen_from(list_id)
        self.district = context.lists[list_id].area if list_id in context.lists else ""

    @cached_property
    def sections(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(task.section for task in self.tasks))

    @cached_property
    def by_number(self) -> dict[tuple[str, str], list[Task]]:
        found: dict[tuple[str, str], list[Task]] = {}
        for task in self.tasks:
            found.setdefault((task.task_no, task.subtask_no), []).append(task)
        return found

    @cached_property
    def by_name(self) -> dict[str, list[Task]]:
        found: dict[str, list[Task]] = {}
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
        written = plain(text)
        named = [s for s in self.sections if s and plain(s) in written]
        return max(named, key=len) if named else ""

    def targets(self, task: Task) -> tuple[Target, ...]:
        return self.context.targets_of.get((self.list_id, task.task_key), ())

    def is_own_place(self, text: str) -> bool:
        """True where a written area is the list's own place."""
        areas = self.vocabulary.areas
        here, own = areas.get(plain(text)), areas.get(self.district)
        return plain(text) == plain(self.district) or (here is not None and own is not None and here.code == own.code)

    def full_key(self, text: str) -> str:
        """The target_key that a text is, with or without its list: 重点工作-3/1; "" for any other."""
        written = plain(text)
        keys = (written, f"{self.list_id}/{written}") if "/" in written else ()
        return next((key for key in keys if key in self.context.targets), "")

    def may_report(self, task: Task, unit: str) -> bool:
        """True where a unit may report on a target of a task."""
        return any(unit in self.context.units_of(target) for target in self.targets(task))

    def metrics(self, task: Task, text: str) -> list[Target]:
        """The targets of a task whose metric, or whose whole sentence, is written."""
        wanted = self.name(text)
        return [t for t in self.targets(task) if wanted and wanted in (self.name(t.metric), name_key(t.span))]

    def fits(self, task: Task, name_text: str, metric_text: str) -> bool:
        """True where a written name is the task's, with or without the names above it, or the group's with a metric of it."""
        written = self.name(name_text)
        if written in (self.name(task.name), self.name("".join((*task.parents, task.name)))):
            return True
        if name_key(name_text) in (name_key(f"{parent}{task.name}") for parent in task.parents):
            return True
        if written in (self.name(parent) for parent in task.parents):
            return bool(metric_text) and bool(self.metrics(task, metric_text))
        return False
