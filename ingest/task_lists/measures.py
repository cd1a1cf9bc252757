"""What a target asks for: a value, a rate of change, a place, or whether it is done. It is decided here and nowhere else.

The form asks for it, the check looks for it, and the warehouse judges it.
"""

from __future__ import annotations

import re

from ingest.task_lists.model import Asked, Kind, Target
from ingest.vocabulary import Vocabulary

_RATE = re.compile("增速|增幅|增长率")
_CHANGE = re.compile("同比|增长")
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
    if _RATE.search(target.span):
        return Asked.YOY
    is_past = vocabulary.benchmark_basis.get(target.benchmark, "area") != "area"
    return Asked.YOY if _CHANGE.search(target.span) and not is_past else Asked.VALUE
