"""Falls: 下降3% is growth of -3 (docs/targets.md). Whether the words that a row states make its figure one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Kind
from ingest.values.characters import fold

_SIGNED = frozenset({Kind.GROWTH, Kind.RELATIVE})


def is_unsigned_fall(values: Mapping[str, Any], span: str) -> bool:
    """Whether the words that state a target tell of a fall where its value is written as a rise."""
    value = values["value"]
    growth, text = lexicon().growth, fold(span)
    if value is None or value <= 0 or values["kind"] not in _SIGNED or growth.fall_named.search(values["metric"]):
        return False
    falls = _figures_after({*growth.fall, *growth.falls}, text)
    rises = _figures_after({*growth.rise, *growth.rises}, text)
    if value in falls or value in rises:
        return value not in rises
    return bool(falls) and not rises  # another figure was typed, and no words are of a rise


def _figures_after(words: Iterable[str], text: str) -> set[Decimal]:
    """The figures that stand after one of the words: not 不下降, not 下降到3%."""
    either, growth = "|".join(map(re.escape, sorted(words, key=len, reverse=True))), lexicon().growth
    pattern = rf"(?<!{growth.negation})(?:{either})(?!{'|'.join(growth.fall_to)})[^\d，,；;。、]{{0,8}}?(\d+(?:\.\d+)?)"
    return {Decimal(match.group(1)) for match in re.finditer(pattern, text)}
