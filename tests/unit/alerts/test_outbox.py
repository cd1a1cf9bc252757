"""The outbox: whole files, one place at a time, and the same after a crash at any of its steps."""

import datetime as dt
import json
import multiprocessing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ingest.damage import DamagedFileError
from orchestration.alerts.compose import compose
from orchestration.alerts.matters import matters_of
from orchestration.alerts.memory import Memory, remember
from orchestration.alerts.model import Telling
from orchestration.alerts.outbox import Letter, Outbox, letter_of, recipient_hash
from tests.unit.alerts.nights import LIU, TODAY, filing, night, rules


@pytest.fixture
def letter() -> Letter:
    matters = matters_of(night(filings=(filing(),)), rules(), {})
    return letter_of(compose(LIU, [Telling(LIU, m, 1) for m in matters], TODAY))


def states(outbox: Outbox) -> dict[str, int]:
    return {state: len(outbox.letters(state)) for state in ("pending", "sent", "failed")}


def test_a_letter_is_put_once_and_holds_no_address(tmp_path: Path, letter: Letter) -> None:
    outbox = Outbox(tmp_path / "outbox")
    assert outbox.put(letter)
    assert not outbox.put(letter)
    text = (tmp_path / "outbox" / "pending" / f"{letter.id}.json").read_text(encoding="utf-8")
    assert LIU.address not in text
    assert json.loads(text)["matters"][0]["kind"] == "overdue"


def test_what_was_put_is_read_back_the_same(tmp_path: Path, letter: Letter) -> None:
    outbox = Outbox(tmp_path / "outbox")
    outbox.put(letter)
    assert outbox.letters("pending") == [letter]


def test_a_letter_that_has_moved_is_not_put_again(tmp_path: Path, letter: Letter) -> None:
    outbox = Outbox(tmp_path / "outbox")
    outbox.put(letter)
    outbox.move(letter, "sent")
    assert states(outbox) == {"pending": 0, "sent": 1, "failed": 0}
    assert not outbox.put(letter)


def test_a_crash_between_the_two_steps_of_a_move_leaves_it_moved(tmp_path: Path, letter: Letter) -> None:
    outbox = Outbox(tmp_path / "outbox")
    outbox.put(letter)
    pending = tmp_path / "outbox" / "pending" / f"{letter.id}.json"
    before = pending.read_bytes()
    outbox.move(letter, "sent")
    pending.write_bytes(before)
    outbox.recover()
    assert states(outbox) == {"pending": 0, "sent": 1, "failed": 0}


def test_half_written_files_go(tmp_path: Path, letter: Letter) -> None:
    outbox = Outbox(tmp_path / "outbox")
    half = tmp_path / "outbox" / "pending" / "x.tmp"
    half.write_text('{"id": "x', encoding="utf-8")
    outbox.recover()
    assert not half.exists()


def test_a_letter_in_flight_says_afterwards_that_it_may_have_arrived(tmp_path: Path, letter: Letter) -> None:
    outbox = Outbox(tmp_path / "outbox")
    letter.in_flight = True
    outbox.put(letter)
    assert outbox.recover() == 1
    (again,) = outbox.letters("pending")
    assert (again.in_flight, again.may_be_double) == (False, True)
    assert outbox.recover() == 0


def test_told_is_read_from_the_letters_of_every_state(tmp_path: Path, letter: Letter) -> None:
    outbox = Outbox(tmp_path / "outbox")
    contacts = {recipient_hash(LIU.key): LIU}
    assert outbox.told(contacts) == []
    outbox.put(letter)
    before = outbox.told(contacts)
    assert [t.state for t in before] == ["overdue"]
    outbox.move(letter, "failed")
    assert outbox.told(contacts) == before
    assert outbox.told({}) == []


def _try_lock(folder: Path, answer: "multiprocessing.Queue[bool]") -> None:
    with Outbox(folder).only_one() as mine:
        answer.put(mine)


