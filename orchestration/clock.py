"""The one place where the clock is read. Everything else is told the as-of date."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

# an installation may set others (`settings.py`)
TIMEZONE = "Asia/Shanghai"
CHINA = ZoneInfo(TIMEZONE)
# when the nightly refresh starts; after midnight, for it is as of the day before
NIGHTLY = dt.time(2, 0)


def now(zone: ZoneInfo = CHINA) -> dt.datetime:
    return dt.datetime.now(zone)


def today(zone: ZoneInfo = CHINA) -> dt.date:
    return now(zone).date()
