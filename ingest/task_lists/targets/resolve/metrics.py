"""What a statement measures, where it says so only by a hint or not at all: the metric's full name.

A metric is taken, in this order, from the clause, from what the sentence spoke of, from the item, its heading, the task's name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.task_lists import target_findings
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Comparator, Kind
from ingest.task_lists.targets.resolve.controls import controlled_name
from ingest.task_lists.targets.resolve.so_far import WORDS_ONLY, ReadSoFar, TargetDraft
from ingest.task_lists.targets.rules.affixes import read_before_value, strip_any
from ingest.task_lists.targets.rules.figures import FLIPPED
from ingest.task_lists.targets.rules.names import GrammarRule
from ingest.task_lists.targets.rules.noun_lists import split_list
from ingest.task_lists.targets.rules.statements import Statement
from ingest.values.characters import is_chinese
from ingest.values.units import split_multiplier, to_base, unit_words
from ingest.vocabulary import Measure

Measured = tuple[Statement, list[str]]

_RATES = frozenset({Kind.RATIO, Kind.GROWTH, Kind.RELATIVE})
_SHORT_MEMBER = 8
_HINT = 6  # a hint is short: 整改率, 签约项目


def measured_by(statement: Statement, so_far: ReadSoFar, measures: Mapping[str, Measure]) -> Measured:
    """A statement and its metrics: one or, for a list that is meant one by one, several.

    What is inherited together with a metric (kind, unit, benchmark) is in the statement that comes back.
    """
    words = lexicon()
    metric = words.verbs.twice_new.sub("", statement.metric)
    counted = _counted_members(metric)
    if counted:
        names = split_list(so_far.task_name, loose=True)
        return statement, names if len(names) == counted else [so_far.task_name]
    if _only_reaches(statement, metric):
        return statement, [_reached_by(metric, so_far)]
    if metric in words.indicators.generic and metric != words.indicators.proportion:
        metric = ""
    if statement.kind in WORDS_ONLY:
        if metric in words.verbs.carrying_out and so_far.of_sentence():
            return statement, [so_far.of_sentence()[-1].target.metric]  # 出台办法，并组织实施
        return statement, [metric or _subject(statement, so_far)]
    if statement.kind is Kind.RATIO and metric:
        metric, shared = _rate_of(metric, so_far, child=statement.child)
        if shared:
            statement = replace(statement, review=statement.review or target_findings.METRIC_DOUBTFUL)
    controlled = controlled_name(statement, metric, so_far)
    if controlled:
        return replace(statement, review=statement.review or target_findings.METRIC_DOUBTFUL), [controlled]
    known = _by_hint(statement, metric, so_far, measures)
    if known:
        return statement, [known]
    if not metric:
        return _inherited(statement, so_far, measures)
    nothing = statement.value == 0 and statement.comparator is Comparator.EQ  # 甲和乙清零: each of them
    if (statement.kind is Kind.LEVEL and not statement.spread and not nothing) or metric.endswith(words.indicators.together):
        return statement, [metric]
    alike = len({one.kind for one in statement.paired}) < 2
    return statement, split_list(metric, loose=statement.spread, alike=alike)


def _only_reaches(statement: Statement, metric: str) -> bool:
    """涉及居民1286户: a general noun after the verb that says whom something concerns."""
    verb = next((taken.words for taken in reversed(statement.taken) if taken.rule is GrammarRule.AFFIX_VERB), "")
    words = lexicon().certainty
    return statement.kind is Kind.LEVEL and verb == words.concerning and metric in words.too_bare


def _reached_by(metric: str, so_far: ReadSoFar) -> str:
    """改造老旧小区涉及居民: what stands before it in the segment is what concerns them; without that only 涉及居民."""
    words = lexicon().certainty
    last = so_far.drafts[-1] if len(so_far.drafts) > so_far.segment_from else None
    thing = last.target.metric.partition(words.concerning)[0] if last and last.valued and not last.child else ""
    return thing + words.concerning + metric


def _rate_of(metric: str, so_far: ReadSoFar, *, child: bool) -> tuple[str, bool]:
    """年报公示率企业 is 企业年报公示率, and 合作社 after it 合作社年报公示率; whether the rate was another's."""
    words = lexicon().indicators
    if metric.endswith(words.rates):
        return metric, False
    turned = words.rate_first.match(metric)
    if turned:
        return turned[2] + turned[1], False
    last = so_far.drafts[-1] if len(so_far.drafts) > so_far.segment_from else None
    if child and so_far.division and so_far.division.wholes:
        last = so_far.drafts[so_far.division.wholes[-1]]
    if last is None or last.target.kind is not Kind.RATIO or not is_chinese(metric) or len(metric) > _SHORT_MEMBER:
        return metric, False
    if child:
        return metric + last.target.metric, False  # 签约覆盖率42%，其中重点人群76%
    first = words.rate_first.match(last.statement.metric)
    rate = words.rate_tail.search(last.target.metric)
    tail = first[1] if first else last.target.metric[rate.start() :] if rate else ""
    return metric + tail, bool(tail)