def test_only_one_process_sends(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    context = multiprocessing.get_context("spawn")
    answer: multiprocessing.Queue[bool] = context.Queue()
    with outbox.only_one() as mine:
        assert mine
        other = context.Process(target=_try_lock, args=(tmp_path / "outbox", answer))
        other.start()
        assert answer.get(timeout=60) is False
        other.join()


# letters that are no longer kept ---------------------------------------------------------------------------------------------

BEFORE = TODAY - dt.timedelta(days=100)
CONTACTS = {recipient_hash(LIU.key): LIU}


def said(key: str, *, resolved: bool = False) -> dict[str, Any]:
    return {
        "key": key, "kind": "overdue", "state": "resolved" if resolved else "open", "headline": key, "unit": "区发改局",
        "list_id": "", "round": 1, "resolved": resolved, "quiet_end": False,
    }  # fmt: skip


def put(outbox: Outbox, letter: Letter, name: str, as_of: dt.date, *matters: dict[str, Any], state: str = "sent") -> None:
    outbox.put(one := replace(letter, id=name, as_of=as_of, matters=list(matters)))
    if state != "pending":
        outbox.move(one, state)


@pytest.fixture
def years(tmp_path: Path, letter: Letter) -> Outbox:
    """An old letter about what is over and what is still open, the last word on the one, and what was said since."""
    outbox, old = Outbox(tmp_path / "outbox"), BEFORE - dt.timedelta(days=10)
    put(outbox, letter, "a", old, said("over"), said("open"), said("open since"), said("failed"))
    put(outbox, letter, "b", old + dt.timedelta(days=1), said("over", resolved=True), said("failed", resolved=True))
    put(outbox, letter, "c", old + dt.timedelta(days=2), said("given up"), state="dropped")
    put(outbox, letter, "d", old + dt.timedelta(days=3), said("failed"), state="failed")
    put(outbox, letter, "e", BEFORE, said("open since"), said("new"))
    return outbox


def memory(outbox: Outbox) -> tuple[set[str], Memory]:
    known = remember(outbox.told(CONTACTS))
    return {key for _, key in known.last}, known


def test_old_letters_are_forgotten_and_what_they_said_is_known_as_long_as_it_matters(years: Outbox) -> None:
    _, before = memory(years)
    assert years.forget(BEFORE) == 3
    keys, now = memory(years)
    assert keys == {"open", "open since", "failed", "given up", "new"}
    assert now == Memory(
        {key: value for key, value in before.last.items() if key[1] in keys},
        {key: value for key, value in before.rounds.items() if key[1] in keys},
        {key: value for key, value in before.first_told.items() if key in keys},
    )
    assert sorted(path.stem for path in years.folder.rglob("*.json")) == ["d", "e", "told"]


def test_what_is_over_since_is_forgotten_later(years: Outbox, letter: Letter) -> None:
    years.forget(BEFORE)
    put(years, letter, "f", TODAY, said("open", resolved=True), said("given up", resolved=True))
    assert years.forget(BEFORE) == 0
    assert "open" in memory(years)[0]
    assert years.forget(TODAY + dt.timedelta(days=1)) == 2
    assert memory(years)[0] == {"open since", "failed", "new"}


def test_a_crash_while_letters_are_forgotten_counts_nothing_twice(years: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    _, before = memory(years)
    unlink = Path.unlink
    for survived in range(4):
        left = [survived]

        def dies(path: Path, missing_ok: bool = False, left: list[int] = left) -> None:
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
            unlink(path, missing_ok=missing_ok)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "unlink", dies)
            with pytest.raises(KeyboardInterrupt):
                years.forget(BEFORE)
        _, now = memory(years)
        assert all(before.last[key] == value for key, value in now.last.items())
        assert all(before.rounds[key] == value for key, value in now.rounds.items())
    years.recover()
    assert sorted(path.stem for path in years.folder.rglob("*.json")) == ["d", "e", "told"]
    assert memory(years)[0] == {"open", "open since", "failed", "given up", "new"}


def test_a_damaged_record_of_them_is_named(years: Outbox) -> None:
    years.forget(BEFORE)
    (years.folder / "told.json").write_text("{", encoding="utf-8")
    with pytest.raises(DamagedFileError, match=r"told\.json"):
        memory(years)
