"""Figures of the months, quarters or halves of a year: each its own stage's, or all that was reached since the year began.

一季度5公里，二季度15公里 … does not say which of the two it means. What decides is a word (季度进度为累计数) or the whole that
the text states for the year: the last stage equals it and they rise, or they add up to it. Where neither holds, only a
person knows. How one clause is read is the grammar's part; here the targets of a task are held against each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto

from ingest.findings import Finding
from ingest.task_lists import target_findings
from ingest.task_lists.drafts import StagesAre
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.model import Comparator, Confidence, Kind, Target, Task
from ingest.task_lists.text import squeeze

_MEASURED = frozenset({Kind.LEVEL, Kind.RATIO, Kind.GROWTH})
_ALL = Decimal(100)  # per cent


class _Verdict(Enum):
    OWN = auto()
    RUNNING = auto()
    DOUBTED = auto()


@dataclass(frozen=True, slots=True)
class _Series:
    """Stages of one metric by their last day, as indices into the targets; the whole that covers them all, if any.

    `named_otherwise`: the whole has another name for what it measures; `of_several`: the stages name nothing themselves, and
    more than one figure of the year has their unit, or none that is sure to be of the same thing.
    """

    stages: tuple[int, ...]
    whole: int | None
    named_otherwise: bool = False
    of_several: bool = False


def said_of_stages(lines: Iterable[str]) -> StagesAre:
    """What the lines and labels beside a list say of its figures by stage."""
    words, said = list_lexicon().labels, StagesAre.UNSAID
    for line in lines:
        plain = squeeze(line)
        if words.stages_own.search(plain):
            return StagesAre.OWN
        if words.stages_running.search(plain):
            said = StagesAre.RUNNING
    return said


def settle_stages(task: Task, targets: Sequence[Target], said: StagesAre, begin: dt.date) -> tuple[list[Target], list[Finding]]:
    """`targets` of one task with the windows of its stages settled; `begin` is the first day of the list's term."""
    settled, findings = list(targets), []

    def doubt(at: int, code: str) -> None:
        settled[at] = replace(settled[at], confidence=Confidence.REVIEW)
        findings.append(target_findings.finding(code, task, targets[at].span, targets[at].clause, place=targets[at].place))

    for at in _split_by_date(targets):
        doubt(at, target_findings.STAGES_DOUBTFUL)
    for series in _series(targets):
        if series.of_several:
            for at in series.stages:
                doubt(at, target_findings.METRIC_DOUBTFUL)
        verdict = _verdict([targets[at] for at in series.stages], _at(targets, series.whole), said)
        doubted = verdict is _Verdict.DOUBTED or (verdict is _Verdict.RUNNING and series.named_otherwise)
        for at in series.stages:
            first = _first_day(targets[at], _at(targets, series.whole), begin)
            if targets[at].period_start == first:
                continue  # 一季度 is the same either way
            if verdict is _Verdict.RUNNING:
                settled[at] = replace(settled[at], period_start=first)
            if doubted:
                doubt(at, target_findings.STAGES_DOUBTFUL)
    return settled, findings


def _at(targets: Sequence[Target], index: int | None) -> Target | None:
    return None if index is None else targets[index]


def _first_day(stage: Target, whole: Target | None, begin: dt.date) -> dt.date | None:
    """The day from which a running total of this stage counts."""
    if stage.period_end is None:
        return stage.period_start
    if whole is not None and whole.period_start is not None:
        return whole.period_start
    year = dt.date(stage.period_end.year, 1, 1)
    return max(year, begin) if stage.period_start is not None and begin <= stage.period_start else year


# ── which targets are stages of one thing ────────────────────────────────────────────────────────────────────────────────


