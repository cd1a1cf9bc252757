"""What a refresh does when the system stops it (SIGTERM), or a person does at the keyboard."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import dagster as dg
import pytest

from ingest.home import Home
from orchestration import refresh as refreshing
from orchestration.alive import Holder, at_work, is_locked, turn_holder
from orchestration.gate import Outcome, read_outcome
from orchestration.refresh import refresh
from orchestration.stopping import end_when_told
from orchestration.troubles import STOPPED
from tests.unit.orchestration.test_refresh import launch, runs, speaks, stand_in

DAY = dt.date(2023, 12, 5)
ROOT = Path(__file__).parents[3]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.create()
    return home


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    end_when_told()
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def is_stopped() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def nothing_is_held(home: Home) -> bool:
    runs = at_work(home)
    return (runs.at_work, runs.cut_off) == ((), ()) and not is_locked(home.runs / "lock")


def test_a_step_that_is_at_work_ends_and_the_last_word_says_so(home: Home) -> None:
    done = refresh(home, DAY, stand_in("raw_rows", is_stopped))
    assert not done.success
    assert done.reasons == (str(STOPPED),)
    assert [run.status for run in runs(home)] == [dg.DagsterRunStatus.FAILURE], "and none is its second try"
    outcome = read_outcome(home)
    assert outcome is not None
    assert (outcome.published, outcome.reasons) == (False, (str(STOPPED),))
    letters = "".join(path.read_text(encoding="utf-8") for path in home.outbox.rglob("*.json"))
    assert STOPPED.zh in letters
    assert nothing_is_held(home)
    assert refresh(home, DAY, stand_in("raw_rows", speaks)).success, "the next one goes on"


def test_a_run_of_the_daemon_that_is_stopped_is_no_run_that_was_cut_off(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    launch(home, stand_in("raw_rows", is_stopped), monkeypatch)
    assert [run.status for run in runs(home)] == [dg.DagsterRunStatus.FAILURE], "and none is its second try"
    outcome = read_outcome(home)
    assert outcome is not None
    assert outcome.reasons == (str(STOPPED),)
    assert nothing_is_held(home)


def test_what_is_stopped_after_its_last_step_still_says_how_it_ended(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    write = refreshing.write_outcome

    def stopped_and_written(home: Home, outcome: Outcome) -> None:
        is_stopped()
        write(home, outcome)

    monkeypatch.setattr(refreshing, "write_outcome", stopped_and_written)
    done = refresh(home, DAY, stand_in("raw_rows", speaks))
    assert done.success
    assert read_outcome(home) is not None
    assert nothing_is_held(home)


def test_what_is_stopped_while_another_has_the_turn_has_not_begun(home: Home) -> None:
    def stopped_while_waiting(_holder: Holder | None) -> None:
        is_stopped()

    with (home.runs / "lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        done = refresh(home, DAY, stand_in("raw_rows", speaks), on_wait=stopped_while_waiting)
    assert done.reasons == (str(STOPPED),)
    assert read_outcome(home) is None, "the last word is the other's"
    assert runs(home) == []
    assert turn_holder(home) is None
    assert nothing_is_held(home)


@pytest.mark.parametrize("arguments", [["daemon"], ["ui", "--socket", "ui.sock"]], ids=["daemon", "ui"])
def test_what_runs_until_it_is_stopped_ends_in_order(tmp_path: Path, arguments: list[str]) -> None:
    """Also where what started it does not hear Ctrl-C: as a script starts it in the background, with SIGINT ignored."""
    said, socket = tmp_path / "said", tmp_path / "ui.sock"
    main = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from orchestration.cli import main; main()"
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    with said.open("wb") as output:
        command = [sys.executable, "-c", main, *arguments, "--home", str(tmp_path / "home")]
        process = subprocess.Popen(command, cwd=tmp_path, stdout=output, stderr=output)
    signal.signal(signal.SIGINT, before)
    try:
        while "Instance is configured" not in said.read_text(encoding="utf-8") and not socket.exists():
            assert process.poll() is None, said.read_text(encoding="utf-8")
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.2)
        process.terminate()
        assert process.wait(120) == 0
    finally:
        process.kill()
        process.wait()
    assert not socket.exists()
    assert "Aborted" not in said.read_text(encoding="utf-8")
