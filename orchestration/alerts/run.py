"""The alert step: read the published night, compose, write the outbox, send. And the heartbeat a monitor asks for.

run_alerts(home, as_of)                        after a published night
run_gate_failure_alert(home, as_of, reasons)   after a night on which nothing was published
send_outbox(home)                              in between: whatever still waits
heartbeat(home, now)                           "" or what is wrong
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tenacity.wait import wait_base

from expectations.results import read_results
from ingest.home import Home
from ingest.progress.returned.name import SUFFIXES, return_name
from ingest.quarantine import quarantined
from ingest.rules.known import home_rules
from orchestration import clock
from orchestration.alerts import matters as said
from orchestration.alerts import texts
from orchestration.alerts.compose import compose_all
from orchestration.alerts.contacts import Private, Problem, read_private
from orchestration.alerts.endings import endings_of, unended
from orchestration.alerts.home_problems import home_problems
from orchestration.alerts.memory import Memory, remember, resolutions, worth_telling
from orchestration.alerts.model import Contact, Fault, Matter, MatterKind, NightFacts, Rule, Settings, Telling
from orchestration.alerts.outbox import Outbox, letter_of, recipient_hash
from orchestration.alerts.published import read_night
from orchestration.alerts.routing import OUTBOX_READER, Directory, route, routing_rules
from orchestration.alerts.send import PATIENCE, Clock, Sent, send_pending
from orchestration.redact import redactor
from orchestration.settings import SettingsError, load_settings

PENDING_TOO_LONG = dt.timedelta(hours=24)
_OF_THE_SYSTEM = frozenset({MatterKind.GATE_FAILED, MatterKind.SYSTEM_FAULT, MatterKind.UNDELIVERABLE})

_DAILY = frozenset({MatterKind.DIGEST, MatterKind.GATE_FAILED})


@dataclass(frozen=True, slots=True)
class AlertSummary:
    """What the alert step did. `by_kind` counts the matters newly told, `resolved` the last words."""

    as_of: dt.date
    composed: int = 0
    sent: int = 0
    waiting: int = 0
    dead: int = 0
    resolved: int = 0
    open_matters: int = 0
    by_kind: dict[str, int] = field(default_factory=dict)
    busy: bool = False  # another process was at it: nothing was done

    def text(self) -> str:
        """One Chinese line for the log and the refresh's summary."""
        if self.busy:
            return "另一个进程正在发送提醒，本次跳过。"
        kinds = "，".join(
            f"{texts.KIND_TITLES[MatterKind(kind)]}{count}" for kind, count in self.by_kind.items() if kind != MatterKind.DIGEST
        )
        return (
            f"提醒：新写消息{self.composed}条（{kinds or '无新事项'}；已解决{self.resolved}），"
            f"发出{self.sent}条，待发{self.waiting}条，无法送达{self.dead}条。"
        )


def _private(home: Path) -> Private:
    """The private folder over the settings of the home; wrong settings are a problem, and the messages still go out."""
    try:
        channels = load_settings(home).channels
    except SettingsError as error:
        private = read_private(home / "private")
        problem = Problem("settings-toml", f"设置有误，未被使用：{error.problems[0]}", "请改正 settings/threekey.toml。")
        return replace(private, problems=(*private.problems, problem))
    given = Settings(help=channels.help, digest_hour=channels.digest_hour, endpoints=channels.endpoints)
    return read_private(home / "private", given)


