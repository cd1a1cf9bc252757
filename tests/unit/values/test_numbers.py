"""Written numbers: the tables of public bug reports (CASES 8 and 9), every form of docs/targets.md, and refusals."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.seeds import Seeds
from ingest.values.numbers import Qualifier, fold, parse_number
from ingest.values.units import to_base

MEASURES = Seeds().at(dt.date(2023, 11, 25)).measures


@pytest.mark.parametrize(
    ("text", "value", "multiplier", "unit", "qualifier"),
    [
        ("1,100万", "1100", "万", "", "exact"),
        ("1，100万", "1100", "万", "", "exact"),
        ("1,100.9亿", "1100.9", "亿", "", "exact"),
        ("一千八百万", "1800", "万", "", "exact"),
        ("一千八百万元", "1800", "万", "元", "exact"),
        ("一万五千亿", "15000", "亿", "", "exact"),
        ("十亿3000万", "103000", "万", "", "exact"),
        ("一千多万元", "1000", "万", "元", "more_than"),
        ("二百余万元", "200", "万", "元", "more_than"),
        ("三十几万元", "30", "万", "元", "more_than"),
        ("30余家", "30", "", "家", "more_than"),
        ("1万多户", "1", "万", "户", "more_than"),
        ("15万元", "15", "万", "元", "exact"),
        ("十五点八万元", "15.8", "万", "元", "exact"),
        ("2万亿", "2", "万亿", "", "exact"),
        ("2万亿元", "2", "万亿", "元", "exact"),
        ("八百家", "800", "", "家", "exact"),
        ("两个", "2", "", "个", "exact"),
        ("一千零五户", "1005", "", "户", "exact"),
        ("三万五千人", "35000", "", "人", "exact"),
        ("3万5000户", "35000", "", "户", "exact"),
        ("一亿二千万元", "12000", "万", "元", "exact"),
        ("8%左右", "8", "", "%", "approx"),
        ("不低于8%", "8", "", "%", "at_least"),
        ("8%以上", "8", "", "%", "at_least"),
        ("≥12.5%", "12.5", "", "%", "at_least"),
        ("不超过3.5‰", "3.5", "", "‰", "at_most"),
        ("约30", "30", "", "", "approx"),
        ("约三成", "3", "", "成", "approx"),
        ("１２．５％", "12.5", "", "%", "exact"),
        ("－５", "-5", "", "", "exact"),
        ("\u22125", "-5", "", "", "exact"),
        ("12\u3000", "12", "", "", "exact"),
        ("1，234", "1234", "", "", "exact"),
        ("12\u200b", "12", "", "", "exact"),
        ("-1,234.50", "-1234.50", "", "", "exact"),
        ("壹仟贰佰万元", "1200", "万", "元", "exact"),
        ("320 公里", "320", "", "公里", "exact"),
        ("40MW", "40", "", "MW", "exact"),
        ("3千瓦", "3", "", "千瓦", "exact"),
        ("2个百分点", "2", "", "个百分点", "exact"),
        ("38微克/立方米", "38", "", "微克/立方米", "exact"),
        ("两个半", "2.5", "", "个", "exact"),
        ("3亩半", "3.5", "", "亩", "exact"),
        ("一半", "50", "", "%", "exact"),
        ("四分之三", "75", "", "%", "exact"),
        ("百分之七点五", "7.5", "", "%", "exact"),
        ("百分之百", "100", "", "%", "exact"),
        ("2.5倍", "2.5", "", "倍", "exact"),
        ("1.72:1", "1.72", "", ":1", "exact"),
        ("1.72：1", "1.72", "", ":1", "exact"),
        ("0", "0", "", "", "exact"),
        ("零", "0", "", "", "exact"),
        (".5", "0.5", "", "", "exact"),
    ],
)
def test_reads(text: str, value: str, multiplier: str, unit: str, qualifier: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert (number.value, number.multiplier, number.unit, number.qualifier) == (
        Decimal(value), multiplier, unit, Qualifier(qualifier),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,100万", 11_000_000),
        ("1,100.9亿", 110_090_000_000),
        ("一千八百万", 18_000_000),
        ("一万五千亿", 1_500_000_000_000),
        ("十亿3000万", 1_030_000_000),
        ("一千多万元", 10_000_000),
        ("十五点八万元", 158_000),
        ("2万亿", 2_000_000_000_000),
    ],
)
def test_amounts_of_case_8(text: str, amount: int) -> None:
    number = parse_number(text)
    assert number is not None
    assert number.amount == amount


def test_shares_of_case_8() -> None:
    third, fifth, tenths = parse_number("千分之三"), parse_number("万分之五"), parse_number("三成")
    assert [number and (number.share, number.unit) for number in (third, fifth, tenths)] == [
        (Decimal("0.003"), "‰"),
        (Decimal("0.0005"), "‱"),
        (Decimal("0.3"), "成"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "三万五",
        "一百五",
        "2万, 亿",
        "2万 亿",
        "",
        " ",
        "—",
        "无",
        "1.2.3",
        "12,34",
        "1e5",
        "①",
        "10²",
        "三五个",
        "十百",
        "完成30户",
        "达到目标60元",
        "30户（含2户）",
        "亿元",
        "百分之",
        "三分之一",
        "12-5-3",
        "8-5个",
        "5-",
        "-",
        "3 4",
        "不低于8%左右",
        "1:2:3",
        "5.",
        "T-001",
        "零零",
        "1亿2.5万",
        "٣٤",
        "½",
        "2023年11月",
        "12月底",
        "两三家",
        "近百",
    ],
)
def test_refuses(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high", "multiplier", "unit"),
    [
        ("5-8个", "5", "8", "", "个"),
        ("3%～5%", "3", "5", "", "%"),
        ("500万元至800万元", "500", "800", "万", "元"),
        ("3000—5000万元", "3000", "5000", "万", "元"),
        ("三至五家", "3", "5", "", "家"),
        ("5万-8万", "5", "8", "万", ""),
    ],
)
def test_ranges(text: str, low: str, high: str, multiplier: str, unit: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert (number.value, number.value_max, number.multiplier, number.unit) == (Decimal(low), Decimal(high), multiplier, unit)


@pytest.mark.parametrize(
    ("value", "unit", "base", "unit_base"),
    [
        ("5.76", "万户", "57600", "户"),
        ("138", "亿元", "13800000000", "元"),
        ("4000", "万美元", "40000000", "美元"),
        ("7", "%", "7", "%"),
        ("3", "‰", "3", "‰"),
        ("40", "MW", "40000", "千瓦"),
        ("2", "万千瓦", "20000", "千瓦"),
        ("3", "千瓦", "3", "千瓦"),
        ("1.5", "百万千瓦", "1500000", "千瓦"),
        ("3", "成", "30", "%"),
        ("2", "万人次", "20000", "人次"),
        ("0.5", "个百分点", "0.5", "个百分点"),
        ("2", "公顷", "30", "亩"),
        ("120", "亿立方米", "12000000000", "立方米"),
    ],
)
def test_base_units(value: str, unit: str, base: str, unit_base: str) -> None:
    assert to_base(Decimal(value), unit, MEASURES) == (Decimal(base), unit_base)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    number = parse_number(text)
    assert number is None or number.value.is_finite()
    assert len(fold(text)) == len(text)


@given(st.integers(0, 10**9), st.sampled_from(["", "万", "亿"]), st.sampled_from(["", "元", "户", "%"]))
def test_what_is_written_is_read(digits: int, multiplier: str, unit: str) -> None:
    for written in (f"{digits}", f"{digits:,}", f"{digits:,}".replace(",", "，")):
        number = parse_number(written + multiplier + unit)
        assert number is not None
        assert (number.value, number.multiplier, number.unit) == (digits, multiplier, unit)
