"""Values of cells: whatever a cell holds, a reading is exact or refused, and it never raises."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents.grid import Cell
from ingest.findings import Place
from ingest.progress.cells.dates import FiledDate, parse_date, read_date
from ingest.progress.cells.numbers import exact, number_words, read_growth, read_number, read_rank, tidy
from ingest.progress.cells.words import read_yes_no

PLACE = Place("表", row=1, column="A")


def cell(value: Any, number_format: str = "General") -> Cell:
    return Cell(1, 1, "" if value is None else str(value), PLACE, value, number_format)


any_value = st.one_of(
    st.none(), st.text(max_size=12), st.integers(), st.floats(), st.booleans(),
    st.dates(), st.datetimes(), st.times(), st.timedeltas(),
    st.text(alphabet="0123456789.,-+%％万亿元个约近年月日底十百（）()＋－ 　", max_size=10),
)  # fmt: skip


@given(any_value, st.sampled_from(["General", "0%", "0.00%", "@", "yyyy-mm-dd"]), st.sampled_from(["", "%", "个", "亿元"]))
def test_any_cell_is_read_or_refused(value: Any, number_format: str, unit: str) -> None:
    for read in (
        read_number(cell(value, number_format), unit),
        read_growth(cell(value)),
        read_rank(cell(value)),
        read_yes_no(cell(value)),
        read_date(cell(value), year=2023),
    ):
        assert (read.value is not None) + bool(read.null_word) <= 1
        assert read.value is not None or read.null_word or read.says


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False))
def test_a_number_survives_every_way_of_storing_it(number: Decimal) -> None:
    assert read_number(cell(float(number))).value == number
    assert read_number(cell(f"{number:f}")).value == number
    assert read_number(cell(f"{number:,f}")).value == number


@given(st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_a_date_survives_every_way_of_writing_it(day: dt.date) -> None:
    for text in (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日完成",
    ):
        assert parse_date(text, 2000) == (FiledDate(day, day.isoformat()), ())
    serial = (day - dt.date(1899, 12, 30)).days
    assert read_date(cell(serial), year=2000).value == FiledDate(day, day.isoformat())
    assert read_date(cell(serial - 1462), year=2000, date_1904=True).value in (FiledDate(day, day.isoformat()), None)


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026年13月", "13月底", "2026-00-01", "明年", "第一季度", "0", "1899-01-01", "2300-01-01"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    read = read_date(cell(text), year=2026)
    assert [said.code for said in read.says] == ["cell-not-a-date"]


@pytest.mark.parametrize(
    ("text", "day", "iso"),
    [
        ("3月底", "2026-03-31", "2026-03-31"),
        ("2月末", "2026-02-28", "2026-02-28"),
        ("年底", "2026-12-31", "2026-12-31"),
        ("2026年3月", "2026-03-31", "2026-03"),
        ("2026.3", "2026-03-31", "2026-03"),
        ("3月", "2026-03-31", "2026-03"),
        ("3月中旬", "2026-03-20", "2026-03-20"),
    ],
)
def test_how_exactly_a_date_was_given(text: str, day: str, iso: str) -> None:
    read = read_date(cell(text), year=2026)
    assert (read.value.day.isoformat(), read.value.text) == (day, iso)
    assert read.says


@pytest.mark.parametrize("number", [-693594, -1, 0, 0.5, 1e6, 1e9, -1e300, float("inf"), float("nan")])
def test_a_number_that_is_no_day_is_refused(number: float) -> None:
    assert [said.code for said in read_date(cell(number), year=2026).says] == ["cell-not-a-date"]


@pytest.mark.parametrize(
    ("value", "text"), [("1E+2", "100"), ("30.0", "30"), ("0.50", "0.5"), ("-0.0", "0"), ("12345678901", "12345678901")]
)
def test_numbers_are_written_as_people_write_them(value: str, text: str) -> None:
    assert number_words(Decimal(value)) in (text, f"-{text}")
    assert tidy(Decimal(value)) == Decimal(value)


def test_what_a_spreadsheet_stores_of_a_decimal_is_the_decimal() -> None:
    assert exact(0.1 + 0.2) == Decimal("0.3")
    assert exact(17.3) == Decimal("17.3")
    assert exact(1e15) is None
    assert exact(float("nan")) is None
    assert exact(10**15) is None
    assert exact(999_999_999_999_999) == Decimal(999_999_999_999_999)
