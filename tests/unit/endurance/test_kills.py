"""That the endurance test would see what it looks for: its plan, its stops, and its judgement of a home."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from ingest.home import Home
from tests.endurance.facts import Facts, differences, leftovers, post
from tests.endurance.plan import POINTS, How, Operation, plan

STOPS = Path(__file__).parents[2] / "endurance" / "stops"
WHOLE = Facts(
    tables={"fct_score": "a"},
    received=Counter([("2023-12-05", "progress", "a.xlsx", "ab")]),
    archive=frozenset({"ab"}),
    inbox=frozenset(),
    returned=frozenset({"区商务局"}),
    published=frozenset({"manifest.json"}),
    told=Counter([("who", "2023-12-05", "due|a")]),
    top=frozenset({"archive"}),
    runs=frozenset({"last.json"}),
)


def test_a_plan_has_so_many_kills_of_every_kind_and_is_the_seeds() -> None:
    chains = plan(15, 50, 500)
    assert sum(len(chain.wheres) for chain in chains) == 50
    assert {chain.how for chain in chains} == set(How)
    assert chains == plan(15, 50, 500)
    assert chains != plan(16, 50, 500)
    first = [chain.wheres[0] for chain in chains if isinstance(chain.wheres[0], Operation)]
    assert first == list(POINTS[: len(first)]), "the named points come first, each once"
    assert "the swap" in {point.name for point in first if point.when == "after"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"tables": {"fct_score": "b"}}, "tables: ['fct_score']"),
        ({"tables": {}}, "tables: ['fct_score']"),
        ({"received": WHOLE.received + WHOLE.received}, "received: lacks [], has [('2023-12-05', 'progress', 'a.xlsx', 'ab')]"),
        ({"archive": frozenset()}, "archive: lacks ['ab'], has []"),
        ({"inbox": frozenset({".taking/x"})}, "inbox: lacks [], has ['.taking/x']"),
        ({"told": Counter()}, "told: lacks [('who', '2023-12-05', 'due|a')], has []"),
    ],
    ids=str,
)
def test_a_home_that_differs_is_seen(change: dict[str, Any], said: str) -> None:
    assert list(differences(WHOLE, WHOLE)) == []
    assert list(differences(WHOLE, replace(WHOLE, **change))) == [said]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.create()
    for state in ("pending", "sent", "failed"):
        (home.outbox / state).mkdir()
    home.published.mkdir()
    home.manifest.write_text('{"as_of": "2023-12-05"}', encoding="utf-8")
    return home


def test_what_a_killed_run_has_left_is_seen(home: Home) -> None:
    home.published.joinpath("manifest.json").unlink()
    home.published.rmdir()
    assert list(leftovers(home)) == []
    (home.archive / ".7.tmp").write_bytes(b"half")
    (home.runs / "alive").mkdir()
    (home.runs / "alive" / "a-run").touch()
    said = list(leftovers(home))
    assert "left: archive/.7.tmp" in said
    assert "verify: archive-orphan archive/.7.tmp" in said
    assert "said to be cut off: a-run" in said


def _letter(home: Home, state: str, number: str, **changes: Any) -> None:
    letter = {"id": number, "title": number, "as_of": "2023-12-05", "may_be_double": False, "last_error": "", "matters": []}
    (home.outbox / state / f"{number}.json").write_text(json.dumps({**letter, **changes}), encoding="utf-8")


def _mail(number: str) -> EmailMessage:
    mail = EmailMessage()
    mail["Message-ID"] = f"<{number}@threekey.local>"
    return mail


def test_a_letter_that_is_lost_or_comes_too_often_is_seen(home: Home) -> None:
    _letter(home, "sent", "once")
    _letter(home, "sent", "in-flight", may_be_double=True)
    assert list(post(home, [_mail("once"), _mail("in-flight"), _mail("in-flight")], kills=1)) == []
    _letter(home, "pending", "waits", last_error="连不上")
    mails = [_mail(number) for number in ("in-flight", "in-flight", "in-flight", "ghost")]
    said = list(post(home, mails, kills=1))
    assert said == [
        "not sent: waits 连不上",
        "nobody knows this mail: <ghost@threekey.local>",
        "arrived 3 times: in-flight",
        "never arrived: once",
    ]
    assert "arrived 2 times: once" in list(post(home, [_mail("once"), _mail("once"), _mail("in-flight")], kills=3))


@pytest.mark.parametrize(("when", "there"), [("before", ["a"]), ("after", ["a", "b"])])
def test_a_process_stops_at_one_operation(tmp_path: Path, when: str, there: list[str]) -> None:
    home, mark = tmp_path / "home", tmp_path / "mark"
    home.mkdir()
    order = {"home": str(home), "process": "open", "operation": "^open ", "nth": "2", "when": when, "mark": str(mark)}
    code = f"[open({str(home)!r} + '/' + name, 'w').close() for name in 'abc']; open({str(home / 'a')!r}).read()"
    environment = {**os.environ, "PYTHONPATH": str(STOPS), "THREEKEY_TEST_STOP": json.dumps(order)}
    process = subprocess.Popen([sys.executable, "-c", code], env=environment)
    _, status = os.waitpid(process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    assert mark.read_text(encoding="utf-8") == str(process.pid)
    assert sorted(path.name for path in home.iterdir()) == there
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def test_of_a_process_that_is_let_alone_the_operations_are_counted(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    order = {"home": str(tmp_path), "process": "open", "operation": "", "nth": "99", "when": "before", "mark": str(mark)}
    code = f"[open({str(tmp_path)!r} + '/' + name, 'w').close() for name in 'abc']; open('/dev/null', 'w')"
    environment = {**os.environ, "PYTHONPATH": str(STOPS), "THREEKEY_TEST_STOP": json.dumps(order)}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert mark.with_suffix(".count").read_text(encoding="utf-8") == "3"
