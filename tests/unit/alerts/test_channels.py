"""A channel is one entry of one table."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from orchestration.alerts.channels import CHANNELS
from orchestration.alerts.compose import compose
from orchestration.alerts.contacts import parse_contacts
from orchestration.alerts.matters import matters_of
from orchestration.alerts.model import Channel, Deliver, Settings, Telling
from orchestration.alerts.outbox import Outbox, letter_of, recipient_hash
from orchestration.alerts.send import send_pending
from tests.unit.alerts.nights import TODAY, filing, night, rules

NOON = dt.datetime(2023, 12, 6, 12, tzinfo=dt.UTC)


def test_a_channel_added_in_one_place_carries_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flown: list[tuple[str, str, str]] = []

    def fly(loft: str, settings: Settings) -> Deliver:
        return lambda _identity, title, body, _files: flown.append((loft, title, body))

    pigeon = Channel("pigeon", ("信鸽",), re.compile(r"loft-[0-9]+"), limit=300, size=len, deliver=fly)
    monkeypatch.setitem(CHANNELS, pigeon.name, pigeon)

    rows = "unit,person,role,channel,address\n区发改局,刘长辉,联络人,信鸽,loft-7\n区发改局,唐某,责任人,pigeon,nowhere\n"
    (contact,), (problem,) = parse_contacts(rows)
    assert "地址的写法不对" in problem.what
    matters = matters_of(night(filings=(filing(),)), rules(), {})
    message = compose(contact, [Telling(contact, matter, 1) for matter in matters], TODAY)
    assert len(message.title) + len(message.body) < pigeon.limit
    outbox = Outbox(tmp_path / "outbox")
    outbox.put(letter_of(message))
    done = send_pending(tmp_path, outbox, {recipient_hash(contact.key): contact}, Settings(), clock=lambda: NOON)
    assert (done.sent, done.waiting, done.dead) == (1, 0, 0)
    assert flown == [("loft-7", message.title, message.body)]
    assert [letter.channel for letter in outbox.letters("sent")] == ["pigeon"]


def test_no_word_means_two_channels() -> None:
    words = [word for channel in CHANNELS.values() for word in (channel.name, *channel.words)]
    assert sorted(words) == sorted(set(words))
    assert [word for word in words if word != word.lower()] == []


def test_every_channel_is_in_the_document() -> None:
    text = (Path(__file__).parents[3] / "docs" / "alerts.md").read_text(encoding="utf-8")
    rows = "\n".join(line for line in text.splitlines() if line.startswith("|"))
    assert [name for name in CHANNELS if name not in rows] == []
