"""As of which day a refresh runs that was given none."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from ingest.home import Home
from orchestration.days import nightly_day, open_day
from orchestration.gate import night_of

NIGHTLY = dt.time(2)


def at(day: int, hour: int) -> dt.datetime:
    return dt.datetime(2023, 12, day, hour, tzinfo=dt.UTC)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    home.create()
    return home


def publish(home: Home, day: str) -> None:
    home.published.mkdir(exist_ok=True)
    home.manifest.write_text(json.dumps({"as_of": day}), encoding="utf-8")


@pytest.mark.parametrize("published", ["", "2023-12-04", "2023-12-05"])
def test_the_night_is_of_the_day_that_has_ended(home: Home, published: str) -> None:
    if published:
        publish(home, published)
    assert nightly_day(home, at(6, 2)) == dt.date(2023, 12, 5)
    assert nightly_day(home, at(6, 10)) == dt.date(2023, 12, 5), "one that was missed, too"


def test_the_night_after_a_refresh_as_of_today_does_real_work(home: Home) -> None:
    """At half past midnight somebody ran one as of today: the night must take what has come, not replay."""
    publish(home, "2023-12-06")
    day = nightly_day(home, at(6, 2))
    assert day == dt.date(2023, 12, 6)
    assert not night_of(home, day).is_replay


def test_until_the_nightly_run_the_day_before_is_open(home: Home) -> None:
    assert open_day(home, at(6, 1), NIGHTLY) == dt.date(2023, 12, 5)
    assert open_day(home, at(6, 2), NIGHTLY) == dt.date(2023, 12, 6)
    publish(home, "2023-12-06")
    assert open_day(home, at(6, 1), NIGHTLY) == dt.date(2023, 12, 6), "a day that was begun is not gone back to"


def test_a_day_to_come_is_never_meant(home: Home) -> None:
    publish(home, "2024-01-01")
    assert nightly_day(home, at(6, 2)) == open_day(home, at(6, 12), NIGHTLY) == dt.date(2023, 12, 6)
