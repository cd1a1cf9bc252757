"""The rows of a review workbook as values: every target with what is said beside it, and the numbers that no target holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.task_lists.model import Alternative, Confidence, Target, Task, TaskList
from ingest.task_lists.review.doubt import Doubts, Mark, Marked, RowDoubt, marked
from ingest.task_lists.review.form import FIELDS, PARENT, shown
from ingest.task_lists.review.sentences import SentenceKey, clause_text, context_of, with_sentences
from ingest.task_lists.review.texts import NO_PART, NO_REASON, OTHERWISE, TO_CHECK
from ingest.task_lists.target_findings import MEASURE_UNKNOWN, NUMBER_NOT_UNDERSTOOD
from ingest.task_lists.targets.grammar import rule_label
from ingest.values.units import split_multiplier, unit_words

_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")


@dataclass(frozen=True, slots=True)
class Offered:
    """What the drop-downs of a workbook offer beside the fixed words."""

    areas: tuple[str, ...]
    units: tuple[str, ...]
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A row of the sheet of targets: its texts by column, and the sentence in marked pieces."""

    texts: Mapping[str, str]
    context: Marked
    to_check: bool

    def text(self, key: str) -> str:
        return "".join(piece for piece, _ in self.context) if key == "sentence" else self.texts[key]


@dataclass(frozen=True, slots=True)
class MissedRow:
    """A number that no target holds: the task as the workbook offers it, the sentence, the number marked in it."""

    task: str
    span: str
    context: Marked

    @property
    def text(self) -> str:
        return "".join(piece for piece, _ in self.context)


@dataclass(frozen=True, slots=True)
class UnknownUnit:
    """A unit of measure that nobody told the reader, and words of the list that it stands in."""

    unit: str
    example: str


def offered(task_list: TaskList) -> Offered:
    """The areas, units of measure and tasks of a list."""
    return Offered(
        tuple(sorted({target.area for target in task_list.targets if target.area})),
        tuple(sorted({target.unit for target in task_list.targets if target.unit})),
        tuple(task_choice(task) for task in task_list.tasks),
    )


def task_choice(task: Task) -> str:
    """A task as the workbook offers it: its number and its name."""
    return f"{task.task_key} {task.name}".strip()


def check_rows(task_list: TaskList) -> list[CheckRow]:
    """One row for every target: the most doubtful first, then in the list's order, the sure ones after them."""
    doubts = Doubts(task_list.findings)
    found = [((sentence, ordinal), target, doubts.of(target)) for sentence, ordinal, target in with_sentences(task_list)]
    found.sort(key=lambda row: -row[2].weight)  # stable: the list's order within one weight
    tasks = {task.task_key: task for task in task_list.tasks}
    numbers = {(target.task_key, target.seq): number for number, (_, target, _) in enumerate(found, start=1)}
    return [
        _row(number, key, target, doubt, tasks.get(target.task_key), numbers)
        for number, (key, target, doubt) in enumerate(found, start=1)
    ]


def _row(  # noqa: PLR0917 - one row's parts
    number: int, key: SentenceKey, target: Target, doubt: RowDoubt, task: Task | None, numbers: Mapping[tuple[str, int], int]
) -> CheckRow:
    fields = fields_of(target, numbers)
    to_check = target.confidence is Confidence.REVIEW
    sentence, ordinal = key
    return CheckRow(
        {
            "number": str(number),
            "confidence": TO_CHECK if to_check else "",
            "task": target.task_key,
            "name": task.name if task else "",
            "clause": target.clause,
            "why": "\n".join(_reasons(doubt)) if to_check else "",
            "others": "\n".join(_others(target, numbers)) if to_check else "",
            "span": target.span,
            **fields,
            "rule": rule_label(target.rule),
            "key": json.dumps([ordinal, *sentence], ensure_ascii=False),
            "original": json.dumps(list(fields_of(target.corrected_from or target, numbers).values()), ensure_ascii=False),
        },
        marked(context_of(clause_text(task, target) or target.span, target.span), target, doubt),
        to_check,
    )


def fields_of(target: Target, numbers: Mapping[tuple[str, int], int]) -> dict[str, str]:
    """What the open columns say of a target; `numbers` are the rows of all targets by task and seq."""
    fields = {name: shown(name, getattr(target, name)) for name in FIELDS}
    parent = target.parent_seq
    fields[PARENT] = "" if parent is None else str(numbers.get((target.task_key, parent), ""))
    return fields


def _reasons(doubt: RowDoubt) -> list[str]:
    return [found.message for found in doubt.findings] or [NO_REASON]


def _others(target: Target, numbers: Mapping[tuple[str, int], int]) -> Iterator[str]:
    for other in target.alternatives:
        value = shown(other.field, other.value)
        if other.field == PARENT:
            if other.value is None:
                yield NO_PART
                continue
            value = str(numbers.get((target.task_key, _seq(other)), ""))
        if value:
            yield OTHERWISE[other.field].format(value)


def _seq(other: Alternative) -> int:
    return other.value if isinstance(other.value, int) else 0


def unknown_units(task_list: TaskList) -> list[UnknownUnit]:
    """The units of measure that the reader did not know, each once, with the first words it stands in."""
    seen = {found.seen for found in task_list.findings if found.code == MEASURE_UNKNOWN}
    found: dict[str, UnknownUnit] = {}
    for target in task_list.targets:
        if target.unit and any(target.span in words or words in target.span for words in seen):
            unit = split_multiplier(target.unit)[1]
            if unit and unit not in unit_words().words:
                found.setdefault(unit, UnknownUnit(unit, target.span))
    return list(found.values())


def missed_rows(task_list: TaskList) -> list[MissedRow]:
    """The numbers that the reader could put into no target, each with the sentence it stands in."""
    tasks = {task.task_key: task for task in task_list.tasks}
    spans: dict[str, list[str]] = {}
    for target in task_list.targets:
        spans.setdefault(target.task_key, []).append(target.span)
    found = []
    for finding in task_list.findings:
        if finding.code != NUMBER_NOT_UNDERSTOOD:
            continue
        task = tasks.get("-".join(part for part in (finding.section, finding.task_no, finding.subtask_no) if part))
        row = None if task is None else _missed(task, finding.seen, spans.get(task.task_key, ()))
        if row is not None:
            found.append(row)
    return found


def _missed(task: Task, number: str, spans: list[str] | tuple[str, ...]) -> MissedRow | None:
    """The first sentence that holds the number outside the words of every target; None where somebody added one for it."""
    places = [
        (match.group().strip(), at.start() - (len(match.group()) - len(match.group().lstrip())))
        for text in (task.city_target, task.district_task)
        for match in _SENTENCE.finditer(text)
        for at in re.finditer(rf"(?<![\d.]){re.escape(number)}(?![\d])", match.group())
    ]
    free = [(sentence, at) for sentence, at in places if not any(_holds(sentence, span, at) for span in spans)]
    if not places:
        return MissedRow(task_choice(task), number, ((number, Mark.DOUBTED),))
    if not free:
        return None
    sentence, at = free[0]
    end = at + len(number)
    pieces = ((sentence[:at], Mark.PLAIN), (sentence[at:end], Mark.DOUBTED), (sentence[end:], Mark.PLAIN))
    return MissedRow(task_choice(task), sentence, tuple((text, mark) for text, mark in pieces if text))


def _holds(sentence: str, span: str, at: int) -> bool:
    start = sentence.find(span) if span else -1
    return 0 <= start <= at < start + len(span)
