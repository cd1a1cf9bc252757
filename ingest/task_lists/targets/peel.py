"""Words taken off the two ends of a phrase until the thing measured is left. Pure functions on strings.

What stands before a value says, from right to left: comparator, growth, benchmark, distribution, verbs; then the metric.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.task_lists.model import Comparator
from ingest.task_lists.targets import words

_COMPARATORS = tuple(sorted(words.BEFORE_VALUE, key=len, reverse=True))
_ABOVE = "高于|低于|快于|慢于|优于|好于|超过|领先|高出|超出|不低于|不高于"
_BENCH_NOUN = r"(?:[^，,；;。、]{0,14}?(?:平均水平|平均值|平均增速|平均数|平均|均值|水平|同期|增速|上年|去年|上月|上季度|全省|全国|全市|[12]\d{3}年(?:末|底)?))"
_ABOVE_BENCH = re.compile(rf"^(.*?)({_ABOVE})({_BENCH_NOUN})\s*$", re.DOTALL)
_THAN_BENCH = re.compile(
    r"^(.*?)(?:较|相比|比|同|与)((?:[12]\d{3}|上|去|前|今|当|本|年初|期初|全)[^，,；;。、较比]{0,10}?)(?:相比|比)?\s*$",
    re.DOTALL,
)
_FROM = re.compile(r"^(.*?)(?:由|从)(?:[^，,；;。]{0,12}?的)?\s*[-+]?[\d.,]+\s*[^\s，,；;。]{0,6}?\s*$", re.DOTALL)
_RUNNING_TOTAL = re.compile(r"(?:累计(?:达到|达|突破|超过)|^(?:总数|总量|累计总数)(?:达到|达|突破|超过|不少于|不低于)?)$")
_DISTRIBUTION = ("分别", "各自", "各", "均", "都")
_MID_VERBS = re.compile(r"(?<=[一-鿿”」》）)])(?:累计完成|完成|实现)(?=[一-鿿“])(?!率|情况|度|额|量|时|比|值|后|前|数|的)")


@dataclass(slots=True)
class Head:
    """What stood before a value: the metric that is left, and what was taken off it."""

    metric: str
    comparator: Comparator | None = None
    growth: int = 0  # 1 rise, -1 fall
    distribution: str = ""
    benchmark: str = ""
    stretch: bool = False
    running_total: bool = False  # 累计达到: a stock, whatever flow went before
    had_verb: bool = False
    growth_word: str = ""


def strip_any(text: str, table: tuple[str, ...], *, right: bool = False) -> tuple[str, str]:
    """The first word of the table that the text ends (or starts) with, and the rest; "" if none."""
    for word in table:
        if right and text.endswith(word):
            return word, text[: -len(word)].rstrip()
        if not right and text.startswith(word):
            return word, text[len(word) :].lstrip()
    return "", text


def read_head(text: str, *, percent: bool, points: bool) -> Head:
    """Take comparator, growth, benchmark and verbs off the right of what stands before a value, then verbs off the left.

    `percent`: the value is a rate, so that 增长 and 下降 are growth; `points`: it is in percentage points.
    """
    head = Head(text.strip())
    head.running_total = bool(_RUNNING_TOTAL.search(head.metric))
    while _peel_right(head, percent=percent, points=points):
        pass
    if head.metric.startswith("分别"):
        head.metric, head.distribution = head.metric[2:], "分别"
    head.metric, verb = clean_left(head.metric)
    head.had_verb = head.had_verb or bool(verb)
    head.stretch = head.stretch or verb in {"力争", "奋力"}
    head.metric = drop_inner_verbs(head.metric)
    return head


def _peel_right(head: Head, *, percent: bool, points: bool) -> bool:
    before = head.metric
    text = before.rstrip(" :：、")
    word, rest = strip_any(text, _COMPARATORS, right=True)
    if word and not (word in {"达", "超", "约"} and rest[-1:] in {"发", "到", "赶", "签", "条", "公"}):
        head.comparator = head.comparator or words.BEFORE_VALUE[word]
        head.had_verb = True
        head.metric = rest
        return True
    found = _ABOVE_BENCH.match(text) if points else None
    if found and not head.benchmark:
        head.metric, head.benchmark = found[1], found[3].strip()
        head.comparator = words.BEFORE_VALUE.get(found[2], Comparator.GT)
        return True
    if percent or points:
        word, rest = strip_any(text, words.RISE, right=True)
        fall, fall_rest = strip_any(text, words.FALL, right=True)
        if len(fall) > len(word):
            word, rest, sign = fall, fall_rest, -1
        else:
            sign = 1
        if word.endswith("率") and rest.endswith("自然"):
            word = ""  # 人口自然增长率 is a rate of its own
        if word and not head.growth:
            head.growth, head.growth_word, head.metric = sign, word, rest
            return True
    found = _THAN_BENCH.match(text)
    if found and not head.benchmark and (head.growth or points):
        head.metric, head.benchmark = found[1], found[2].strip()
        return True
    found = _FROM.match(text)
    if found and head.comparator:
        head.metric = found[1]
        return True
    word, rest = strip_any(text, words.STRETCH, right=True)
    if word:
        head.stretch, head.metric = head.stretch or word.startswith(("力争", "奋力", "冲刺")), rest
        return True
    word, rest = strip_any(text, _DISTRIBUTION, right=True)
    if word and not rest.endswith(("平", "人")):
        head.distribution, head.metric = head.distribution or word, rest
        return True
    word, rest = strip_any(text, words.WEAK_TAILS, right=True)
    if (
        word
        and not (
            word in {"为", "共", "至", "到", "要", "应", "需", "都", "且"} and rest and rest[-1] in "作行公甚遇首响急重主不"
        )
        and not (word in {"目标", "数量"} and percent)
    ):
        head.metric, head.had_verb = rest, True
        return True
    return head.metric != text and _set(head, text)


def _set(head: Head, text: str) -> bool:
    head.metric = text
    return True


def clean_left(text: str) -> tuple[str, str]:
    """Adverbs and verbs of doing off the left; the first word taken is returned too."""
    taken = ""
    while True:
        text = text.lstrip(" ，,、：:—的")
        adverb, rest = strip_any(text, words.ADVERBS)
        if adverb in words.ADJECTIVES and not strip_any(rest, words.DONE_VERBS + words.KEPT_FLOWS + words.QUALITY_HEADS)[0]:
            adverb = ""
        if adverb in {"按时", "按期", "及时", "如期"} and rest.endswith("率"):
            adverb = ""
        if (
            adverb
            and not (adverb == "计划" and rest.startswith(("生育", "项目")))
            and not (len(adverb) == 1 and adverb in "要应需共再还将都也并且另" and _glued(adverb, rest))
        ):
            text, taken = rest, taken or adverb
            continue
        flow, after = strip_any(text[2:], words.KEPT_FLOWS) if text.startswith("累计") else ("", "")
        if flow and not after.startswith(("率", "面", "比")):
            text = text[2:]
            continue
        verb, rest = strip_any(text, words.DONE_VERBS)
        if len(strip_any(text, words.KEPT_FLOWS)[0]) > len(verb):
            verb = ""
        if verb and not rest.startswith(("率", "情况", "性", "者", "度", "区", "和改革", "型", "权", "机制")):
            text, taken = rest, taken or verb
            continue
        return text.rstrip(" ，,：:的"), taken


def _glued(adverb: str, rest: str) -> bool:
    """要素, 应急, 需求, 共享, 再生, 都市, 并网: the adverb's character begins a noun."""
    return (
        rest[:1]
        in {
            "要": "素点塞",
            "应": "急用收",
            "需": "求",
            "共": "享同青产建有",
            "再": "生就担",
            "都": "市",
            "并": "网购",
            "还": "款贷",
            "将": "",
            "也": "",
            "且": "",
            "另": "",
        }.get(adverb, "")
        if rest
        else False
    )


def drop_inner_verbs(text: str) -> str:
    """产业链实现规模工业总产值 → 产业链规模工业总产值; 完成率 and 完成情况 stay."""
    return _MID_VERBS.sub("", text)
