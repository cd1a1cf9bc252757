"""A metric is sure where it is a noun phrase and nothing else, and where its clause, or the figure before it, says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.task_lists import target_findings
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Kind
from ingest.task_lists.targets.certainty.row import RowRead
from ingest.task_lists.targets.rules.affixes import strip_any
from ingest.task_lists.targets.rules.names import GrammarRule
from ingest.values.units import is_count

_SHORTEST = 2  # characters of a member of a list that are enough to know it again: 肉、奶产量 are not


def noun_phrase(metric: str) -> Iterator[tuple[str, str]]:
    odd = odd_words(metric)
    if odd:
        yield target_findings.METRIC_DOUBTFUL, odd


def odd_words(metric: str) -> str:
    """The words for which a metric is no plain noun phrase; "" for one that is."""
    words = lexicon().certainty
    nothing = (*lexicon().indicators.generic, *lexicon().verbs.kept_flows, *words.alone)
    if metric in nothing or not 1 < len(metric) <= int(words.longest):
        return metric or "?"
    odd = words.place_at_end.search(metric) or words.place_at_start.match(metric)
    if odd or is_bare(metric):
        return odd.group() if odd else metric
    flows = lexicon().verbs.kept_flows
    plain = metric
    for flow in flows:
        if plain.startswith(flow) and len(plain) > len(flow):
            plain = plain[len(flow) :]
            break
    plain = next((plain[: -len(flow)] for flow in flows if plain.endswith(flow) and len(plain) > len(flow) + 1), plain)
    plain = words.named.sub("〇", plain)
    bare = words.safe_words.sub("〇", plain)
    if not re.search(r"[\u4e00-\u9fffA-Za-z]", plain.replace("〇", "")) and not metric.isascii():
        return metric  # 5亿元以上: which of what?
    held = next((word for word in words.inside if word in bare), "")
    if held:
        return held
    loose = re.search(r"[^\u4e00-\u9fff〇A-Za-z]", bare)
    if loose:
        return loose.group()
    verb, rest = strip_any(plain, lexicon().verbs.done + lexicon().qualities.heads + lexicon().growth.rise)
    if verb and len(rest) > 1 and not rest.endswith(lexicon().verbs.rate):
        return verb
    if not plain.endswith((*words.heads, "〇")):
        return plain[-2:]
    return ""


def is_bare(metric: str) -> bool:
    """居民, 受益群众: a general noun of people or things, which says nothing of what is done."""
    words = lexicon().certainty
    added = any(metric.startswith(flow) and metric[len(flow) :] in words.never_added for flow in lexicon().verbs.new_flows)
    return added or metric in words.too_bare or strip_any(metric, words.reaching)[1] in words.too_bare


def inherited(row: RowRead) -> Iterator[tuple[str, str]]:
    """改造18公里 after 污水管网新建25公里, 总数达到50座: what the clause itself names must be in the metric; what names nothing
    goes on with what stands right before it, and with nothing else."""
    said, metric, unit = row.statement.metric, row.target.metric, row.target.unit
    before = row.text.targets[row.index - 1].metric if row.index else metric
    if not said and metric != before and not row.statement.paired and not row.target.parent_seq:
        yield target_findings.METRIC_DOUBTFUL, row.target.span  # 税收增长5%，达到9亿元；非税收入增长1%，达到3亿元
    if said and not row.statement.paired and len(said) <= len(metric) and not set(said) <= set(metric):
        yield target_findings.METRIC_DOUBTFUL, row.target.span
    opens = row.clause.opens_sentence and row.statement is row.clause.statements[0].statement
    short = len(metric) <= _SHORTEST and not opens and not row.statement.acts and not metric.isascii()
    if (not said and row.statement.running_total) or (short and said):
        yield target_findings.METRIC_DOUBTFUL, row.target.span  # 班额45人以内，初中50人以内; 改造学校食堂6所、厕所9座: of what?
    if unit.startswith(":") or unit == lexicon().units.times:
        yield target_findings.MEASURE_UNKNOWN, row.target.span  # 1:18, 增长1.5倍


def joined(row: RowRead) -> Iterator[tuple[str, str]]:
    """Members that 和 or 及 joins are names only where each stands in the text as it is called: 化工和危险化学品事故 is one."""
    said, words, metric = row.statement.metric, lexicon().connectives, row.target.metric
    if lexicon().certainty.grades.match(metric) and words.strict_joint + metric[:_SHORTEST] in row.clause.text:
        yield target_findings.METRIC_DOUBTFUL, metric  # 一、二级标准化达标率
    if said in ("", metric) or metric in row.clause.text:
        return
    if row.target.kind is Kind.RATIO and not metric.endswith(lexicon().indicators.rates):
        yield target_findings.METRIC_DOUBTFUL, metric  # 水闸 of 水闸、泵站安全监测覆盖到位率: the rate of what?
    if any(word in said for word in words.joints if word != words.strict_joint) or not _shares_tail(metric, row.clause.text):
        yield target_findings.METRIC_DOUBTFUL, metric


def _shares_tail(metric: str, text: str) -> bool:
    """Whether a metric is a member of a list and a tail that every reader knows: 城镇 of 城镇、农村居民人均可支配收入."""
    begins = [size for size in range(_SHORTEST, len(metric)) if metric[:size] + lexicon().connectives.strict_joint in text]
    return any(metric[size:] in lexicon().certainty.tails for size in begins)


def counted(row: RowRead) -> Iterator[tuple[str, str]]:
    """产值超过50亿元的企业: an amount before a noun may only say which things are meant."""
    unit = row.target.unit
    if row.statement.rule is GrammarRule.VALUE_COUNTED and not is_count(unit) and unit:
        yield target_findings.METRIC_DOUBTFUL, row.target.span
