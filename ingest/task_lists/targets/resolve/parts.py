"""Wholes and parts: what 其中, a bracket or a colon divides, and which earlier target a part belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Kind, Target
from ingest.task_lists.targets.resolve.metrics import metric_key, without_flow
from ingest.task_lists.targets.resolve.so_far import Division, ReadSoFar
from ingest.task_lists.targets.resolve.windows import Window
from ingest.task_lists.targets.rules.noun_lists import share_flow
from ingest.task_lists.targets.rules.statements import Statement
from ingest.task_lists.targets.text.dates import When
from ingest.values.units import to_base
from ingest.vocabulary import Measure

_SHORT_PART = 4
_RATES = frozenset({Kind.RATIO, Kind.GROWTH, Kind.RELATIVE})


@dataclass(frozen=True, slots=True)
class PartFound:
    """One candidate part: its metric, value and unit, and how its window came about."""

    metric: str
    value: Decimal | None
    unit: str
    window: Window
    dated: bool  # the clause itself states a window
    next_when: When | None  # the window of the clause after it


def division_at(so_far: ReadSoFar, *, of_last: bool = False) -> Division:
    """其中: what follows divides the values before it in the sentence, or else the last ones of the item.

    A second 其中 after a part may divide that part, too; `of_last`: only the last value is divided, as by a bracket after it.
    """
    begin, outer = len(so_far.drafts), so_far.division
    if outer is not None and outer.begin == begin:
        return outer  # （其中…: the bracket has said what it divides
    wholes = [i for i in range(so_far.sentence_from, begin) if not so_far.drafts[i].child]
    if not wholes:
        wholes = [i for i in range(so_far.item_from, begin) if not so_far.drafts[i].child][-2:]
    last = begin - 1
    if last >= so_far.sentence_from and so_far.drafts[last].child:
        wholes.append(last)
    if of_last:
        wholes = wholes[-1:]
    return Division(tuple(i for i in wholes if _divisible(so_far.drafts[i].target)), begin)


def _divisible(target: Target) -> bool:
    return target.value is not None or target.kind is Kind.RELATIVE


def is_part(
    statement: Statement, areas: tuple[str, ...], so_far: ReadSoFar, measures: Mapping[str, Measure], default_area: str
) -> bool:
    """Whether a statement stands in the reach of 其中: it says so, names an area, or goes on with what is divided."""
    if statement.child:
        return True
    division = so_far.division
    if division is None or not division.wholes or statement.running_total:
        return False
    base = to_base(Decimal(1), statement.unit, measures)[1]
    if areas and areas[0] not in lexicon().areas.wholes:
        return not _is_complete(so_far, base, by_area=True)
    if any(draft.child and draft.target.area != default_area for draft in so_far.of_sentence()):
        return False  # after parts by area a clause without an area speaks of the whole again
    if _is_complete(so_far, base, by_area=False):
        return False
    if statement.metric and len(so_far.drafts) == so_far.segment_from and not _fits(statement, so_far, measures):
        return False
    wholes = [so_far.drafts[i].target for i in division.wholes]
    if any(metric_key(whole.metric) == metric_key(statement.metric) for whole in wholes):
        return True
    if statement.acts and statement.metric:
        return False  # 其中新开工20个，完成工业投资60亿元
    return so_far.drafts[-1].child and any(whole.unit_base == base for whole in wholes)


def parent_of(statement: Statement, part: PartFound, so_far: ReadSoFar, measures: Mapping[str, Measure]) -> int | None:
    """The index of the draft that a part divides; None where none fits."""
    division = so_far.division
    if division is None:
        return None
    if division.group is not None and statement.areas and not statement.metric:
        group = so_far.drafts[division.group].target
        if group.unit == part.unit and statement.areas[0].name not in lexicon().areas.groups:
            return division.group
    wholes = [i for i in division.wholes if so_far.drafts[i].target.kind is statement.kind]
    key = metric_key(part.metric)
    alike = [i for i in wholes if metric_key(so_far.drafts[i].target.metric) == key]
    if not alike and statement.kind in _RATES:  # 签约覆盖率40%，其中重点人群75%
        alike = [i for i in wholes if part.metric.endswith(so_far.drafts[i].target.metric)]
    by_area = bool(statement.areas)
    base = to_base(Decimal(1), part.unit, measures)[1]
    if by_area and not statement.metric and not statement.paired and statement.kind not in _RATES:
        # 青溪县12个: a part of whatever is counted so, but not of another area
        wholes = [i for i in wholes if not (so_far.drafts[i].child and so_far.drafts[i].statement.areas)]
        alike = [i for i in wholes if so_far.drafts[i].target.unit_base == base] or [i for i in alike if i in wholes]
    elif not alike and statement.kind not in _RATES and not by_area:
        alike = [i for i in wholes if so_far.drafts[i].target.unit_base == base]
    return _pick(alike, statement, part, so_far, measures) if alike else None


def _pick(alike: list[int], statement: Statement, part: PartFound, so_far: ReadSoFar, measures: Mapping[str, Measure]) -> int:
    """Of several wholes of one metric the one whose window fits; a part is never larger than its whole."""
    last = so_far.drafts[alike[-1]].target
    series = [i for i in alike if so_far.drafts[i].target.metric == last.metric]
    if part.dated:
        fitting = [i for i in series if _window(so_far.drafts[i].target) == (part.window.start, part.window.end)]
        return fitting[-1] if fitting else alike[-1]
    if statement.kind in _RATES:
        return alike[-1]
    if (
        not statement.areas
        and part.next_when
        and len(series) > 1
        and _window(last) == (part.next_when.start, part.next_when.end)
    ):
        return series[-2]  # 全年200个，11-12月34个；其中甲100个，11-12月17个
    value = None if part.value is None else to_base(part.value, part.unit, measures)[0]
    for i in reversed(alike if statement.areas else series):
        whole = so_far.drafts[i].target.value_base
        if value is None or whole is None or value <= whole:
            return i
    return alike[-1]


def _is_complete(so_far: ReadSoFar, unit_base: str, *, by_area: bool) -> bool:
    """Whether the parts so far, by area or by kind, add up to their whole: what is counted so again is no part of it."""
    division, wholes = so_far.division, lexicon().areas.wholes
    if division is None or division.group is not None:
        return False
    divided = {so_far.drafts[i].target.seq for i in division.wholes}
    parts = [
        draft.target
        for draft in so_far.drafts[division.begin :]
        if draft.target.parent_seq in divided
        and draft.target.unit_base == unit_base
        and (draft.target.area not in wholes) == by_area
    ]
    if not parts or parts[-1].kind is not Kind.LEVEL:
        return False
    whole = next((d.target for d in so_far.drafts if d.target.seq == parts[-1].parent_seq), None)
    return whole is not None and total(part for part in parts if part.parent_seq == whole.seq) == whole.value_base


def _fits(statement: Statement, so_far: ReadSoFar, measures: Mapping[str, Measure]) -> bool:
    """Whether what a new segment counts is still a part: no more than is left of the whole, and for a flow all of that."""
    value, base = to_base(statement.value, statement.unit, measures) if statement.value is not None else (None, "")
    last = so_far.drafts[-1].target
    whole = next((draft.target for draft in so_far.drafts if draft.target.seq == last.parent_seq), None)
    if value is None or whole is None or whole.value_base is None or whole.unit_base != base:
        return True
    summed = value + total(d.target for d in so_far.drafts if d.target.parent_seq == whole.seq and d.target.unit_base == base)
    flows = statement.metric.startswith(lexicon().verbs.kept_flows)
    return summed == whole.value_base if flows else summed <= whole.value_base


def total(parts: Iterable[Target]) -> Decimal:
    """What some targets add up to, in their base unit."""
    return sum((part.value_base for part in parts if part.value_base is not None), Decimal(0))


def _window(target: Target) -> tuple[object, object]:
    return (target.period_start, target.period_end)


def part_name(whole: str, part: str) -> str:
    """A part's metric with what it shares with its whole: 企业 of 新增市场主体 is 新增企业, 小学 of 新增学位 新增小学学位."""
    words = lexicon().indicators
    if part.endswith(words.level) and len(part) <= 4:
        place = whole.find(words.level)
        part += words.and_above.sub("", whole[place + 1 :]) if place > 0 else without_flow(whole)
    if words.threshold.fullmatch(part) and words.threshold.search(whole):
        return words.threshold.sub(part, whole, count=1)  # 其中10亿元以上3个 of 亿元以上工业项目
    noun = next((noun for noun in words.kept_nouns if whole.endswith(noun)), "")
    if noun and len(part) <= _SHORT_PART and not part.endswith((*words.kept_nouns, *words.complete)):
        part += noun
    flow = next((flow for flow in lexicon().verbs.shared_flows if whole.startswith(flow)), "")
    if flow and without_flow(whole)[-2:] == part[-2:] and not part.startswith(lexicon().verbs.kept_flows):
        return flow + part  # 高素质农民 of 培训农民
    return share_flow(whole, part)


def is_group(area: str) -> bool:
    """Whether an area is a group whose members may follow."""
    return area in lexicon().areas.groups
