"""The outbox: every message is a file in `outbox/pending`, later in `sent`, `failed` or `dropped`.

A file appears whole or not at all (written beside, flushed, renamed). It moves by being written in the new place before it
is removed from the old one; a crash between the two leaves both, and `recover` keeps the newer. What was told to whom is
read from these files, and of old letters, which are forgotten, from `told_before`: nothing counts in both. No address is in
them: the recipient is known by a hash of it and found again in the private contacts when the message is sent.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from orchestration.alerts import told_before
from orchestration.alerts.model import Contact, Message, Told
from orchestration.alerts.told_before import OldTelling, ToldBefore

STATES = ("pending", "sent", "failed", "dropped")
_OVER = ("sent", "dropped")  # of which nothing more is to become
_OF_A_MATTER = ("key", "kind", "state", "headline", "resolved", "quiet_end", "unit", "list_id")


def recipient_hash(recipient: str) -> str:
    return hashlib.sha256(recipient.encode()).hexdigest()[:24]


@dataclass(slots=True)
class Letter:
    """A message as the outbox keeps it. `tries` counts the attempts begun; `in_flight` says that one was begun and its end
    is not known, so that the message may have arrived."""

    id: str
    recipient: str
    person: str
    channel: str
    as_of: dt.date
    title: str
    body: str
    attachments: list[str]
    matters: list[dict[str, Any]]
    tries: int = 0
    in_flight: bool = False
    may_be_double: bool = False
    first_try: str = ""
    last_try: str = ""
    sent_at: str = ""
    last_error: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        values = {name: getattr(self, name) for name in self.__slots__ if name != "extra"}
        values["as_of"] = self.as_of.isoformat()
        return json.dumps({**self.extra, **values}, ensure_ascii=False, indent=1)


_FIELDS = tuple(name for name in Letter.__slots__ if name != "extra")


def letter_of(message: Message) -> Letter:
    return Letter(
        id=message.id,
        recipient=recipient_hash(message.contact.key),
        person=message.contact.person,
        channel=message.contact.channel.name,
        as_of=message.as_of,
        title=message.title,
        body=message.body,
        attachments=list(message.attachments),
        matters=[
            {
                "key": t.matter.key,
                "kind": str(t.matter.kind),
                "state": t.matter.state,
                "headline": t.matter.headline,
                "unit": t.matter.unit,
                "list_id": t.matter.list_id,
                "round": t.round,
                "resolved": t.resolved,
                "quiet_end": t.matter.quiet_end,
            }
            for t in message.tellings
        ],
    )


def _parse(text: str) -> Letter:
    values = json.loads(text)
    known = {name: values[name] for name in _FIELDS if name in values}
    known["as_of"] = dt.date.fromisoformat(values["as_of"])
    return Letter(**known, extra={name: value for name, value in values.items() if name not in _FIELDS})


class Outbox:
    """The outbox of one home. Raises OSError when the disk fails."""

    def __init__(self, folder: Path, redact: Callable[[str], str] = str) -> None:
        """`redact` takes out of what a channel has answered what is secret in it."""
        self.folder, self._redact = folder, redact
        for state in STATES:
            (folder / state).mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)  # bodies name persons and cells

    def _path(self, state: str, letter_id: str) -> Path:
        return self.folder / state / f"{letter_id}.json"

    def _write(self, state: str, letter: Letter) -> None:
        if letter.last_error:
            letter.last_error = self._redact(letter.last_error)
        path = self._path(state, letter.id)
        temporary = path.with_suffix(".tmp")
        with temporary.open("w", encoding="utf-8") as handle:
            handle.write(letter.text())
            handle.flush()
            os.fsync(handle.fileno())
        temporary.replace(path)
        self._flush(path.parent)

    @staticmethod
    def _flush(folder: Path) -> None:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    @contextlib.contextmanager
    def only_one(self) -> Iterator[bool]:
        """Whether this process may write and send; the lock goes with the process, however it ends."""
        with (self.folder / ".lock").open("w") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    def recover(self) -> int:
        """After a crash: drop half-written files and what has moved on already. Returns how many letters were in flight."""
        unknown = 0
        for state in STATES:
            for path in (self.folder / state).glob("*.tmp"):
                path.unlink()
        self._delete_forgotten()
        for letter in self.letters("pending"):
            if any(self._path(state, letter.id).exists() for state in STATES[1:]):
                self._path("pending", letter.id).unlink()
            elif letter.in_flight:
                unknown += 1
                letter.in_flight, letter.may_be_double = False, True
                self._write("pending", letter)
        return unknown

    def knows(self, letter_id: str) -> bool:
        return any(self._path(state, letter_id).exists() for state in STATES)

    def put(self, letter: Letter) -> bool:
        """Add a new letter to `pending`; False when the outbox knows it already."""
        if self.knows(letter.id):
            return False
        self._write("pending", letter)
        return True

    def keep(self, letter: Letter) -> None:
        """Record what has become of a letter that stays pending."""
        self._write("pending", letter)

    def move(self, letter: Letter, state: str, since: str = "pending") -> None:
        """From the state in which it has been to another."""
        self._write(state, letter)
        self._path(since, letter.id).unlink(missing_ok=True)

    def letters(self, state: str) -> list[Letter]:
        """All letters of a state, oldest night first."""
        found = [_parse(path.read_text(encoding="utf-8")) for path in (self.folder / state).glob("*.json")]
        return sorted(found, key=lambda letter: (letter.as_of, letter.id))

    def told(self, contacts: dict[str, Contact]) -> list[Told]:
        """Everything said to recipients that are still listed (`contacts`: by recipient hash), sent or about to be.

        Raises DamagedFileError where what was said in letters that are no longer kept cannot be read.
        """
        before = told_before.read(self.folder)
        kept = [one for state in STATES for one in self._said(state) if one[0] not in before.letters]
        entries = []
        for said in (*before.said, *(one for _, one in kept)):
            contact = contacts.get(said.recipient)
            if contact is not None:
                values = {**asdict(said), "recipient": contact.key, "as_of": dt.date.fromisoformat(said.as_of)}
                entries.append(Told(**values))
        return entries

    def _said(self, state: str) -> Iterator[tuple[str, OldTelling]]:
        """What the letters of a state say, each with the letter's id."""
        for letter in self.letters(state):
            for matter in letter.matters:
                of_matter = {name: matter[name] for name in _OF_A_MATTER}
                yield letter.id, OldTelling(recipient=letter.recipient, as_of=letter.as_of.isoformat(), **of_matter)

    def forget(self, before: dt.date) -> int:
        """Delete the letters of nights before a day that were sent or given up; returns how many. What they said stays known
        as long as it matters. Only for whoever may write here. Raises DamagedFileError."""
        known = told_before.read(self.folder)
        old = {letter.id for state in _OVER for letter in self.letters(state) if letter.as_of < before}
        gone = old - known.letters
        said = [one for state in _OVER for letter_id, one in self._said(state) if letter_id in gone]
        kept = {
            one.matter
            for state in STATES
            for letter_id, one in self._said(state)
            if letter_id not in gone and letter_id not in known.letters
        }
        now = told_before.without_what_is_over((*known.said, *said), before, kept)
        if gone or now != known.said:
            told_before.write(self.folder, ToldBefore(now, known.letters | gone))
            self._flush(self.folder)
        self._delete_forgotten()
        return len(gone)

    def _delete_forgotten(self) -> None:
        """Delete the files of letters that are no longer kept, of a crash before, too."""
        known = told_before.read(self.folder)
        if known.letters:
            for state in _OVER:
                for letter_id in known.letters:
                    self._path(state, letter_id).unlink(missing_ok=True)
                self._flush(self.folder / state)
            told_before.write(self.folder, ToldBefore(known.said))
