"""Words taken off the two ends of a phrase until the thing measured is left. Pure functions on strings.

What stands before a value says, from right to left: comparator, growth, benchmark, distribution, verbs; then the metric.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Comparator
from ingest.task_lists.targets.rules.names import GrammarRule, Taken


@dataclass(frozen=True, slots=True)
class BeforeValue:
    """What stood before a value: the metric that is left, and what was taken off it."""

    metric: str
    comparator: Comparator | None = None
    growth: int = 0  # 1 rise, -1 fall
    growth_word: str = ""
    distribution: str = ""  # 各, 均, 分别
    benchmark: str = ""
    stretch: bool = False
    recurring: bool = False  # 每月, 每季度: the value holds for each of them
    acts: bool = False  # a verb of doing of its own stood before the metric: 完成, 实施
    running_total: bool = False  # 累计达到, 总数突破: a stock, whatever flow went before
    sums_up: bool = False  # 合计, 共: the total of what went before
    taken: tuple[Taken, ...] = ()

    def took(self, rule: GrammarRule, words: str) -> tuple[Taken, ...]:
        return (*self.taken, Taken(rule, words.strip()))


Step = Callable[[BeforeValue], BeforeValue | None]


def strip_any(text: str, table: tuple[str, ...], *, right: bool = False) -> tuple[str, str]:
    """The first word of the table that the text starts (or ends) with, and the rest; "" and the text if none."""
    if right:
        if text.endswith(table):
            word = next(word for word in table if text.endswith(word))
            return word, text[: -len(word)].rstrip()
    elif text.startswith(table):
        word = next(word for word in table if text.startswith(word))
        return word, text[len(word) :].lstrip()
    return "", text


def read_before_value(text: str, *, percent: bool, points: bool) -> BeforeValue:
    """Take comparator, growth, benchmark and verbs off the right of what stands before a value, then verbs off the left.

    `percent`: the value is a rate, so that 增长 and 下降 are growth; `points`: it is in percentage points.
    """
    words = lexicon().comparators
    before = BeforeValue(text.strip(), running_total=bool(words.running_total.search(text.strip())))
    turned = words.turned.match(before.metric)
    if turned:
        comparator = Comparator.LE if turned["down"] else Comparator.GE
        verb = before.took(GrammarRule.AFFIX_TURNED, turned["up"] or turned["down"])
        before = replace(before, metric=turned["metric"], comparator=comparator, taken=verb)
    before = replace(before, metric=words.by_year.sub("", words.handled.sub("", before.metric)))
    steps: list[Step] = [_comparator, _per, _from, _stretch, _spread, _weak_tail]
    if percent or points:
        steps[1:1] = [_above, _growth, _than] if points else [_of_whole, _growth, _than]
    shorter: BeforeValue | None = before
    while shorter is not None:
        before = replace(shorter, metric=shorter.metric.rstrip(" :：、"))
        shorter = next((taken for step in steps if (taken := step(before))), None)
    if before.metric.startswith(words.separately):
        rest = before.metric[len(words.separately) :]
        took = before.took(GrammarRule.AFFIX_SPREAD, words.separately)
        before = replace(before, metric=rest, distribution=words.separately, taken=took)
    metric, verbs = take_left(before.metric)
    first = verbs[0].words if verbs else ""
    return replace(
        before,
        metric=words.and_others.sub("", drop_inner_verbs(metric)),
        sums_up=any(one.words in words.sums_up for one in (*before.taken, *verbs)),
        stretch=before.stretch or first in words.strives,
        acts=first in lexicon().verbs.done and first not in lexicon().bases.verbs,
        taken=before.taken + verbs,
    )


# ── single steps from the right: each takes one word off, or is None ─────────────────────────────────────────────────


def _comparator(before: BeforeValue) -> BeforeValue | None:
    words = lexicon().comparators
    word, rest = strip_any(before.metric, tuple(words.before_value), right=True)
    if not word or (rest and rest[-1] in words.not_after.get(word, ())):
        return None
    comparator = before.comparator or words.before_value[word]
    return replace(before, metric=rest, comparator=comparator, taken=before.took(GrammarRule.AFFIX_COMPARATOR, word))


def _per(before: BeforeValue) -> BeforeValue | None:
    """低保标准提高到月人均 700元; 巡河每月不少于 2次."""
    words = lexicon().comparators
    word, rest = strip_any(before.metric, words.each, right=True)
    if word and rest:
        return replace(before, metric=rest, recurring=True, taken=before.took(GrammarRule.AFFIX_PER, word))
    word, rest = strip_any(before.metric, words.per_head, right=True)
    if not word or not strip_any(rest, tuple(words.before_value), right=True)[0]:
        return None
    return replace(before, metric=rest, taken=before.took(GrammarRule.AFFIX_PER, word))


def _above(before: BeforeValue) -> BeforeValue | None:
    words = lexicon().comparators
    match = None if before.benchmark else words.above.match(before.metric)
    if match is None:
        return None
    return replace(
        before,
        metric=match["metric"],
        benchmark=match["benchmark"].strip(),
        comparator=words.before_value.get(match["than"], Comparator.GT),
        taken=before.took(GrammarRule.AFFIX_ABOVE, before.metric[len(match["metric"]) :]),
    )


def _growth(before: BeforeValue) -> BeforeValue | None:
    if before.growth:
        return None
    words = lexicon().growth
    rise, after_rise = strip_any(before.metric, words.rise, right=True)
    fall, after_fall = strip_any(before.metric, words.fall, right=True)
    word, rest, sign = (fall, after_fall, -1) if len(fall) > len(rise) else (rise, after_rise, 1)
    if not word or (word.endswith(lexicon().verbs.rate) and rest.endswith(words.natural)):
        return None  # 人口自然增长率 is a rate of its own
    return replace(before, metric=rest, growth=sign, growth_word=word, taken=before.took(GrammarRule.AFFIX_GROWTH, word))


def _of_whole(before: BeforeValue) -> BeforeValue | None:
    """设备投资不少于总投资的 40%: a share of a whole that stands after its comparator."""
    words = lexicon().comparators
    match = None if before.comparator else words.of_whole.match(before.metric)
    if match is None:
        return None
    return replace(
        before,
        metric=f"{match[1]}{words.share_of}{match[3]}",
        comparator=words.before_value[match[2]],
        taken=before.took(GrammarRule.AFFIX_OF_WHOLE, match[2]),
    )


def _than(before: BeforeValue) -> BeforeValue | None:
    match = None if before.benchmark else lexicon().comparators.than.match(before.metric)
    if match is None:
        return None
    taken = before.took(GrammarRule.AFFIX_THAN, before.metric[len(match["metric"]) :])
    named = (match["benchmark"] or match["base"]).strip()
    spread, benchmark = strip_any(named, lexicon().comparators.spreads, right=True)  # 比2020年各减少2%
    distribution = before.distribution or spread
    return replace(before, metric=match["metric"], benchmark=benchmark, distribution=distribution, taken=taken)


def _from(before: BeforeValue) -> BeforeValue | None:
    match = lexicon().comparators.from_value.match(before.metric) if before.comparator else None
    if match is None:
        return None
    return replace(before, metric=match[1], taken=before.took(GrammarRule.AFFIX_FROM, before.metric[len(match[1]) :]))


def _stretch(before: BeforeValue) -> BeforeValue | None:
    words = lexicon().comparators
    word, rest = strip_any(before.metric, words.stretch, right=True)
    if not word:
        return None
    stretch = before.stretch or word.startswith(words.strives)
    return replace(before, metric=rest, stretch=stretch, taken=before.took(GrammarRule.AFFIX_STRETCH, word))


def _spread(before: BeforeValue) -> BeforeValue | None:
    words = lexicon().comparators
    word, rest = strip_any(before.metric, words.spreads, right=True)
    if not word or rest.endswith(words.not_spread_after):
        return None  # 平均, 人均
    distribution = before.distribution or word
    return replace(before, metric=rest, distribution=distribution, taken=before.took(GrammarRule.AFFIX_SPREAD, word))


def _weak_tail(before: BeforeValue) -> BeforeValue | None:
    words = lexicon().comparators
    word, rest = strip_any(before.metric, lexicon().verbs.weak_tails, right=True)
    if (
        not word
        or (len(word) == 1 and rest and rest[-1] in words.not_tail_after)
        or (word == words.even and rest.endswith(words.not_even_after))
    ):
        return None
    return replace(before, metric=rest, taken=before.took(GrammarRule.AFFIX_WEAK, word))


# ── from the left ────────────────────────────────────────────────────────────────────────────────────────────────────


def clean_left(text: str) -> str:
    """The text without the adverbs and verbs of doing before it."""
    return take_left(text)[0]


def take_left(text: str) -> tuple[str, tuple[Taken, ...]]:
    """The text without the adverbs and verbs of doing before it, and those, in order."""
    verbs = lexicon().verbs
    taken: list[Taken] = []
    while True:
        text = text.lstrip(" ，,、：:—" + verbs.of)
        rule, word, rest = GrammarRule.AFFIX_ADVERB, *(_addressed(text) or _adverb(text))
        if not word and text.startswith(verbs.running):
            flow, after = strip_any(text[len(verbs.running) :], verbs.kept_flows)
            if flow and not after.startswith(verbs.not_flow_before):
                word, rest = verbs.running, text[len(verbs.running) :]
        if not word:
            rule, word, rest = GrammarRule.AFFIX_VERB, *strip_any(text, verbs.done)
            if len(strip_any(text, verbs.kept_flows)[0]) > len(word) or rest.startswith(verbs.not_doing):
                word = ""
        if not word:
            return text.rstrip(" ，,：:" + verbs.of), tuple(taken)
        text = rest
        taken.append(Taken(rule, word))


def _addressed(text: str) -> tuple[str, str] | None:
    """面向农民工等重点群体开展 | 免费职业技能培训"""
    match = lexicon().verbs.addressed.match(text)
    return (match[0], text[match.end() :]) if match else None


def _adverb(text: str) -> tuple[str, str]:
    verbs = lexicon().verbs
    word, rest = strip_any(text, verbs.adverbs)
    if not word:
        return "", text
    before_verb = rest.startswith(verbs.done + verbs.kept_flows + lexicon().qualities.heads)
    is_adjective = word in verbs.adjectives and not before_verb
    in_rate = word in verbs.kept_before_rate and rest.endswith(verbs.rate)
    if is_adjective or in_rate or rest.startswith(verbs.not_before.get(word, ())):
        return "", text
    return word, rest


def drop_inner_verbs(text: str) -> str:
    """产业链实现规模工业总产值 → 产业链规模工业总产值; 完成率 and 完成情况 stay."""
    return lexicon().verbs.inner.sub("", text)
