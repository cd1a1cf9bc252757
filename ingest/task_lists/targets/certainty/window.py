"""A window is sure where the clause, or the list's title, states one and only one."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.task_lists import target_findings
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Kind
from ingest.task_lists.targets.certainty.row import RowRead
from ingest.task_lists.targets.text.term import Term


def doubts(row: RowRead, term: Term) -> Iterator[tuple[str, str]]:
    """A window is sure where the clause, or the list's title, states one and only one.

    A deadline of an earlier clause may reach on or not: only a person knows.
    """
    target, said = row.target, row.statement
    own = target.due == (target.period_end or term.end)
    reaches_on = not said.whens and (not own or _dated_by_event(row) or (term.guessed and target.due == term.end))
    runs = row.target.period_start is not None and (row.target.period_start.month, row.target.period_start.day) != (1, 1)
    if runs and lexicon().verbs.running in row.clause.text:
        yield target_findings.WINDOW_DOUBTFUL, row.clause.text  # 二季度累计完成2亿元: since January?
    if not said.whens and target.period_end is not None and not row.sentence.dated:
        yield target_findings.WINDOW_DOUBTFUL, row.clause.text  # the window of the sentence before
    if not said.whens and said.value is not None and row.around.position < row.sentence.all_done_by and own:
        yield target_findings.WINDOW_DOUBTFUL, row.clause.text  # 新建公路80公里，10月底前全部完工: the figure until then, too?
    several = len(said.whens) > 1 and len(said.paired) != len(said.whens)
    if several or reaches_on or (target.due is not None and target.due < term.start):
        yield target_findings.WINDOW_DOUBTFUL, row.clause.text


def _dated_by_event(row: RowRead) -> bool:
    """4月开工，完成投资600万元: the window in force is when something happens, not one that figures accumulate over."""
    dated = row.around.dated
    return row.target.period_end is not None and dated is not None and dated.value is None


def of_year(row: RowRead, term: Term) -> Iterator[tuple[str, str]]:
    """完成年度目标任务50公里 in a list of two months: an amount that only speaks of the year says no window of its own."""
    dated = (term.start.month, term.start.day) == (1, 1) or any(not when.is_deadline for when in row.statement.whens)
    if row.target.kind is Kind.LEVEL and not dated and lexicon().years.speaks_of_it.search(row.clause.text):
        yield target_findings.WINDOW_DOUBTFUL, row.clause.text
