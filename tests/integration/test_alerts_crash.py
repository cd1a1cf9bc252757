"""kill -9 at random points of the alert step: every message arrives, and one that arrives twice is the same message."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from orchestration.alerts.outbox import Outbox
from tests.integration.alert_home import (
    Mailbox,
    completion,
    filing,
    finding,
    mail_server,
    party,
    publish,
    settings,
    unit,
    write_private,
)

POINTS = 20
UNITS = tuple(f"区第{n}局" for n in range(1, 13))
ROOT = Path(__file__).parents[2]

Step = Callable[[Path, int], tuple[int, int]]


@pytest.fixture
def step() -> Iterator[Step]:
    """Runs the alert step of a home in a child that dies at an event; gives (exit status, events seen)."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.integration.alert_process"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None

    def run(home: Path, die_at: int) -> tuple[int, int]:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({"home": str(home), "as_of": "2023-12-09", "die_at": die_at}) + "\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        return answer["status"], answer["events"]

    yield run
    process.stdin.close()
    process.wait(timeout=60)
    process.stdout.close()


def fresh_home(folder: Path, mail_port: int) -> None:
    contacts = "".join(f"{name},联{n},联络人,mail,c{n}@beita.example\n" for n, name in enumerate(UNITS, 1))
    write_private(folder, contacts + ",周某,operator,mail,op@beita.example\n", settings(mail_port))
    publish(
        folder,
        {
            "fct_submission": [filing(name, "missing" if n % 2 else "returned") for n, name in enumerate(UNITS, 1)],
            "fct_submission_finding": [finding(name) for n, name in enumerate(UNITS, 1) if n % 2 == 0],
            "fct_completion": [completion(n, answering_units=UNITS[n]) for n in range(1, 6)],
            "dim_unit": [unit(name) for name in UNITS],
            "bridge_task_party": [party(n, "牵头单位", UNITS[n]) for n in range(1, 6)],
        },
    )


def test_killed_at_random_points_nothing_is_lost_and_a_double_is_the_same_message(tmp_path: Path, step: Step) -> None:
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        fresh_home(tmp_path / "whole", port)
        status, events = step(tmp_path / "whole", 0)
        assert status == 0
        expected = {str(mail["Message-ID"]) for mail in mailbox.mails}
        assert len(expected) == len(mailbox.mails) == len(UNITS) + 1
        points = sorted(random.Random(20231109).sample(range(1, events + 1), POINTS))  # noqa: S311
        doubles = 0
        fresh_home(tmp_path / "pristine", port)
        for point in points:
            mailbox.mails.clear()
            home = tmp_path / "killed"
            shutil.copytree(tmp_path / "pristine", home)
            assert step(home, point)[0] == -signal.SIGKILL
            assert step(home, 0)[0] == 0
            arrived = Counter(str(mail["Message-ID"]) for mail in mailbox.mails)
            assert set(arrived) == expected, f"killed at event {point} of {events}"
            outbox = Outbox(home / "outbox")
            letters = {f"<{letter.id}@threekey.local>": letter for letter in outbox.letters("sent")}
            assert (set(letters), outbox.letters("pending"), outbox.letters("failed")) == (expected, [], [])
            twice = [message_id for message_id, count in arrived.items() if count > 1]
            assert all(arrived[message_id] == 2 for message_id in twice)
            # only what was in flight when the process died can have come twice, and its record says so
            assert len(twice) <= 1
            assert all(letters[message_id].may_be_double for message_id in twice)
            doubles += len(twice)
            shutil.rmtree(home)
    sys.stdout.write(f"killed at {POINTS} of {events} points: {doubles} messages arrived twice, none was lost\n")


def test_killed_again_and_again_it_still_ends(tmp_path: Path, step: Step) -> None:
    mailbox = Mailbox()
    chance = random.Random(7)  # noqa: S311
    with mail_server(mailbox) as port:
        home = tmp_path / "home"
        fresh_home(home, port)
        deaths = 0
        while step(home, chance.randint(60, 110))[0] != 0:
            deaths += 1
            assert deaths < 200
        arrived = Counter(str(mail["Message-ID"]) for mail in mailbox.mails)
        assert len(arrived) == len(UNITS) + 1
        assert sum(arrived.values()) - len(arrived) <= deaths
        assert deaths > 2