def earlier_metrics(statement: Statement, rate: str, count: int, so_far: ReadSoFar) -> list[str]:
    """累计处置率分别达30%、55% after 甲处置任务, 乙处置任务: the rate of each, by the verb they hold; else []."""
    earlier = [draft.target.metric for draft in so_far.of_sentence()]
    if len(earlier) < count or count < 2:
        return []
    if not statement.metric:
        return earlier[-count:]  # 产值80亿元，利税8亿元，分别增长12%和10%
    words = lexicon().indicators
    if not rate.endswith(words.rate_nouns):
        return []
    stem = words.running.sub("", rate)
    for noun in words.rate_nouns:
        stem = stem.removesuffix(noun)
    names = []
    for metric in earlier[-count:]:
        place = metric.find(stem) if stem else -1
        names.append((metric[:place] if place > 0 else metric) + rate)
    return names


def without_flow(metric: str) -> str:
    """新开工重点项目 → 重点项目."""
    word, rest = strip_any(metric, lexicon().verbs.kept_flows)
    if not word:  # 老旧小区改造开工 → 老旧小区改造
        word, rest = strip_any(metric, lexicon().events.tails, right=True)
    return rest if word and rest else metric


def metric_key(metric: str) -> str:
    """净增经营主体 and 经营主体净增 are one metric."""
    for word in lexicon().verbs.kept_flows:
        if metric.startswith(word) or metric.endswith(word):
            return f"{metric.removeprefix(word).removesuffix(word)}|{word}"
    return f"{metric}|"


# ── hints ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _by_hint(statement: Statement, metric: str, so_far: ReadSoFar, measures: Mapping[str, Measure]) -> str:
    """The full name of a metric that is only hinted at: 新引进 (34个), 签约项目, 整改率, 过50亿元企业; "" if it is no hint."""
    verbs, words = lexicon().verbs, lexicon().indicators
    valued = [draft for draft in so_far.of_item() if draft.valued]
    if so_far.topic and metric in verbs.kept_flows:
        return metric + without_flow(so_far.topic)  # 现有公厕200座，新建20座
    if not metric or not valued:
        spoken = so_far.of_sentence()
        if metric in verbs.kept_flows and metric not in verbs.generic_flows and spoken:
            return metric + spoken[-1].target.metric.removesuffix(words.building)
        return _flow_of_title(metric, so_far) if metric in verbs.generic_flows else ""
    earlier = [draft.target.metric for draft in valued]
    last, share_of = earlier[-1], lexicon().comparators.share_of
    if metric.startswith(share_of) and not last.startswith(share_of):
        return last + metric  # 研发投入增长15%、占GDP比重达到2.2%
    if metric in verbs.kept_flows or metric in verbs.work_flows:
        return _flow(statement, metric, valued, measures)
    if len(metric) <= _HINT:
        for name in reversed(earlier):
            if name.endswith(metric) and len(name) > len(metric):
                return without_flow(name) if statement.running_total else name  # 新认定…品牌20个，品牌总数达到245个
    if words.bare_measure.fullmatch(metric) and so_far.of_sentence() and valued[-1] in so_far.of_sentence():
        tail = words.bare_measure.search(last)  # 粮食播种面积120万亩、产量50万吨
        return (last[: tail.start()] if tail and tail.end() == len(last) else last) + metric
    for word in words.threshold_starts:
        if metric.startswith(word) and word in last and metric[1:2].isdigit():
            return last[: last.index(word)] + metric
    return ""