class _Step:
    """What both kinds of night share: the private folder, the outbox, the rules, and the writing and sending at the end."""

    def __init__(self, home: Path, as_of: dt.date, now: Clock, patience: wait_base) -> None:
        self.home, self.as_of, self.now, self.patience = home, as_of, now, patience
        self.private: Private = _private(home)
        contacts = (*self.private.contacts, OUTBOX_READER)
        self.by_hash: dict[str, Contact] = {recipient_hash(c.key): c for c in contacts}
        self.rules: list[Rule] = routing_rules(home_rules(home).known_on(as_of), as_of)
        self.outbox = Outbox(home / "outbox", redactor(home / "private"))

    def memory(self) -> Memory:
        return remember(self.outbox.told(self.by_hash))

    def of_the_system(self, memory: Memory) -> list[Matter]:
        """What is wrong with the private folder and the home itself, and what could not be delivered."""
        first = memory.first_told
        found = [
            said.fault_matter(p.name, p.what, p.wanted, first.get(f"system|{p.name}", self.as_of))
            for p in (*self.private.problems, *home_problems(self.home))
        ]
        for seq, entry in quarantined(Home(self.home)).items():
            found.append(said.quarantine_fault(entry, first.get(f"system|quarantine|{seq}", self.as_of)))
        listed = set(self.by_hash)
        for letter in self.outbox.letters("failed"):
            if letter.recipient not in listed:
                continue  # the address has been taken out of the contacts: settled
            headline, lines = texts.undeliverable(letter.person, letter.channel, letter.last_error, len(letter.matters))
            key = f"undeliverable|{letter.recipient}"
            since = first.get(key, self.as_of)
            found.append(Matter(key, MatterKind.UNDELIVERABLE, letter.last_error, since, headline, lines))
        return list({matter.key: matter for matter in found}.values())

    def finish(self, tellings: Sequence[Telling], night: NightFacts, open_matters: int) -> AlertSummary:
        messages = compose_all(tellings, self.as_of, self.private.help_words, night.list_titles)
        new = [message for message in messages if self.outbox.put(letter_of(message))]
        done = self.send()
        _beat(self.home, self.as_of, self.now())
        told = [telling for message in new for telling in message.tellings]
        kinds = Counter(str(t.matter.kind) for t in told if not t.resolved)
        return AlertSummary(
            as_of=self.as_of,
            composed=len(new),
            sent=done.sent,
            waiting=done.waiting,
            dead=done.dead,
            resolved=sum(t.resolved for t in told),
            open_matters=open_matters,
            by_kind={str(kind): kinds[kind] for kind in MatterKind if kinds[kind]},
        )

    def send(self) -> Sent:
        return send_pending(self.home, self.outbox, self.by_hash, self.private.settings, clock=self.now, patience=self.patience)


def return_copies(home: Path) -> Callable[[Fault], Sequence[str]]:
    """Finds the return copy of a file in `returned/UNIT/`, as paths inside the home."""

    def copies(fault: Fault) -> Sequence[str]:
        folder = Home(home).returned_to(fault.unit)
        names = [return_name(fault.file_name, fault.file_sha256, suffix) for suffix in SUFFIXES]
        return tuple(str((folder / name).relative_to(home)) for name in names if (folder / name).is_file())

    return copies


def run_alerts(home: Path, as_of: dt.date, now: Clock = clock.now, patience: wait_base = PATIENCE) -> AlertSummary:
    """Tell everybody what the published night of `as_of` has for them. May be run again after a crash at any point.

    Raises duckdb.Error when the published snapshot cannot be read, OSError when the disk fails.
    """
    step = _Step(home, as_of, now, patience)
    with step.outbox.only_one() as mine:
        if not mine:
            return AlertSummary(as_of, busy=True)
        step.outbox.recover()
        memory = step.memory()
        night = read_night(home / "published" / "threekey.duckdb", as_of)
        directory = Directory(step.private.contacts, night.parties, night.unit_names)
        found = said.matters_of(night, step.rules, memory.first_told, return_copies(home))
        found += said.quality_matters(read_results(home / "runs" / "expectations", as_of), as_of, memory.first_told)
        found += said.set_aside_matters(quarantined(Home(home)).values(), as_of)
        found += step.of_the_system(memory)
        open_keys = {matter.key for matter in found} | unended(night)
        waiting, failed = len(step.outbox.letters("pending")), len(step.outbox.letters("failed"))
        tellings = route([*found, said.digest_matter(as_of, found, waiting, failed)], directory, step.rules, as_of)
        contacts = list(step.by_hash.values())
        fresh = worth_telling(tellings, memory, as_of) + resolutions(memory, open_keys, contacts, as_of, endings_of(night))
        return step.finish(fresh, night, len(found))


