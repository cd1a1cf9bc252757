"""Figures that only set the base of a rate that follows them in their sentence: shown, not owed (docs/targets.md, Bases).

处置任务60530亩，…处置率达30%: the 60530亩 are what the 30% are taken of. Two things must hold: the words say that the figure is
what there is or what is set (任务, 涉及, 列入计划的), and a rate of the very same things follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, takewhile

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Kind, Target
from ingest.task_lists.targets.resolve.so_far import TargetDraft

_REACH = 40  # drafts after a base in which its rate may stand


def marked(drafts: Sequence[TargetDraft], raw: str) -> tuple[TargetDraft, ...]:
    """The drafts of one text, those that are bases as such."""
    found: list[TargetDraft] = []
    for at, draft in enumerate(drafts):
        is_base = _is_base(at, drafts, raw) or _goes_on(found, draft, raw)
        found.append(replace(draft, target=replace(draft.target, is_base=True)) if is_base else draft)
    return tuple(found)


def _is_base(at: int, drafts: Sequence[TargetDraft], raw: str) -> bool:
    draft = drafts[at]
    words, target = lexicon().bases, draft.target
    does = draft.statement.acts and not words.set_work.search(target.span)
    if target.kind is not Kind.LEVEL or does or not words.sets.search(target.span):
        return False
    end = words.ends.search(raw, draft.span[1])
    reach = takewhile(lambda other: end is None or other.span[0] < end.start(), islice(drafts, at + 1, at + 1 + _REACH))
    return any(same_things(target, other.target) for other in reach if other.target.kind is Kind.RATIO)


def _goes_on(found: Sequence[TargetDraft], draft: TargetDraft, raw: str) -> bool:
    """涉及1185栋、3514户: what is counted beside a base is one, too."""
    last = found[-1] if found else None
    if last is None or not last.target.is_base or draft.target.kind is not Kind.LEVEL:
        return False
    between = raw[last.span[1] : draft.span[0]].strip()
    return between in lexicon().bases.joints and draft.target.metric == last.target.metric


def same_things(base: Target, rate: Target) -> bool:
    """Whether a rate is one of what the base counts: 批而未供土地处置任务 and 批而未供土地累计处置率, or a bare 整改率."""
    words = lexicon().bases
    if words.bare_rate.fullmatch(rate.metric):
        return rate.area == base.area
    counted, done = words.sign.sub("", base.metric), words.sign.sub("", rate.metric)
    return done in counted or (bool(counted) and done.startswith(counted))
