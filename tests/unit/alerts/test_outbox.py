"""The outbox: whole files, one place at a time, and the same after a crash at any of its steps."""

import json
import multiprocessing
from pathlib import Path

import pytest

from orchestration.alerts.compose import compose
from orchestration.alerts.matters import matters_of
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
