"""Sends what is pending, with retries, and records every step before and after it.

An attempt is written down before it is made: after a crash the letter says that it may have arrived. A letter is dead when
it was refused for good, or after `DEAD_AFTER_TRIES` attempts over at least `DEAD_AFTER`, so that a channel that is down for
an hour, or a night, costs nothing. A channel that could not be reached is not tried again for the others in the same pass.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tenacity import RetryError, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential
from tenacity.wait import wait_base

from orchestration.alerts.deliveries import (
    MAX_ATTACHED_BYTES,
    PermanentFailureError,
    TemporaryFailureError,
)
from orchestration.alerts.model import Contact, Deliver, Settings
from orchestration.alerts.outbox import Letter, Outbox

DEAD_AFTER_TRIES = 5
DEAD_AFTER = dt.timedelta(days=3)
TRIES_IN_A_PASS = 3
PATIENCE = wait_exponential(multiplier=1, max=10)  # seconds between the tries of one pass

Clock = Callable[[], dt.datetime]


@dataclass(slots=True)
class Sent:
    """What one pass did."""

    sent: int = 0
    waiting: int = 0
    dead: int = 0


def _attachments(home: Path, letter: Letter) -> list[Path]:
    """The files of a letter that still exist, inside the home, within what a mail carries."""
    found: list[Path] = []
    room = MAX_ATTACHED_BYTES
    for name in letter.attachments:
        path = (home / name).resolve()
        if path.is_file() and path.is_relative_to(home.resolve()) and path.stat().st_size <= room:
            found.append(path)
            room -= path.stat().st_size
    return found


def _attempt(deliver: Deliver, letter: Letter, files: list[Path], patience: wait_base) -> None:
    retrying = Retrying(
        stop=stop_after_attempt(TRIES_IN_A_PASS),
        wait=patience,
        retry=retry_if_exception_type(TemporaryFailureError),
        reraise=True,
    )
    retrying(deliver, letter.id, letter.title, letter.body, files)


def _is_dead(letter: Letter, now: dt.datetime) -> bool:
    first = dt.datetime.fromisoformat(letter.first_try)
    return letter.tries >= DEAD_AFTER_TRIES and now - first >= DEAD_AFTER


def send_pending(
    home: Path,
    outbox: Outbox,
    contacts: dict[str, Contact],
    settings: Settings,
    *,
    clock: Clock,
    patience: wait_base = PATIENCE,
) -> Sent:
    """Try every pending letter once over. The caller holds the outbox's lock and has called `recover`.

    `contacts`: by recipient hash. A letter to an address that is not listed any more is dead at once: whoever is listed
    instead is told anew.
    """
    done = Sent()
    unreachable: dict[str, str] = {}
    for letter in outbox.letters("pending"):
        contact = contacts.get(letter.recipient)
        if contact is None:
            letter.last_error = "通讯录中已没有这个地址"
            outbox.move(letter, "failed")
            done.dead += 1
            continue
        if letter.channel in unreachable:
            letter.last_error = unreachable[letter.channel]
            outbox.keep(letter)
            done.waiting += 1
            continue
        now = clock()
        letter.tries += 1
        letter.in_flight = True
        letter.last_try = now.isoformat(timespec="seconds")
        letter.first_try = letter.first_try or letter.last_try
        outbox.keep(letter)
        try:
            _attempt(contact.channel.deliver(contact.address, settings), letter, _attachments(home, letter), patience)
        except PermanentFailureError as error:
            letter.in_flight, letter.last_error = False, str(error)
            outbox.move(letter, "failed")
            done.dead += 1
        except (TemporaryFailureError, RetryError) as error:
            letter.in_flight, letter.last_error = False, str(error)
            if _is_dead(letter, now):
                outbox.move(letter, "failed")
                done.dead += 1
            else:
                outbox.keep(letter)
                done.waiting += 1
                if str(error).startswith("连不上"):
                    unreachable[letter.channel] = str(error)
        else:
            letter.in_flight, letter.last_error = False, ""
            letter.sent_at = clock().isoformat(timespec="seconds")
            outbox.move(letter, "sent")
            done.sent += 1
    return done
