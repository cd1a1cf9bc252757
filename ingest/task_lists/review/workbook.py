"""A reading as a review workbook: every target beside its sentence, sure rows locked, rows to check with the reason why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from ingest.findings import Finding
from ingest.task_lists.model import Confidence, Target, TaskList
from ingest.task_lists.review.form import FIELDS, shown
from ingest.task_lists.review.sentences import clause_text, with_sentences
from ingest.task_lists.review.texts import TO_CHECK
from ingest.task_lists.targets.grammar import rule_label


def write_review(task_list: TaskList, path: Path) -> Path:
    """Write the review workbook of a reading to `path`; returns it. Sure rows are locked, the others may be changed."""
    from ingest.task_lists.review.sheet import write_sheet

    tasks = {task.task_key: task for task in task_list.tasks}
    reasons: dict[tuple[str, str], list[Finding]] = {}
    for f in task_list.findings:
        key = "-".join(part for part in (f.section, f.task_no, f.subtask_no) if part)
        reasons.setdefault((key, f.clause), []).append(f)
    rows = []
    for sentence, ordinal, target in with_sentences(task_list):
        task = tasks.get(target.task_key)
        why = _why(target, reasons.get((target.task_key, target.clause), ()))
        rows.append(
            {
                "task": target.task_key,
                "name": task.name if task else "",
                "clause": target.clause,
                "sentence": clause_text(task, target) or target.span,
                "span": target.span,
                **{name: shown(name, getattr(target, name)) for name in FIELDS},
                "confidence": TO_CHECK if target.confidence is Confidence.REVIEW else "",
                "why": "\n".join(why),
                "rule": rule_label(target.rule),
                "key": json.dumps([ordinal, *sentence], ensure_ascii=False),
                "original": json.dumps([shown(name, getattr(target, name)) for name in FIELDS], ensure_ascii=False),
            }
        )
    areas = sorted({t.area for t in task_list.targets if t.area})
    units = sorted({t.unit for t in task_list.targets if t.unit})
    title = task_list.head.title if task_list.head else ""
    write_sheet(path, title, rows, areas, units)
    return path


def _why(target: Target, findings: Sequence[Finding]) -> list[str]:
    """Why a row is to be checked: what was found about its own words, else about its clause."""
    if target.confidence is Confidence.SURE:
        return []
    own = [f for f in findings if f.seen and (f.seen in target.span or target.span in f.seen)]
    return list(dict.fromkeys(f.message for f in own or findings))
