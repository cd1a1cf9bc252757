"""The one place where the clock is read. Everything else is told the as-of date."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

TIMEZONE = "Asia/Shanghai"


def now() -> dt.datetime:
    return dt.datetime.now(ZoneInfo(TIMEZONE))


def today() -> dt.date:
    return now().date()
