"""Nothing is left out: neither what the sentence says of all its figures, nor a word of the clause."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.task_lists import target_findings
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Kind
from ingest.task_lists.targets.certainty.row import RowRead


def doubts(row: RowRead) -> Iterator[tuple[str, str]]:
    """What the sentence says of all its figures and this row does not repeat: 每千口…, a park, a feast, N年内."""
    words, text, target = lexicon().certainty, row.clause.text, row.target
    if _stands_before(row, row.sentence.per_head_from) and not words.per_head.match(target.metric):
        yield target_findings.METRIC_DOUBTFUL, target.span
    if target.kind is Kind.RATIO and target.metric.endswith(words.amounts):
        yield target_findings.METRIC_DOUBTFUL, target.span  # 固定资产投资5%: of what, or growth?
    if row.around.points_left and not target.unit.endswith(lexicon().units.points):
        yield target_findings.MEASURE_UNKNOWN, target.span  # 提高4个和6个百分点
    if words.owing + target.metric in text:
        yield target_findings.METRIC_DOUBTFUL, target.span  # 应参保人数 is a base
    if _stands_before(row, row.sentence.park_from) and not row.statement.areas:
        yield target_findings.AREA_DOUBTFUL, target.span
    if row.sentence.seasonal:
        yield target_findings.WINDOW_DOUBTFUL, text


def words_left(row: RowRead) -> Iterator[tuple[str, str]]:
    """Every word of the clause was consumed by something: a front, a metric, a value, a joint."""
    if len(row.around.over) > 1:
        yield target_findings.WORDS_LEFT, row.around.over


def _stands_before(row: RowRead, index: int | None) -> bool:
    return index is not None and index < row.index
