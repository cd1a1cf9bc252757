"""When the refresh runs, and as of which day."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import pytest

from ingest.home import Home
from orchestration.clock import NIGHTLY
from orchestration.jobs import SETTLED, inbox_key, inbox_sensor, nightly_schedule, outbox_sensor
from orchestration.resources import HomeResource

SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_the_night_of_the_sixth_is_as_of_the_fifth() -> None:
    schedule = nightly_schedule()
    assert schedule.cron_schedule == f"{NIGHTLY.minute} {NIGHTLY.hour} * * *"
    assert schedule.execution_timezone == "Asia/Shanghai"
    at = dt.datetime(2023, 12, 6, 2, 0, tzinfo=SHANGHAI)
    request = schedule(dg.build_schedule_context(scheduled_execution_time=at))
    assert isinstance(request, dg.RunRequest)
    assert (request.partition_key, request.run_key) == ("2023-12-05", "2023-12-05")


def test_the_time_of_the_night_is_one_value() -> None:
    assert nightly_schedule(dt.time(3, 30)).cron_schedule == "30 3 * * *"


class FixedHome(HomeResource):
    """A home whose clock stands still."""

    seconds_after_epoch: float = 0.0

    def now(self) -> dt.datetime:
        return dt.datetime.fromtimestamp(self.seconds_after_epoch, tz=SHANGHAI)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    home.create()
    return home


def ask(home: Home, now: float) -> object:
    return inbox_sensor()(dg.build_sensor_context(resources={"home": FixedHome(root=str(home.root), seconds_after_epoch=now)}))


def test_an_empty_inbox_starts_nothing(home: Home) -> None:
    assert isinstance(ask(home, 1_700_000_000), dg.SkipReason)


def test_a_file_starts_one_run_as_soon_as_it_has_settled(home: Home) -> None:
    path = home.inbox / "progress" / "a.xlsx"
    path.write_bytes(b"x")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert isinstance(ask(home, 1_700_000_000 + SETTLED.total_seconds() - 1), dg.SkipReason)
    first = ask(home, 1_700_000_000 + SETTLED.total_seconds())
    again = ask(home, 1_700_000_000 + 10 * SETTLED.total_seconds())
    assert isinstance(first, dg.RunRequest)
    assert isinstance(again, dg.RunRequest)
    assert first.run_key == again.run_key
    assert first.partition_key == "2023-11-15"


def test_the_run_key_is_the_content_not_the_order() -> None:
    a, b = ("progress", "a.xlsx", 1, 2), ("progress", "b.xlsx", 3, 4)
    assert inbox_key([a, b]) == inbox_key([b, a])
    assert inbox_key([a, b]) != inbox_key([a, ("progress", "b.xlsx", 3, 5)])


def test_the_outbox_is_sent_between_the_nights_and_starts_no_run(home: Home) -> None:
    answer = outbox_sensor()(dg.build_sensor_context(resources={"home": FixedHome(root=str(home.root))}))
    assert isinstance(answer, dg.SkipReason)
    assert answer.skip_message is not None
    assert "发出0条" in answer.skip_message
