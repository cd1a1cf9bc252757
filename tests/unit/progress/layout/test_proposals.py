"""Which field an unread column probably is: a table of labels and contents, and what no label ever makes of a column."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents.grid import Cell, Grid
from ingest.documents.places import sheet_place
from ingest.findings import Place
from ingest.progress.fields import Field
from ingest.progress.layout.contents import Contents, contents_of
from ingest.progress.layout.form_sheet import FormSheet
from ingest.progress.layout.proposals import likely_field


def holding(*values: float, percents: int = 0) -> Contents:
    own = tuple((row, Decimal(str(value))) for row, value in enumerate(values, 5))
    return Contents(figures=len(own), values=own, percents=percents)


FIGURES, DATES, YES_NO, TEXTS = Contents(figures=6), Contents(dates=3), Contents(yes_no=4), Contents(texts=5)
NOTHING_ELSE = frozenset({Field.TASK_NO, Field.TASK_NAME})


@pytest.mark.parametrize(
    ("label", "held", "taken", "field"),
    [
        ("累计新增", FIGURES, (), Field.CUMULATIVE),
        ("截至目前到位", FIGURES, (), Field.CUMULATIVE),
        ("本月新增", FIGURES, (), Field.CURRENT),
        ("本月新增", FIGURES, (Field.CURRENT,), None),
        ("完成投资", FIGURES, (), Field.CUMULATIVE),
        ("完成投资", FIGURES, (Field.CUMULATIVE,), Field.CURRENT),
        ("完成投资", FIGURES, (Field.CUMULATIVE, Field.CURRENT), None),
        ("较同期增长情况", FIGURES, (), Field.YOY),
        ("全市排第几", FIGURES, (), Field.RANK),
        ("完成进度", FIGURES, (), Field.RATE),
        ("备忘", FIGURES, (), Field.CUMULATIVE),
        ("备忘", FIGURES, (Field.CUMULATIVE,), None),
        ("是否达标", YES_NO, (), Field.DONE),
        ("办结情况", YES_NO, (), Field.DONE),
        ("办结情况", YES_NO, (Field.DONE,), None),
        ("竣工", DATES, (), Field.DONE_DATE),
        ("目前进度", holding(58, 103.5), (), Field.RATE),
        ("目前进度", holding(5800, 10350), (), Field.CUMULATIVE),
        ("今年以来", holding(12, -3), (), None),
        ("同比增减数", holding(3100, 52), (), Field.CUMULATIVE),
        ("名次情况", holding(3, 7), (), Field.RANK),
        ("名次情况", holding(3.5, 71), (), Field.CUMULATIVE),
        ("三年平均", holding(4.4, 4.5), (), None),
        ("比全省高（百分点）", holding(0.3, 0.1), (), None),
        ("全国水平", holding(5, 5), (), None),
        ("全省位次", holding(5, 6), (), Field.RANK),
        ("实际", holding(4.4, 5.1, percents=2), (), None),
        ("实际", holding(4.4, 5.1, percents=2), (Field.YOY,), Field.CUMULATIVE),
        ("累计新增", TEXTS, (), None),
        ("累计新增", Contents(), (), None),
    ],
)
def test_the_field_that_a_column_probably_is(label: str, held: Contents, taken: tuple[Field, ...], field: Field | None) -> None:
    assert likely_field(label, held, NOTHING_ELSE | set(taken)) is field


def test_no_total_below_what_was_done_in_the_month_is_proposed() -> None:
    month = {Field.CURRENT: holding(10, 20)}
    assert likely_field("备忘", holding(50, 20), {Field.CURRENT}, month) is Field.CUMULATIVE
    assert likely_field("备忘", holding(50, 19), {Field.CURRENT}, month) is None
    total = {Field.CUMULATIVE: holding(50, 20)}
    assert likely_field("完成投资", holding(10, 21), {Field.CUMULATIVE}, total) is None


@given(st.text(max_size=12), st.sets(st.sampled_from(list(Field))), st.builds(Contents, *[st.integers(0, 5)] * 4))
def test_nothing_is_proposed_that_is_there_already_or_no_figure(label: str, taken: set[Field], held: Contents) -> None:
    field = likely_field(label, held, taken)
    assert field is None or (
        field not in taken
        and field in (Field.CURRENT, Field.CUMULATIVE, Field.YOY, Field.RANK, Field.RATE, Field.DONE, Field.DONE_DATE)
    )


def test_what_stands_in_a_column_is_counted_without_null_words() -> None:
    values = ["标题", "34个", 12.5, "无", "—", "是", "2023-11-20", "已完工一批，正在验收", "12.5%", ""]
    rows = tuple(
        (Cell(number, 1, str(value), sheet_place("表", number, 1), value if isinstance(value, float) else None),)
        for number, value in enumerate(values, 1)
    )
    sheet = FormSheet(Grid(rows, Place(sheet="表")))
    values_read = ((2, Decimal(34)), (3, Decimal("12.5")), (9, Decimal("12.5")))
    assert contents_of(sheet, 1, 1) == Contents(figures=3, yes_no=1, texts=2, percents=1, values=values_read)
    assert contents_of(sheet, 1, 9) == Contents()
    assert contents_of(sheet, 1, 9).is_blank
