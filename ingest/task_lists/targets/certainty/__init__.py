"""What earns a row its certainty: the checks that a clause and its targets pass to be sure, as a pure look at what was read.

A rule of the grammar only says how it read a clause. Here each row is held against the whole of its clause and sentence: every
word consumed, a metric that is a noun phrase and nothing else, a direction that the words state, an area, a whole and a window
that are the row's own or follow without a choice. What fails a check is a `Doubt`; a row without one is sure (docs/targets.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.task_lists import target_findings
from ingest.task_lists.model import Kind, Target
from ingest.task_lists.targets.certainty import area, direction, events, left_out, metric, part, window
from ingest.task_lists.targets.certainty.row import RowRead, rows
from ingest.task_lists.targets.text.term import Term
from ingest.task_lists.targets.tree import ItemRead


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why the target at `index` of its text is not sure: the code of a finding, and the words that are in doubt."""

    index: int
    code: str
    words: str


def doubts(items: Sequence[ItemRead], targets: Sequence[Target], term: Term) -> tuple[Doubt, ...]:
    """The first doubt of every target that has one, in the order of the targets."""
    found = []
    for row in rows(items, targets):
        doubt = next(_doubts(row, term), None)
        if doubt is not None:
            found.append(Doubt(row.index, *doubt))
    return tuple(sorted(found, key=lambda doubt: doubt.index))


def _doubts(row: RowRead, term: Term) -> Iterator[tuple[str, str]]:
    """Every doubt of a row, the gravest first."""
    if row.statement.review:
        yield row.statement.review, row.clause.text
    yield from window.of_year(row, term)
    if len(row.clause.statements) > 1 and row.around.firm_and_stretch:
        yield target_findings.ALTERNATIVE, row.clause.text  # 力争7%、确保6.5%: which of them is firm?
    if row.target.kind is Kind.QUALITATIVE:
        yield from events.quality(row)
    elif row.target.kind is Kind.MILESTONE:
        yield from events.event(row)
    else:
        yield from metric.noun_phrase(row.target.metric)
        yield from metric.inherited(row)
        yield from left_out.doubts(row)
        yield from metric.joined(row)
        yield from metric.counted(row)
        if row.target.kind is Kind.LEVEL and not row.target.unit and any(char.isdigit() for char in row.target.span):
            yield target_findings.MEASURE_UNKNOWN, row.target.span
        yield from direction.doubts(row)
        if row.statement.rule.value.startswith("value."):
            yield from left_out.words_left(row)
    yield from area.doubts(row)
    yield from part.doubts(row)
    yield from window.doubts(row, term)
