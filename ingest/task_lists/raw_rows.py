"""A task list as rows of the raw tables (`ingest.raw`), without their provenance: the intake adds that."""

from __future__ import annotations

from typing import Any

from ingest.documents.containers import Container
from ingest.findings import Effect, Severity
from ingest.findings.rows import finding_rows
from ingest.task_lists.model import ScoringRule, Target, Task, TaskList
from ingest.task_lists.skipped import ROW

RawRow = dict[str, Any]


def target_key(list_id: str, task_key: str, seq: int) -> str:
    """`beita-2023-11/重点工作-1-7/2`: list / section-task-subtask / seq."""
    return f"{list_id}/{task_key}/{seq}"


def verdict(task_list: TaskList) -> str:
    """accepted, accepted_with_warnings or rejected: what intake does with the document."""
    if task_list.head is None or any(f.effect is Effect.FILE for f in task_list.findings):
        return "rejected"
    warned = any(f.severity is not Severity.INFO for f in task_list.findings)
    return "accepted_with_warnings" if warned else "accepted"


def raw_rows(task_list: TaskList, container: Container) -> dict[str, list[RawRow]]:
    """Rows of task_lists, tasks, task_parties, targets, scoring_rules and task_list_findings, by table name.

    A rejected list gives its own row and its findings only: nothing half-read is ever loaded.
    """
    head = task_list.head
    list_id = head.list_id if head else ""
    rejected = verdict(task_list) == "rejected"
    tasks = () if rejected else task_list.tasks
    targets = () if rejected else task_list.targets
    return {
        "task_lists": [_list_row(task_list, container)],
        "tasks": [_task_row(list_id, task, position) for position, task in enumerate(tasks, start=1)],
        "task_parties": [
            {
                "list_id": list_id,
                "task_key": task.key,
                "role": party.role.value,
                "name": party.name,
                "is_person": party.is_person,
                "position": party.position,
                "unit": party.unit,
            }
            for task in tasks
            for party in task.parties
        ],
        "targets": [_target_row(list_id, target) for target in targets],
        "scoring_rules": [_scoring_row(list_id, rule) for rule in (() if rejected else task_list.scoring)],
        "task_list_findings": [{"list_id": list_id, **row} for row in finding_rows(task_list.findings)],
    }


def _list_row(task_list: TaskList, container: Container) -> RawRow:
    head, account = task_list.head, task_list.reconciliation
    return {
        "list_id": head.list_id if head else "",
        "verdict": verdict(task_list),
        "container": container.value,
        "title": head.title if head else "",
        "area": head.area if head else "",
        "issuer": head.issuer if head else "",
        "document_no": head.document_no if head else "",
        "issued_on": head.issued_on if head else None,
        "period_start": head.period_start if head else None,
        "period_end": head.period_end if head else None,
        "tables_in": account.tables,
        "rows_in": account.rows,
        "paragraphs_in": account.paragraphs,
        "rows_skipped": sum(count for reason, count in account.skipped if reason.startswith(f"{ROW}：")),
        "tasks": len(task_list.tasks),
        "targets": len(task_list.targets),
    }


def _task_row(list_id: str, task: Task, position: int) -> RawRow:
    return {
        "list_id": list_id,
        "task_key": task.key,
        "section": task.section,
        "task_no": task.task_no,
        "subtask_no": task.subtask_no,
        "position": position,
        "parent_names": task.parent_names,
        "name": task.name,
        "city_target": task.city_target,
        "district_task": task.district_task,
        "leaders": ";".join(task.leaders),
        "units": ";".join(task.units),
        "lead_units": ";".join(task.lead_units),
        "responsible": ";".join(task.responsible),
        "contacts": ";".join(task.contacts),
        "place_text": task.place.text(),
    }


def _target_row(list_id: str, target: Target) -> RawRow:
    return {
        "list_id": list_id,
        "task_key": target.task_key,
        "section": target.section,
        "task_no": target.task_no,
        "subtask_no": target.subtask_no,
        "target_key": target.key or target_key(list_id, target.task_key, target.seq),
        "source_column": target.source_column,
        "clause": target.clause,
        "seq": target.seq,
        "metric": target.metric,
        "kind": target.kind.value,
        "comparator": target.comparator.value if target.comparator else "",
        "stretch": target.stretch,
        "value": target.value,
        "unit": target.unit,
        "value_max": target.value_max,
        "value_base": target.value_base,
        "unit_base": target.unit_base,
        "benchmark": target.benchmark,
        "area": target.area,
        "parent_seq": target.parent_seq,
        "period_start": target.period_start,
        "period_end": target.period_end,
        "due": target.due,
        "lead_unit": target.lead_unit,
        "span": target.span,
        "confidence": target.confidence.value,
        "rule": target.rule,
        "place_text": target.place.text(),
        "reviewed": target.reviewed,
    }


def _scoring_row(list_id: str, rule: ScoringRule) -> RawRow:
    return {
        "list_id": list_id,
        "task_key": "-".join(part for part in (rule.section, rule.task_no, rule.subtask_no) if part),
        "section": rule.section,
        "task_no": rule.task_no,
        "subtask_no": rule.subtask_no,
        "clause": rule.clause,
        "rule_text": rule.rule_text,
    }
