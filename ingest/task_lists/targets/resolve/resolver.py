"""From statements to targets: areas, windows and due dates settled in order over one text. Grammar is not read here."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ingest.task_lists.model import Confidence, Kind, Target, Task
from ingest.task_lists.targets import catalogue
from ingest.task_lists.targets.resolve import metrics, parts
from ingest.task_lists.targets.resolve.drafts import Context, Draft, Window
from ingest.task_lists.targets.resolve.parts import Part
from ingest.task_lists.targets.rules.statements import Statement
from ingest.task_lists.targets.text.dates import When
from ingest.task_lists.targets.text.term import Term
from ingest.task_lists.targets.words import SHARE_UNITS
from ingest.values.units import to_base
from ingest.vocabulary import Vocabulary

Member = tuple[str, str, Decimal | None, str]  # metric, area, value, unit


class Settler:
    """Settles the statements of one column of a task, in order; `context.drafts` grows."""

    def __init__(self, task: Task, column: str, raw: str, term: Term, vocabulary: Vocabulary, *, first_seq: int) -> None:
        self.task, self.column, self.raw, self.term = task, column, raw, term
        self.measures = vocabulary.measures
        self.default_area = "全区" if column == "district_task" else "全市"
        self.place = task.district_place if column == "district_task" else task.place
        self.first_seq = first_seq
        self.context = Context(task_name=task.name)
        self.clause = ""
        self.window = Window()
        self.subject: tuple[str, ...] = ()

    @property
    def drafts(self) -> list[Draft]:
        return self.context.drafts

    # ── where we are ─────────────────────────────────────────────────────────────────────────────────────────────────

    def open_item(self, clause: str, head: str, window: Window) -> None:
        """A numbered item begins: windows carry over inside it only."""
        self.clause, self.context.head, self.window = clause, head, window
        self.context.item_from = len(self.drafts)
        self.open_sentence()

    def open_sentence(self) -> None:
        """After 。 neither the subject nor 其中 reaches on."""
        self.context.sentence_from, self.context.scope, self.context.topic = len(self.drafts), None, ""
        self.open_segment()

    def open_segment(self) -> None:
        """After ； the subject does not reach on."""
        self.subject, self.context.segment_from = (), len(self.drafts)

    def open_scope(self) -> None:
        parts.open_scope(self.context)

    # ── one statement ────────────────────────────────────────────────────────────────────────────────────────────────

    def add(self, statement: Statement, *, next_when: When | None = None) -> None:
        """Turn one statement into its targets: one for each area, metric and paired value."""
        self.window = self.window.take(statement.whens)
        named = tuple(self.raw[area.start : area.end] for area in statement.areas)
        areas = named or self.subject
        child = parts.is_part(statement, areas, self.context, self.measures, self.default_area)
        statement.child = child
        measured = metrics.metrics_of(statement, self.context, self.measures)
        if statement.value is not None and not statement.review and any(metrics.is_doubtful(name) for name in measured):
            statement.review = catalogue.METRIC_DOUBTFUL
        if named:
            self.subject = named if statement.subject and named[0] != self.default_area else ()
        scope = self.context.scope
        if scope and statement.whens:
            scope.dated = True
        for metric, area, value, unit in self._members(statement, measured, areas or (self.default_area,)):
            name, window, parent = metric, self.window, None
            if child:
                part = Part(metric, value, unit, self.window, bool(statement.whens), next_when)
                parent = parts.parent_of(statement, part, self.context, self.measures)
            if parent is not None:
                whole = self.drafts[parent].target
                name = parts.part_name(whole.metric, metric)
                if not areas and not (scope and scope.dated):
                    window = Window(whole.period_start, whole.period_end, whole.due)
            self._append(statement, (name, area, value, unit), parent, window, child=child)
        if scope and child and named and parts.is_group(named[0]):
            scope.group = len(self.drafts) - 1

    def set_due(self, when: When) -> bool:
        """12月底前全部完成 at the end of a list of values dates them all; False where they have deadlines of their own."""
        if any(draft.has_deadline for draft in self.drafts[self.context.sentence_from :]):
            return False
        for draft in self.drafts[self.context.sentence_from :]:
            draft.target = replace(draft.target, due=when.end)
        self.window = replace(self.window, due=when.end)
        return True

    def _members(self, statement: Statement, measured: list[str], areas: tuple[str, ...]) -> list[Member]:
        """Each metric in each area; under 分别 one value for each metric, each area or each metric before."""
        if not statement.paired:
            return [(metric, area, statement.value, statement.unit) for metric in measured for area in areas]
        values = statement.paired
        before = metrics.earlier_metrics(statement, measured[0], len(values), self.context) if len(measured) == 1 else []
        if len(measured) == len(values):
            names, places = measured, [areas[0]] * len(values)
        elif len(areas) == len(values) and len(measured) == 1:
            names, places = measured * len(values), list(areas)
        elif before:
            names, places = before, [areas[0]] * len(values)
        else:
            statement.review = catalogue.PAIRS_DO_NOT_MATCH
            names = [measured[min(i, len(measured) - 1)] for i in range(len(values))]
            places = [areas[min(i, len(areas) - 1)] for i in range(len(values))]
        return [(name, place, value, unit) for name, place, (value, unit) in zip(names, places, values, strict=True)]

    def _kind(self, statement: Statement, unit: str) -> Kind:
        """Of values paired by 分别 each has the kind of its own unit."""
        if statement.paired and statement.kind in {Kind.RATIO, Kind.LEVEL}:
            return Kind.RATIO if unit in SHARE_UNITS else Kind.LEVEL
        return statement.kind

    def _append(self, statement: Statement, member: Member, parent: int | None, window: Window, *, child: bool) -> None:
        metric, area, value, unit = member
        value_base, unit_base = to_base(value, unit, self.measures) if value is not None else (None, "")
        start = None if statement.running_total else window.start
        target = Target(
            section=self.task.section,
            task_no=self.task.task_no,
            subtask_no=self.task.subtask_no,
            source_column=self.column,
            clause=self.clause,
            seq=self.first_seq + len(self.drafts),
            metric=metric,
            kind=self._kind(statement, unit),
            span=self.raw[statement.span[0] : statement.span[1]].strip(),
            comparator=statement.comparator,
            stretch=statement.stretch,
            value=value,
            unit=unit,
            value_max=statement.value_max,
            value_base=value_base,
            unit_base=unit_base,
            benchmark=statement.benchmark,
            area=area,
            parent_seq=None if parent is None else self.drafts[parent].target.seq,
            period_start=start,
            period_end=window.end,
            due=window.due or window.end or self.term.end,
            confidence=Confidence.REVIEW if statement.review else Confidence.SURE,
            place=self.place,
        )
        self.drafts.append(Draft(target, statement.span, statement, child, window.due is not None))
