"""The same obligation in two tasks under other names or units. Works on read targets only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from ingest.findings import Finding
from ingest.task_lists.model import Kind, Target, Task
from ingest.task_lists.targets import catalogue
from ingest.task_lists.targets.words import KEPT_FLOWS, longest_first

_NOISE = (
    longest_first("规模以上 规模 规上 企业 项目 全市 总额 金额 数量 限额以上 限上 限上企业 户数 家数 个数 和 、") + KEPT_FLOWS
)
# Trades that statistics count together and documents name apart.
_TRADES = (
    frozenset(("商贸", "流通", "批发", "零售", "住宿", "餐饮", "批零", "住餐", "商业")),
    frozenset(("软件", "信息技术服务", "互联网")),
    frozenset(("农产品加工", "农业产业化", "农业龙头")),
    frozenset(("经营主体", "市场主体")),
    frozenset(("外资", "外商投资", "利用外资")),
)


def cross_check(tasks: Iterable[Task], targets: Iterable[Target]) -> tuple[Finding, ...]:
    """One warning for each pair of targets of different tasks with one value, one window and overlapping metrics."""
    by_key = {task.key: task for task in tasks}
    groups: dict[tuple[object, ...], list[Target]] = {}
    for target in targets:
        if target.kind is Kind.LEVEL and target.value_base is not None and target.parent_seq is None and target.value_base > 1:
            key = (target.value_base, target.area, target.period_start, target.period_end, target.due)
            groups.setdefault(key, []).append(target)
    return tuple(_findings(by_key, groups.values()))


def _findings(by_key: dict[str, Task], groups: Iterable[list[Target]]) -> Iterator[Finding]:
    for group in groups:
        for first, second in combinations(group, 2):
            if first.task_key == second.task_key or not _same_dimension(first, second):
                continue
            if overlap(first.metric, second.metric) < 0.5:
                continue
            task = by_key.get(first.task_key)
            if task is None:
                continue
            seen = f"{first.task_key}“{first.span}” 与 {second.task_key}“{second.span}”"
            yield catalogue.finding(catalogue.SAME_OBLIGATION, task, seen, first.clause)


def _same_dimension(first: Target, second: Target) -> bool:
    counts = {"个", "家", "户"}
    return first.unit_base == second.unit_base or (first.unit_base in counts and second.unit_base in counts)


def overlap(first: str, second: str) -> float:
    """How much of the shorter metric's content stands in the longer one: shared pairs of characters, without common words."""
    if any(any(word in first for word in trade) and any(word in second for word in trade) for trade in _TRADES):
        return 1.0
    left, right = _pairs(first), _pairs(second)
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller else 0.0


def _pairs(metric: str) -> set[str]:
    for word in _NOISE:
        metric = metric.replace(word, "")
    return {metric[i : i + 2] for i in range(len(metric) - 1)} or ({metric} if metric else set())
