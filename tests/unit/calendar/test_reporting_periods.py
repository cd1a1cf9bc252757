"""Due, grace and lock dates, and the working days they rest on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import raw
from ingest.calendar import working_days
from ingest.calendar.periods import PeriodKind
from ingest.calendar.reporting_periods import CalendarRule, load_calendar_rules, reporting_periods
from ingest.seeds import Seeds

D = dt.date
BEITA = {"list_id": "beita-2023-11", "period_start": D(2023, 11, 1), "period_end": D(2023, 12, 31)}


MONTHLY = CalendarRule("*", PeriodKind.MONTH, due_day=2, grace_days=0, lock_day=4, valid_from=D(2000, 1, 1))


def _rule(**changes: object) -> CalendarRule:
    return replace(MONTHLY, **changes)


def test_shipped_rule_on_the_shipped_list() -> None:
    rows = reporting_periods(BEITA, load_calendar_rules(Seeds()), working_days.is_workday)
    # 2023-12-02 is a Saturday: due moves to Monday the 4th, the day of the lock; 2024-01-02 is a Tuesday after 元旦
    assert [(r["period"], r["due_on"], r["grace_until"], r["lock_on"]) for r in rows] == [
        ("2023-11", D(2023, 12, 4), D(2023, 12, 4), D(2023, 12, 4)),
        ("2023-12", D(2024, 1, 2), D(2024, 1, 2), D(2024, 1, 4)),
    ]
    assert [(r["period_start"], r["period_end"]) for r in rows] == [
        (D(2023, 11, 1), D(2023, 11, 30)),
        (D(2023, 12, 1), D(2023, 12, 31)),
    ]
    assert all(set(row) == set(raw.SCHEMAS["reporting_periods"].names) for row in rows)


def test_due_date_waits_for_the_end_of_a_long_holiday() -> None:
    september = {"list_id": "x", "period_start": D(2023, 9, 1), "period_end": D(2023, 9, 30)}
    (row,) = reporting_periods(september, [_rule()], working_days.is_workday)
    # 国庆节 2023: 9月29日 to 10月6日 off, 7 and 8 October (a weekend) worked
    assert row["due_on"] == D(2023, 10, 7)
    assert row["lock_on"] == D(2023, 10, 7), "the lock of the 4th would come before anything could be due"


def test_grace_ends_on_a_working_day_and_pushes_the_lock() -> None:
    (november, _) = reporting_periods(BEITA, [_rule(grace_days=5)], working_days.is_workday)
    assert (november["due_on"], november["grace_until"], november["lock_on"]) == (
        D(2023, 12, 4),
        D(2023, 12, 11),
        D(2023, 12, 11),
    )


def test_a_list_with_its_own_rules_has_only_those() -> None:
    own = _rule(list_id="beita-2023-11", period_kind=PeriodKind.DEKAD, due_day=1, lock_day=3)
    rows = reporting_periods(BEITA, [_rule(), own], working_days.is_workday)
    assert [r["period"] for r in rows] == [f"2023-{m}-{x}" for m in (11, 12) for x in (1, 2, 3)]
    assert {r["period_kind"] for r in rows} == {"dekad"}
    another = reporting_periods({**BEITA, "list_id": "another"}, [_rule(), own], working_days.is_workday)
    assert {r["period_kind"] for r in another} == {"month"}


def test_a_list_is_never_without_periods_because_its_own_rules_begin_later() -> None:
    own = _rule(list_id="beita-2023-11", due_day=9, valid_from=D(2023, 12, 1))
    november, december = reporting_periods(BEITA, [_rule(), own], working_days.is_workday)
    assert (november["due_on"], december["due_on"]) == (D(2023, 12, 4), D(2024, 1, 9))


def test_a_rule_changes_at_its_date() -> None:
    later = _rule(due_day=10, lock_day=12, valid_from=D(2023, 12, 1))
    november, december = reporting_periods(BEITA, [later, _rule()], working_days.is_workday)
    assert november["due_on"] == D(2023, 12, 4)
    assert december["due_on"] == D(2024, 1, 10)
    ended = _rule(valid_to=D(2023, 11, 30))
    assert [r["period"] for r in reporting_periods(BEITA, [ended], working_days.is_workday)] == ["2023-11"]


@pytest.mark.parametrize(
    ("day", "works", "holiday"),
    [
        (D(2023, 12, 29), True, ""),
        (D(2024, 1, 1), False, "元旦"),
        (D(2024, 2, 4), True, ""),  # a Sunday worked for 春节
        (D(2024, 2, 12), False, "春节"),
        (D(2024, 4, 4), False, "清明节"),
        (D(2023, 12, 2), False, ""),  # a plain Saturday
    ],
)
def test_days_of_the_prc(day: D, works: bool, holiday: str) -> None:
    assert working_days.is_workday(day) is works
    assert working_days.holiday_name(day) == holiday


def test_years_not_known_fall_back_to_weekends_and_say_so() -> None:
    unknown = working_days.known_years()[1] + 1
    new_year = D(unknown, 1, 1)
    assert working_days.is_workday(new_year) is (new_year.weekday() < 5)
    (finding,) = working_days.WorkingDays().unknown_years([D(2023, 12, 4), new_year, D(unknown, 5, 1)])
    assert (finding.code, finding.seen) == ("holidays-not-known", f"{unknown}年")
    assert working_days.WorkingDays().unknown_years([D(2023, 12, 4)]) == ()


def test_calendar_rows_cover_the_years_and_fit_the_raw_table() -> None:
    rows = working_days.WorkingDays().rows(2023, 2024)
    assert len(rows) == 365 + 366
    assert set(rows[0]) == set(raw.SCHEMAS["calendar_days"].names)
    assert sum(r["is_workday"] for r in rows if r["day"].year == 2023) == 249  # 365 - 116 days off, as announced for 2023


@given(
    st.sampled_from(PeriodKind),
    st.integers(1, 12),
    st.integers(0, 10),
    st.integers(0, 20),
    st.dates(D(2005, 1, 1), D(2040, 1, 1)),
)
def test_dates_come_in_their_order_on_working_days(kind: PeriodKind, due: int, grace: int, lock: int, start: D) -> None:
    term = {"list_id": "x", "period_start": start, "period_end": start + dt.timedelta(days=100)}
    rows = reporting_periods(
        term, [_rule(period_kind=kind, due_day=due, grace_days=grace, lock_day=lock)], working_days.is_workday
    )
    assert rows[0]["period_start"] <= start <= rows[0]["period_end"]
    for row in rows:
        assert row["period_end"] < row["due_on"] <= row["grace_until"] <= row["lock_on"]
        assert working_days.is_workday(row["due_on"])
        assert working_days.is_workday(row["grace_until"])
    assert [r["period_start"] for r in rows[1:]] == [r["period_end"] + dt.timedelta(days=1) for r in rows[:-1]]


def test_a_home_knows_days_better() -> None:
    day_off, made_up = D(2023, 12, 4), D(2023, 12, 9)
    days = working_days.WorkingDays({day_off: "县庆", made_up: None})
    assert [days.is_workday(day) for day in (day_off, made_up, D(2023, 12, 5))] == [False, True, True]
    assert days.holiday_name(day_off) == "县庆"
    _, last = working_days.known_years()
    unknown = D(last + 1, 5, 1)
    assert working_days.WorkingDays({unknown: "劳动节"}).unknown_years([unknown]) == ()
    november = reporting_periods(BEITA, [_rule()], days.is_workday)[0]
    assert november["due_on"] == D(2023, 12, 5)
