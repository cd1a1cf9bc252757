"""The sentence a target stands in: what a correction is kept under, so that it survives new numbers and a new version."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache

from ingest.task_lists.model import Target, Task, TaskList
from ingest.task_lists.text import squeeze

Sentence = tuple[str, str, str]  # task name, line, span
SentenceKey = tuple[Sentence, int]  # with the ordinal among the targets of the same sentence, from 1

_LONGEST_LINE = 2000  # characters; a longer one is known by its digest, so that a key fits into a cell
_LONGEST_CONTEXT = 240  # characters shown round a span
_SENTENCE_END = re.compile(r"[。；;！!\n]")


def sentence_key(task: Task | None, target: Target) -> Sentence:
    """The sentence a target stands in, whatever numbers its task has: task name, line of the text and span, blanks folded."""
    return squeeze(task.name if task else ""), _line_key(clause_text(task, target)), squeeze(target.span)


@lru_cache(maxsize=256)  # a line of a thousand targets is folded once
def _line_key(line: str) -> str:
    folded = squeeze(line)
    if len(folded) <= _LONGEST_LINE:
        return folded
    return "sha256:" + hashlib.sha256(folded.encode()).hexdigest()


def text_of(task: Task, source_column: str) -> str:
    """The target text of one column of a task."""
    return task.district_task if source_column == "district_task" else task.city_target


def clause_text(task: Task | None, target: Target) -> str:
    """The line of the target text that holds the span; "" where it cannot be told."""
    if task is None:
        return ""
    text = text_of(task, target.source_column)
    at = text.find(target.span)
    return text[text.rfind("\n", 0, at) + 1 : (text.find("\n", at) + 1 or len(text) + 1) - 1] if at >= 0 else ""


def context_of(line: str, span: str) -> str:
    """What a person needs to read of a line: all of it, or the sentences round the span where it is very long."""
    at = line.find(span)
    if len(line) <= _LONGEST_CONTEXT or at < 0:
        return line[:_LONGEST_CONTEXT] if at < 0 else line
    first, last = max(0, at - _LONGEST_CONTEXT), min(len(line), at + len(span) + _LONGEST_CONTEXT)
    start = max((match.end() for match in _SENTENCE_END.finditer(line, first, at)), default=first)
    end = _SENTENCE_END.search(line, at + len(span), last)
    stop = end.end() if end else last
    return ("…" if start else "") + line[start:stop] + ("…" if stop < len(line) else "")


def find_squeezed(text: str, squeezed: str) -> str:
    """The piece of a text that is `squeezed` with its blanks and forms folded, as it stands there; "" where there is none."""
    folded: list[str] = []
    at: list[int] = []  # the offset in the text of each folded character
    for offset, char in enumerate(text):
        for piece in squeeze(char):
            folded.append(piece)
            at.append(offset)
    start = "".join(folded).find(squeezed) if squeezed else -1
    return text[at[start] : at[start + len(squeezed) - 1] + 1] if start >= 0 else ""


def with_sentences(task_list: TaskList) -> list[tuple[Sentence, int, Target]]:
    """Every target with its sentence and its ordinal among the targets of that sentence, from 1.

    Where corrections took or added a target, the others keep the ordinals that they were read with.
    """
    return keyed(task_list.tasks, task_list.targets)


def keyed(tasks: Iterable[Task], targets: Iterable[Target]) -> list[tuple[Sentence, int, Target]]:
    """The same of targets and the tasks they are in."""
    by_key = {task.task_key: task for task in tasks}
    counts: dict[Sentence, int] = {}
    found = []
    for target in targets:
        sentence = sentence_key(by_key.get(target.task_key), target)
        counts[sentence] = counts.get(sentence, 0) + 1
        found.append((sentence, target.sentence_ordinal or counts[sentence], target))
    return found