def _flow(statement: Statement, flow: str, valued: Sequence[TargetDraft], measures: Mapping[str, Measure]) -> str:
    """A flow that stands alone flows of what the item spoke of: 新引进 (34个) after 产业项目."""
    verbs = lexicon().verbs
    begun = next((d.target.metric for d in reversed(valued) if d.target.metric.startswith(flow)), "")
    alike = _spoken_of(statement, valued, measures)
    last = alike.target.metric if alike else valued[-1].target.metric
    if flow in verbs.work_flows and alike and not last.startswith(flow) and last.startswith(verbs.work_flows):
        return flow + strip_any(last, verbs.work_flows)[1]  # 新建公厕120座、改造45座
    stem = strip_any(last, verbs.work_tails, right=True)
    if flow in verbs.work_flows and alike and stem[0] and len(stem[1]) > 1:
        return stem[1] + flow  # 油茶新造2万亩、改造1万亩
    if flow not in verbs.kept_flows:
        return flow + last
    if flow in verbs.new_flows and not any(other in last for other in verbs.kept_flows):
        return begun or flow + last  # a flow is not a stock: 贷款余额突破300亿元，新增30亿元
    generic = flow in verbs.generic_flows or (last.endswith(flow) and not statement.child)
    return begun or (last if generic else flow + without_flow(last))


def _flow_of_title(flow: str, so_far: ReadSoFar) -> str:
    """交付1258户 under 化解超期安置 is 超期安置交付; 新增12家 of the task 规上企业 is 新增规上企业."""
    title, verbs = so_far.head or so_far.task_name, lexicon().verbs
    noun = strip_any(title, verbs.title)[1] or title
    if flow in noun:
        return noun
    return flow + noun if flow in verbs.new_flows else noun + flow


# ── inherited names ──────────────────────────────────────────────────────────────────────────────────────────────────


def _inherited(statement: Statement, so_far: ReadSoFar, measures: Mapping[str, Measure]) -> Measured:
    title = so_far.head or so_far.task_name
    statement = _with_unit_of(statement, title)
    if so_far.topic:
        return statement, [so_far.topic]
    last = so_far.drafts[-1] if len(so_far.drafts) > so_far.segment_from else None
    of_part = so_far.division and last and last.child and statement.kind in _RATES and not statement.areas
    source = last if of_part else _spoken_of(statement, so_far.of_sentence(), measures)  # 其中工业投资480亿元，增长12%
    source = source or _spoken_of(statement, [d for d in so_far.of_item() if d.valued], measures)
    if source is not None and not _named_by_title(statement, source, title):
        return _as_source(statement, source)
    if any(char.isdigit() for char in title):  # a title that is a sentence: 城镇新增就业2200人; ②二季度完成600人
        base = to_base(Decimal(1), statement.unit, measures)[1]
        alike = [draft for draft in so_far.drafts if draft.valued and draft.target.unit_base == base]
        if alike:
            return _as_source(statement, alike[-1])
    statement, name = _as_indicator(statement, title)
    names = [name] if statement.kind is Kind.LEVEL else split_list(name, loose=statement.spread)
    return statement, [_clean_title(name) for name in names]