def _series(targets: Sequence[Target]) -> Iterator[_Series]:
    alike: dict[tuple[object, ...], list[int]] = {}
    wholes: dict[tuple[object, ...], list[int]] = {}
    for at, target in enumerate(targets):
        if target.kind not in _MEASURED or target.value_base is None or target.due is None:
            continue
        alike.setdefault((*_key(target), target.metric, _year(target)), []).append(at)
        wholes.setdefault((*_key(target), _year(target)), []).append(at)
    for key, group in alike.items():
        stages = [at for at in group if _is_stage(targets[at]) and not _covers_others(targets, at, group)]
        if not stages:
            continue
        ordered = tuple(sorted(stages, key=lambda at: (targets[at].period_end or dt.date.max, at)))
        within = [targets[at] for at in ordered]
        others = [at for at in wholes[(*key[:-2], key[-1])] if at not in stages and _covers(targets[at], within[0])]
        named = {targets[at].metric for at in others}
        of_several = not any(_names(stage) or stage.parent_seq is not None for stage in within) and (
            len(named) > 1
            or (bool(named) and not any(_same_words(name, within[0].metric) for name in named))
            or any(targets[at].confidence is Confidence.REVIEW for at in others)
            or (not named and _counted_otherwise(targets, within[0]))
        )
        whole = _widest(targets, (at for at in others if targets[at].metric == within[0].metric), within)
        if whole is not None:
            yield _Series(ordered, whole, of_several=of_several)
            continue
        whole = _widest(targets, (at for at in others if _same_words(targets[at].metric, within[0].metric)), within)
        yield _Series(ordered, whole, named_otherwise=whole is not None, of_several=of_several)


