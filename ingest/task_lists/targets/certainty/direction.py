"""A figure is sure of its direction where the words state it."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.task_lists import target_findings
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Comparator, Kind
from ingest.task_lists.targets.certainty.row import RowRead


def doubts(row: RowRead) -> Iterator[tuple[str, str]]:
    """A bare rate or amount is one to reach or a limit; only a word that says which makes it sure."""
    words, metric = lexicon().certainty, row.target.metric
    if not row.statement.bare or row.target.kind not in {Kind.LEVEL, Kind.RATIO}:
        return
    if row.target.comparator is Comparator.LE or metric.endswith(words.rising) or row.statement.acts:
        return
    if metric.startswith(lexicon().verbs.kept_flows) or (row.target.kind is Kind.LEVEL and not metric.endswith(words.states)):
        return
    yield target_findings.DIRECTION_DOUBTFUL, row.target.span
