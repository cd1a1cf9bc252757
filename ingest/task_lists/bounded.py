"""What a list states beyond what a figure can be: it is no figure, and a person looks at the sentence.

Here belongs only the check against `ingest/bounds.py`, over whatever gave the figure: the grammar or a reviewer.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.bounds import PLACE, TASKS, is_figure
from ingest.findings import Finding
from ingest.task_lists import target_findings
from ingest.task_lists.catalogue import finding
from ingest.task_lists.model import Confidence, Kind, Target, TaskList

_NUMERIC = (Kind.LEVEL, Kind.GROWTH, Kind.RATIO, Kind.RANK)


def within_bounds(task_list: TaskList) -> TaskList:
    """The same list, for review where a target states what cannot be: a figure beyond its bounds is kept in words, a window
    that ends before it begins is left out. A list of too many tasks is refused."""
    findings = list(task_list.findings)
    targets = []
    for stated in task_list.targets:
        target = stated
        if not _is_dated(target):
            findings.append(_say(target_findings.WINDOW_DOUBTFUL, target))
            target = replace(target, period_start=None, period_end=None, confidence=Confidence.REVIEW)
        if not _holds(target):
            findings.append(_say(target_findings.FIGURE_BEYOND, target))
            target = _in_words(target)
        targets.append(target)
    if len(task_list.tasks) > TASKS.most:
        findings.append(finding("too-many-tasks", seen=len(task_list.tasks), wanted=TASKS.most))
    if len(findings) == len(task_list.findings):
        return task_list
    return replace(task_list, targets=tuple(targets), findings=tuple(findings))


def _say(code: str, target: Target) -> Finding:
    return target_findings.CATALOGUE.say(code, target.place, seen=target.span).about(target)


def _is_dated(target: Target) -> bool:
    return target.period_start is None or target.period_end is None or target.period_start <= target.period_end


def _holds(target: Target) -> bool:
    if target.kind in _NUMERIC and target.value is None:
        return False
    if target.kind is Kind.RANK and target.value is not None and not PLACE.holds(target.value):
        return False
    if target.value is not None and target.value_max is not None and target.value_max < target.value:
        return False
    return is_figure(target.value, target.value_max, target.value_base)


def _in_words(target: Target) -> Target:
    return replace(
        target,
        kind=Kind.QUALITATIVE,
        comparator=None,
        value=None,
        value_max=None,
        value_base=None,
        unit="",
        unit_base="",
        confidence=Confidence.REVIEW,
    )
