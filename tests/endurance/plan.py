"""Where and how a refresh is killed: at named points, and by chance over the whole of it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import StrEnum


class How(StrEnum):
    GROUP = "whole group"
    PARENT = "parent only"
    DAEMON = "the daemon"
    RUN = "the daemon's run"
    ALL = "the daemon and its run"


@dataclass(frozen=True, slots=True)
class Operation:
    """Just before or after the how manieth operation of a kind (`stops/sitecustomize.py`)."""

    name: str
    operation: str
    nth: int
    when: str = "before"

    def __str__(self) -> str:
        return f"{self.when} {self.name}"


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """When that share of the CPU seconds of an undisturbed run is spent: the load of the machine shifts it little."""

    share: float

    def __str__(self) -> str:
        return f"at {self.share:.1%} of the run"


Where = Operation | Moment


@dataclass(frozen=True, slots=True)
class Chain:
    """A refresh that is killed, started again and killed again, and so on: the start after the last kill is let alone."""

    how: How
    wheres: tuple[Where, ...]

    def __str__(self) -> str:
        return f"{self.how}: {'; '.join(map(str, self.wheres))}"


_TAKEN = r"^os\.rename (\S+\.(?:xlsx|csv)) \1$"
# those that a short plan has first
POINTS = (
    Operation("the swap", r"^os\.rename .*\.published\.swap", 1, "after"),
    Operation("the second file is taken", _TAKEN, 2),
    Operation("a mail that arrived is recorded", r"^open .*/outbox/sent/", 1),
    Operation("the third receipt has its name", r"^os\.rename .*/receipts/", 3, "after"),
    Operation("the fourth letter is written", r"^os\.rename .*/outbox/pending/", 4, "after"),
    Operation("the second taken file is deleted", r"^os\.remove \S+\.(?:xlsx|csv)$", 2),
    Operation("the third letter leaves those that wait", r"^os\.remove .*/outbox/pending/", 3),
    Operation("the fourth copy has its name", r"^os\.rename .*/archive/\.\d+\.tmp", 4, "after"),
    Operation("the swap", r"^os\.rename .*\.published\.swap", 1),
    Operation("a batch of a raw table gets its name", r"^os\.rename .*/raw/", 3),
    Operation("the last word", r"^os\.rename .*/runs/last\.tmp", 1),
    Operation("a return copy gets its name", r"^os\.rename .*/returned/", 1),
    Operation("the third file is taken", _TAKEN, 3, "after"),
    Operation("the second copy is begun", r"^open .*/archive/\.\d+\.tmp", 2, "after"),
    Operation("the third copy gets its name", r"^os\.rename .*/archive/\.\d+\.tmp", 3),
    Operation("the second receipt is written", r"^open .*/receipts/.*\.tmp", 2, "after"),
    Operation("another batch has its name", r"^os\.rename .*/raw/", 6, "after"),
    Operation("the manifest of the version", r"^open .*/\.versions/.*manifest\.json", 1),
    Operation("the first letter is written", r"^os\.rename .*/outbox/pending/", 1),
    Operation("the second call to the mail server", r"^socket\.connect", 2),
    Operation("the third call to the mail server", r"^socket\.connect", 3, "after"),
    Operation("the second mail that arrived is recorded", r"^os\.rename .*/outbox/sent/", 2, "after"),
    Operation("the heartbeat", r"^os\.rename .*/outbox/heartbeat", 1, "after"),
    Operation("the last word", r"^os\.rename .*/runs/last\.tmp", 1, "after"),
)
_KILLS = 3  # of one chain
_OF_SIX = (How.GROUP, How.PARENT, How.ALL, How.GROUP, How.PARENT, How.RUN)


def plan(seed: int, count: int, operations: int, *, points: bool = True) -> list[Chain]:
    """So many kills. A chain begins at a named point, or at an operation by chance where there are no more, and goes on at
    moments by chance; one in seven lets the run alone and kills the daemon under it. `operations` is how many an undisturbed
    refresh has."""
    chance = random.Random(seed)  # noqa: S311
    named = list(POINTS) if points else []
    chains: list[Chain] = []
    while (left := count - sum(len(chain.wheres) for chain in chains)) > 0:
        moments = sorted(Moment(chance.uniform(0.02, 0.95)) for _ in range(min(left, _KILLS)))
        if len(chains) % 7 == 2:
            chains.append(Chain(How.DAEMON, tuple(moments)))
            continue
        nth, when = chance.randint(1, operations), chance.choice(("before", "after"))
        first = named.pop(0) if named else Operation(f"operation {nth} of {operations}", "", nth, when)
        chance.shuffle(moments)
        how = _OF_SIX[len(chains) % len(_OF_SIX)]
        chains.append(Chain(how, (first, *moments[1:])))
    return chains
