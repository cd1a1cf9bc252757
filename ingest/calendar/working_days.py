"""Working days and holidays of the PRC, from chinesecalendar, and what is done for years it does not know.

The State Council announces the days of a year at the end of the year before. A year that the library does not know yet is
taken by its weekends alone, and a finding says so; it is never silently taken as known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from ingest.calendar.catalogue import finding
from ingest.findings import Finding

# how a calendar prints the names that the library shortens
_HOLIDAY_NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}


@lru_cache(maxsize=1)
def known_years() -> tuple[int, int]:
    """The first and last year whose holidays the installed library knows."""
    from chinese_calendar import constants

    return min(constants.holidays).year, max(constants.holidays).year


def is_known(day: dt.date) -> bool:
    first, last = known_years()
    return first <= day.year <= last


def is_workday(day: dt.date) -> bool:
    """Whether offices work that day: holidays and make-up working days included; by weekends alone in an unknown year."""
    if not is_known(day):
        return day.weekday() < 5
    import chinese_calendar

    return bool(chinese_calendar.is_workday(day))


def holiday_name(day: dt.date) -> str:
    """`元旦`, `春节` … for a day off that belongs to a holiday, else ""."""
    if not is_known(day) or is_workday(day):
        return ""
    import chinese_calendar
    from chinese_calendar import Holiday

    _, english = chinese_calendar.get_holiday_detail(day)
    chinese = next((str(holiday.chinese) for holiday in Holiday if holiday.value == english), "")
    return _HOLIDAY_NAMES.get(chinese, chinese)


def calendar_rows(first_year: int, last_year: int) -> list[dict[str, Any]]:
    """Rows of the raw table `calendar_days`: every day of the years, both included."""
    start, end = dt.date(first_year, 1, 1), dt.date(last_year, 12, 31)
    days = (start + dt.timedelta(days=n) for n in range((end - start).days + 1))
    return [{"day": day, "is_workday": is_workday(day), "holiday": holiday_name(day)} for day in days]


def unknown_year_findings(days: Iterable[dt.date]) -> tuple[Finding, ...]:
    """One finding for each year among the days whose holidays are not known."""
    first, last = known_years()
    return tuple(
        finding("holidays-not-known", seen=f"{year}年", wanted=f"{first}年至{last}年")
        for year in sorted({day.year for day in days if not is_known(day)})
    )
