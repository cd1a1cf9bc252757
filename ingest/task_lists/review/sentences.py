"""The sentence a target stands in: what a correction is kept under, so that it survives new numbers and a new version."""

from __future__ import annotations

from ingest.task_lists.model import Target, Task, TaskList
from ingest.task_lists.text import squeeze

Sentence = tuple[str, str, str]  # task name, line, span


def sentence_key(task: Task | None, target: Target) -> Sentence:
    """The sentence a target stands in, whatever numbers its task has: task name, line of the text and span, blanks folded."""
    return squeeze(task.name if task else ""), squeeze(clause_text(task, target)), squeeze(target.span)


def clause_text(task: Task | None, target: Target) -> str:
    """The line of the target text that holds the span; "" where it cannot be told."""
    if task is None:
        return ""
    text = task.district_task if target.source_column == "district_task" else task.city_target
    at = text.find(target.span)
    return text[text.rfind("\n", 0, at) + 1 : (text.find("\n", at) + 1 or len(text) + 1) - 1] if at >= 0 else ""


def with_sentences(task_list: TaskList) -> list[tuple[Sentence, int, Target]]:
    """Every target with its sentence and its ordinal among the targets of that sentence, from 1."""
    tasks = {task.task_key: task for task in task_list.tasks}
    counts: dict[Sentence, int] = {}
    keyed = []
    for target in task_list.targets:
        sentence = sentence_key(tasks.get(target.task_key), target)
        counts[sentence] = counts.get(sentence, 0) + 1
        keyed.append((sentence, counts[sentence], target))
    return keyed