def _named_by_title(statement: Statement, source: TargetDraft, title: str) -> bool:
    """全年：3%, 四季度：3% of 单位GDP能耗下降率: is it a rate that the title alone names, as falling for both?"""
    bare = source.target.kind is Kind.GROWTH and not source.statement.metric and not source.statement.topic
    return bare and _clean_title(_as_indicator(statement, title)[1]) == source.target.metric


def _as_source(statement: Statement, source: TargetDraft) -> Measured:
    """A statement that goes on with what an earlier target measures."""
    if statement.same_kind and source.target.kind is Kind.GROWTH and statement.kind is Kind.RATIO:
        statement = replace(statement, kind=Kind.GROWTH)
    if statement.kind is Kind.RANK and source.target.kind is Kind.RANK:
        statement = replace(statement, benchmark=statement.benchmark or source.target.benchmark)
    metric = source.statement.topic or source.target.metric
    if statement.running_total:  # 总数突破200家 is a stock
        flow = next((flow for flow in lexicon().verbs.new_flows if metric.startswith(flow)), "")
        metric = metric[len(flow) :]
    return statement, [metric]


def _as_indicator(statement: Statement, title: str) -> tuple[Statement, str]:
    """A heading or a name as the indicator of a bare value: GDP增速 with 6.5% is growth of GDP."""
    name = _without_unit(title)[0]
    if statement.kind is not Kind.RATIO or statement.value is None or statement.unit != "%":
        return statement, name
    before = read_before_value(name, percent=True, points=False)
    if not before.growth or not before.metric:
        return statement, name
    statement = replace(statement, kind=Kind.GROWTH)
    if before.growth < 0 and statement.comparator and statement.value is not None:
        statement = replace(statement, value=-statement.value, comparator=FLIPPED[statement.comparator])
    return statement, before.metric


def _with_unit_of(statement: Statement, title: str) -> Statement:
    """新增就业（万人） gives its unit to a bare 4.8."""
    unit = _without_unit(title)[1]
    if not unit or statement.unit or statement.kind is not Kind.LEVEL or statement.value is None:
        return statement
    review = "" if statement.review == target_findings.MEASURE_UNKNOWN else statement.review
    return replace(statement, unit=unit, kind=Kind.RATIO if unit == "%" else Kind.LEVEL, review=review)


def _without_unit(title: str) -> tuple[str, str]:
    """新增就业（万人） → 新增就业, 万人; any other bracket stays in the name."""
    bracket = lexicon().indicators.unit_bracket.search(title)
    unit = bracket[1].strip().replace("％", "%") if bracket else ""
    if bracket is None or split_multiplier(unit)[1] not in unit_words().words:
        return title, ""
    return title[: bracket.start()].strip(), unit


def _spoken_of(statement: Statement, drafts: Sequence[TargetDraft], measures: Mapping[str, Measure]) -> TargetDraft | None:
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


def _subject(statement: Statement, so_far: ReadSoFar) -> str:
    """Who an event without a subject happens to: the heading, the subject of the last event, the task."""
    if so_far.head:
        return so_far.head
    here = so_far.of_item()
    if statement.kind is Kind.MILESTONE:
        for draft in reversed(here):
            if draft.target.kind is Kind.MILESTONE and not draft.statement.acted:
                return draft.target.metric
    if here and any(char.isdigit() for char in so_far.task_name):
        return here[0].target.metric  # a name that is itself a sentence: 新建农村公路320公里
    return _clean_title(so_far.task_name)


def _clean_title(name: str) -> str:
    word, rest = strip_any(name, lexicon().verbs.title)
    return rest if word and len(rest) >= 4 else name


def _counted_members(metric: str) -> int:
    """两项指标, 三项指标 → 2, 3: the metrics are those of the task's name; else 0."""
    words = lexicon().numerals
    is_count = 4 <= len(metric) <= 8 and metric[1] in words.counted_by and metric.endswith(words.counted_nouns)
    return words.small_counts.get(metric[0], 0) if is_count else 0
