"""Words taken off the two ends of a phrase until the thing measured is left. Pure functions on strings.

What stands before a value says, from right to left: comparator, growth, benchmark, distribution, verbs; then the metric.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest.task_lists.model import Comparator
from ingest.task_lists.targets import words

_COMPARATORS = tuple(sorted(words.BEFORE_VALUE, key=len, reverse=True))
_SPREADS = ("分别", "各自", "各", "均", "都")
_STRETCHES = ("力争", "奋力", "冲刺")
# 高于全省平均水平 0.5个百分点
_ABOVE = re.compile(
    r"^(?P<metric>.*?)(?P<than>高于|低于|快于|慢于|优于|好于|超过|领先|高出|超出|不低于|不高于)"
    r"(?P<benchmark>[^，,；;。、]{0,14}?(?:平均水平|平均值|平均增速|平均数|平均|均值|水平|同期|增速|上年|去年|上月|上季度"
    r"|全省|全国|全市|[12]\d{3}年(?:末|底)?))\s*$",
    re.DOTALL,
)
# 较上年提高 3个百分点
_THAN = re.compile(
    r"^(?P<metric>.*?)(?:较|相比|比|同|与)"
    r"(?P<benchmark>(?:[12]\d{3}|上|去|前|今|当|本|年初|期初|全)[^，,；;。、较比]{0,10}?)(?:相比|比)?\s*$",
    re.DOTALL,
)
# 由68%提高到 72%
_OF_WHOLE = re.compile(r"^([^，,；;。]{2,})(不低于|不少于|不高于|不超过|超过|达到)([^，,；;。]{2,12})的$")
_FROM = re.compile(r"^(.*?)(?:由|从)(?:[^，,；;。]{0,12}?的)?\s*[-+]?[\d.,]+\s*[^\s，,；;。]{0,6}?\s*$", re.DOTALL)
_EACH = ("每个月", "每月", "每季度", "每周", "每旬", "每半年")
_PER_HEAD = ("月人均", "年人均", "每人每月", "每人每年", "人均", "户均", "每年", "每人")
_RUNNING_TOTAL = re.compile(r"(?:累计(?:达到|达|突破|超过)|^(?:总数|总量|累计总数)(?:达到|达|突破|超过|不少于|不低于)?)$")
_MID_VERBS = re.compile(r"(?<=[一-鿿”」》）)])(?:累计完成|完成|实现)(?=[一-鿿“])(?!率|情况|度|额|量|时|比|值|后|前|数|的)")
# One-character words that are no word of their own after or before these characters.
_NOT_AFTER = {"达": "发到", "超": "发到赶", "约": "签条公"}
_NOT_TAIL_AFTER = "作行公甚遇首响急重主不存现潜所内"  # 作为, 公共, 首都, 需要, 存在
_NOT_BEFORE = {
    "要": "素点塞",
    "应": "急用收",
    "需": "求",
    "共": "享同青产建有",
    "再": "生就担",
    "都": "市",
    "并": "网购",
    "还": "款贷",
}
_KEPT_BEFORE_RATE = ("按时", "按期", "及时", "如期")  # 按时办结率
_NOT_DOING = ("率", "情况", "性", "者", "度", "区", "和改革", "型", "权", "机制")  # 完成率, 发展区, 培育型


@dataclass(slots=True)
class Head:
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


def read_head(text: str, *, percent: bool, points: bool) -> Head:
    """Take comparator, growth, benchmark and verbs off the right of what stands before a value, then verbs off the left.

    `percent`: the value is a rate, so that 增长 and 下降 are growth; `points`: it is in percentage points.
    """
    head = Head(text.strip(), running_total=bool(_RUNNING_TOTAL.search(text.strip())))
    steps: list[Callable[[Head], bool]] = [_comparator, _per, _from, _stretch, _spread, _weak_tail]
    if percent or points:
        steps[1:1] = [_above, _growth, _than] if points else [_of_whole, _growth, _than]
    while True:
        head.metric = head.metric.rstrip(" :：、")
        if not any(step(head) for step in steps):
            break
    if head.metric.startswith("分别"):
        head.metric, head.distribution = head.metric[2:], "分别"
    head.metric, verb = clean_left(head.metric)
    head.stretch = head.stretch or verb in _STRETCHES
    head.acts = verb in words.DONE_VERBS
    head.metric = drop_inner_verbs(head.metric)
    return head


# ── single steps from the right: each takes one word off and says so ─────────────────────────────────────────────────


def _comparator(head: Head) -> bool:
    word, rest = strip_any(head.metric, _COMPARATORS, right=True)
    if not word or (rest and rest[-1] in _NOT_AFTER.get(word, "")):
        return False
    head.comparator = head.comparator or words.BEFORE_VALUE[word]
    head.metric = rest
    return True


def _per(head: Head) -> bool:
    """低保标准提高到月人均 700元; 巡河每月不少于 2次."""
    word, rest = strip_any(head.metric, _EACH, right=True)
    if word and rest:
        head.recurring, head.metric = True, rest
        return True
    word, rest = strip_any(head.metric, _PER_HEAD, right=True)
    if not word or not strip_any(rest, _COMPARATORS, right=True)[0]:
        return False
    head.metric = rest
    return True


def _above(head: Head) -> bool:
    match = None if head.benchmark else _ABOVE.match(head.metric)
    if match is None:
        return False
    head.metric, head.benchmark = match["metric"], match["benchmark"].strip()
    head.comparator = words.BEFORE_VALUE.get(match["than"], Comparator.GT)
    return True


def _growth(head: Head) -> bool:
    if head.growth:
        return False
    rise, after_rise = strip_any(head.metric, words.RISE, right=True)
    fall, after_fall = strip_any(head.metric, words.FALL, right=True)
    word, rest, sign = (fall, after_fall, -1) if len(fall) > len(rise) else (rise, after_rise, 1)
    if not word or (word.endswith("率") and rest.endswith("自然")):
        return False  # 人口自然增长率 is a rate of its own
    head.growth, head.growth_word, head.metric = sign, word, rest
    return True


def _of_whole(head: Head) -> bool:
    """设备投资不少于总投资的 40%: a share of a whole that stands after its comparator."""
    match = None if head.comparator else _OF_WHOLE.match(head.metric)
    if match is None:
        return False
    head.comparator = words.BEFORE_VALUE[match[2]]
    head.metric = f"{match[1]}占{match[3]}"
    return True


def _than(head: Head) -> bool:
    match = None if head.benchmark else _THAN.match(head.metric)
    if match is None:
        return False
    head.metric, head.benchmark = match["metric"], match["benchmark"].strip()
    return True


def _from(head: Head) -> bool:
    match = _FROM.match(head.metric) if head.comparator else None
    if match is None:
        return False
    head.metric = match[1]
    return True


def _stretch(head: Head) -> bool:
    word, rest = strip_any(head.metric, words.STRETCH, right=True)
    if not word:
        return False
    head.stretch, head.metric = head.stretch or word.startswith(_STRETCHES), rest
    return True


def _spread(head: Head) -> bool:
    word, rest = strip_any(head.metric, _SPREADS, right=True)
    if not word or rest.endswith(("平", "人", "户", "亩", "首")):
        return False  # 平均, 人均
    head.distribution, head.metric = head.distribution or word, rest
    return True


def _weak_tail(head: Head) -> bool:
    word, rest = strip_any(head.metric, words.WEAK_TAILS, right=True)
    if (
        not word
        or (len(word) == 1 and rest and rest[-1] in _NOT_TAIL_AFTER)
        or (word == "均" and rest.endswith(("平", "人", "户", "亩")))
    ):
        return False
    head.metric = rest
    return True


# ── from the left ────────────────────────────────────────────────────────────────────────────────────────────────────


def clean_left(text: str) -> tuple[str, str]:
    """The text without the adverbs and verbs of doing before it, and the first of those."""
    first = ""
    while True:
        text = text.lstrip(" ，,、：:—的")
        word, rest = _adverb(text)
        if not word and text.startswith("累计"):
            flow, after = strip_any(text[2:], words.KEPT_FLOWS)
            word, rest = ("累计", text[2:]) if flow and not after.startswith(("率", "面", "比")) else ("", text)
        if not word:
            word, rest = strip_any(text, words.DONE_VERBS)
            if len(strip_any(text, words.KEPT_FLOWS)[0]) > len(word) or rest.startswith(_NOT_DOING):
                word = ""
        if not word:
            return text.rstrip(" ，,：:的"), first
        text, first = rest, first or word


def _adverb(text: str) -> tuple[str, str]:
    word, rest = strip_any(text, words.ADVERBS)
    if not word:
        return "", text
    is_adjective = (
        word in words.ADJECTIVES and not strip_any(rest, words.DONE_VERBS + words.KEPT_FLOWS + words.QUALITY_HEADS)[0]
    )
    in_rate = word in _KEPT_BEFORE_RATE and rest.endswith("率")
    in_word = bool(rest) and rest[0] in _NOT_BEFORE.get(word, "")
    if is_adjective or in_rate or in_word or (word == "计划" and rest.startswith(("生育", "项目"))):
        return "", text
    return word, rest


def drop_inner_verbs(text: str) -> str:
    """产业链实现规模工业总产值 → 产业链规模工业总产值; 完成率 and 完成情况 stay."""
    return _MID_VERBS.sub("", text)
