"""The figures of a task → its targets: each is read by the grammar as a sentence, then placed by its row and column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from ingest.findings import Finding
from ingest.task_lists import target_findings
from ingest.task_lists.drafts import FigureDraft
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Comparator, Confidence, GroupShare, Kind, ScoringRule, Target, Task
from ingest.task_lists.targets import TargetReading, Term, TextRead, read_text
from ingest.task_lists.targets.resolve import groups
from ingest.task_lists.targets.resolve.checks import breakdowns
from ingest.task_lists.targets.rules.names import GrammarRule
from ingest.task_lists.targets.text.dates import last_deadline
from ingest.values.units import to_base, unit_words
from ingest.vocabulary import Vocabulary

_COLUMN = "city_target"


def read_figures(task: Task, figures: Sequence[FigureDraft], term: Term, vocabulary: Vocabulary) -> TargetReading:
    """The targets of a task whose cells are figures, in their order; every target's place is its own cell."""
    targets: list[Target] = []
    scoring: list[ScoringRule] = []
    findings: list[Finding] = []
    first: dict[int, int] = {}  # the index of the first target of each figure
    whole: dict[int, int] = {}  # the figure of each target's whole
    for number, figure in enumerate(_in_the_year_of_its_table(figure, term) for figure in figures):
        asked = replace(task, name=figure.metric or task.name, place=figure.place)
        own = Term(figure.start or dt.date(figure.end.year, 1, 1), figure.end) if figure.end else term
        read = read_text(asked, _COLUMN, figure.phrase, own, vocabulary, first_seq=len(targets) + 1)
        found, said = _of_figure(task, figure, read, own, vocabulary)
        first[number] = len(targets)
        if figure.parent is not None and found:
            whole[len(targets)] = figure.parent
        targets += [replace(target, seq=len(targets) + at) for at, target in enumerate(found, start=1)]
        scoring += read.scoring
        findings += said
    for index, parent in whole.items():
        at = first.get(parent)
        if at is not None and at < len(targets) and at != index:
            targets[index] = replace(targets[index], parent_seq=targets[at].seq)
    targets, unclear = _with_shares(task, targets, vocabulary)
    findings += unclear
    for family in _families(targets):
        sums = breakdowns(task, family, vocabulary)
        findings += sums
        if sums:
            doubtful = {one.seq for one in family}
            targets = [replace(t, confidence=Confidence.REVIEW) if t.seq in doubtful else t for t in targets]
    return TargetReading(tuple(targets), tuple(scoring), tuple(findings))


def _with_shares(task: Task, targets: Sequence[Target], vocabulary: Vocabulary) -> tuple[list[Target], list[Finding]]:
    """The targets with the shares of the groups that their rows and columns name; those that nothing tells are for review."""
    said = {one.seq: share for one in targets if (share := one.share_of_group) in {GroupShare.TOTAL, GroupShare.EACH}}
    settled, findings = groups.settled(targets, said, vocabulary), list[Finding]()
    for at, target in enumerate(settled):
        if target.share_of_group is GroupShare.UNCLEAR and targets[at].share_of_group is not GroupShare.UNCLEAR:
            settled[at] = replace(target, confidence=Confidence.REVIEW)
            findings.append(target_findings.finding(target_findings.GROUP_DOUBTFUL, task, target.span, place=target.place))
    return settled, findings


def _in_the_year_of_its_table(figure: FigureDraft, term: Term) -> FigureDraft:
    """A figure of a table whose title names a year: one year of several, or, for review, another than the list's."""
    if not figure.year or figure.end or term.start.year == term.end.year == figure.year:
        return figure
    within = term.start.year <= figure.year <= term.end.year
    return replace(
        figure,
        start=dt.date(figure.year, 1, 1),
        end=dt.date(figure.year, 12, 31),
        doubt=figure.doubt or ("" if within else target_findings.ANOTHER_YEAR),
    )


def _families(targets: Sequence[Target]) -> list[list[Target]]:
    """Each whole with its parts; one that is divided both by its areas and by what it is made of, each division apart."""
    by_seq = {target.seq: target for target in targets}
    found: dict[tuple[int, bool], list[Target]] = {}
    for target in targets:
        if target.parent_seq is not None:
            whole = by_seq[target.parent_seq]
            found.setdefault((whole.seq, target.area == whole.area), [whole]).append(target)
    return list(found.values())


def _of_figure(
    task: Task, figure: FigureDraft, read: TextRead, term: Term, vocabulary: Vocabulary
) -> tuple[list[Target], list[Finding]]:
    """The targets of one figure: exactly one where the cell is a number; else what its words state."""
    found, findings = list(read.targets), list(read.findings)
    valued = [target for target in found if target.value is not None]
    if figure.value is not None and (len(found) != 1 or len(valued) != 1 or abs(valued[0].value or 0) != abs(figure.value)):
        found = [_as_written(task, figure, term, vocabulary)]
        findings = [_say(task, figure, target_findings.CELL_NOT_UNDERSTOOD)]
    elif figure.doubt:
        findings.append(_say(task, figure, target_findings.LAYOUT_DOUBTFUL))
        found = [replace(target, confidence=Confidence.REVIEW) for target in found]
    return [_placed(target, figure, term, one=len(found) == 1) for target in found], findings


def _say(task: Task, figure: FigureDraft, code: str) -> Finding:
    said = target_findings.finding(code, task, figure.said, place=figure.place)
    return replace(said, message=f"{said.message}（{figure.doubt}）") if figure.doubt else said


def _placed(target: Target, figure: FigureDraft, term: Term, *, one: bool) -> Target:
    """A target with the area, window and deadline of its row and column; what its own words say stands."""
    own = target.area not in lexicon().areas.wholes
    dated = target.period_end is not None or target.due != term.end
    return replace(
        target,
        area=target.area if own or not figure.area else figure.area,
        period_start=target.period_start if dated else figure.start,
        period_end=target.period_end if dated else figure.end,
        due=target.due if dated else _deadline(figure, term) or figure.end or target.due,
        span=figure.said if one else target.span,
        place=figure.place,
    )


def _deadline(figure: FigureDraft, term: Term) -> dt.date | None:
    """The day that the words beside the table say; one outside the year of the figure's own column is of another column."""
    day = last_deadline(figure.deadline, term)
    outside = day and figure.end and not (figure.start or day) <= day <= figure.end
    return None if outside else day


def _as_written(task: Task, figure: FigureDraft, term: Term, vocabulary: Vocabulary) -> Target:
    """A figure whose sentence the grammar does not read: for review, with what the table says of it."""
    value = figure.value
    base = to_base(value, figure.unit, vocabulary.measures) if value is not None else (None, "")
    return Target(
        section=task.section,
        task_no=task.task_no,
        subtask_no=task.subtask_no,
        source_column=_COLUMN,
        clause="",
        seq=0,
        metric=figure.metric or task.name,
        kind=Kind.RATIO if figure.unit in unit_words().shares else Kind.LEVEL,
        span=figure.said,
        comparator=Comparator.GE,
        value=value,
        unit=figure.unit,
        value_base=base[0],
        unit_base=base[1],
        area=vocabulary.wholes.get(_COLUMN) or lexicon().areas.default_city,
        due=term.end,
        confidence=Confidence.REVIEW,
        place=figure.place,
        rule=GrammarRule.VALUE_UNREAD.value,
    )
