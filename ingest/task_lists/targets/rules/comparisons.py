"""Clauses that compare without a plain number: benchmarks, 较上年不升档, 零发生, 全覆盖, 同比下降, 翻一番."""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.task_lists.model import Comparator, Kind
from ingest.task_lists.targets import words
from ingest.task_lists.targets.rules.affixes import read_head
from ingest.task_lists.targets.rules.ranks import read_no_place
from ingest.task_lists.targets.rules.statements import Statement


def _any(text: str) -> str:
    """An alternation of words, longest first."""
    return "|".join(words.longest_first(text))


_RISES = _any("提升 提高 增长 上升 增加 加快 扩大 改善 好转 正增长")
_FALLS = _any("下降 降低 减少 回落 放缓 压减 双下降")
_KEEPS = _any("不升档 不降档 不升级 不上升 不反弹 不增加 不增长 不下降 不降低 不减少 不变 持平")
_SLIGHTLY = _any("有所 均 明显 稳步 持续 大幅 显著 进一步 只 要 实现 有 的")
_NO_EVENT = frozenset(words.longest_first("零发生 全清零 动态清零 全部清零 全面清零 清零 归零 零新增"))
_NO_ZERO = _any("售 部件 散 星 距离 工 钱 食 碳 基础 排放 跑 证明 门槛 容忍")  # 零售, 零散: no zero at all
_ZERO = re.compile(rf"[“\"]?({_any(' '.join(_NO_EVENT))}|零增长|零(?!{_NO_ZERO})[一-鿿]{{2,4}}?(?=[”\"、，\s]|$))[”\"]?")
_NOT_BEFORE_ZERO = frozenset(("正", "负", "为", "从", "双"))  # 正负零, 由…变为零
_COVERS = re.compile(r"^(.*?)(?:基本实现|实现|达到|达)?[“\"]?(?:全覆盖|全部覆盖)[”\"]?$")
_DOUBLED = re.compile(r"^(.*?)(?:(?:较|比)([^，,；;。较]{2,10}?))?(?:同比)?(?:实现|力争|再)*翻(一|两|二|三)?番$", re.DOTALL)
_COMPARATORS = _any(
    "不得低于 不低于 不少于 不小于 不得高于 不高于 不超过 不得超过 不多于 高于 低于 快于 慢于 优于 好于 超过 大于 少于 达到 超"
)
_COMPARED = re.compile(rf"^(.*?)({_COMPARATORS})([^，,；;。]{{2,20}})$", re.DOTALL)
_THAN = re.compile(
    r"^(.*?)(?:相比|较|比)((?:上|去|前|今|当|本|年初|期初|全|[12]\d{3}|同期|预期|往年)[^，,；;。较]{0,12}?)"
    rf"(?:{_SLIGHTLY})*(不[“\"]升[档级][”\"]|{_KEEPS}|{_RISES}|{_FALLS})$",
    re.DOTALL,
)
_NOT_RISING = re.compile(r"^(.*?)(不[“\"]?升[档级][”\"]?)$")
_SAME = re.compile(r"^(.*?)(?:与|和|同)([^，,；;。]{2,14}?)(?:保持|基本|大体)*(?:同步增长|同步|持平|相当)(?:增长)?$")
_YEAR_ON_YEAR = re.compile(rf"^(.*?)(?:实现)?(?:(环比)|同比)(增速|增幅)?(?:{_SLIGHTLY}|稳步)*({_RISES}|{_FALLS})$")
_SIGN = re.compile(r"^(.*?)(?:增速|增幅)?(?:保持|实现|确保)*(正增长|由负转正|负增长)$")
# What a benchmark ends with; 达到 compares only with a level that somebody has set.
_BENCHMARKS = tuple(
    words.longest_first(
        """
        平均水平 平均值 平均数 平均增速 平均 均值 水平 标准 目标 同期 增速 增幅 上年 去年 上月 上季度 增长 进度 要求 任务
        底 末 年 全省 全国 全市 经济
        """
    )
)
_SET_BY = ("国家", "省", "市", "全国", "全省", "全市", "上级", "年度", "上年", "去年", "序时")


def read_words(raw: str, span: tuple[int, int]) -> list[Statement]:
    """Every comparison without a number that `raw` states; [] when it states none. `span` is the clause's."""
    clause = raw.strip()
    for reader in (_zeros, _covers, _doubled, _than, _compared, _same, _year_on_year, _sign, _not_rising, read_no_place):
        found = reader(clause, span)
        if found:
            return found
    return []


