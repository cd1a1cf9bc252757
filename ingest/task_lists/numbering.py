"""Task numbers: every task has a key and no two share one; gaps and repeats of the printed numbers are findings."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.findings import Finding
from ingest.task_lists.catalogue import finding
from ingest.task_lists.drafts import TaskDraft
from ingest.task_lists.model import Task


def fold_outer(drafts: list[TaskDraft]) -> None:
    """A row that only names what the numbered rows below it are parts of becomes their outer name (1 工业经济 / （1）…)."""
    for index in range(len(drafts) - 2, -1, -1):
        outer, part = drafts[index], drafts[index + 1]
        if outer.texts or outer.subtask_no or not outer.names:
            continue
        parts = []
        for draft in drafts[index + 1 :]:
            if (draft.section, draft.task_no) != (outer.section, part.task_no) or not draft.subtask_no:
                break
            parts.append(draft)
        if parts and part.task_no == outer.task_no:
            for draft in parts:
                if draft.names[:1] != outer.names[:1]:
                    draft.names = (*outer.names, *draft.names)
            del drafts[index]


def settle_numbers(drafts: Sequence[TaskDraft]) -> list[Finding]:
    """Give numbers to drafts that print none, in document order, and other ones to those that repeat one."""
    findings: list[Finding] = []
    used: dict[str, set[tuple[str, str]]] = {}
    for draft in drafts:
        if not draft.generated:
            used.setdefault(draft.section, set()).add((draft.task_no, draft.subtask_no))
    generated: list[TaskDraft] = []
    for draft in drafts:
        if draft.generated:
            numbers = {int(no) for no, _ in used.get(draft.section, set()) if no.isdigit()}
            draft.task_no = str(max(numbers, default=0) + 1)
            used.setdefault(draft.section, set()).add((draft.task_no, draft.subtask_no))
            generated.append(draft)
    if generated:
        first = generated[0]
        findings.append(
            finding(
                "number-generated",
                first.place,
                section=first.section,
                task_no=first.task_no,
                count=len(generated),
                first=first.task_no,
            )
        )
    seen: set[tuple[str, str, str]] = set()
    for draft in drafts:
        key = (draft.section, draft.task_no, draft.subtask_no)
        if key in seen:
            findings.append(_rename(draft, seen))
        seen.add((draft.section, draft.task_no, draft.subtask_no))
    return findings


def _rename(draft: TaskDraft, seen: set[tuple[str, str, str]]) -> Finding:
    """A number printed twice: the later task gets it with a mark, so that no two tasks share a key."""
    printed_task, printed_sub = draft.task_no, draft.subtask_no
    printed = f"{printed_task}（{printed_sub}）" if printed_sub else printed_task
    mark = 2
    while (draft.section, draft.task_no, draft.subtask_no) in seen:
        if printed_sub:
            draft.subtask_no = f"{printed_sub}_{mark}"
        else:
            draft.task_no = f"{printed_task}_{mark}"
        mark += 1
    given = f"{draft.task_no}（{draft.subtask_no}）" if draft.subtask_no else draft.task_no
    return finding(
        "duplicate-task-number",
        draft.place,
        section=draft.section,
        task_no=draft.task_no,
        subtask_no=draft.subtask_no,
        seen=printed,
        number=printed,
        given=given,
    )


def check_numbers(tasks: Sequence[Task]) -> list[Finding]:
    """Gaps in the printed numbers: of tasks inside a section, and of sub-tasks where a series starts at 1."""
    findings: list[Finding] = []
    by_section: dict[str, list[Task]] = {}
    for task in tasks:
        by_section.setdefault(task.section, []).append(task)
    runs_on = _numbers_run_on(list(by_section.values()))
    for members in [list(tasks)] if runs_on else list(by_section.values()):
        findings += _gaps([(t.task_no, t) for t in members])
        subs: dict[tuple[str, str], list[tuple[str, Task]]] = {}
        for task in members:
            if task.subtask_no:
                subs.setdefault((task.section, task.task_no), []).append((task.subtask_no, task))
        for series in subs.values():
            if series[0][0] == "1" and len(series) > 2:
                findings += _gaps(series)
    return findings


def _numbers_run_on(sections: Sequence[Sequence[Task]]) -> bool:
    """Do numbers go on from one section to the next instead of starting at 1 again?"""
    firsts = [s[0].task_no for s in sections if s]
    return len(firsts) > 1 and all(first != "1" for first in firsts[1:])


def _gaps(series: Sequence[tuple[str, Task]]) -> list[Finding]:
    findings: list[Finding] = []
    before: int | None = None
    for number, task in series:
        if not number.isdigit():
            continue
        now = int(number)
        if before is not None and now > before + 1:
            missing = "、".join(str(n) for n in range(before + 1, min(now, before + 20)))
            findings.append(
                finding(
                    "missing-number", task.place, section=task.section, task_no=task.task_no, subtask_no=task.subtask_no,
                    seen=str(now), wanted=missing, before=before, missing=missing, after=now,
                )
            )  # fmt: skip
        before = now
    return findings
