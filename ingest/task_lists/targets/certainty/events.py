"""An event is sure where one plain verb says it of one work, a way of working where it only forbids."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.task_lists import target_findings
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.targets.certainty.metric import noun_phrase
from ingest.task_lists.targets.certainty.row import RowRead
from ingest.task_lists.targets.rules.names import GrammarRule


def event(row: RowRead) -> Iterator[tuple[str, str]]:
    words, verbs = lexicon().certainty, [taken.words for taken in row.statement.taken]
    plain = any(verb in words.events for verb in verbs)
    named = bool(row.statement.metric) and row.target.metric.endswith(words.works)
    if not plain or len(row.clause.statements) > 1 or not named:
        yield target_findings.EVENT_DOUBTFUL, row.clause.text
    yield from noun_phrase(row.target.metric)


def quality(row: RowRead) -> Iterator[tuple[str, str]]:
    if row.statement.rule is not GrammarRule.QUALITY_NEGATED:
        yield target_findings.QUALITY_DOUBTFUL, row.clause.text
