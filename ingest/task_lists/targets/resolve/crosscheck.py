"""The same obligation in two tasks under other names or units. Works on read targets only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from ingest.findings import Finding
from ingest.task_lists import target_findings
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Kind, Target, Task
from ingest.values.units import SAME_COUNT


def cross_check(tasks: Iterable[Task], targets: Iterable[Target]) -> tuple[Finding, ...]:
    """One warning for each pair of targets of different tasks with one value, one window and overlapping metrics."""
    by_key = {task.task_key: task for task in tasks}
    groups: dict[tuple[object, ...], list[Target]] = {}
    for target in targets:
        if target.kind is Kind.LEVEL and target.value_base is not None and target.parent_seq is None and target.value_base > 1:
            key = (target.value_base, target.area, target.period_start, target.period_end, target.due)
            groups.setdefault(key, []).append(target)
    return tuple(_findings(by_key, groups.values()))


def _findings(by_key: dict[str, Task], groups: Iterable[list[Target]]) -> Iterator[Finding]:
    for group in groups:
        for first, second in combinations(group, 2):
            if first.task_key == second.task_key or not _same_dimension(first, second):
                continue
            if overlap(first.metric, second.metric) < 0.5:
                continue
            task = by_key.get(first.task_key)
            if task is None:
                continue
            seen = target_findings.pair(first.task_key, first.span, second.task_key, second.span)
            yield target_findings.finding(target_findings.SAME_OBLIGATION, task, seen, first.clause)


def _same_dimension(first: Target, second: Target) -> bool:
    counts = SAME_COUNT
    return first.unit_base == second.unit_base or (first.unit_base in counts and second.unit_base in counts)


def overlap(first: str, second: str) -> float:
    """How much of the shorter metric's content stands in the longer one: shared pairs of characters, without common words."""
    if any(
        any(word in first for word in trade) and any(word in second for word in trade) for trade in lexicon().indicators.trades
    ):
        return 1.0
    left, right = _pairs(first), _pairs(second)
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller else 0.0


def _pairs(metric: str) -> set[str]:
    for word in (*lexicon().indicators.noise, *lexicon().verbs.kept_flows):
        metric = metric.replace(word, "")
    return {metric[i : i + 2] for i in range(len(metric) - 1)} or ({metric} if metric else set())
