"""What a statement measures, where it says so only by a hint or not at all: the metric's full name.

A metric is taken, in this order, from the clause, from what the sentence spoke of, from the item, its heading, the task's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from ingest.task_lists.model import Kind
from ingest.task_lists.targets import catalogue, words
from ingest.task_lists.targets.resolve.drafts import WORDS_ONLY, Context, Draft
from ingest.task_lists.targets.rules.affixes import read_head, strip_any
from ingest.task_lists.targets.rules.noun_lists import split_list
from ingest.task_lists.targets.rules.statements import Statement
from ingest.values.units import split_multiplier, to_base
from ingest.vocabulary import Measure

_TITLE_VERBS = words.longest_first(
    """推动 推进 加强 促进 抓好 做好 加快 持续 落实 强化 深化 优化 提升 全面 深入 稳步 大力 积极 防范 化解 打好 抓实 扎实 切实
    实施 开展 做大 做强 培育 支持 保障 完善 健全 进一步 坚决"""
)
_COUNTED = {
    char: count for count, chars in enumerate(("", "", "两二2", "三3", "四4", "五5", "六6", "七7", "八8")) for char in chars
}
_RATES = frozenset({Kind.RATIO, Kind.GROWTH, Kind.RELATIVE})
_CARRYING_OUT = frozenset(("实施", "落实", "推进", "组织实施", "抓好落实", "推进实施", "督促落实", "到位"))
_UNIT_BRACKET = re.compile(r"[（(]\s*(?:单位[:：]\s*)?([^（）()]{1,8})\s*[)）]$")
_LONGEST_METRIC = 45
_ASIDE = re.compile(r"（[^）]*）|\([^)]*\)|“[^”]*”|《[^》]*》")
_NOT_A_NAME = re.compile(r"[，,：:；;。]|(?:的|或|在|为|由|从|较|和|及|与)$")
_HINT = 6  # a hint is short: 整改率, 签约项目


def metrics_of(statement: Statement, context: Context, measures: Mapping[str, Measure]) -> list[str]:
    """The metrics of a statement, one or, for a list that is meant one by one, several. May settle its kind and benchmark."""
    metric = statement.metric
    if metric.startswith("新增新"):
        metric = metric[2:]  # 新增新开工项目
    counted = _counted_members(metric)
    if counted:
        names = split_list(context.task_name, loose=True)
        return names if len(names) == counted else [context.task_name]
    if metric in words.GENERIC_METRICS and metric != "比例":
        metric = ""
    if statement.kind in WORDS_ONLY:
        if metric in _CARRYING_OUT and context.of_sentence():
            return [context.of_sentence()[-1].target.metric]  # 出台办法，并组织实施
        return [metric or _subject(statement, context)]
    known = _by_hint(statement, metric, context, measures)
    if known:
        return [known]
    if not metric:
        return _inherited(statement, context, measures)
    if statement.kind is Kind.LEVEL and not statement.spread:
        return [metric]
    return split_list(metric, loose=statement.spread)


def earlier_metrics(statement: Statement, rate: str, count: int, context: Context) -> list[str]:
    """累计处置率分别达30%、55% after 甲处置任务, 乙处置任务: the rate of each, by the verb they hold; else []."""
    earlier = [draft.target.metric for draft in context.of_sentence()]
    if len(earlier) < count or count < 2:
        return []
    if not statement.metric:
        return earlier[-count:]  # 产值80亿元，利税8亿元，分别增长12%和10%
    stem = rate.removeprefix("累计").removeprefix("平均")
    for noun in ("完成率", "率", "比例", "占比"):
        stem = stem.removesuffix(noun)
    names = []
    for metric in earlier[-count:]:
        place = metric.find(stem) if stem else -1
        names.append((metric[:place] if place > 0 else metric) + rate)
    return names


def is_doubtful(metric: str) -> bool:
    """Whether a metric looks as if more than a name, or less, was left of the clause."""
    return len(metric) > _LONGEST_METRIC or bool(_NOT_A_NAME.search(_ASIDE.sub("", metric)))


def without_flow(metric: str) -> str:
    """新开工重点项目 → 重点项目."""
    word, rest = strip_any(metric, words.KEPT_FLOWS)
    return rest if word and rest else metric


def metric_key(metric: str) -> str:
    """净增经营主体 and 经营主体净增 are one metric."""
    for word in words.KEPT_FLOWS:
        if metric.startswith(word) or metric.endswith(word):
            return f"{metric.removeprefix(word).removesuffix(word)}|{word}"
    return f"{metric}|"


def _by_hint(statement: Statement, metric: str, context: Context, measures: Mapping[str, Measure]) -> str:
    """The full name of a metric that is only hinted at: 新引进 (34个), 签约项目, 整改率, 过50亿元企业; "" if it is no hint."""
    earlier = [draft.target.metric for draft in context.of_item() if draft.valued]
    if not metric or not earlier:
        spoken = context.of_sentence()
        if metric in words.KEPT_FLOWS and metric not in words.GENERIC_FLOWS and spoken:
            return metric + spoken[-1].target.metric.removesuffix("建设")  # “四好农村路”建设，新改建100公里
        return _flow_of_title(metric, context) if metric in words.GENERIC_FLOWS else ""
    last = earlier[-1]
    if metric.startswith("占") and not last.startswith("占"):
        return last + metric  # 研发投入增长15%、占GDP比重达到2.2%
    if metric in words.KEPT_FLOWS:
        begun = next((name for name in reversed(earlier) if name.startswith(metric)), "")
        alike = _spoken_of(statement, [draft for draft in context.of_item() if draft.valued], measures)
        last = alike.target.metric if alike else last
        flows = any(flow in last for flow in words.KEPT_FLOWS)
        if metric in {"新增", "净增"} and not flows:
            return begun or metric + last  # a flow is not a stock: 贷款余额突破300亿元，新增30亿元
        generic = metric in words.GENERIC_FLOWS or (last.endswith(metric) and not statement.child)
        return begun or (last if generic else metric + without_flow(last))
    if len(metric) <= _HINT:
        for name in reversed(earlier):
            if name.endswith(metric) and len(name) > len(metric):
                return name
    for word in ("过", "超"):
        if metric.startswith(word) and word in last and metric[1:2].isdigit():
            return last[: last.index(word)] + metric
    return ""


def _flow_of_title(flow: str, context: Context) -> str:
    """交付1258户 under 化解超期安置 is 超期安置交付; 新增12家 of the task 规上企业 is 新增规上企业."""
    title = context.head or context.task_name
    noun = strip_any(title, _TITLE_VERBS)[1] or title
    if flow in noun:
        return noun
    return flow + noun if flow in {"新增", "净增"} else noun + flow


def _inherited(statement: Statement, context: Context, measures: Mapping[str, Measure]) -> list[str]:
    _take_unit(statement, context.head or context.task_name)
    if context.topic:
        return [context.topic]
    last = context.drafts[-1] if len(context.drafts) > context.segment_from else None
    of_part = context.scope and last and last.child and statement.kind in _RATES and not statement.areas
    source = last if of_part else _spoken_of(statement, context.of_sentence(), measures)  # 其中工业投资480亿元，增长12%
    source = source or _spoken_of(statement, [d for d in context.of_item() if d.valued], measures)
    if source is not None:
        if statement.same_kind and source.target.kind is Kind.GROWTH and statement.kind is Kind.RATIO:
            statement.kind = Kind.GROWTH
        if statement.kind is Kind.RANK and source.target.kind is Kind.RANK:
            statement.benchmark = statement.benchmark or source.target.benchmark
        metric = source.statement.topic or source.target.metric
        if statement.running_total and metric[:2] in {"新增", "净增"}:
            metric = metric[2:]  # 总数突破200家 is a stock
        return [metric]
    name = _as_indicator(statement, context.head or context.task_name)
    names = [name] if statement.kind is Kind.LEVEL else split_list(name, loose=statement.spread)
    return [_clean_title(name) for name in names]


def _as_indicator(statement: Statement, name: str) -> str:
    """A heading or a name as the indicator of a bare value: GDP增速 with 6.5% is growth of GDP."""
    name = _without_unit(name)[0]
    if statement.kind is Kind.RATIO and statement.value is not None and statement.unit == "%":
        head = read_head(name, percent=True, points=False)
        if head.growth and head.metric:
            statement.kind = Kind.GROWTH
            if head.growth < 0 and statement.comparator:
                statement.value, statement.comparator = -statement.value, words.FLIPPED[statement.comparator]
            return head.metric
    return name


def _take_unit(statement: Statement, name: str) -> None:
    """新增就业（万人） gives its unit to a bare 4.8."""
    unit = _without_unit(name)[1]
    if unit and not statement.unit and statement.kind is Kind.LEVEL and statement.value is not None:
        statement.unit, statement.kind = unit, Kind.RATIO if unit == "%" else Kind.LEVEL
        statement.review = "" if statement.review == catalogue.UNIT_UNKNOWN else statement.review


def _without_unit(name: str) -> tuple[str, str]:
    """新增就业（万人） → 新增就业, 万人; any other bracket stays in the name."""
    bracket = _UNIT_BRACKET.search(name)
    unit = bracket[1].strip().replace("％", "%") if bracket else ""
    if bracket is None or split_multiplier(unit)[1] not in words.UNITS:
        return name, ""
    return name[: bracket.start()].strip(), unit


def _spoken_of(statement: Statement, drafts: list[Draft], measures: Mapping[str, Measure]) -> Draft | None:
    """The last draft; before it a value of the same unit, before that any value, wholes before parts."""
    valued = [draft for draft in drafts if draft.valued]
    if not statement.child:
        valued = [draft for draft in valued if not draft.child] or valued
    base = to_base(Decimal(1), statement.unit, measures)[1]
    counts = statement.kind is Kind.LEVEL and statement.unit
    alike = [draft for draft in valued if counts and draft.target.unit_base == base]
    if statement.child and statement.value is not None:
        value = to_base(statement.value, statement.unit, measures)[0]
        alike = [d for d in alike if d.target.value_base is not None and d.target.value_base >= value] or alike
    pool = alike or valued or [draft for draft in drafts if draft.target.metric]
    return pool[-1] if pool else None


def _subject(statement: Statement, context: Context) -> str:
    """Who an event without a subject happens to: the heading, the subject of the last event, the task."""
    if context.head:
        return context.head
    if statement.kind is Kind.MILESTONE:
        for draft in reversed(context.of_item()):
            if draft.target.kind is Kind.MILESTONE and not draft.statement.acted:
                return draft.target.metric
    here = context.of_item()
    if here and any(char.isdigit() for char in context.task_name):
        return here[0].target.metric  # a name that is itself a sentence: 新建农村公路320公里
    return _clean_title(context.task_name)


def _clean_title(name: str) -> str:
    word, rest = strip_any(name, _TITLE_VERBS)
    return rest if word and len(rest) >= 4 else name


def _counted_members(metric: str) -> int:
    """两项指标, 三项指标 → 2, 3: the metrics are those of the task's name; else 0."""
    is_count = 4 <= len(metric) <= 8 and metric[1] in "项个" and metric.endswith(("指标", "收入", "数据"))
    return _COUNTED.get(metric[0], 0) if is_count else 0
