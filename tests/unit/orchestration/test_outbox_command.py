"""`threekey outbox`: what the operator sees of the messages, and does with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ingest.home import Home
from orchestration.alerts.compose import compose
from orchestration.alerts.matters import matters_of
from orchestration.alerts.model import Telling
from orchestration.alerts.outbox import Outbox, letter_of, recipient_hash
from orchestration.cli import app
from tests.unit.alerts.nights import LIU, TODAY, filing, night, rules

KEY = "693a91f6-7aoc-4bc4-97a0"


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    home = Home(tmp_path)
    home.create()
    (home.private / "contacts.csv").write_text(f"unit,person,role,channel,address\n,,operator,wecom,{KEY}\n", encoding="utf-8")
    outbox = Outbox(home.outbox)
    matters = matters_of(night(filings=(filing(),)), rules(), {})
    letter = letter_of(compose(LIU, [Telling(LIU, m, 1) for m in matters], TODAY))
    outbox.put(letter)
    letter.tries, letter.first_try, letter.last_error = 5, "2023-12-01T02:00:00+08:00", f"机器人拒收：{KEY}"
    outbox.move(letter, "failed")
    return outbox


def ask(outbox: Outbox, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["outbox", *arguments, "--home", str(outbox.folder.parent)], env={"COLUMNS": "200"})
    return done.exit_code, done.output


def states(outbox: Outbox) -> list[str]:
    return [state for state in ("pending", "sent", "failed", "dropped") for _ in outbox.letters(state)]


def test_what_failed_is_listed_and_shown_without_its_secret(outbox: Outbox) -> None:
    (letter,) = outbox.letters("failed")
    status, listed = ask(outbox, "list")
    assert status == 0
    assert letter.id[:12] in listed
    status, shown = ask(outbox, "show", letter.id[:8])
    assert status == 0
    assert letter.body in shown
    assert "机器人拒收：…" in shown
    assert KEY not in listed + shown
    assert LIU.address not in listed + shown


def test_what_was_sent_is_listed_when_it_is_asked_for(outbox: Outbox) -> None:
    assert "没有这样的消息" in ask(outbox, "list", "--state", "sent")[1]


def test_a_letter_that_is_tried_again_starts_anew(outbox: Outbox) -> None:
    """Its recipient is no longer in the contacts, which is what the pass says of it."""
    (letter,) = outbox.letters("failed")
    status, said = ask(outbox, "retry", letter.id)
    assert (status, "重新排队 1 条" in said, "无法送达 1 条" in said) == (1, True, True)
    (again,) = outbox.letters("failed")
    assert (again.tries, again.last_error) == (0, "通讯录中已没有这个地址")


def test_a_letter_that_is_dropped_is_not_sent_and_counts_as_told(outbox: Outbox) -> None:
    (letter,) = outbox.letters("failed")
    told = outbox.told({recipient_hash(LIU.key): LIU})
    assert ask(outbox, "drop", letter.id) == (0, "已放弃 1 条。\n1 dropped.\n")
    assert states(outbox) == ["dropped"]
    assert outbox.told({recipient_hash(LIU.key): LIU}) == told
    assert not outbox.put(letter)


@pytest.mark.parametrize("command", ["show", "retry", "drop"])
def test_a_letter_that_is_not_there_is_said_so(outbox: Outbox, command: str) -> None:
    status, said = ask(outbox, command, "ffffffff-none")
    assert (status, "No letter" in said) == (1, True)


def test_what_was_dropped_is_not_dropped_again(outbox: Outbox) -> None:
    (letter,) = outbox.letters("failed")
    ask(outbox, "drop", letter.id)
    assert ask(outbox, "drop", letter.id)[0] == 1


def test_while_another_process_sends_nothing_is_moved(outbox: Outbox) -> None:
    (letter,) = outbox.letters("failed")
    with outbox.only_one():
        assert ask(outbox, "drop", letter.id)[0] == 1
    assert states(outbox) == ["failed"]
