"""Which refresh is a replay."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from ingest.home import Home
from ingest.receiving import receive
from orchestration.cli.refresh import refresh
from orchestration.gate import Outcome, first_day, night_of, not_a_night, read_outcome, write_outcome


def test_nothing_published_means_no_replay(tmp_path: Path) -> None:
    assert not night_of(Home(tmp_path), dt.date(2020, 1, 1)).is_replay


def test_an_older_date_than_the_published_one_is_a_replay(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.published.mkdir()
    home.manifest.write_text(json.dumps({"as_of": "2023-12-05"}), encoding="utf-8")
    assert not night_of(home, dt.date(2023, 12, 5)).is_replay
    replay = night_of(home, dt.date(2023, 12, 4))
    assert replay.is_replay
    assert replay.warehouse == tmp_path / "replays" / "2023-12-04" / "warehouse.duckdb"


def test_an_older_date_than_the_last_receipt_is_a_replay_even_if_that_night_failed(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.create()
    (home.inbox / "progress" / "a.xlsx").write_bytes(b"x")
    receive(home, dt.date(2023, 12, 5), dt.datetime(2023, 12, 6, tzinfo=dt.UTC), settle=dt.timedelta(0))
    assert night_of(home, dt.date(2023, 12, 4)).is_replay
    assert not night_of(home, dt.date(2023, 12, 5)).is_replay


def test_an_outcome_is_kept(tmp_path: Path) -> None:
    outcome = Outcome("2023-12-05", "run", False, False, ("检查未通过",), "2023-12-06T02:00:00+08:00")
    write_outcome(Home(tmp_path), outcome)
    assert read_outcome(Home(tmp_path)) == outcome


TODAY = dt.date(2023, 12, 6)


def test_the_life_of_a_home_starts_with_its_first_receipt(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.create()
    day = dt.date(2023, 12, 5)
    assert first_day(home, TODAY, TODAY) == day, "the first night is as of the day before"
    assert first_day(home, dt.date(2023, 11, 25), TODAY) == dt.date(2023, 11, 25)
    (home.inbox / "progress" / "a.xlsx").write_bytes(b"x")
    receive(home, day, dt.datetime(2023, 12, 6, tzinfo=dt.UTC), settle=dt.timedelta(0))
    assert first_day(home, dt.date(2024, 1, 1), dt.date(2024, 1, 1)) == day


def test_a_day_before_the_first_receipt_or_after_today_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Home(tmp_path)
    home.create()
    (home.inbox / "progress" / "a.xlsx").write_bytes(b"x")
    receive(home, dt.date(2023, 12, 5), dt.datetime(2023, 12, 6, tzinfo=dt.UTC), settle=dt.timedelta(0))
    assert not_a_night(home, dt.date(2023, 12, 5), TODAY) == ""
    assert not_a_night(home, TODAY, TODAY) == ""
    assert "2023-12-05" in not_a_night(home, dt.date(2023, 12, 4), TODAY)
    assert "还没有到" in not_a_night(home, dt.date(2023, 12, 7), TODAY)
    assert refresh(tmp_path, dt.date(2020, 1, 1)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "2020-01-01 早于" in said.err
