"""Which words over a group of columns a list knows: its areas and its indicators."""

from __future__ import annotations

from functools import cache

from ingest.progress.knowledge.context import Context, plain
from ingest.progress.layout.side_by_side import KnownHeads
from ingest.progress.matching.names import TaskIndex


def known_heads(context: Context, list_id: str) -> KnownHeads:
    """The areas that a list's place knows and those of its targets; the indicators of its targets."""
    index = TaskIndex(context, list_id)

    @cache
    def targets() -> tuple[frozenset[str], frozenset[str]]:
        own = [target for task in index.tasks for target in index.targets(task)]
        return frozenset(plain(t.area) for t in own), frozenset(index.name(t.metric) for t in own)

    def is_area(words: str) -> bool:
        return plain(words) in index.vocabulary.areas or plain(words) in targets()[0] - {""}

    def is_metric(words: str) -> bool:
        return index.name(words) in targets()[1] - {""}

    return KnownHeads(is_area, is_metric)
