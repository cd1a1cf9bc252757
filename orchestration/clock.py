"""The one place where the clock is read. Everything else is told the as-of date."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

TIMEZONE = "Asia/Shanghai"
# when the nightly refresh starts; after midnight, for it is as of the day before. The one place that says so.
NIGHTLY = dt.time(2, 0)


def now() -> dt.datetime:
    return dt.datetime.now(ZoneInfo(TIMEZONE))


def today() -> dt.date:
    return now().date()
