"""Reading, naming and stepping of reporting periods."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.calendar import periods
from ingest.calendar.periods import PeriodKind, period
from ingest.calendar.written_periods import agree, find_days, find_periods, find_years, parse_period

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))

WRITTEN = [
    ("2023年11月", None, "2023-11"),
    ("2023年11月份", None, "2023-11"),
    ("２０２３年１１月", None, "2023-11"),
    ("2023 年 11 月", None, "2023-11"),
    ("二〇二三年十一月", None, "2023-11"),
    ("二○二三年元月", None, "2023-01"),
    ("23年11月", None, "2023-11"),
    ("11月份", 2023, "2023-11"),
    ("十二月", 2023, "2023-12"),
    ("11月", None, None),
    ("2023.11", None, "2023-11"),
    ("2023.1", None, "2023-01"),
    ("2023/11", None, "2023-11"),
    ("2023-11", None, "2023-11"),
    ("202311", None, "2023-11"),
    ("区发改局_202311", None, "2023-11"),
    ("2023_11_区发改局", None, "2023-11"),
    ("报表2023-11月", None, "2023-11"),
    ("2023年11月上旬", None, "2023-11-1"),
    ("2023年11月（中旬）", None, "2023-11-2"),
    ("11月下旬", 2023, "2023-11-3"),
    ("2023-11-1", None, "2023-11-1"),
    ("11月1日至10日", 2023, "2023-11-1"),
    ("2023年11月1日—11月30日", None, "2023-11"),
    ("2023.11.21-2023.11.30", None, "2023-11-3"),
    ("20231101-20231130", None, "2023-11"),
    ("截至2023年11月30日", None, "2023-11"),
    ("截至2023年11月底", None, "2023-11"),
    ("1-11月", 2023, "2023-11"),
    ("2023年1—11月份", None, "2023-11"),
    ("2023年前11个月", None, "2023-11"),
    ("第四季度", 2023, "2023-Q4"),
    ("2023年四季度", None, "2023-Q4"),
    ("2023Q4", None, "2023-Q4"),
    ("2023-w47", None, "2023-W47"),
    ("2023年第47周", None, "2023-W47"),
    ("2023年度", None, "2023"),
    ("2023", None, "2023"),
    # a title's year, a list's term and a filing date beside the period
    ("2023年11-12月“三重点”任务清单11月进展情况表", None, "2023-11"),
    ("2023年第四季度11月进展", None, "2023-11"),
    ("区发改局2023.11.xlsx", None, "2023-11"),
    ("区发改局2023.1-11.xlsx", None, "2023-11"),
    ("2023年第四季度（10-12月）", None, "2023-Q4"),
    ("2023年11月25日-12月1日（第48周）", None, "2023-W48"),
    ("2023.11.1", None, None),
    ("区发改局2023年11月进展（12月1日报）.xlsx", None, "2023-11"),
    ("报告期：2023年11月　填报日期：2023年12月1日", None, "2023-11"),
    # a day says when something was written, not of which year a month is
    ("20240102_区人社局12月进展情况", None, "2023-12"),
    ("20240102_区人社局12月进展情况", 2024, "2023-12"),
    ("2024.1.2 区人社局12月", None, "2023-12"),
    ("2024-01-02区人社局12月份", None, "2023-12"),
    ("2024_01_02_区人社局_12月", None, "2023-12"),
    ("24.1.2区人社局12月", None, "2023-12"),
    ("240102区人社局12月", None, "2023-12"),
    ("202401021530_区人社局12月", None, "2023-12"),
    ("区人社局12月进展（2024年1月3日修改）", None, "2023-12"),
    ("区人社局12月下旬20240102", None, "2023-12-3"),
    ("区人社局四季度（2024年1月3日）", None, "2023-Q4"),
    ("区人社局1-12月20240103", None, "2023-12"),
    ("20240105_第52周", None, "2023-W52"),
    ("20240203_1月", None, "2024-01"),
    ("20231205_12月", None, "2023-12"),
    ("20231128_12月", None, "2023-12"),
    ("20240102_2023年12月", None, "2023-12"),
    ("2024年12月（2024年1月2日）", None, "2024-12"),
    ("0102_区人社局12月", 2023, "2023-12"),
    ("1.2区人社局12月", 2023, "2023-12"),
    ("区人社局12月（1月3日修改）", 2023, "2023-12"),
    ("202312", None, "2023-12"),
    # no period, or more than one
    ("2023年11月24日", None, None),
    ("2023-11-01", None, None),
    ("20231205", None, None),
    ("2023年11-12月", None, None),
    ("2023.11-12", None, None),
    ("2022年12月-2023年11月", None, None),
    ("去年11月", 2023, None),
    ("11月上、中旬", 2023, None),
    ("11月第3周", 2023, None),
    ("11月、12月", 2023, None),
    ("前三季度", 2023, None),
    ("上半年", 2023, None),
    ("21月", 2023, None),
    ("2023年13月", None, "2023"),
    ("2023-W60", None, None),
    ("", 2023, None),
    ("无", 2023, None),
]


@pytest.mark.parametrize(("text", "default_year", "wanted"), WRITTEN)
def test_written_forms(text: str, default_year: int | None, wanted: str | None) -> None:
    assert parse_period(text, default_year) == wanted


def test_a_day_near_by_tells_the_year_of_a_month() -> None:
    assert parse_period("12月", near=dt.date(2024, 1, 2)) == "2023-12"
    assert parse_period("12月", 2025, near=dt.date(2024, 1, 2)) == "2023-12"
    assert parse_period("2022年12月", near=dt.date(2024, 1, 2)) == "2022-12"


def test_years_and_days_of_a_text() -> None:
    assert find_days("区人社局12月（2024年1月3日修改，1月5日再改）20240106") == (dt.date(2024, 1, 3), dt.date(2024, 1, 6))
    assert find_years("2023年重点任务12月进展（2024年1月3日）") == (2023,)
    assert find_years("20240102_12月，去年同期") == ()
    assert find_days("2023年2月30日") == ()


@given(DAYS, st.integers(1, 12))
def test_a_month_beside_a_day_is_never_half_a_year_away(day: dt.date, month: int) -> None:
    this = period(parse_period(f"{day:%Y%m%d}_{month}月") or "")
    assert this.start.month == month
    assert min(abs((this.start - day).days), abs((this.end - day).days)) < 200


def test_two_different_periods_are_both_found() -> None:
    assert find_periods("2023年11月、12月") == ("2023-11", "2023-12")


@given(DAYS, st.sampled_from(PeriodKind))
def test_id_words_and_days_agree(day: dt.date, kind: PeriodKind) -> None:
    this = periods.containing(day, kind)
    assert this.start <= day <= this.end
    assert period(this.id) == this
    assert parse_period(this.id) == this.id
    assert parse_period(this.words) == this.id
    assert parse_period(f"关于{this.words}的报告（{day.year}年{day.month}月{day.day}日）") == this.id


@given(DAYS, st.sampled_from(PeriodKind))
def test_neighbours_touch(day: dt.date, kind: PeriodKind) -> None:
    this = periods.containing(day, kind)
    following = periods.containing(this.end + dt.timedelta(days=1), kind)
    assert following.start == this.end + dt.timedelta(days=1)
    assert periods.previous_period(following.id) == this.id


@given(st.text(alphabet="0123456789年月日旬周季度上中下第一二十〇-~.至Q W()（）前截去", max_size=16), st.none() | st.just(2023))
def test_any_text_gives_only_real_periods(text: str, default_year: int | None) -> None:
    assert all(periods.is_period_id(found) for found in find_periods(text, default_year))


@pytest.mark.parametrize("text", ["2023-13", "2023-00", "2023-11-4", "2023-W60", "2023-Q5", "２０２３", "2023-1", "", "0000"])
def test_what_is_no_id(text: str) -> None:
    assert not periods.is_period_id(text)


def test_term_has_its_periods() -> None:
    months = periods.periods_between(dt.date(2023, 11, 1), dt.date(2023, 12, 31), PeriodKind.MONTH)
    assert [p.id for p in months] == ["2023-11", "2023-12"]
    dekad = periods.periods_between(dt.date(2023, 11, 5), dt.date(2023, 11, 30), PeriodKind.DEKAD)
    assert [(p.id, p.end.day) for p in dekad] == [("2023-11-1", 10), ("2023-11-2", 20), ("2023-11-3", 30)]


def test_agreement_of_title_and_cells() -> None:
    assert agree("2023-11", "2023-Q4")
    assert agree("2023", "2023-11")
    assert not agree("2023-10", "2023-11")
