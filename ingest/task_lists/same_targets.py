"""Which targets of a list state or ask the very same thing: the city's column and the district's often put one obligation
twice, and the own place's part of a wider amount is asked where the part is a target of its own.

It is decided here and nowhere else: the obligations carry it, and whoever reads a form, a filing or a judgement reads them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping

from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.model import Kind, ListHead, Target
from ingest.vocabulary import Vocabulary

_SHORTEST_NAME = 2
_ADDED_UP = frozenset({Kind.LEVEL, Kind.GROWTH})  # of which the own place's figure is one, whatever it is held against


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


def own_parts(parts: Iterable[Target], targets: Iterable[Target], head: ListHead, vocabulary: Vocabulary) -> dict[str, str]:
    """The key of a wider target → that of the first part of it that asks the own place for the same figure.

    `parts` are the targets of the own place, `targets` all of the list, keys settled, in its order. What a part asks is what
    the own place contributes to the whole (全市600万元，其中青溪区300万元), and to what that is a part of in turn, where both
    count the same thing in the same unit over the same months; so it is of what the task's other column wants of a wider area.
    """
    by_place = {(target.task_key, target.seq): target for target in targets}
    by_figure: dict[tuple[object, ...], list[Target]] = {}
    for target in by_place.values():
        by_figure.setdefault((target.task_key, *_figure(target, head, vocabulary)), []).append(target)
    found: dict[str, str] = {}
    for part in parts:
        if part.kind in _ADDED_UP and not part.is_base:
            chain = {whole.seq for whole in _wholes(part, by_place)}
            for whole in by_figure[part.task_key, *_figure(part, head, vocabulary)]:
                if whole.seq in chain or whole.source_column != part.source_column:
                    found.setdefault(whole.target_key, part.target_key)
    return found


def _wholes(part: Target, by_place: Mapping[tuple[str, int], Target]) -> Iterator[Target]:
    """What a target is a part of, the nearest first."""
    passed = {part.seq}
    whole = by_place.get((part.task_key, part.parent_seq or 0))
    while whole is not None and whole.seq not in passed:
        yield whole
        passed.add(whole.seq)
        whole = by_place.get((whole.task_key, whole.parent_seq or 0))


def _figure(target: Target, head: ListHead, vocabulary: Vocabulary) -> tuple[object, ...]:
    """What has to be reported: the thing, its unit, and the months that are counted."""
    metric = _without_place(target.metric, head)
    return (
        vocabulary.indicator_synonyms.get(metric, metric),
        target.kind,
        target.unit_base if target.value_base is not None else target.unit,
        target.measure_asked,
        _start(target, head, vocabulary),
        target.period_end or target.due or head.period_end,
    )


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
