"""Amounts of a whole year in a list of a part of it (11-12月): they keep the year as their window (docs/targets.md, Windows).

到2023年底，净增企业5.76万户，其中11-12月3200户: the first is counted since January, whatever the clause after it says.
Without a word of its own it would take the list's two months. What only speaks of the year (年度目标任务) has the year, too,
for review.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Kind, Target
from ingest.task_lists.targets.resolve.so_far import TargetDraft
from ingest.task_lists.targets.text.term import Term

_REACH = 12  # drafts after an amount in which a shorter window of the same thing may stand
_AROUND = 300  # characters before and after an amount in which its sentence is looked for
_ALIKE = 4  # characters at the end that two names of one thing share


def settled(drafts: Sequence[TargetDraft], raw: str, term: Term) -> tuple[TargetDraft, ...]:
    """The drafts of one text; amounts of the year have its window."""
    if (term.start.month, term.start.day) == (1, 1):
        return tuple(drafts)
    return tuple(_of_year(at, drafts, raw, term) for at in range(len(drafts)))


def _of_year(at: int, drafts: Sequence[TargetDraft], raw: str, term: Term) -> TargetDraft:
    draft, words = drafts[at], lexicon().years
    target = draft.target
    ends_year = target.due is not None and target.due == dt.date(target.due.year, 12, 31) and target.due >= term.start
    if target.kind is not Kind.LEVEL or target.value_base is None or target.period_end is not None or not ends_year:
        return draft
    begin, end = draft.span
    before, after = raw[max(0, begin - _AROUND) : begin], raw[end : end + _AROUND]
    sentence = before[max(before.rfind(mark) for mark in words.ends_sentence) + 1 :] + raw[begin:end]
    until = min((at for mark in words.ends_clause if (at := after.find(mark)) >= 0), default=len(after))
    clause = before[max(before.rfind(mark) for mark in words.ends_clause) + 1 :] + raw[begin:end] + after[:until]
    if words.by_its_end.search(sentence) or any(_is_shorter(other.target, target) for other in drafts[at + 1 : at + _REACH]):
        return replace(draft, target=_with_year(target))
    return replace(draft, target=_with_year(target)) if words.speaks_of_it.search(clause) else draft


def _with_year(target: Target) -> Target:
    year = (target.due or dt.date.max).year
    return replace(target, period_start=dt.date(year, 1, 1), period_end=dt.date(year, 12, 31))


def _is_shorter(other: Target, whole: Target) -> bool:
    """Whether a later figure counts the same thing over some months of the year alone: 11-12月 after the year's amount."""
    start = other.period_start
    if start is None or (start.month, start.day) == (1, 1) or other.clause != whole.clause:
        return False
    if other.kind is not Kind.LEVEL or other.unit_base != whole.unit_base or other.area != whole.area:
        return False
    smaller = other.value_base is not None and whole.value_base is not None and other.value_base < whole.value_base
    return smaller and (other.parent_seq == whole.seq or other.metric[-_ALIKE:] == whole.metric[-_ALIKE:])
