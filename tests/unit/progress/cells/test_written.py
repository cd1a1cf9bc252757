"""Figures as people type them: whatever way of writing a number we read, reads back as that number; all else is named."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents.grid import Cell
from ingest.findings import Place
from ingest.progress.catalogue import CATALOGUE
from ingest.progress.cells.amounts import Amounts, AmountSetting, read_amounts
from ingest.progress.cells.causes import cause
from ingest.progress.cells.numbers import read_growth
from ingest.progress.cells.written import read_written
from ingest.progress.fields import Field
from ingest.progress.labels import LABELS
from ingest.task_lists.model import Target
from ingest.values.units import to_base
from tests.unit.progress.progress_home import task_list, vocabulary

VOCABULARY = vocabulary()
PLACE = Place("表", row=4, column="H")
D = Decimal


def target(unit: str) -> Target:
    """A target of 100 in a unit."""
    some = next(t for t in task_list().targets if t.unit == "亿元")
    base, name = to_base(D(100), unit, VOCABULARY.measures)
    return replace(some, unit=unit, value=D(100), value_base=base, unit_base=name)


def cell(value: Any, number_format: str = "General", text: str | None = None, formula: str = "") -> Cell:
    return Cell(4, 8, str(value) if text is None else text, PLACE, value, number_format, formula=formula)


def read(figure: Cell, unit: str, *, label: str = "", table: str = "", stated: bool = True) -> Amounts:
    cells = {Field.CUMULATIVE: figure}
    if stated:
        cells[Field.MEASURE_UNIT] = Cell(4, 5, unit, PLACE, unit)
    units = {Field.CUMULATIVE: label} if label else {}
    return read_amounts(AmountSetting(cells, units, tuple(table.split()), target(unit), VOCABULARY))


def told(amounts: Amounts) -> list[str]:
    return [said.code for said in (*amounts.values[Field.CUMULATIVE].says, *amounts.says)]


def sentences(amounts: Amounts) -> str:
    said = [*amounts.values[Field.CUMULATIVE].says, *amounts.says]
    words = [{"label": LABELS[Field.CUMULATIVE], **dict(one.words)} for one in said]
    return "".join(CATALOGUE.say(one.code, **w).message for one, w in zip(said, words, strict=True))


@pytest.mark.parametrize(
    ("text", "unit", "value", "own", "codes"),
    [
        # money words in rows of money
        ("2.04亿", "亿元", "2.04", "亿元", ["amount-understood"]),
        ("2.04 亿元", "亿元", "2.04", "亿元", ["amount-understood"]),
        ("2.04亿元", "亿元", "2.04", "亿元", []),
        ("608.16万", "亿元", "608.16", "万元", ["amount-understood"]),
        ("1.2亿元", "万元", "1.2", "亿元", ["amount-understood"]),
        ("1.2亿", "万元", "1.2", "亿元", ["amount-understood"]),
        ("1200万", "万元", "1200", "万元", ["amount-understood"]),
        ("2.04亿", "元", "204000000", "元", ["amount-understood"]),
        ("2亿400万元", "亿元", "2.04", "亿元", ["amount-understood"]),
        ("两亿零四百万元", "万元", "20400", "万元", ["amount-understood"]),
        ("人民币2.04亿元整", "亿元", "2.04", "亿元", ["amount-understood"]),
        ("20400万元人民币", "万元", "20400", "万元", ["amount-understood"]),
        ("RMB 2.04亿", "亿元", "2.04", "亿元", ["amount-understood"]),
        ("2.04亿RMB", "亿元", "2.04", "亿元", ["amount-understood"]),
        ("￥2.04亿", "亿元", "2.04", "亿元", ["amount-understood"]),
        ("￥204", "元", "204", "元", ["amount-understood"]),
        ("204元整", "元", "204", "元", ["amount-understood"]),
        ("2.04（亿元）", "亿元", "2.04", "亿元", ["amount-understood"]),
        # counts and lengths
        ("12万", "户", "120000", "户", ["amount-understood"]),
        ("12万", "万户", "12", "万户", ["amount-understood"]),
        ("12.5万户", "户", "12.5", "万户", ["amount-understood"]),
        ("3.5千公里", "公里", "3.5", "千公里", ["amount-understood"]),
        ("3500KM", "公里", "3500", "km", ["amount-understood"]),
        ("一亿二千万", "人", "120000000", "人", ["amount-understood"]),
        ("壹仟伍佰伍拾玖", "人", "1559", "人", ["amount-understood"]),
        ("1千5百", "人", "1500", "人", ["amount-understood"]),
        # digits
        ("1,234.5", "亩", "1234.5", "亩", []),
        ("1，234.5", "亩", "1234.5", "亩", []),
        ("１２３４．５", "亩", "1234.5", "亩", []),
        ("1559\n", "人", "1559", "人", []),
        ("1559 人", "人", "1559", "人", []),
        ("\u200e1559\u2063", "人", "1559", "人", []),
        ("1559。", "人", "1559", "人", ["amount-understood"]),
        ("'1559", "人", "1559", "人", ["amount-understood"]),
        ("’1559", "人", "1559", "人", ["amount-understood"]),
        ('="1559"', "人", "1559", "人", ["amount-understood"]),
        ("0.30000000000000004", "亩", "0.3", "亩", []),
        ("1558.9999999999998", "人", "1559", "人", []),
        # shares
        ("25‰", "%", "2.5", "%", ["amount-understood"]),
        ("百分之2.5", "%", "2.5", "%", []),
        ("2.5 ％", "%", "2.5", "%", []),
    ],
)
def test_what_can_only_be_one_amount(text: str, unit: str, value: str, own: str, codes: list[str]) -> None:
    amounts = read(cell(text), unit)
    assert (amounts.values[Field.CUMULATIVE].value, amounts.unit, told(amounts)) == (D(value), own, codes)


@pytest.mark.parametrize(
    ("text", "unit", "code", "words"),
    [
        ("2.04亿（约）", "亿元", "cell-not-a-number", "2.04亿（约）"),
        ("约2.04亿", "亿元", "cell-not-a-number", "约2.04亿"),
        ("近1559", "人", "cell-not-a-number", "近1559"),
        ("1559余", "人", "cell-not-a-number", "1559余"),
        ("1500多", "人", "cell-not-a-number", "1500多"),
        ("1559（预计）", "人", "cell-not-a-number", "预计"),
        ("1559+", "人", "cell-not-a-number", "1559+"),
        ("￥2.04", "亿元", "amount-two-readings", "可能是 2.04 亿元，也可能是 2.04 元"),
        ("2.04亿美元", "亿元", "measure-dimension", "亿美元"),
        ("1559人", "个", "measure-dimension", "人"),
        ("60%", "个", "percent-for-amount", "百分数“60%”"),
        ("2.5个百分点", "%", "measure-dimension", "个百分点"),
        ("1 559", "人", "number-has-blank", "可能是一个数 1559"),
        ("1\n559", "人", "number-has-blank", "可能是一个数 1559"),
        ("1 234.5", "亩", "number-has-blank", "可能是一个数 1234.5"),
        ("1558/1559", "人", "numbers-several", "1558/1559"),
        ("1558；1559", "人", "numbers-several", "1558；1559"),
        ("全市1558 全区32", "人", "number-in-sentence", "全区32"),
        ("3+2", "个", "number-is-sum", "3+2"),
        ("=5+7", "个", "number-is-formula-text", "=5+7"),
        ("11（其中北塔2）", "个", "number-with-part", "括号里还有一个数"),
        ("11（快报数）", "个", "number-with-note", "快报数"),
        ("累计11个", "个", "number-with-words", "累计11个"),
        ("10-12", "个", "number-is-range", "范围"),
        ("3至5个", "个", "number-is-range", "范围"),
        ("1O", "个", "number-has-letters", "应为 10"),
        ("l5", "个", "number-has-letters", "应为 15"),
        ("12W", "户", "number-has-letter-unit", "“万”"),
        ("1.5k", "户", "number-has-letter-unit", "“千”"),
        ("1.559E+03", "人", "number-scientific", "科学计数法"),
        ("1:2", "个", "number-is-fraction", "比例"),
        ("三万五", "元", "number-is-colloquial", "三万五"),
        ("2023-11-30", "个", "number-is-date-text", "日期"),
        ("11月底", "个", "number-is-date-text", "日期"),
        ("(5)", "个", "number-in-brackets", "可能是 5，也可能表示负数"),
        ("4①", "个", "number-has-mark", "4①"),
        ("1,55", "个", "number-comma", "逗号"),
        ("1.5.5", "个", "number-point", "小数点"),
        ("1。5", "个", "number-point", "小数点"),
        ("#REF!", "个", "cell-error", "#REF!"),
        ("#####", "个", "number-not-shown", "列太窄"),
        ("已完成", "个", "number-is-words", "已完成"),
        ("4300001234567890123", "个", "number-too-many-digits", "19 位"),
    ],
)
def test_what_is_held_says_why(text: str, unit: str, code: str, words: str) -> None:
    amounts = read(cell(text), unit)
    assert amounts.values[Field.CUMULATIVE].value is None
    assert told(amounts) == [code]
    assert words in sentences(amounts)


@pytest.mark.parametrize(
    ("value", "code", "unit", "taken", "told_of"),
    [
        (6.0816, '0.00"百万元"', "亿元", None, "显示为“6.08百万元”，里面存的数是 6.0816"),
        (6081600, '0.00,,"百万元"', "元", "6081600", ""),
        (6081600, '0.00,,"百万元"', "亿元", None, "可能是 6081600 亿元，也可能是 6.0816 百万元"),
        (6081600, "0.0,,", "百万元", None, "显示为“6.1”"),
        (6081600, "0.0,,", "元", "6081600", "显示为 6.1，已按里面存的数 6081600 采用"),
        (12, '#,##0.00"万"', "户", None, "可能是 12 户，也可能是 12 万户"),
        (12, '#,##0.00"万"', "万户", "12", ""),
        (123456, '0!.0,"万"', "户", "123456", ""),
        (123456, '[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0', "元", "123456", ""),
        (12.5, '0.0"％"', "%", "12.5", ""),
        (3, '0"个"', "个", "3", ""),
        (3, 'G/通用格式"户"', "户", "3", ""),
        (3, '0"个"', "人", None, "可能是 3 人，也可能是 3 个"),
        (3, '"约"0', "个", None, "约3"),
        (3, '0"（含续建）"', "个", "3", "数字格式加上的"),
        (3, ";;;", "个", "3", "隐藏"),
        (2.04, '_ "￥"* #,##0.00_ ;_ "￥"* -#,##0.00_ ', "亿元", "2.04", ""),
    ],
)
def test_what_a_number_format_prints(value: float, code: str, unit: str, taken: str | None, told_of: str) -> None:
    amounts = read(cell(value, code), unit)
    assert amounts.values[Field.CUMULATIVE].value == (None if taken is None else D(taken))
    assert told_of in sentences(amounts)
    assert bool(sentences(amounts)) == bool(told_of)


@pytest.mark.parametrize(
    ("value", "shown", "taken", "code"),
    [
        (dt.date(2023, 3, 15), "2023-03-15", None, "number-became-date"),
        (dt.date(1900, 1, 3), "1900-01-03", "3", "number-in-date-format"),
        (dt.datetime(1900, 1, 3, 12), "1900-01-03", "3.5", "number-in-date-format"),  # noqa: DTZ001 - files know no zone
        (dt.date(1949, 12, 31), "1949-12-31", "18263", "number-in-date-format"),
        (dt.time(12, 0), "12:00", None, "number-became-date"),
        (dt.timedelta(hours=36), "36:00", None, "number-became-date"),
        (True, "TRUE", None, "number-is-truth"),
    ],
)
def test_a_number_under_a_format_of_dates(value: Any, shown: str, taken: str | None, code: str) -> None:
    amounts = read(cell(value, "yyyy-mm-dd", shown), "人")
    assert (amounts.values[Field.CUMULATIVE].value, told(amounts)) == (None if taken is None else D(taken), [code])


def test_both_the_day_and_the_number_are_told() -> None:
    assert "显示为“2023-03-15”，里面存的数是 45000" in sentences(
        read(cell(dt.date(2023, 3, 15), "yyyy-mm-dd", "2023-03-15"), "人")
    )


def test_a_formula_of_text_is_taken_and_said() -> None:
    amounts = read(cell("123", formula='"123"'), "人")
    assert (amounts.values[Field.CUMULATIVE].value, told(amounts)) == (D(123), ["number-from-text-formula"])
    assert told(read(cell("123", "@"), "人")) == []


@pytest.mark.parametrize(
    ("label", "table", "unit", "own"),
    [
        ("万", "", "户", "万户"),
        ("百万元", "", "亿元", "百万元"),
        ("", "万", "户", "万户"),
        ("km", "", "公里", "km"),
        ("", "万元 %", "亿元", "万元"),
        ("", "万元 %", "%", "%"),
        ("", "万元", "户", "户"),
        ("", "万元 亿元", "亿元", "亿元"),
    ],
)
def test_a_multiplier_over_the_table_or_in_a_label(label: str, table: str, unit: str, own: str) -> None:
    amounts = read(cell(12), unit, label=label, table=table, stated=False)
    assert (amounts.values[Field.CUMULATIVE].value, amounts.unit) == (D(12), own)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("25‰", "25", "‰"),
        ("下降 2.5%", "-2.5", "%"),
        ("增长2.5%", "2.5", "%"),
        ("2.5％", "2.5", "%"),
        ("百分之二点五", "2.5", "%"),
        ("2.5个百分点", "2.5", "个百分点"),
    ],
)
def test_growth_in_words(text: str, value: str, unit: str) -> None:
    growth = read_growth(cell(text))
    assert (growth.value, growth.unit) == (D(value), unit)


# ── properties ───────────────────────────────────────────────────────────────────────────────────────────────────────

numbers = st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False).map(lambda d: d.normalize())
_FULL = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@st.composite
def ways(draw: st.DrawFn) -> tuple[str, Decimal, str]:
    """A way of writing a number: the text, and the value and unit that it says."""
    number = draw(numbers)
    text = draw(st.sampled_from([f"{number:f}", f"{number:,f}"]))
    multiplier, factor = draw(
        st.sampled_from([("", 1), ("百", 10**2), ("千", 10**3), ("万", 10**4), ("百万", 10**6), ("亿", 10**8)])
    )
    unit = draw(st.sampled_from(["", "元", "户", "亩", "公里"]))
    text += draw(st.sampled_from(["", " ", "\u3000", "\u00a0"])) if multiplier or unit else ""
    text += multiplier + draw(st.sampled_from(["", " "]) if multiplier and unit else st.just("")) + unit
    if unit == "元":
        text = draw(st.sampled_from(["", "￥", "人民币", "RMB ", "¥ "])) + text + draw(st.sampled_from(["", "整", "人民币"]))
    text = draw(st.sampled_from(["", "'", " ", "\u200b", "\t"])) + text + draw(st.sampled_from(["", "。", "\n", " ", "\ufeff"]))
    return text.translate(_FULL) if draw(st.booleans()) else text, number * factor, unit


@given(ways())
def test_a_number_reads_back_from_every_way_of_writing_it(way: tuple[str, Decimal, str]) -> None:
    text, value, unit = way
    written = read_written(text)
    assert written is not None, text
    assert (written.number.amount, written.number.unit) == (value, unit), text


@given(st.integers(0, 99_999_999), st.sampled_from(["", "元", "户"]))
def test_pieces_that_each_say_what_they_are_worth(number: int, unit: str) -> None:
    above, below = divmod(number, 10_000)
    written = read_written(f"{above + 1}亿{below}万{unit}")
    assert written is not None
    assert written.number.amount == (above + 1) * 10**8 + below * 10**4


@given(st.text(alphabet="0123456789.,，。、/+-()（） \n约余个万亿元%‰OlW①*=E至其中", min_size=1, max_size=12))
def test_whatever_is_typed_is_read_empty_or_named(text: str) -> None:
    amounts = read(cell(text), "亿元")
    value = amounts.values[Field.CUMULATIVE]
    held = [said for said in (*value.says, *amounts.says) if said.holds_row]
    assert (value.value is not None) + bool(value.null_word) + bool(held) == 1, (text, value, held)
    assert sentences(amounts) or value.value is not None or value.null_word


@given(st.text(max_size=30))
def test_a_cause_is_always_told_in_whole_sentences(text: str) -> None:
    said = cause(text, text)
    message = CATALOGUE.say(said.code, label="累计完成", **{k: v for k, v in said.words.items() if k != "label"})
    assert said.holds_row
    assert message.message.endswith("。")
    assert message.fix
