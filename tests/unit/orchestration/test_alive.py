"""Whose turn it is to write in a home."""

from __future__ import annotations

import datetime as dt
import multiprocessing
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from ingest.home import Home
from orchestration.alive import Holder, alive_path, between_runs, is_locked, turn, turn_holder
from orchestration.cli.refresh import say_what_was_cut_off

FIRST = Holder("first", 11, "2023-12-05", "2023-12-06T02:00:00+08:00")
SECOND = Holder("second", 12, "2023-12-06", "2023-12-06T02:01:00+08:00")


def _hold(root: Path, has_it: Event, may_end: Event) -> None:
    with turn(Home(root), FIRST, lambda _holder: None):
        has_it.set()
        may_end.wait(60)


def test_who_waits_is_told_for_whom_and_since_when(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.create()
    context = multiprocessing.get_context("spawn")
    has_it, may_end = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(tmp_path, has_it, may_end))
    other.start()
    assert has_it.wait(60)
    told: list[Holder | None] = []

    def on_wait(holder: Holder | None) -> None:
        told.append(holder)
        may_end.set()

    with turn(home, SECOND, on_wait):
        assert turn_holder(home) == SECOND
    other.join()
    assert told == [FIRST]
    assert turn_holder(home) is None


class _BusyError(Exception):
    pass


def _refused(_holder: Holder | None) -> None:
    raise _BusyError


def test_between_runs_nobody_writes_and_no_ended_run_is_named(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.create()
    with between_runs(home, _refused):
        assert not (home.runs / "lock").exists()  # there has been no run: nothing is changed
    with turn(home, FIRST, _refused), pytest.raises(_BusyError), between_runs(home, _refused):
        pass
    with between_runs(home, _refused), between_runs(home, _refused):
        assert is_locked(home.runs / "lock")
        assert turn_holder(home) is None
        with pytest.raises(_BusyError), turn(home, SECOND, _refused):
            pass
    with turn(home, SECOND, _refused):
        assert turn_holder(home) == SECOND


def test_a_refresh_by_hand_says_that_it_makes_up_for_one_that_was_cut_off(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, day = Home(tmp_path), dt.date(2023, 12, 5)
    say_what_was_cut_off(home, day)
    assert capsys.readouterr().out == ""
    path = alive_path(home, "gone")
    path.parent.mkdir(parents=True)
    path.touch()
    say_what_was_cut_off(home, day)
    zh, en = capsys.readouterr().out.splitlines()
    assert "一并补上，截至 2023-12-05" in zh
    assert "makes up for it, as of 2023-12-05" in en
