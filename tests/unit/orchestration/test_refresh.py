"""What happens around a run, whoever started it: the run itself is a stand-in."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pytest

from ingest.home import Home
from orchestration import refresh as refreshing
from orchestration.alive import alive_path, at_work, is_locked
from orchestration.gate import read_outcome
from orchestration.instance import open_instance
from orchestration.jobs import JOB_NAME, TELLS_ITSELF
from orchestration.second_try import AFTER

DAY = dt.date(2023, 12, 5)
NIGHTS = dg.DailyPartitionsDefinition(start_date="2023-12-01")


def stand_in(name: str, work: Callable[[], None]) -> dg.Definitions:
    @dg.asset(name=name, partitions_def=NIGHTS)
    def asset() -> None:
        work()

    job = dg.define_asset_job(JOB_NAME, selection=[asset], executor_def=dg.in_process_executor)
    return dg.Definitions(assets=[asset], jobs=[job])


def fails() -> None:
    raise ValueError("kaputt")


def speaks() -> None:
    print("a word of a step")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.create()
    return home


def runs(home: Home) -> list[dg.DagsterRun]:
    """The newest first."""
    with open_instance(home) as instance:
        return list(instance.get_runs())


def launch(home: Home, defs: dg.Definitions, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the launcher's process does, in this one."""
    monkeypatch.setattr(refreshing, "build_defs", lambda **_: defs)
    with open_instance(home) as instance:
        run = instance.create_run_for_job(
            defs.resolve_job_def(JOB_NAME), tags={"dagster/partition": "2023-12-05"}, status=dg.DagsterRunStatus.STARTING
        )
    path = alive_path(home, run.run_id)
    path.parent.mkdir(exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        descriptor = os.dup(lock.fileno())
    assert is_locked(path), "the lock is handed on"
    refreshing.launched(home, run.run_id, descriptor)
    return run.run_id


def test_a_run_of_the_daemon_keeps_its_last_word_and_its_log(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    run_id = launch(home, stand_in("raw_rows", speaks), monkeypatch)
    outcome = read_outcome(home)
    assert outcome is not None
    assert (outcome.run_id, outcome.as_of, outcome.reasons) == (run_id, "2023-12-05", ())
    assert not outcome.published, "the publication was not among its steps"
    assert "a word of a step" in (home.runs / "refresh.log").read_text(encoding="utf-8")
    (run,) = runs(home)
    assert run.status is dg.DagsterRunStatus.SUCCESS
    assert run.tags.items() >= TELLS_ITSELF.items()
    assert (at_work(home).at_work, at_work(home).cut_off) == ((), ())


def test_a_night_of_the_daemon_that_a_file_may_have_stopped_is_tried_once_again(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = launch(home, stand_in("raw_rows", fails), monkeypatch)
    second, first = runs(home)
    assert (first.run_id, second.tags[AFTER]) == (run_id, run_id)
    outcome = read_outcome(home)
    assert outcome is not None
    assert outcome.run_id == second.run_id
    assert "kaputt" in outcome.reasons[0]
    assert (at_work(home).at_work, at_work(home).cut_off) == ((), ())


def test_what_is_no_files_fault_is_not_tried_again(home: Home) -> None:
    done = refreshing.refresh(home, DAY, stand_in("published__snapshot", fails))
    assert not done.success
    assert [run.run_id for run in runs(home)] == [done.run_id]
    assert "ValueError: kaputt" in (home.runs / "refresh.log").read_text(encoding="utf-8")


def test_a_day_that_is_no_night_is_refused_in_one_line(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a run of the UI, too, whose code was loaded when the day was still a night."""
    done = refreshing.refresh(home, dt.date(1999, 12, 31), stand_in("raw_rows", speaks))
    (reason,) = done.reasons
    assert reason.startswith("1999-12-31 太早")
    assert runs(home) == []
