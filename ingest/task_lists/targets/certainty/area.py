"""An area is sure where the clause names one, or none and the figure is the whole place's."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.task_lists import target_findings
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.targets.certainty.row import RowRead


def doubts(row: RowRead) -> Iterator[tuple[str, str]]:
    """An area that an earlier clause named as its subject reaches on only as a guess."""
    named = {area.name for area in row.statement.areas}
    if any(lexicon().certainty.no_areas.search(name) for name in named):
        yield target_findings.AREA_DOUBTFUL, row.target.span  # 全国文明城市, 水库灌区: the name of a thing
    if len(named) > 1 and row.around.jointly:
        yield target_findings.AREA_DOUBTFUL, row.clause.text  # 石门县、桃源县共40家: one figure of both
    if not named and row.target.area not in lexicon().areas.wholes:
        yield target_findings.AREA_DOUBTFUL, row.target.span
