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


def within_bounds(task_list: TaskList) -> TaskList:
    """The same list, with a target whose figure is beyond them kept in words, for review; one of too many tasks is refused."""
    beyond = [target for target in task_list.targets if not _holds(target)]
    said: list[Finding] = [
        target_findings.CATALOGUE.say(target_findings.FIGURE_BEYOND, target.place, seen=target.span).about(target)
        for target in beyond
    ]
    if len(task_list.tasks) > TASKS.most:
        said.append(finding("too-many-tasks", seen=len(task_list.tasks), wanted=TASKS.most))
    if not said:
        return task_list
    targets = tuple(target if _holds(target) else _in_words(target) for target in task_list.targets)
    return replace(task_list, targets=targets, findings=(*task_list.findings, *said))


def _holds(target: Target) -> bool:
    if target.kind is Kind.RANK and target.value is not None and not PLACE.holds(target.value):
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
