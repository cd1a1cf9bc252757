"""Properties: what the grammar generates is read back; any text at all is read without an exception and loses no value."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.task_lists.model import Comparator, Kind, Target, Task
from ingest.task_lists.targets import TargetReading, Term, read_targets
from ingest.vocabulary import Vocabulary

TERM = Term(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
WORDS = Vocabulary()
GE, GT, LE, LT, APPROX = Comparator.GE, Comparator.GT, Comparator.LE, Comparator.LT, Comparator.APPROX


def listed(text: str) -> list[str]:
    return text.split()


def read(text: str) -> TargetReading:
    return read_targets(Task("重点工作", "1", "", "", "任务", text, "", (), (), (), (), ()), TERM, WORDS)


# ── what is generated is read back ───────────────────────────────────────────────────────────────────────────────────

METRICS = listed(
    "社会消费品零售总额 新增规模以上工业企业 城镇新增就业 农村户厕改造 地方一般公共预算收入 技术合同成交额 净增经营主体"
)
RATES = listed("固定资产投资 规模工业增加值 进出口总额 实际利用外资 城镇居民人均可支配收入 工业用电量")
SHARES = listed("污水处理率 城镇化率 参保率 按时办结率 森林覆盖率 群众满意度")
UNITS = listed("家 户 人 亿元 万元 个 万亩 公里 万户 万美元")
AREAS = listed("青溪县 南河县 东湖区 云岭市 云岭经济开发区 石桥镇 河东街道")
WINDOWS = {
    "1-12月": (dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
    "11-12月": (dt.date(2024, 11, 1), dt.date(2024, 12, 31)),
    "第三季度": (dt.date(2024, 7, 1), dt.date(2024, 9, 30)),
    "上半年": (dt.date(2024, 1, 1), dt.date(2024, 6, 30)),
    "2024年": (dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
    "5月": (dt.date(2024, 5, 1), dt.date(2024, 5, 31)),
    "6月底前": (None, dt.date(2024, 6, 30)),
    "到2025年": (None, dt.date(2025, 12, 31)),
    "11月30日前": (None, dt.date(2024, 11, 30)),
    "": (None, None),
}
COMPARED = {
    ("", ""): GE,
    ("达到", ""): GE,
    ("不低于", ""): GE,
    ("突破", ""): GE,
    ("", "以上"): GE,
    ("达到", "以上"): GE,
    ("超过", ""): GT,
    ("不超过", ""): LE,
    ("控制在", "以内"): LE,
    ("低于", ""): LT,
    ("", "左右"): APPROX,
}
NUMBERS = st.one_of(
    st.integers(1, 999_999).map(Decimal), st.decimals("0.1", "999", places=1), st.decimals("0.01", "99", places=2)
)


@dataclass(frozen=True)
class Clause:
    """A generated clause and what it states."""

    text: str
    metric: str
    kind: Kind
    comparator: Comparator
    value: Decimal
    unit: str
    window: tuple[dt.date | None, dt.date | None]

    def is_said_by(self, target: Target) -> bool:
        said = (target.metric, target.kind, target.comparator, target.value, target.unit)
        return said == (self.metric, self.kind, self.comparator, self.value, self.unit)


@st.composite
def clauses(draw: st.DrawFn) -> Clause:
    when = draw(st.sampled_from(sorted(WINDOWS)))
    value = draw(NUMBERS).normalize()
    written = format(value, "f")
    kind = draw(st.sampled_from([Kind.LEVEL, Kind.RATIO, Kind.GROWTH]))
    if kind is Kind.GROWTH:
        metric, unit, rises = draw(st.sampled_from(RATES)), "%", draw(st.booleans())
        after, rising = draw(st.sampled_from([("", GE), ("以上", GE), ("左右", APPROX)]))
        text = f"{metric}{'同比增长' if rises else '下降'}{written}%{after}"
        comparator = rising if rises or rising is APPROX else LE
        value = value if rises else -value
    else:
        (before, after), comparator = draw(st.sampled_from(list(COMPARED.items())))
        metric = draw(st.sampled_from(METRICS if kind is Kind.LEVEL else SHARES))
        unit = draw(st.sampled_from(UNITS)) if kind is Kind.LEVEL else "%"
        text = f"{metric}{before}{written}{unit}{after}"
    return Clause(when + text, metric, kind, comparator, value, unit, WINDOWS[when])


@settings(max_examples=200)
@given(clauses())
def test_one_value_is_read_back(clause: Clause) -> None:
    (target,) = read(clause.text).targets
    assert clause.is_said_by(target), target
    start, end = clause.window
    assert target.period_start == start
    assert target.period_end == (end if start else None)
    assert target.due == (end or TERM.end)
    assert target.span == clause.text


@settings(max_examples=100)
@given(st.lists(clauses(), min_size=1, max_size=5), st.booleans())
def test_numbered_items_are_read_back(generated: list[Clause], circled: bool) -> None:
    marks = "①②③④⑤" if circled else "12345"
    text = "\n".join(f"{mark}{'' if circled else '.'}{clause.text}。" for mark, clause in zip(marks, generated, strict=False))
    targets = read(text).targets
    assert [target.clause for target in targets] == list(marks[: len(generated)]), text
    assert all(clause.is_said_by(target) for clause, target in zip(generated, targets, strict=True)), (text, targets)


@settings(max_examples=100)
@given(
    st.sampled_from(METRICS),
    st.lists(st.tuples(st.sampled_from(AREAS), st.integers(1, 500)), min_size=1, max_size=6, unique_by=lambda p: p[0]),
    st.sampled_from([("，其中", ""), ("，其中：", ""), ("：", ""), ("（", "）")]),
)
def test_breakdowns_are_read_back(metric: str, parts: list[tuple[str, int]], around: tuple[str, str]) -> None:
    total = sum(number for _, number in parts)
    text = f"全市{metric}{total}家{around[0]}" + "、".join(f"{area}{number}家" for area, number in parts) + around[1]
    reading = read(text)
    whole, *rest = reading.targets
    assert (whole.metric, whole.value, whole.area) == (metric, total, "全市"), text
    assert [(t.area, t.value, t.parent_seq, t.metric) for t in rest] == [(a, n, 1, metric) for a, n in parts], text
    assert not reading.findings


# ── any text ─────────────────────────────────────────────────────────────────────────────────────────────────────────

PIECES = [
    *listed("全市 青溪县 新增 企业 12家 3.5亿元 、 ， ； 。 ： （ ） 其中 各 分别 增长 下降 8% 11-12月 2023年 到2025年"),
    *listed("6月底前 第6-10名 不低于 以上 左右 力争 完成 建成 推进 1. ① （一） 三万五 一千多万元 全省平均水平 高于 2022年 的"),
    *listed(
        "零发生 “500强” 5G网 1- % 牵头单位：市科技局 按 计分 率 由68%提高到72% 1:2 ２０ 个百分点 较上年 - [ 百 十 两项指标"
    ),
    *listed("项目 预计 已完成"),
    "\n",
    " ",
    "\u200b",
]
QUANTITIES = ("12家", "3.5亿元", "8%", "72%", "68%", "一千多万元", "10名")


def quantities_lost(text: str, reading: TargetReading) -> list[str]:
    """The quantities of a text that stand in no span, no scoring rule and no finding."""
    named = [*(t.span for t in reading.targets), *(f.seen for f in reading.findings), *(r.rule_text for r in reading.scoring)]
    rest = text
    for piece in sorted(named, key=len, reverse=True):
        rest = rest.replace(piece, "□") if piece else rest
    return [quantity for quantity in QUANTITIES if quantity in rest]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("1.")
@example("（")
@example("1.1-12月")
@example("，其中")
def test_any_text_of_the_grammars_words(text: str) -> None:
    reading = read(text)
    for target in reading.targets:
        assert target.span in text
        assert target.metric.strip()
    assert not quantities_lost(text, reading)


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_any_text_at_all(text: str) -> None:
    assert all(target.span in text for target in read(text).targets)


@pytest.mark.parametrize(
    "text",
    [
        "（" * 400 + "5家" + "）" * 400,
        "甲县、" * 400 + "各2家",
        "按时间节点" * 300 + "x",
        "一二三四五" * 300,
        "“" * 2000,
        "比" * 500 + "提高5%",
    ],
    ids=["brackets", "areas", "manner", "numerals", "quotes", "than"],
)
def test_hostile_texts_are_read(text: str) -> None:
    assert read(text).targets
