"""Rules at their bounds, one by one, where the zoo cannot reach: three periods in a row, and both sides of each limit."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from ingest.calendar.periods import period
from ingest.findings import Effect
from ingest.progress.catalogue import CATALOGUE
from ingest.progress.fields import Field
from ingest.progress.knowledge.past import PastRow
from ingest.progress.layout.header import FormHeader
from ingest.progress.layout.table_rows import RowKind, TableRow
from ingest.progress.rules.past import cumulative_fell, cumulative_not_sum, factor_against_past, unchanged
from ingest.progress.rules.row import Setting, problems_when_behind, under_target
from ingest.progress.rules.row import over_target as far_over_target
from ingest.progress.stages import FiguredRow
from ingest.task_lists.model import Target
from tests.unit.progress.progress_home import LIST, context

D = Decimal
KNOWN = context()
RENOVATION = KNOWN.targets[f"{LIST}/重点项目-3/1"]  # 20 个 in 2023-11-01 … 2023-12-31, 北塔区
BUDGET = KNOWN.targets[f"{LIST}/重点工作-1-8/1"]  # 138 亿元 in 2023, 全市


def _row(target: Target, cumulative: Any, current: Any = None, unit: str = "", **texts: str) -> FiguredRow:
    unit = unit or target.unit
    factor = KNOWN.vocabulary.measures[unit].factor if unit in KNOWN.vocabulary.measures else D(1)
    header = FormHeader(1, 1, {Field.CUMULATIVE: 8}, {}, {})
    return FiguredRow(
        source=TableRow("表", 5, RowKind.DATA, {}, header),
        target=target,
        area=target.area,
        measure_unit=unit,
        current=None if current is None else D(current),
        cumulative=D(cumulative),
        current_base=None if current is None else D(current) * factor,
        cumulative_base=D(cumulative) * factor,
        unit_base=target.unit_base,
        texts={Field(name): text for name, text in texts.items()},
    )


def _past(period_id: str, base: Any, target: Target = RENOVATION) -> PastRow:
    return PastRow(
        2, "区住建局", period_id, target.target_key, target.area, cumulative_base=D(base), unit_base=target.unit_base
    )


def _setting(period_id: str = "2023-11-3", *past: PastRow) -> Setting:
    return Setting(
        period=period(period_id),
        vocabulary=KNOWN.vocabulary,
        term_start=dt.date(2023, 11, 1),
        term_end=dt.date(2023, 12, 31),
        last=past[0] if past else None,
        earlier=past,
    )


def _codes(rule: Any, row: FiguredRow, target: Target, setting: Setting) -> list[str]:
    return [found.code for found in rule(row, target, setting)]


@pytest.mark.parametrize(
    ("bases", "cumulative", "said"),
    [((8, 8), 8, True), ((8,), 8, False), ((8, 7), 8, False), ((8, 8), 9, False), ((20, 20), 20, False)],
)
def test_unchanged_for_three_periods(bases: tuple[int, ...], cumulative: int, said: bool) -> None:
    past = [_past(p, b) for p, b in zip(("2023-11-2", "2023-11-1"), bases, strict=False)]
    assert (_codes(unchanged, _row(RENOVATION, cumulative), RENOVATION, _setting("2023-11-3", *past)) == ["unchanged"]) is said


@pytest.mark.parametrize(
    ("cumulative", "code"),
    [("60", None), ("60.1", "far-over-target"), ("49999", "far-over-target"), ("50000", "factor-suspected")],
)
def test_three_times_and_ten_thousand_times_the_target(cumulative: str, code: str | None) -> None:
    assert _codes(far_over_target, _row(RENOVATION, cumulative), RENOVATION, _setting()) == ([code] if code else [])


def test_a_figure_ten_thousand_times_off_is_taken_once_the_remarks_confirm_it() -> None:
    row = _row(RENOVATION, "50000", remarks="经核实，数据无误")
    assert _codes(far_over_target, row, RENOVATION, _setting()) == ["factor-confirmed"]
    assert CATALOGUE["factor-suspected"].effect is Effect.ROW
    assert CATALOGUE["factor-confirmed"].effect is Effect.NONE


@pytest.mark.parametrize(("filed", "said"), [("125", True), ("1250000", False), ("13800", False), ("600", False)])
def test_a_figure_in_hundred_millions_written_as_ten_thousands(filed: str, said: bool) -> None:
    assert (_codes(under_target, _row(BUDGET, filed, unit="万元"), BUDGET, _setting()) == ["factor-suspected"]) is said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [(5, 50000, True), (50000, 5, True), (5, 200000, True), (5, 200001, False), (5, 12499, False), (5, 12500, True)],
)
def test_factor_against_the_past(old: int, new: int, said: bool) -> None:
    codes = _codes(factor_against_past, _row(RENOVATION, new), RENOVATION, _setting("2023-11-3", _past("2023-11-2", old)))
    assert (codes == ["factor-suspected"]) is said


@pytest.mark.parametrize(
    ("last", "current", "cumulative", "said"),
    [
        ("8", "2", "10", False),
        ("8", "2", "11", True),
        ("8.04", "2.0", "10.0", False),
        ("8.04", "2.0", "10.2", True),
        ("8", "0", "7", False),  # it fell, which another rule says
    ],
)
def test_the_sum_is_held_to_the_last_written_digit(last: str, current: str, cumulative: str, said: bool) -> None:
    past = _past("2023-11-2", last)
    codes = _codes(cumulative_not_sum, _row(RENOVATION, cumulative, current), RENOVATION, _setting("2023-11-3", past))
    assert (codes == ["cumulative-not-sum"]) is said


@pytest.mark.parametrize(("unit", "said"), [("个", True), ("微克/立方米", False), ("吨/年", False)])
def test_an_amount_in_another_thing_is_no_running_total(unit: str, said: bool) -> None:
    target = replace(RENOVATION, unit=unit)
    fallen, jumped = (replace(_row(target, total, 1), measure_unit=unit) for total in (29, 40))
    setting = _setting("2023-11-3", _past("2023-11-2", 33, target))
    assert _codes(cumulative_fell, fallen, target, setting) == ["cumulative-fell"] * said
    assert _codes(cumulative_not_sum, jumped, target, setting) == ["cumulative-not-sum"] * said


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({}, False),  # whether the figures are behind is not decided here
        ({"judgement": "滞后"}, True),
        ({"judgement": " 严重滞后 ", "problems": "居民未签约"}, True),
        ({"judgement": "滞后", "problems": "居民未签约", "next_steps": "逐户上门"}, False),
        ({"judgement": "滞后", "problems": "无", "next_steps": "逐户上门"}, True),
        ({"judgement": "达序时进度"}, False),
        ({"judgement": "已完成"}, False),
    ],
)
def test_who_calls_himself_behind_says_why(texts: dict[str, str], said: bool) -> None:
    row = _row(RENOVATION, "8", **texts)
    assert (_codes(problems_when_behind, row, RENOVATION, _setting("2023-11")) == ["problems-missing"]) is said
