"""Reporting periods: their ids, days, Chinese words and order.

Ids are those of docs/interface.md: `2023-11` (month), `2023-11-1|2|3` (上旬, 中旬, 下旬), `2023-W47` (ISO week), `2023-Q4`,
`2023`. Reading the written forms is `written_periods.py`; when something is due is `reporting_periods.py`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class PeriodKind(StrEnum):
    """How long a period is; the values are those of seeds/reporting_calendar.csv and dim_period."""

    DEKAD = "dekad"  # 旬: days 1-10, 11-20, 21 to the month's end
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """One period; `start` and `end` are its first and last day, `words` is how Chinese readers call it."""

    id: str
    kind: PeriodKind
    start: dt.date
    end: dt.date
    words: str

    def contains(self, other: Period) -> bool:
        """True where every day of `other` lies in this one, and it is not the same period."""
        return self.id != other.id and self.start <= other.start and other.end <= self.end


_DEKAD_WORDS = ("上旬", "中旬", "下旬")
_QUARTER_WORDS = ("第一季度", "第二季度", "第三季度", "第四季度")
_ID = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})(?:-(?P<dekad>[123]))?|Q(?P<quarter>[1-4])|W(?P<week>\d{2})))?", re.ASCII
)
_FIRST_YEAR, _LAST_YEAR = 1950, 2199


def _month_end(year: int, month: int) -> dt.date:
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def year_period(year: int) -> Period:
    return Period(f"{year}", PeriodKind.YEAR, dt.date(year, 1, 1), dt.date(year, 12, 31), f"{year}年")


def quarter_period(year: int, quarter: int) -> Period:
    start, end = dt.date(year, quarter * 3 - 2, 1), _month_end(year, quarter * 3)
    return Period(f"{year}-Q{quarter}", PeriodKind.QUARTER, start, end, f"{year}年{_QUARTER_WORDS[quarter - 1]}")


def month_period(year: int, month: int) -> Period:
    return Period(
        f"{year}-{month:02}", PeriodKind.MONTH, dt.date(year, month, 1), _month_end(year, month), f"{year}年{month}月"
    )


def dekad_period(year: int, month: int, dekad: int) -> Period:
    start = dt.date(year, month, dekad * 10 - 9)
    end = _month_end(year, month) if dekad == 3 else dt.date(year, month, dekad * 10)
    return Period(f"{year}-{month:02}-{dekad}", PeriodKind.DEKAD, start, end, f"{year}年{month}月{_DEKAD_WORDS[dekad - 1]}")


def week_period(year: int, week: int) -> Period:
    """The ISO week, Monday to Sunday. Raises ValueError for a week that the year does not have."""
    start = dt.date.fromisocalendar(year, week, 1)
    return Period(f"{year}-W{week:02}", PeriodKind.WEEK, start, start + dt.timedelta(days=6), f"{year}年第{week}周")


def period(period_id: str) -> Period:
    """The period of an id. Raises ValueError for anything that is not one (`2023-13`, `2023-W60`, `2023-11-4`)."""
    match = _ID.fullmatch(period_id)
    year = int(match["year"]) if match else 0
    if match is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(f"not a period id: {period_id!r}")
    if match["quarter"]:
        return quarter_period(year, int(match["quarter"]))
    if match["week"]:
        return week_period(year, int(match["week"]))
    if match["dekad"]:
        return dekad_period(year, int(match["month"]), int(match["dekad"]))
    if match["month"]:
        return month_period(year, int(match["month"]))
    return year_period(year)


def is_period_id(text: str) -> bool:
    try:
        period(text)
    except ValueError:
        return False
    return True


def containing(day: dt.date, kind: PeriodKind) -> Period:
    """The period of a kind in which a day lies."""
    if kind is PeriodKind.DEKAD:
        return dekad_period(day.year, day.month, min((day.day - 1) // 10 + 1, 3))
    if kind is PeriodKind.WEEK:
        iso = day.isocalendar()
        return week_period(iso.year, iso.week)
    if kind is PeriodKind.MONTH:
        return month_period(day.year, day.month)
    if kind is PeriodKind.QUARTER:
        return quarter_period(day.year, (day.month + 2) // 3)
    return year_period(day.year)


def previous_period(period_id: str) -> str:
    this = period(period_id)
    return containing(this.start - dt.timedelta(days=1), this.kind).id


def period_words(period_id: str) -> str:
    """`2023年11月上旬`, `2023年第四季度` …; an id that is none comes back as it is."""
    return period(period_id).words if is_period_id(period_id) else period_id


def periods_between(start: dt.date, end: dt.date, kind: PeriodKind) -> Iterator[Period]:
    """The periods of a kind that have a day in start..end, in order."""
    current = containing(start, kind)
    while current.start <= end:
        yield current
        current = containing(current.end + dt.timedelta(days=1), kind)
