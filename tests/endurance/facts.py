"""What of a home must be as if nobody had ever disturbed it, and what a killed run may have left behind."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import dagster as dg

from ingest.archive import receipts
from ingest.home import Home
from orchestration.alive import at_work, turn_holder
from orchestration.instance import open_instance
from orchestration.verify import verify

# what a disturbed night may say beside what it has to say: that it was disturbed
_OF_THE_DISTURBANCE = frozenset({"gate_failed"})
_HALVES = ("*.tmp", ".*.tmp", "*.wal", ".*.swap", "retrial-*", ".*.old")


@dataclass(frozen=True, slots=True)
class Facts:
    """Of a home between its nights. Equal for two homes of which one was disturbed."""

    tables: Mapping[str, str]  # content hash of each published table
    received: Counter[tuple[str, str, str, str]]
    archive: frozenset[str]
    inbox: frozenset[str]
    returned: frozenset[str]
    published: frozenset[str]
    told: Counter[tuple[str, ...]]
    top: frozenset[str]
    runs: frozenset[str]


def _below(folder: Path) -> frozenset[str]:
    return frozenset(str(path.relative_to(folder)) for path in folder.rglob("*"))


def letters(home: Home, *states: str) -> list[dict[str, Any]]:
    paths = [path for state in states for path in (home.outbox / state).glob("*.json")]
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(paths)]


def _told(home: Home) -> Counter[tuple[str, ...]]:
    said = [(letter, matter) for letter in letters(home, "pending", "sent", "failed") for matter in letter["matters"]]
    return Counter(
        (letter["recipient"], letter["as_of"], matter["key"], matter["kind"], matter["state"], str(matter["resolved"]))
        for letter, matter in said
        if matter["kind"] not in _OF_THE_DISTURBANCE
    )


def facts_of(home: Home) -> Facts:
    manifest = json.loads(home.manifest.read_text(encoding="utf-8"))
    return Facts(
        tables={name: table["content_hash"] for name, table in manifest["tables"].items()},
        received=Counter((one.as_of, one.kind, one.inbox_path, one.sha256) for one in receipts(home)),
        archive=_below(home.archive),
        inbox=_below(home.inbox),
        returned=_below(home.returned),
        published=_below(home.published.resolve()),
        told=_told(home),
        top=frozenset(path.name for path in home.root.iterdir()),
        # the log of what the daemon has started is there where it has started something
        runs=frozenset(path.name for path in home.runs.iterdir()) - {"launched.log"},
    )


def differences(whole: Facts, found: Facts) -> Iterator[str]:
    """Where a home differs from the undisturbed one, in words for whoever looks at the figures."""
    for part in fields(Facts):
        wanted, is_ = getattr(whole, part.name), getattr(found, part.name)
        if wanted == is_:
            continue
        if isinstance(wanted, frozenset):
            yield f"{part.name}: lacks {sorted(wanted - is_)[:5]}, has {sorted(is_ - wanted)[:5]}"
        elif isinstance(wanted, Counter):
            yield f"{part.name}: lacks {sorted((wanted - is_).elements())[:3]}, has {sorted((is_ - wanted).elements())[:3]}"
        else:
            yield f"{part.name}: {sorted(name for name in wanted | is_ if wanted.get(name) != is_.get(name))}"


def leftovers(home: Home) -> Iterator[str]:
    """What a run that was killed has left, after the next one has ended."""
    for pattern in _HALVES:
        yield from (f"left: {path.relative_to(home.root)}" for path in home.root.rglob(pattern))
    for flaw in verify(home):
        yield f"verify: {flaw.code} {flaw.path}"
    runs = at_work(home)
    yield from (f"said to be at work: {one.run_id}" for one in runs.at_work)
    yield from (f"said to be cut off: {run_id}" for run_id in runs.cut_off)
    if holder := turn_holder(home):
        yield f"has the turn: {holder.run_id}"


def queue(home: Home) -> Iterator[str]:
    """Runs that Dagster still takes for unfinished, and a last one that has not succeeded."""
    with open_instance(home) as instance:
        records = instance.get_run_records(dg.RunsFilter())
    for record in records:
        if not record.dagster_run.is_finished:
            yield f"in the queue: {record.dagster_run.run_id} {record.dagster_run.status}"
    if not records or records[0].dagster_run.status is not dg.DagsterRunStatus.SUCCESS:
        yield "the last run has not succeeded"


def post(home: Home, mails: list[EmailMessage], kills: int) -> Iterator[str]:
    """Letters that did not arrive, or arrived more often than docs/alerts.md says they may: once, and once more for each time
    that the sending was cut off in the middle of one."""
    arrived = Counter(str(mail["Message-ID"]) for mail in mails)
    sent = {f"<{letter['id']}@threekey.local>": letter for letter in letters(home, "sent")}
    waiting = letters(home, "pending", "failed")
    yield from (f"not sent: {letter['title']} {letter['last_error']}" for letter in waiting)
    yield from (f"nobody knows this mail: {number}" for number in arrived.keys() - sent.keys())
    for number, letter in sent.items():
        if letter["as_of"] == json.loads(home.manifest.read_text(encoding="utf-8"))["as_of"] and not arrived[number]:
            yield f"never arrived: {letter['title']}"
        if arrived[number] > 1 + (kills if letter["may_be_double"] else 0):
            yield f"arrived {arrived[number]} times: {letter['title']}"


def doubles(mails: list[EmailMessage]) -> int:
    arrived = Counter(str(mail["Message-ID"]) for mail in mails)
    return sum(count - 1 for count in arrived.values())
