"""Working days and holidays of the PRC, from chinesecalendar, and what is done for years it does not know.

The State Council announces the days of a year at the end of the year before. A year that the library does not know yet is
taken by its weekends alone, and a finding says so; it is never silently taken as known. A home may know better: the rules
`working_days` say so day by day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from ingest.calendar.catalogue import finding
from ingest.findings import Finding
from ingest.seeds import Seeds

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


@cache
def is_workday(day: dt.date) -> bool:
    """Whether offices work that day: holidays and make-up working days included; by weekends alone in an unknown year."""
    if not is_known(day):
        return day.weekday() < 5
    import chinese_calendar

    return bool(chinese_calendar.is_workday(day))


@cache
def holiday_name(day: dt.date) -> str:
    """`元旦`, `春节` … for a day off that belongs to a holiday, else ""."""
    if not is_known(day) or is_workday(day):
        return ""
    import chinese_calendar
    from chinese_calendar import Holiday

    _, english = chinese_calendar.get_holiday_detail(day)
    chinese = next((str(holiday.chinese) for holiday in Holiday if holiday.value == english), "")
    return _HOLIDAY_NAMES.get(chinese, chinese)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The calendar of the PRC with the days of which a home knows better: the name of the holiday of each day off, None for a
    working day.
    """

    own: Mapping[dt.date, str | None] = field(default_factory=dict)

    def is_workday(self, day: dt.date) -> bool:
        return self.own[day] is None if day in self.own else is_workday(day)

    def holiday_name(self, day: dt.date) -> str:
        return (self.own[day] or "") if day in self.own else holiday_name(day)

    def rows(self, first_year: int, last_year: int) -> list[dict[str, Any]]:
        """Rows of the raw table `calendar_days`: every day of the years, both included."""
        start, end = dt.date(first_year, 1, 1), dt.date(last_year, 12, 31)
        days = (start + dt.timedelta(days=n) for n in range((end - start).days + 1))
        return [
            {
                "day": day,
                "is_workday": self.is_workday(day),
                "holiday": self.holiday_name(day),
                "known_from": None,
                "known_to": None,
            }
            for day in days
        ]

    def unknown_years(self, days: Iterable[dt.date]) -> tuple[Finding, ...]:
        """One finding for each year among the days whose holidays neither the library knows nor, of any day, the home."""
        first, last = known_years()
        own = {day.year for day in self.own}
        return tuple(
            finding("holidays-not-known", seen=f"{year}年", wanted=f"{first}年至{last}年")
            for year in sorted({day.year for day in days if not is_known(day)} - own)
        )


def working_days(seeds: Seeds) -> WorkingDays:
    """The calendar with the days of the rules `working_days`."""
    return WorkingDays(
        {
            dt.date.fromisoformat(row["day"]): None if row["is_workday"] == "true" else row["holiday"]
            for row in seeds.rows("working_days")
        }
    )
