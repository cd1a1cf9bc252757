"""What a target asks for: a value, a rate of change, a place, or whether it is done. It is decided here and nowhere else.

The form asks for it, the check looks for it, and the warehouse judges it.
"""

from __future__ import annotations

from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.model import Asked, Kind, Target
from ingest.vocabulary import Vocabulary

_ALWAYS = {
    Kind.GROWTH: Asked.YOY,
    Kind.RANK: Asked.RANK,
    Kind.MILESTONE: Asked.DONE,
    Kind.QUALITATIVE: Asked.DONE,
}


def measure_asked(target: Target, vocabulary: Vocabulary) -> Asked:
    """A relative target names the rate of change (增速), or means it (增长快于全省平均水平) if held against a place."""
    if target.kind is not Kind.RELATIVE:
        return _ALWAYS.get(target.kind, Asked.VALUE)
    words = list_lexicon().measures
    if words.names_rate.search(target.span):
        return Asked.YOY
    is_past = vocabulary.benchmark_basis.get(target.benchmark, "area") != "area"
    return Asked.YOY if words.means_rate.search(target.span) and not is_past else Asked.VALUE
