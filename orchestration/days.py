"""As of which day a refresh runs that nobody has given a date.

A day ends with its nightly run, not at midnight: what is taken before the nightly run counts for the day before. A day that
has been begun is not gone back to: then a refresh would be a replay, which takes nothing.
"""

from __future__ import annotations

import datetime as dt

from ingest.archive import receipts
from ingest.home import Home
from orchestration.gate import read_manifest

_DAY = dt.timedelta(days=1)


def newest_day(home: Home) -> dt.date | None:
    """The last day as of which something was published or received."""
    manifest = read_manifest(home.manifest)
    known = [manifest["as_of"]] if manifest else []
    known += [receipt.as_of for receipt in receipts(home)[-1:]]
    return dt.date.fromisoformat(max(known)) if known else None


def _not_gone_back(home: Home, day: dt.date, today: dt.date) -> dt.date:
    newest = newest_day(home)
    return day if newest is None else max(day, min(newest, today))


def nightly_day(home: Home, now: dt.datetime) -> dt.date:
    """The day of the nightly run: the one that has ended, or today where a refresh as of today has been before it.

    By the clock, not by the tick: of ticks that were missed, the one that comes first takes what there is, for the last day.
    """
    return _not_gone_back(home, now.date() - _DAY, now.date())


def open_day(home: Home, now: dt.datetime, nightly: dt.time) -> dt.date:
    """The day of any other run: today, or the day before until its nightly run is due."""
    day = now.date() if now.time() >= nightly else now.date() - _DAY
    return _not_gone_back(home, day, now.date())
