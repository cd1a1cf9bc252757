"""Parts that add up: which of several totals they divide, and a total that is stated after its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile

from ingest.task_lists.model import Kind, Target
from ingest.task_lists.targets.resolve.parts import part_name, total
from ingest.task_lists.targets.resolve.so_far import TargetDraft


def hung(drafts: Sequence[TargetDraft]) -> tuple[TargetDraft, ...]:
    """The drafts, with the parts of a division on the whole that they add up to where that is not the one they hang on.

    15个，计划完工4个，其中城区9个、乡镇6个: parts of the 15. Parts that add up to none stay where they are.
    """
    result = list(drafts)
    divisions: dict[tuple[object, ...], list[int]] = {}
    for i, draft in enumerate(drafts):
        if draft.wholes:
            divisions.setdefault(_division(draft), []).append(i)
    for parts in divisions.values():
        whole = _summed(drafts, parts) if len(parts) > 1 else None
        if whole is not None:
            for i in parts:
                result[i] = _on(drafts[i], drafts[whole].target, drafts)
    return tuple(result)


def implied(drafts: Sequence[TargetDraft]) -> tuple[TargetDraft, ...]:
    """整治黑臭水体6处，青溪县4处、白石县2处: areas that add up to the total before them are its parts, 其中 or not."""
    result = list(drafts)
    for i, draft in enumerate(drafts):
        if draft.child or draft.statement.areas or draft.target.kind is not Kind.LEVEL or draft.target.value_base is None:
            continue
        counts_it = partial(_follows, drafts, draft.target)
        run = list(takewhile(counts_it, range(i + 1, len(drafts))))
        if len(run) > 1 and total(drafts[j].target for j in run) == draft.target.value_base:
            for j in run:
                target = replace(drafts[j].target, parent_seq=draft.target.seq)
                result[j] = replace(drafts[j], target=target)
    return tuple(result)


def _follows(drafts: Sequence[TargetDraft], whole: Target, index: int) -> bool:
    """Whether a draft counts the same thing as the total before it, for an area of its own."""
    target, said = drafts[index].target, drafts[index].statement
    same = target.clause == whole.clause and target.unit_base == whole.unit_base and target.metric == whole.metric
    return same and bool(said.areas) and not said.metric and target.parent_seq is None and target.kind is Kind.LEVEL


def _division(draft: TargetDraft) -> tuple[object, ...]:
    """What the parts of one division have in common."""
    target = draft.target
    return (draft.wholes, target.kind, target.unit_base, bool(draft.statement.areas))


def _summed(drafts: Sequence[TargetDraft], parts: Sequence[int]) -> int | None:
    """The whole that the parts add up to, the nearest first; None if none or if they hang on it."""
    first = drafts[parts[0]].target
    if first.kind is not Kind.LEVEL or first.value_base is None:
        return None
    summed, hang_on = total(drafts[i].target for i in parts), {drafts[i].target.parent_seq for i in parts}
    for i in reversed(drafts[parts[0]].wholes):
        whole = drafts[i].target
        if whole.kind is Kind.LEVEL and whole.unit_base == first.unit_base and whole.value_base == summed:
            return None if hang_on == {whole.seq} else i
    return None


def _on(part: TargetDraft, whole: Target, drafts: Sequence[TargetDraft]) -> TargetDraft:
    """A part on another whole: it shares that one's name and, where it shared the old one's window, its window."""
    target = part.target
    old = next((draft.target for draft in drafts if draft.target.seq == target.parent_seq), None)
    metric = part_name(whole.metric, part.own_metric) if part.statement.metric else whole.metric
    target = replace(target, metric=metric, parent_seq=whole.seq)
    if old is None or (target.period_start, target.period_end, target.due) == (old.period_start, old.period_end, old.due):
        target = replace(target, period_start=whole.period_start, period_end=whole.period_end, due=whole.due)
    return replace(part, target=target)


def summed_up(drafts: Iterable[TargetDraft], whole: Target) -> tuple[int, ...]:
    """The indices of the drafts that a total stated after them adds up; () where they do not."""
    counted = [
        (i, draft.target)
        for i, draft in enumerate(drafts)
        if draft.target.kind is Kind.LEVEL and draft.target.parent_seq is None and draft.target.unit_base == whole.unit_base
    ]
    for begin in range(len(counted) - 1):
        if total(target for _, target in counted[begin:]) == whole.value_base:
            return tuple(i for i, _ in counted[begin:])
    return ()
