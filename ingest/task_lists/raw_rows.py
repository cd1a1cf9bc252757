"""A task list as rows of the raw tables (`ingest.schema`), without their provenance: the intake adds that."""

from __future__ import annotations

from ingest.documents.containers import Container
from ingest.findings import Effect, Severity
from ingest.findings.rows import finding_rows
from ingest.rows import Row, to_row
from ingest.task_lists.model import Target, TaskList
from ingest.task_lists.skipped import ROW


def own_key(list_id: str, target: Target) -> str:
    """`beita-2023-11/重点工作-1-7/2`: list / section-task-subtask / seq."""
    return f"{list_id}/{target.task_key}/{target.seq}"


def verdict(task_list: TaskList) -> str:
    """accepted, accepted_with_warnings or rejected: what intake does with the document."""
    if task_list.head is None or any(f.effect is Effect.FILE for f in task_list.findings):
        return "rejected"
    warned = any(f.severity is not Severity.INFO for f in task_list.findings)
    return "accepted_with_warnings" if warned else "accepted"


def raw_rows(task_list: TaskList, container: Container) -> dict[str, list[Row]]:
    """Rows of task_lists, tasks, task_parties, targets, scoring_rules and task_list_findings, by table name.

    A rejected list gives its own row and its findings only: nothing half-read is ever loaded.
    """
    list_id = task_list.head.list_id if task_list.head else ""
    kept = TaskList(task_list.head) if verdict(task_list) == "rejected" else task_list
    parties = [(task, party) for task in kept.tasks for party in task.parties]
    return {
        "task_lists": [_list_row(task_list, container)],
        "tasks": [to_row("tasks", task, list_id=list_id, position=at) for at, task in enumerate(kept.tasks, start=1)],
        "task_parties": [to_row("task_parties", party, list_id=list_id, task_key=task.task_key) for task, party in parties],
        "targets": [
            to_row("targets", target, list_id=list_id, target_key=target.target_key or own_key(list_id, target))
            for target in kept.targets
        ],
        "scoring_rules": [to_row("scoring_rules", rule, list_id=list_id) for rule in kept.scoring],
        "task_list_findings": finding_rows("task_list_findings", task_list.findings, list_id=list_id),
    }


def _list_row(task_list: TaskList, container: Container) -> Row:
    account = task_list.reconciliation
    return to_row(
        "task_lists",
        task_list.head,
        verdict=verdict(task_list),
        container=container,
        tables_in=account.tables,
        rows_in=account.rows,
        paragraphs_in=account.paragraphs,
        rows_skipped=sum(count for reason, count in account.skipped if reason.startswith(f"{ROW}：")),
        tasks=len(task_list.tasks),
        targets=len(task_list.targets),
    )
