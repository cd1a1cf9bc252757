"""What stands beside a target text and governs its targets: the deadline of the row, the leading unit in a bracket after it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.findings import Finding
from ingest.task_lists.catalogue import finding
from ingest.task_lists.columns import ListColumn
from ingest.task_lists.drafts import TaskDraft
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.model import Confidence, Target, Task
from ingest.task_lists.targets import Term
from ingest.task_lists.targets.text.dates import dates_in


@dataclass(frozen=True, slots=True)
class _Deadline:
    """What one row says of its targets' due; `day` is None where it says nothing that could be read."""

    day: dt.date | None
    in_doubt: bool = False


_NO_DEADLINE = _Deadline(None)


def govern(task: Task, draft: TaskDraft, targets: Sequence[Target], term: Term) -> tuple[list[Target], list[Finding]]:
    """`targets` of one task with what its row or bracket says about all of them."""
    findings: list[Finding] = []
    rows = [(text, _deadline(task, draft, due, term, findings)) for text, due in _dues(draft)]
    found = []
    for target in targets:
        own = next((deadline for text, deadline in rows if target.span in text), rows[0][1] if len(rows) == 1 else _NO_DEADLINE)
        decides = _is_open(target, own.day, term)
        dated = replace(target, due=own.day) if own.day and decides else target
        # a year's amount beside a deadline in April: of this row's other amounts, or to be reached that early
        is_early = dated.due is not None and dated.period_end is not None and dated.due < dated.period_end
        found.append(replace(dated, confidence=Confidence.REVIEW) if decides and (own.in_doubt or is_early) else dated)
    if draft.aside and found:
        found = [replace(target, confidence=Confidence.REVIEW) for target in found]
        findings.append(finding("under-general-heading", draft.place, task=task, seen="、".join(t.span for t in found)))
    if draft.governing:
        found = [t if t.lead_unit else replace(t, lead_unit=_leader(task, draft, t)) for t in found]
    return found, findings


def deadlines(text: str, term: Term) -> list[dt.date]:
    """The last days of every date expression in a text, in order."""
    return [when.end for when in dates_in(unicodedata.normalize("NFKC", text), term)]


def _dues(draft: TaskDraft) -> list[tuple[str, str]]:
    """The deadlines of a task: of each of its rows, or one for all where they say the same."""
    written = {due.strip() for _, due in draft.dues}
    if len(written) < 2:
        return [("", draft.texts.get(ListColumn.DUE, ""))]
    return draft.dues


def _deadline(task: Task, draft: TaskDraft, text: str, term: Term, findings: list[Finding]) -> _Deadline:
    text = text.strip()
    if not text:
        return _NO_DEADLINE
    ends = deadlines(text, term)
    if not ends:
        if list_lexicon().people.no_date.search(text):
            return _NO_DEADLINE
        findings.append(finding("due-not-understood", draft.place, task=task, seen=text))
        return _Deadline(None, in_doubt=True)
    if len(set(ends)) == 1:
        return _Deadline(ends[0])
    # of several dates in one cell only a person knows which is whose
    findings.append(finding("several-due-dates", draft.place, task=task, seen=text, due=max(ends).isoformat()))
    return _Deadline(max(ends), in_doubt=True)


def _is_open(target: Target, due: dt.date | None, term: Term) -> bool:
    """Does the row's deadline decide? Not where the target's own sentence or window ends earlier."""
    return target.due is None or target.due == term.end or (due is not None and due < target.due)


def _leader(task: Task, draft: TaskDraft, target: Target) -> str:
    """All leading units of the bracket; where each leads its own piece (分别牵头), the one of the piece the target is in."""
    if not draft.respectively:
        return ";".join(draft.governing)
    pieces = [piece for piece in re.split(r"[；;。\n]", task.city_target) if piece.strip()]
    if len(pieces) != len(draft.governing):
        return ";".join(draft.governing)
    return next((unit for unit, piece in zip(draft.governing, pieces, strict=True) if target.span in piece), "")