def run_gate_failure_alert(
    home: Path, as_of: dt.date, reasons: Sequence[str] | str, now: Clock = clock.now, patience: wait_base = PATIENCE
) -> AlertSummary:
    """Tell the operator that nothing was published, and why. Nobody else hears of a night that does not count."""
    step = _Step(home, as_of, now, patience)
    with step.outbox.only_one() as mine:
        if not mine:
            return AlertSummary(as_of, busy=True)
        step.outbox.recover()
        memory = step.memory()
        listed = [reasons] if isinstance(reasons, str) else list(reasons)
        found = [said.gate_matter(as_of, listed, memory.first_told.get("gate", as_of)), *step.of_the_system(memory)]
        tellings = route(found, Directory(step.private.contacts), step.rules, as_of)
        last_words = resolutions(
            memory,
            {matter.key for matter in found},
            list(step.by_hash.values()),
            as_of,
            endings_of(NightFacts(as_of)),
            kinds=_OF_THE_SYSTEM - {MatterKind.GATE_FAILED},
        )
        return step.finish(worth_telling(tellings, memory, as_of) + last_words, NightFacts(as_of), len(found))


def send_outbox(home: Path, now: Clock = clock.now, patience: wait_base = PATIENCE) -> Sent:
    """Send what still waits, compose nothing: for a schedule between the nights, when a channel was down."""
    private = _private(home)
    outbox = Outbox(home / "outbox", redactor(home / "private"))
    with outbox.only_one() as mine:
        if not mine:
            return Sent(waiting=len(outbox.letters("pending")))
        outbox.recover()
        by_hash = {recipient_hash(c.key): c for c in (*private.contacts, OUTBOX_READER)}
        return send_pending(home, outbox, by_hash, private.settings, clock=now, patience=patience)


def _beat(home: Path, as_of: dt.date, now: dt.datetime) -> None:
    path = home / "outbox" / "heartbeat.json"
    temporary = path.with_suffix(".tmp")
    temporary.write_text(json.dumps({"as_of": as_of.isoformat(), "at": now.isoformat(timespec="seconds")}), encoding="utf-8")
    temporary.replace(path)


def heartbeat(home: Path, now: dt.datetime) -> str:
    """ "" when the day's alert step ran in time and nothing waits too long; else what is wrong, in Chinese.

    In time: since midnight, once the set hour (`digest_hour` of private/channels.toml, 8) has passed; before it, since the
    midnight before. `now` carries the time zone of the home.
    """
    private = _private(home)
    path = home / "outbox" / "heartbeat.json"
    if not path.exists():
        return "提醒还从未运行过。"
    last = dt.datetime.fromisoformat(json.loads(path.read_text(encoding="utf-8"))["at"])
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    needed = midnight if now.hour >= private.settings.digest_hour else midnight - dt.timedelta(days=1)
    if last < needed:
        return f"到{private.settings.digest_hour}时仍没有当日简报，上一次是 {last:%Y-%m-%d %H:%M}。"
    for letter in Outbox(home / "outbox").letters("pending"):
        if now.hour >= private.settings.digest_hour and any(m["kind"] in _DAILY for m in letter.matters):
            return f"当日简报还没有发出（{letter.channel}，{letter.last_error}）。"
        if letter.first_try and now - dt.datetime.fromisoformat(letter.first_try) > PENDING_TOO_LONG:
            return f"有消息超过一天没有发出：{letter.id[:12]}（{letter.channel}，{letter.last_error}）。"
    return ""
