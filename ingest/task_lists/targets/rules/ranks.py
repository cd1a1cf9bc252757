"""Places: 总量排名全省前七, 不低于第二梯队（第6-10名）, and places that no number says (位居全省前列)."""

from __future__ import annotations

import re

from ingest.task_lists.model import Comparator, Kind
from ingest.task_lists.targets import catalogue
from ingest.task_lists.targets.rules.affixes import clean_left, read_head, strip_any
from ingest.task_lists.targets.rules.statements import Statement
from ingest.task_lists.targets.text.atoms import Atom
from ingest.task_lists.targets.words import longest_first

# Among whom the place is held; a counted group after it (全省14个市州) belongs to it.
_SCOPE = re.compile(
    r"(全国|全省|全市|全区|全县|全州|省内|市内|国内|中部地区|中部六省|中部|西部地区|西部|东部|同类地区|同类城市|各市州|各市（州）|各区县)"
    r"(?:\d*个?(?:市州|地市|县市区|城市))?(?:中)?"
)
# What stands between the thing ranked and its place.
_BETWEEN = longest_first(
    """
    在 综合 同类 总体 整体 实现 争取 力争 确保 务必 保持 稳定 不低于 不得低于 位居 位列 稳居 进入 跻身 排名 排位 位次 名次 排 居
    列 进 达到 前移至 提升至 提升到 前移到 挺进 冲刺 并列 为 到 至 的 均 都 第一梯队 第二梯队 第三梯队 第一方阵 第二方阵 （ (
    """
)
_NO_PLACE = re.compile(
    r"^(.*?)(?:排名|排位|位居|居|位列|进入|保持|跻身|处于|走在).{0,12}?"
    r"(?:前列|第一方阵|第一梯队|上游|中上游|先进行列|前茅)(?:水平)?$"
)


def read_rank(raw: str, text: str, start: int, rank: Atom, span: tuple[int, int]) -> Statement:
    """The place of a clause that begins at `start`; a range (第6-10名) counts with its worse end."""
    before, benchmark = raw[start : rank.start], ""
    scopes = list(_SCOPE.finditer(before))
    if scopes:
        benchmark = scopes[-1][1]
        before = before[: scopes[-1].start()] + before[scopes[-1].end() :]
    stretch = "力争" in before
    metric, _ = clean_left(_without_between(before))
    number, end = rank.number, rank.end
    while end < span[1] and text[end] in ")）”":
        end += 1
    if text.startswith(("以内", "之内"), end):
        end += 2
    return Statement(
        Kind.RANK,
        (span[0], end),
        metric=metric,
        comparator=Comparator.LE,
        value=None if number is None else (number.value_max or number.value),
        unit=rank.unit,
        benchmark=benchmark,
        stretch=stretch,
    )


def read_no_place(clause: str, span: tuple[int, int]) -> list[Statement]:
    """位居全省前列: a place that only a person can judge, kept as qualitative for review; [] for any other clause."""
    match = _NO_PLACE.match(clause)
    if not match:
        return []
    metric = read_head(_without_between(match[1]), percent=True, points=False).metric
    return [Statement(Kind.QUALITATIVE, span, metric=metric, review=catalogue.RANK_WITHOUT_PLACE)]


def _without_between(text: str) -> str:
    while True:
        word, rest = strip_any(text.rstrip(), _BETWEEN, right=True)
        if not word:
            return text.rstrip()
        text = rest
