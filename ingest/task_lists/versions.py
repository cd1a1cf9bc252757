"""A list received again, corrected or amended: what stayed the same keeps its key, what is new never takes a removed one.

A target is the same when its task and its statement are (metric, kind, area, value, window), or when it is the only one
that changed in its place; `seq` may shift, the key does not. What was removed, changed or added is a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from ingest.findings import Finding, Place
from ingest.rows import from_row
from ingest.task_lists.catalogue import UNTIL, finding
from ingest.task_lists.model import Kind, Target, Task, TaskList
from ingest.task_lists.raw_rows import own_key
from ingest.task_lists.text import plain, squeeze

_MUCH_THE_SAME = 0.4
_FEW = 4  # lists shorter than this may change as they like


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a home knows of a list: the newest accepted version's targets (with keys) and tasks, and every key ever used."""

    targets: tuple[Target, ...]
    task_names: Mapping[str, str]  # task_key → name
    used_keys: frozenset[str]


def earlier_from_rows(
    list_id: str, tasks: Iterable[Mapping[str, Any]], targets: Iterable[Mapping[str, Any]], before_receipt: int | None = None
) -> Earlier | None:
    """What rows of the raw tables `tasks` and `targets` know of a list; None where no version of `list_id` was received.

    `before_receipt`: only receipts with a smaller receipt_seq count, so that a replay sees what was known.
    """

    def mine(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        return [
            row for row in rows if row["list_id"] == list_id and (before_receipt is None or row["receipt_seq"] < before_receipt)
        ]

    task_rows, target_rows = mine(tasks), mine(targets)
    if not task_rows:
        return None
    newest = max(row["receipt_seq"] for row in task_rows)
    return Earlier(
        tuple(from_row(Target, row) for row in target_rows if row["receipt_seq"] == newest),
        {row["task_key"]: row["name"] for row in task_rows if row["receipt_seq"] == newest},
        frozenset(row["target_key"] for row in target_rows),
    )


def carry_keys(new: TaskList, earlier: Earlier | None) -> TaskList:
    """`new` with every target's key settled and with findings on what changed. Without an earlier version nothing changed."""
    if new.head is None:
        return new
    list_id = new.head.list_id
    if earlier is None:
        return replace(new, targets=tuple(replace(t, target_key=own_key(list_id, t)) for t in new.targets))
    same_task = _same_tasks(earlier, new)
    refusal = _no_version(list_id, earlier, new, len(same_task))
    if refusal is not None:
        return replace(new, findings=(refusal, *new.findings))
    pairs = _match(earlier.targets, new.targets, same_task)
    keys = {at: earlier.targets[before].target_key for at, before in pairs.items()}
    used = set(earlier.used_keys) | {t.target_key for t in earlier.targets}
    targets: list[Target] = []
    for at, target in enumerate(new.targets):
        key = keys.get(at) or _free_key(list_id, target, used)
        used.add(key)
        targets.append(replace(target, target_key=key))
    findings = _changes(earlier, new, pairs, same_task)
    return replace(new, targets=tuple(targets), findings=(*new.findings, *findings))


def _no_version(list_id: str, earlier: Earlier, new: TaskList, shared: int) -> Finding | None:
    """Why a document cannot be the next version: it is another list, or only a part of one. Both would retire most targets."""
    before, now = len(earlier.task_names), len(new.tasks)
    if min(before, now) >= _FEW and shared * 5 < min(before, now):
        return finding("another-list-of-this-term", seen=new.head.title if new.head else "", list_id=list_id, shared=shared)
    if before >= _FEW and now * 2 < before:
        return finding("partial-version", seen=new.head.title if new.head else "", now=now, before=before)
    return None


def _free_key(list_id: str, target: Target, used: set[str]) -> str:
    """The key of a new target: its seq if no target ever had it, else the next number nobody had in its task."""
    own = own_key(list_id, target)
    if own not in used:
        return own
    prefix = f"{list_id}/{target.task_key}/"
    numbers = [int(key[len(prefix) :]) for key in used if key.startswith(prefix) and key[len(prefix) :].isdigit()]
    return f"{prefix}{max([*numbers, target.seq]) + 1}"


def _statement(t: Target) -> tuple[object, ...]:
    """What makes a target this target; wording of its sentence aside."""
    return (t.source_column, squeeze(t.metric), t.kind, t.area, t.comparator, t.stretch, t.value, t.value_max, t.unit,
            t.benchmark, t.period_start, t.period_end, t.due)  # fmt: skip


def _same_tasks(earlier: Earlier, new: TaskList) -> dict[str, str]:
    """task_key of the new version → the earlier task it continues. A task that was only renumbered is known by its name."""
    same = {t.task_key: t.task_key for t in new.tasks if squeeze(earlier.task_names.get(t.task_key, "")) == squeeze(t.name)}
    by_name: dict[str, list[str]] = {}
    for key, name in earlier.task_names.items():
        if key not in same.values():
            by_name.setdefault(squeeze(name), []).append(key)
    for task in new.tasks:
        candidates = by_name.get(squeeze(task.name), [])
        if task.task_key not in same and len(candidates) == 1:
            same[task.task_key] = candidates.pop()
    for task in new.tasks:  # under its old number with a name that is still much the same: reworded
        if (
            task.task_key not in same
            and task.task_key not in same.values()
            and _alike(earlier.task_names.get(task.task_key, ""), task.name)
        ):
            same[task.task_key] = task.task_key
    return same


def _alike(before: str, after: str) -> bool:
    return SequenceMatcher(None, squeeze(before), squeeze(after), autojunk=False).ratio() >= _MUCH_THE_SAME


def _match(before: Sequence[Target], after: Sequence[Target], same_task: Mapping[str, str]) -> dict[int, int]:
    """Index of each new target → index of the old one it continues. Exact statement first, then sentence, then subject."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    passes: tuple[Callable[[Target], tuple[object, ...] | None], ...] = (
        _statement,
        lambda t: (squeeze(t.span), squeeze(t.metric), t.area, t.stretch, t.kind),
        lambda t: (t.source_column, squeeze(t.metric), t.area, t.period_start, t.period_end, t.stretch, t.kind),
        lambda t: (squeeze(t.metric), t.area, t.kind) if t.kind is not Kind.QUALITATIVE else None,
        lambda t: (t.clause, t.kind, t.area, t.value, t.unit) if t.value is not None else None,
    )
    for key_of in passes:
        waiting: dict[object, list[int]] = {}
        for index, target in enumerate(before):
            if index not in taken and (key := key_of(target)) is not None:
                waiting.setdefault((target.task_key, key), []).append(index)
        for index, target in enumerate(after):
            if index in pairs or target.task_key not in same_task or (key := key_of(target)) is None:
                continue
            candidates = waiting.get((same_task[target.task_key], key))
            if candidates:
                pairs[index] = candidates.pop(0)
                taken.add(pairs[index])
    return pairs


def describe(t: Target) -> str:
    """A target in a few words: 北塔区 新开工项目 ge 12个（至2023-12-31）."""
    figure = f"{plain(t.value)}{t.unit}" if t.value is not None else ""
    words = (t.area, t.metric, t.comparator.value if t.comparator else "", figure, t.benchmark)
    return " ".join(word for word in words if word) + (UNTIL.format(due=t.due) if t.due else "")


def _changes(earlier: Earlier, new: TaskList, pairs: Mapping[int, int], same_task: Mapping[str, str]) -> list[Finding]:
    findings: list[Finding] = []
    now = {t.task_key: t for t in new.tasks}
    gone = [key for key in earlier.task_names if key not in same_task.values()]
    findings += [finding("task-removed", seen=f"{key} {earlier.task_names[key]}") for key in gone]
    findings += [finding("task-added", t.place, task=t, seen=f"{k} {t.name}") for k, t in now.items() if k not in same_task]
    kept = set(pairs.values())
    for index, old in enumerate(earlier.targets):
        if index not in kept and old.task_key not in gone:
            findings.append(_of("target-removed", old, now, seen=describe(old)))
    for index, target in enumerate(new.targets):
        if index not in pairs:
            if target.task_key in same_task:
                findings.append(_of("target-added", target, now, seen=describe(target)))
            continue
        old = earlier.targets[pairs[index]]
        if _statement(old) != _statement(target):
            before, after = describe(old), describe(target)
            findings.append(_of("target-changed", target, now, seen=target.span, before=before, after=after))
    return findings


def _of(code: str, target: Target, tasks: Mapping[str, Task], *, seen: str, before: str = "", after: str = "") -> Finding:
    task = tasks.get(target.task_key)
    place = target.place if task is None or target.place != Place() else task.place
    return finding(
        code,
        place,
        section=target.section,
        task_no=target.task_no,
        subtask_no=target.subtask_no,
        clause=target.clause,
        seen=seen,
        before=before,
        after=after,
    )
