"""What was said before, and so what is worth saying now: new, changed, due again, or resolved. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from orchestration.alerts.model import Contact, Ending, Matter, MatterKind, Telling, Told

# why a matter is no longer open, and the lines that say more of it
EndingOf = Callable[[Told], tuple[Ending, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Memory:
    """The last telling of each matter to each recipient, and how often each state was told."""

    last: Mapping[tuple[str, str], Told] = field(default_factory=dict)  # by (recipient, matter key)
    rounds: Mapping[tuple[str, str, str], int] = field(default_factory=dict)  # by (recipient, matter key, state)
    first_told: Mapping[str, dt.date] = field(default_factory=dict)  # by key, of matters not resolved since


def remember(told: Iterable[Told]) -> Memory:
    """Fold every telling, oldest first."""
    last: dict[tuple[str, str], Told] = {}
    rounds: Counter[tuple[str, str, str]] = Counter()
    first: dict[str, dt.date] = {}
    for entry in sorted(told, key=lambda t: (t.as_of, t.recipient, t.key)):
        last[entry.recipient, entry.key] = entry
        rounds[entry.recipient, entry.key, entry.state] += 1
        if entry.resolved:
            first.pop(entry.key, None)
        else:
            first.setdefault(entry.key, entry.as_of)
    return Memory(last, rounds, first)


def worth_telling(tellings: Iterable[Telling], memory: Memory, as_of: dt.date) -> list[Telling]:
    """Those that are new to their recipient, changed, or due again after their interval; each with its round."""
    fresh = []
    for telling in tellings:
        recipient, matter = telling.contact.key, telling.matter
        before = memory.last.get((recipient, matter.key))
        if before is not None and not before.resolved and before.state == matter.state:
            due_again = telling.repeat_days > 0 and (as_of - before.as_of).days >= telling.repeat_days
            if not due_again:
                continue
        fresh.append(replace(telling, round=1 + memory.rounds.get((recipient, matter.key, matter.state), 0)))
    return fresh


def resolutions(
    memory: Memory,
    open_keys: Collection[str],
    contacts: Sequence[Contact],
    as_of: dt.date,
    ending_of: EndingOf,
    *,
    kinds: Collection[MatterKind] | None = None,
) -> list[Telling]:
    """A last word to everyone who was told of a matter that is not open any more; of some `kinds` only, where given."""
    by_key = {contact.key: contact for contact in contacts}
    last_words = []
    for (recipient, key), told in memory.last.items():
        skip = told.resolved or told.quiet_end or key in open_keys or recipient not in by_key
        if skip or (kinds is not None and MatterKind(told.kind) not in kinds):
            continue
        ending, lines = ending_of(told)
        matter = Matter(
            key=key,
            kind=MatterKind(told.kind),
            state="resolved",
            since=as_of,
            headline=told.headline,
            lines=lines,
            unit=told.unit,
            list_id=told.list_id,
        )
        rounds = memory.rounds.get((recipient, key, "resolved"), 0)
        last_words.append(Telling(by_key[recipient], matter, repeat_days=0, round=1 + rounds, ending=ending))
    return last_words