def _statement(
    before: str, comparator: Comparator, benchmark: str, span: tuple[int, int], kind: Kind = Kind.RELATIVE
) -> Statement:
    """A comparison whose metric stands in `before`, with growth and verbs around it."""
    head = read_head(before, percent=True, points=True)
    return Statement(
        kind,
        span,
        metric=head.metric,
        comparator=comparator,
        benchmark=benchmark.strip(),
        spread=bool(head.distribution) or before.rstrip().endswith("均"),
        stretch="力争" in before,
    )


def _with_value(statement: Statement, value: int, unit: str) -> list[Statement]:
    statement.value, statement.unit = Decimal(value), unit
    return [statement]


def _zeros(clause: str, span: tuple[int, int]) -> list[Statement]:
    """违法“零发生”“零增长”“全清零”: one statement for each; 零事故 names what must not be."""
    matches = [m for m in _ZERO.finditer(clause) if clause[max(0, m.start() - 1) : m.start()] not in _NOT_BEFORE_ZERO]
    if not matches or clause[matches[-1].end() :].strip(' ”"。'):
        return []
    found: list[Statement] = []
    for match in matches:
        grows = match[1] == "零增长"
        statement = _statement(clause[: matches[0].start()], Comparator.EQ, "", span, Kind.GROWTH if grows else Kind.LEVEL)
        if not grows and match[1] not in _NO_EVENT:
            statement.metric += match[1][1:]
        found += _with_value(statement, 0, "%" if grows else "")
    return found


def _covers(clause: str, span: tuple[int, int]) -> list[Statement]:
    match = _COVERS.match(clause)
    return _with_value(_statement(match[1], Comparator.GE, "", span, Kind.RATIO), 100, "%") if match else []


def _doubled(clause: str, span: tuple[int, int]) -> list[Statement]:
    """翻一番 is 100 % more, 翻两番 300 %."""
    match = _DOUBLED.match(clause)
    if not match:
        return []
    times = {"一": 1, "两": 2, "二": 2, "三": 3}.get(match[3] or "一", 1)
    return _with_value(_statement(match[1], Comparator.GE, match[2] or "", span, Kind.GROWTH), (2**times - 1) * 100, "%")


def _than(clause: str, span: tuple[int, int]) -> list[Statement]:
    """较2022年底不升档, 比上月提升."""
    match = _THAN.match(clause)
    return [_statement(match[1], _direction(match[3]), match[2], span)] if match else []


def _direction(word: str) -> Comparator:
    if word == "不变":
        return Comparator.EQ
    if word.startswith("不"):
        return Comparator.LE if any(rise in word for rise in ("升", "反弹", "增")) else Comparator.GE
    if word == "持平":
        return Comparator.GE
    return Comparator.LT if word in _FALLS.split("|") else Comparator.GT


def _compared(clause: str, span: tuple[int, int]) -> list[Statement]:
    """整改率高于全省平均值, 总量不低于2022年, 达到国家标准."""
    match = _COMPARED.match(clause)
    if not match or not match[3].endswith(_BENCHMARKS):
        return []
    benchmark = re.sub(r"的(?:增长|增速)$", "", match[3])
    if match[2] in {"达到", "超"} and "平均" not in benchmark and not benchmark.startswith(_SET_BY):
        return []
    return [_statement(match[1], words.BEFORE_VALUE.get(match[2], Comparator.GT), benchmark, span)]


def _same(clause: str, span: tuple[int, int]) -> list[Statement]:
    match = _SAME.match(clause)
    return [_statement(match[1], Comparator.GE, match[2], span)] if match else []


def _year_on_year(clause: str, span: tuple[int, int]) -> list[Statement]:
    """同比下降 without a number; 同比增速提升 compares rates and names no benchmark."""
    match = _YEAR_ON_YEAR.match(clause)
    if not match:
        return []
    benchmark = "" if match[3] else ("上期" if match[2] else "上年同期")
    return [_statement(match[1], _direction(match[4]), benchmark, span)]


def _sign(clause: str, span: tuple[int, int]) -> list[Statement]:
    """实现正增长, 由负转正: growth above nothing."""
    match = _SIGN.match(clause)
    if not match:
        return []
    comparator = Comparator.LT if match[2] == "负增长" else Comparator.GT
    return _with_value(_statement(match[1], comparator, "", span, Kind.GROWTH), 0, "%")


def _not_rising(clause: str, span: tuple[int, int]) -> list[Statement]:
    match = _NOT_RISING.match(clause)
    return [_statement(match[1], Comparator.LE, "", span)] if match else []
