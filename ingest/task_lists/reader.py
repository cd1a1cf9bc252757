"""A read document → a task list: head, tasks, their targets, and every finding about them.

This module only joins the rooms: `tables` and `paragraphs` find the tasks, `people` their names, `head` what the document
says of itself, `targets` the targets in the text, `ledger` the account of what was read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from ingest.documents.grid import Document, Grid, Paragraph
from ingest.findings import Effect, Finding
from ingest.task_lists.bounded import within_bounds
from ingest.task_lists.catalogue import finding
from ingest.task_lists.columns import ListColumn
from ingest.task_lists.drafts import TaskDraft
from ingest.task_lists.governing import govern
from ingest.task_lists.head import head_lines, read_head
from ingest.task_lists.ledger import Ledger
from ingest.task_lists.lexicon.taught import language_of
from ingest.task_lists.model import Confidence, ScoringRule, Target, Task, TaskList
from ingest.task_lists.numbering import check_numbers, fold_outer, settle_numbers
from ingest.task_lists.own_place import wholes
from ingest.task_lists.paragraphs.goals import unread_figures
from ingest.task_lists.paragraphs.other_papers import other_paper
from ingest.task_lists.paragraphs.tasks import ParagraphReading, read_paragraphs
from ingest.task_lists.people.parties import build_tasks
from ingest.task_lists.review.texts import KEY_LABEL
from ingest.task_lists.stages import said_of_stages, settle_stages
from ingest.task_lists.tables.figure_targets import read_figures
from ingest.task_lists.tables.header import looks_like_filing
from ingest.task_lists.tables.reading import TableReading
from ingest.task_lists.tables.task_tables import read_tables
from ingest.task_lists.targets import Term, cross_check, read_targets
from ingest.vocabulary import Vocabulary

_STRUCK = frozenset({"text-struck", "text-crossed"})
_COMPARED = 24  # targets of one figure, area and window that are compared with each other
# a term for reading when the document states no year at all; every date it leads to is taken out again
_NO_TERM = Term(dt.date(1900, 1, 1), dt.date(1900, 12, 31), guessed=True)


def read_task_list(document: Document, vocabulary: Vocabulary) -> TaskList:
    """Read a task list. `head` is None where the document is none, or states no term; then a finding has effect `file`."""
    with language_of(vocabulary):
        return _read(document, vocabulary)


def _read(document: Document, vocabulary: Vocabulary) -> TaskList:
    if any(f.effect is Effect.FILE for f in document.findings):
        return TaskList(None, findings=document.findings, reconciliation=document.reconciliation)
    if not any(_has_text(block) for block in document.blocks):
        return TaskList(None, findings=(*document.findings, finding("empty-document")))
    if any(cell.text.strip() == KEY_LABEL for grid in document.grids for row in grid.rows[:10] for cell in row):
        return TaskList(None, findings=(*document.findings, finding("a-review-not-a-list")))
    ledger = Ledger(document)
    tables = read_tables(document, vocabulary, ledger)
    paragraphs = read_paragraphs(document, ledger, beside_tables=bool(tables.tables))
    drafts = [*tables.drafts, *_with_stages(paragraphs.drafts, document)]
    findings = [*tables.findings, *paragraphs.findings]
    if not drafts:
        return _no_list(document, tables, findings, ledger)
    fold_outer(drafts)
    numbers = settle_numbers(drafts)
    tasks, party_findings = build_tasks(drafts, _first_leads_from(tables, paragraphs))
    lines = [*head_lines(document, ledger.paragraphs_read), *tables.lines]
    heading = read_head(lines, [*(t.city_target for t in tasks), *tables.years], vocabulary)
    guessed = any(f.code in {"term-inferred", "term-of-issue"} for f in heading.findings)
    term = Term(heading.head.period_start, heading.head.period_end, guessed) if heading.head else _NO_TERM
    seen_from_there = replace(
        vocabulary.of(heading.place.area, heading.place.city),
        wholes=wholes(heading.place, heading.sources, tables.labels.get(ListColumn.TARGET, "")),
    )
    targets, scoring, target_findings = _read_all_targets(tasks, drafts, term, seen_from_there)
    struck = {f.place for f in document.findings if f.code in _STRUCK}
    targets = [replace(t, confidence=Confidence.REVIEW) if t.place in struck else t for t in targets]
    findings = [*heading.findings, *findings, *numbers, *party_findings, *check_numbers(tasks), *_empty_columns(tables, tasks)]
    findings += [finding("task-without-target", t.place, task=t) for t in tasks if not t.city_target and not t.district_task]
    findings += _without_units(tasks)
    findings += unread_figures(document, ledger)
    totals, account = ledger.close()
    task_list = TaskList(
        head=heading.head,
        tasks=tuple(tasks),
        targets=tuple(targets),
        scoring=tuple(scoring),
        findings=(*document.findings, *findings, *target_findings, *_repeated(tasks, targets), *account),
        reconciliation=totals,
    )
    return within_bounds(task_list)


def _with_stages(drafts: Sequence[TaskDraft], document: Document) -> Sequence[TaskDraft]:
    """The tasks of the paragraphs with what a line of the document says of the figures by stage."""
    said = said_of_stages(block.text for block in document.blocks if isinstance(block, Paragraph))
    for draft in drafts:
        draft.stages = said
    return drafts


def _has_text(block: Paragraph | Grid) -> bool:
    if isinstance(block, Paragraph):
        return bool(block.text.strip())
    return any(cell.text.strip() for row in block.rows for cell in row)


def _first_leads_from(tables: TableReading, paragraphs: ParagraphReading) -> int | None:
    """The index of the first task for which the first listed unit leads; None where the list has no such rule."""
    if tables.first_leads or paragraphs.first_leads_from == 0:
        return 0
    return None if paragraphs.first_leads_from is None else len(tables.drafts) + paragraphs.first_leads_from


def _no_list(document: Document, tables: TableReading, findings: Sequence[Finding], ledger: Ledger) -> TaskList:
    if any(looks_like_filing(cell.text for cell in row) for grid in document.grids for row in grid.rows[:30]):
        why = finding("a-filing-not-a-list", document.grids[0].place)
    elif tables.tables:
        why = finding("no-tasks-in-table")
    elif document.grids:
        why = finding("no-task-table", document.grids[0].place, tables=len(document.grids))
    else:
        why = finding(other_paper(document) or "not-a-task-list")
    totals, _ = ledger.close()
    return TaskList(None, findings=(*document.findings, why, *findings), reconciliation=totals)


def _without_units(tasks: Sequence[Task]) -> list[Finding]:
    """Where a list names responsible units at all, the tasks it names none for."""
    bare = [task for task in tasks if not task.units]
    if not bare or len(bare) == len(tasks):
        return []
    return [
        finding(
            "office-not-stated", bare[0].place, task=bare[0], count=len(bare), seen="、".join(t.task_key for t in bare[:20])
        )
    ]


def _empty_columns(tables: TableReading, tasks: Sequence[Task]) -> list[Finding]:
    """Columns the header has and no task fills."""
    filled = {
        ListColumn.TARGET: any(t.city_target for t in tasks),
        ListColumn.DISTRICT: any(t.district_task for t in tasks),
        ListColumn.LEADER: any(t.leaders for t in tasks),
        ListColumn.OFFICE: any(t.units for t in tasks),
        ListColumn.LEAD_OFFICE: any(t.lead_units for t in tasks),
        ListColumn.RESPONSIBLE: any(t.responsible for t in tasks),
        ListColumn.CONTACT: any(t.contacts for t in tasks),
    }
    return [
        finding("empty-column", seen=tables.labels[role], column=tables.labels[role])
        for role, has in filled.items()
        if not has and role in tables.labels
    ]


def _read_all_targets(
    tasks: Sequence[Task], drafts: Sequence[TaskDraft], term: Term, vocabulary: Vocabulary
) -> tuple[list[Target], list[ScoringRule], list[Finding]]:
    targets: list[Target] = []
    scoring: list[ScoringRule] = []
    findings: list[Finding] = []
    for task, draft in zip(tasks, drafts, strict=True):
        reading = read_figures(task, draft.figures, term, vocabulary) if draft.figures else read_targets(task, term, vocabulary)
        found, problems = govern(task, draft, reading.targets, term)
        found, unsettled = settle_stages(task, found, draft.stages, term.start)
        targets += [_without_unknown_year(t) if term is _NO_TERM else t for t in found]
        scoring += reading.scoring
        findings += [*reading.findings, *problems, *unsettled]
    return targets, scoring, findings


def _repeated(tasks: Sequence[Task], targets: Sequence[Target]) -> list[Finding]:
    """The same obligation in two tasks. Of a figure that stands in very many tasks only the first few are compared: pairs
    grow with the square, and such a figure is the list's form rather than a slip."""
    alike: dict[tuple[object, ...], list[Target]] = {}
    for target in targets:
        alike.setdefault((target.value_base, target.area, target.period_start, target.period_end, target.due), []).append(
            target
        )
    crowded = [group for group in alike.values() if len(group) > _COMPARED and group[0].value_base is not None]
    left_out = {id(target) for group in crowded for target in group[_COMPARED:]}
    findings = list(cross_check(tasks, [target for target in targets if id(target) not in left_out]))
    return findings + [
        finding(
            "same-figure-often",
            group[0].place,
            section=group[0].section,
            task_no=group[0].task_no,
            subtask_no=group[0].subtask_no,
            seen=group[0].span,
            count=len(group),
            checked=_COMPARED,
        )
        for group in crowded
    ]


def _without_unknown_year(target: Target) -> Target:
    def known(day: dt.date | None) -> dt.date | None:
        return day if day and day.year > _NO_TERM.end.year else None

    return replace(
        target,
        period_start=known(target.period_start),
        period_end=known(target.period_end),
        due=known(target.due),
    )
