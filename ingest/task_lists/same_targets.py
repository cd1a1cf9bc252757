"""Which targets of a list state the very same thing: the city's column and the district's often put one obligation twice.

It is decided here and nowhere else: the obligations carry it, and whoever reads a form, a filing or a judgement reads them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.model import Kind, ListHead, Target
from ingest.vocabulary import Vocabulary

_SHORTEST_NAME = 2


def same_targets(targets: Iterable[Target], head: ListHead, vocabulary: Vocabulary) -> dict[str, str]:
    """The key of a target → that of the first one of the list that states the same, for all but that one.

    `targets` are those of one area, keys settled, in the list's order. The same is the same amount or place to reach of the
    same thing in the same task and window, by the same day, whether or not its name begins with the place
    (望湖区体育中心, 区体育中心, 体育中心). Words without a figure are never the same, and milestones only in the same words:
    two sentences of one metric may well be two works, or two steps of one.
    """
    first: dict[tuple[object, ...], str] = {}
    found: dict[str, str] = {}
    for target in targets:
        if target.kind is Kind.QUALITATIVE or target.is_base:
            continue
        key = first.setdefault(_stated(target, head, vocabulary), target.target_key)
        if key != target.target_key:
            found[target.target_key] = key
    return found


def _stated(target: Target, head: ListHead, vocabulary: Vocabulary) -> tuple[object, ...]:
    in_base = target.value_base is not None
    metric = _without_place(target.metric, head)
    return (
        target.task_key,
        vocabulary.indicator_synonyms.get(metric, metric),
        target.kind,
        target.comparator,
        target.value_base if in_base else target.value,
        target.unit_base if in_base else target.unit,
        target.value_max,
        target.benchmark,
        target.measure_asked,
        target.stretch,
        _words(target, metric, head) if target.kind is Kind.MILESTONE else "",
        _start(target, head, vocabulary),
        target.period_end or target.due or head.period_end,
        target.due or target.period_end or head.period_end,
    )


def _without_place(name: str, head: ListHead) -> str:
    """A name without the list's own place before it: its name (望湖区), a word for it (全区, 我区) or its kind (区)."""
    kind = re.escape(head.area[-1:])
    bare = re.sub(rf"^(?:{re.escape(head.area)}|(?:{list_lexicon().places.own_front})?{kind})", "", name)
    return bare if len(bare) >= _SHORTEST_NAME else name


def _words(target: Target, metric: str, head: ListHead) -> str:
    """The words of an event, without those for the own place and without its stops."""
    bare = target.span.replace(target.metric, metric).replace(head.area, "")
    return re.sub(rf"(?:{list_lexicon().places.own_front}){re.escape(head.area[-1:])}|[^\w.]", "", bare)


def _start(target: Target, head: ListHead, vocabulary: Vocabulary) -> dt.date | bool:
    """The day from which is counted; of one that no text states, whether its words mean the year."""
    if target.period_start is not None:
        return target.period_start
    return any(re.search(word, target.span) for word in vocabulary.words_of_the_year) or head.period_start
