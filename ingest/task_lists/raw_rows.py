"""A task list as rows of the raw tables (`ingest.schema`), without their provenance: the intake adds that."""

from __future__ import annotations

from dataclasses import replace

from ingest.areas import placed
from ingest.documents.containers import Container
from ingest.findings import Effect, Severity
from ingest.findings.rows import finding_rows
from ingest.rows import Row, to_row
from ingest.task_lists.group_members import with_members
from ingest.task_lists.measures import measure_asked
from ingest.task_lists.model import Target, Task, TaskList
from ingest.task_lists.obligations import lead_of, leads_of, obligations
from ingest.task_lists.skipped import ROW
from ingest.task_lists.towns import with_towns
from ingest.vocabulary import Vocabulary


def own_key(list_id: str, target: Target) -> str:
    """`beita-2023-11/重点工作-1-7/2`: list / section-task-subtask / seq."""
    return f"{list_id}/{target.task_key}/{target.seq}"


def verdict(task_list: TaskList) -> str:
    """accepted, accepted_with_warnings or rejected: what intake does with the document."""
    if task_list.head is None or any(f.effect is Effect.FILE for f in task_list.findings):
        return "rejected"
    warned = any(f.severity is not Severity.INFO for f in task_list.findings)
    return "accepted_with_warnings" if warned else "accepted"


def raw_rows(task_list: TaskList, container: Container, words: Vocabulary) -> dict[str, list[Row]]:
    """Rows of task_lists, tasks, task_parties, targets, obligations, scoring_rules and task_list_findings, by table name.

    `words` are those of the day the list came, of no place: they are seen from the list's own here. A rejected list gives its
    own row and its findings only: nothing half-read is ever loaded.
    """
    head = task_list.head
    list_id = head.list_id if head else ""
    vocabulary = words
    if head is not None:
        vocabulary = with_towns(words.of(head.area, head.city), task_list.tasks)
        vocabulary = with_members(vocabulary, task_list.targets, task_list.tasks)
    kept = TaskList(head) if verdict(task_list) == "rejected" else _settled(list_id, task_list, vocabulary)
    by_key = {task.task_key: task for task in kept.tasks}
    parties = [(task, party) for task in kept.tasks for party in task.parties]
    return {
        "task_lists": [_list_row(task_list, container, vocabulary)],
        "tasks": [_task_row(list_id, task, at, vocabulary) for at, task in enumerate(kept.tasks, start=1)],
        "task_parties": [to_row("task_parties", party, list_id=list_id, task_key=task.task_key) for task, party in parties],
        "targets": [_target_row(list_id, target, by_key.get(target.task_key), vocabulary) for target in kept.targets],
        "obligations": [to_row("obligations", owed, area_code=owed.area_code) for owed in obligations(kept, vocabulary)],
        "scoring_rules": [to_row("scoring_rules", rule, list_id=list_id) for rule in kept.scoring],
        "task_list_findings": finding_rows("task_list_findings", task_list.findings, list_id=list_id),
    }


def _settled(list_id: str, task_list: TaskList, vocabulary: Vocabulary) -> TaskList:
    """With what follows from the reading: the keys that no earlier version gave, and what each target asks for."""
    targets = tuple(
        replace(
            target,
            target_key=target.target_key or own_key(list_id, target),
            measure_asked=measure_asked(target, vocabulary),
        )
        for target in task_list.targets
    )
    return replace(task_list, targets=targets)


def _task_row(list_id: str, task: Task, position: int, vocabulary: Vocabulary) -> Row:
    return to_row("tasks", task, list_id=list_id, position=position, answering_units=lead_of(task, vocabulary))


def _target_row(list_id: str, target: Target, task: Task | None, vocabulary: Vocabulary) -> Row:
    at = placed(target.area, vocabulary)
    return to_row(
        "targets",
        target,
        list_id=list_id,
        area_name=at.name,
        area_code=at.code,
        area_relation=at.relation,
        members=at.members,
        has_other_members=at.has_others,
        answering_units=leads_of(target, task, vocabulary) if task else (),
    )


def _list_row(task_list: TaskList, container: Container, vocabulary: Vocabulary) -> Row:
    head, account = task_list.head, task_list.reconciliation
    return to_row(
        "task_lists",
        head,
        area_code=placed(head.area, vocabulary).code if head else None,
        area_level=vocabulary.place.level if vocabulary.place else "",
        lies_in=vocabulary.above,
        verdict=verdict(task_list),
        container=container,
        tables_in=account.tables,
        rows_in=account.rows,
        paragraphs_in=account.paragraphs,
        rows_skipped=sum(count for reason, count in account.skipped if reason.startswith(f"{ROW}：")),
        tasks=len(task_list.tasks),
        targets=len(task_list.targets),
    )