def _split_by_date(targets: Sequence[Target]) -> Iterator[int]:
    """3月底前100户，6月底前100户 of 200 in all: figures by a date that add up to the whole are not what was reached by then."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for at, target in enumerate(targets):
        open_end = target.period_end is None or not _is_stage(target)
        if target.kind is Kind.LEVEL and target.value_base is not None and target.parent_seq is None and open_end:
            alike.setdefault((*_key(target), target.metric), []).append(at)
    for group in alike.values():
        whole = max(group, key=lambda at: (targets[at].due or dt.date.min, targets[at].value_base or 0, -at))
        stages = sorted((at for at in group if at != whole), key=lambda at: targets[at].due or dt.date.min)
        dues = {targets[at].due for at in stages}
        summed = sum((targets[at].value_base or Decimal(0) for at in stages), Decimal(0))
        if len(dues) == len(stages) > 1 and summed == targets[whole].value_base:
            yield from stages[1:]


def _key(target: Target) -> tuple[object, ...]:
    return target.source_column, target.area, target.kind, target.unit_base, target.stretch


def _year(target: Target) -> int:
    day = target.period_end or target.due
    return day.year if day else 0


def _is_stage(target: Target) -> bool:
    """Does it stand for a part of one year?"""
    start, end = target.period_start, target.period_end
    return start is not None and end is not None and start.year == end.year and not (start.month == 1 and end.month == 12)


def _covers_others(targets: Sequence[Target], at: int, group: Sequence[int]) -> bool:
    """上半年 beside 一季度 and 二季度 only: of these stages it is the whole; of 1-2月 and 1-3月 1-6月 is the next."""
    own, others = targets[at], [targets[other] for other in group if other != at and _is_stage(targets[other])]
    later = any(other.period_start != own.period_start for other in others)
    return len(others) > 1 and later and all(_covers(own, other) for other in others)


def _covers(whole: Target, stage: Target) -> bool:
    if whole.period_end is None:
        return whole.due is not None and stage.period_end is not None and whole.due >= stage.period_end
    if whole.period_start is None or stage.period_start is None or stage.period_end is None:
        return False
    within = whole.period_start <= stage.period_start and stage.period_end <= whole.period_end
    return within and (whole.period_start, whole.period_end) != (stage.period_start, stage.period_end)


def _widest(targets: Sequence[Target], indices: Iterable[int], stages: Sequence[Target]) -> int | None:
    """The whole of the stages: of several the one that reaches furthest, the one with a window first."""
    fits = [at for at in indices if all(_covers(targets[at], stage) for stage in stages)]
    return max(fits, key=lambda at: (targets[at].due or dt.date.min, targets[at].period_end is not None, -at), default=None)


def _names(stage: Target) -> bool:
    """Do its own words say what is measured? 三季度：15公里 says nothing of it."""
    return any(stage.metric[at : at + 2] in stage.span for at in range(len(stage.metric) - 1))


def _counted_otherwise(targets: Sequence[Target], stage: Target) -> bool:
    """新增就业2000人 for the year and 150次 in a quarter, without a word of what: of something else."""
    return any(one.metric == stage.metric and one.unit_base != stage.unit_base and not _is_stage(one) for one in targets)


def _same_words(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


# ── what their figures say ───────────────────────────────────────────────────────────────────────────────────────────────


def _verdict(stages: Sequence[Target], whole: Target | None, said: StagesAre) -> _Verdict:
    if len({(stage.period_start, stage.period_end) for stage in stages}) < len(stages):
        return _Verdict.DOUBTED  # two figures of one name for one stage
    values = [abs(stage.value_base or Decimal(0)) for stage in stages]
    full = None if whole is None else abs(whole.value_base or Decimal(0))
    if said is StagesAre.UNSAID and any(_says_running(stage) for stage in stages):
        said = StagesAre.RUNNING
    rises = values == sorted(values) and values[0] < values[-1]
    kind = stages[0].kind
    if full is None and kind is Kind.RATIO and values[-1] == _ALL:
        reaches, adds = True, False  # a share of a work that ends with all of it
    else:
        reaches = full is not None and values[-1] == full and (whole is None or _ends_with(whole, stages[-1]))
        adds = full is not None and _parts(stages, values) == full and (kind is Kind.LEVEL or full == _ALL)
    if said is not StagesAre.UNSAID:
        return _as_said(stages, values, whole, said, reaches=reaches, adds=adds, rises=rises)
    if len(values) == 1:
        plain = full is None or values[0] == full or not _only_labelled(stages[0])
        return _Verdict.OWN if plain else _Verdict.DOUBTED
    if adds:
        return _Verdict.OWN
    if reaches and rises:
        return _Verdict.RUNNING
    falls = kind is not Kind.GROWTH and not rises
    same = len(set(values)) == 1
    return _Verdict.OWN if full is None and (falls or same) else _Verdict.DOUBTED


def _says_running(stage: Target) -> bool:
    """二季度累计引进2个; 累计到位资金 is only a name."""
    running = lexicon().verbs.running
    return running in stage.span and running not in stage.metric


def _as_said(
    stages: Sequence[Target],
    values: Sequence[Decimal],
    whole: Target | None,
    said: StagesAre,
    *,
    reaches: bool,
    adds: bool,
    rises: bool,
) -> _Verdict:
    """A word says what they are; the figures may contradict it."""
    if said is StagesAre.OWN:
        return _Verdict.DOUBTED if reaches and rises and not adds else _Verdict.OWN
    full = None if whole is None else abs(whole.value_base or Decimal(0))
    falls = stages[0].kind is Kind.LEVEL and list(values) != sorted(values)
    beyond = full is not None and values[-1] > full and stages[0].comparator is Comparator.GE
    split = adds and not reaches and len(values) > 1
    short = full is not None and not reaches and whole is not None and _ends_with(whole, stages[-1])
    return _Verdict.DOUBTED if falls or beyond or split or short else _Verdict.RUNNING


def _ends_with(whole: Target, stage: Target) -> bool:
    """Does the last stage end with the whole?"""
    end = whole.period_end or whole.due
    return end is not None and stage.period_end is not None and stage.period_end >= end


def _parts(stages: Sequence[Target], values: Sequence[Decimal]) -> Decimal:
    """The sum of the stages that lie in no other."""
    return sum(
        (value for value, one in zip(values, stages, strict=True) if not any(_covers(other, one) for other in stages)),
        Decimal(0),
    )


def _only_labelled(stage: Target) -> bool:
    """三季度：15公里: a label before it, no verb of doing says that it is that quarter's own."""
    return bool(list_lexicon().labels.stage_label.match(squeeze(stage.span)))
