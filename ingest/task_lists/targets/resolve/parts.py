"""Wholes and parts: what 其中, a bracket or a colon divides, and which earlier target a part belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ingest.task_lists.model import Kind, Target
from ingest.task_lists.targets.resolve.drafts import Context, Scope, Window
from ingest.task_lists.targets.resolve.metrics import metric_key, without_flow
from ingest.task_lists.targets.rules.areas import WHOLES
from ingest.task_lists.targets.rules.noun_lists import share_flow
from ingest.task_lists.targets.rules.statements import Statement
from ingest.task_lists.targets.text.dates import When
from ingest.task_lists.targets.words import longest_first
from ingest.values.units import to_base
from ingest.vocabulary import Measure

# Groups whose members may be listed after them: 县市区不低于44项，邵东市不低于6项.
_GROUPS = frozenset(
    longest_first(
        """
        县市区 各县市区 区县 各区县 县区 各县区 各县（市、区） 各县(市、区) 县（市、区） 县(市、区) 园区 各园区 各县市 各区 各县
        乡镇 各乡镇 镇（街道） 各镇（街道） 镇(街道) 各镇(街道) 镇街
        """
    )
)
_THRESHOLD = re.compile(r"\d*(?:\.\d+)?[十百千万亿]*(?:美)?元(?:及)?以上")
_RATES = frozenset({Kind.RATIO, Kind.GROWTH, Kind.RELATIVE})


@dataclass(frozen=True, slots=True)
class Part:
    """One candidate part: its metric, value and unit, and how its window came about."""

    metric: str
    value: Decimal | None
    unit: str
    window: Window
    dated: bool  # the clause itself states a window
    next_when: When | None  # the window of the clause after it


def open_scope(context: Context) -> None:
    """其中: what follows divides the values before it in the sentence, or else the last ones of the item."""
    wholes = [i for i in range(context.sentence_from, len(context.drafts)) if not context.drafts[i].child]
    if not wholes:
        wholes = [i for i in range(context.item_from, len(context.drafts)) if not context.drafts[i].child][-2:]
    context.scope = Scope([i for i in wholes if _divisible(context.drafts[i].target)])


def _divisible(target: Target) -> bool:
    return target.value is not None or target.kind is Kind.RELATIVE


def is_part(
    statement: Statement, areas: tuple[str, ...], context: Context, measures: Mapping[str, Measure], default_area: str
) -> bool:
    """Whether a statement stands in the reach of 其中: it says so, names an area, or goes on with what is divided."""
    if statement.child:
        return True
    scope = context.scope
    if scope is None or not scope.wholes or statement.running_total:
        return False
    if areas and areas[0] not in WHOLES:
        return True
    if any(draft.child and draft.target.area != default_area for draft in context.of_sentence()):
        return False  # after parts by area a clause without an area speaks of the whole again
    wholes = [context.drafts[i].target for i in scope.wholes]
    if any(metric_key(whole.metric) == metric_key(statement.metric) for whole in wholes):
        return True
    if statement.acts and statement.metric:
        return False  # 其中新开工20个，完成工业投资60亿元
    base = to_base(Decimal(1), statement.unit, measures)[1]
    return context.drafts[-1].child and any(whole.unit_base == base for whole in wholes)


def parent_of(statement: Statement, part: Part, context: Context, measures: Mapping[str, Measure]) -> int | None:
    """The index of the draft that a part divides; None where none fits."""
    scope = context.scope
    if scope is None:
        return None
    if scope.group is not None and statement.areas and not statement.metric:
        group = context.drafts[scope.group].target
        if group.unit == part.unit and statement.areas[0].name not in _GROUPS:
            return scope.group
    wholes = [i for i in scope.wholes if context.drafts[i].target.kind is statement.kind]
    key = metric_key(part.metric)
    alike = [i for i in wholes if metric_key(context.drafts[i].target.metric) == key]
    by_area = bool(statement.areas)
    if not alike and statement.kind not in _RATES and not (by_area and statement.metric):
        base = to_base(Decimal(1), part.unit, measures)[1]
        alike = [i for i in wholes if context.drafts[i].target.unit_base == base]
    return _pick(alike, statement, part, context, measures) if alike else None


def _pick(alike: list[int], statement: Statement, part: Part, context: Context, measures: Mapping[str, Measure]) -> int:
    """Of several wholes of one metric the one whose window fits; a part is never larger than its whole."""
    last = context.drafts[alike[-1]].target
    series = [i for i in alike if context.drafts[i].target.metric == last.metric]
    if part.dated:
        fitting = [i for i in series if _window(context.drafts[i].target) == (part.window.start, part.window.end)]
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
        whole = context.drafts[i].target.value_base
        if value is None or whole is None or value <= whole:
            return i
    return alike[-1]


def _window(target: Target) -> tuple[object, object]:
    return (target.period_start, target.period_end)


def part_name(whole: str, part: str) -> str:
    """A part's metric with what it shares with its whole: 企业 of 新增市场主体 is 新增企业, 国家级 of 省级平台 国家级平台."""
    if part.endswith("级") and len(part) <= 4:
        place = whole.find("级")
        noun = whole[place + 1 :].removeprefix("及以上").removeprefix("以上") if place > 0 else without_flow(whole)
        part += noun
    if _THRESHOLD.fullmatch(part) and _THRESHOLD.search(whole):
        return _THRESHOLD.sub(part, whole, count=1)  # 其中10亿元以上3个 of 亿元以上工业项目
    return share_flow(whole, part)


def is_group(area: str) -> bool:
    """Whether an area is a group whose members may follow."""
    return area in _GROUPS
