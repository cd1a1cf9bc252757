"""Targets in the making, and where in the text the reader is: shared by the modules of `resolve`. No rule stands here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.task_lists.model import Kind, Target
from ingest.task_lists.targets.rules.statements import Statement
from ingest.task_lists.targets.text.dates import When

WORDS_ONLY = frozenset({Kind.QUALITATIVE, Kind.MILESTONE})
_REACH = 120  # how many drafts back a hint can point; no sentence of a real list comes near it


@dataclass(slots=True)
class Draft:
    """A target in the making, with the offsets of its span."""

    target: Target
    span: tuple[int, int]
    statement: Statement
    child: bool
    has_deadline: bool = False

    @property
    def valued(self) -> bool:
        return self.target.kind not in WORDS_ONLY


@dataclass(frozen=True, slots=True)
class Window:
    """The window and the deadline in force."""

    start: dt.date | None = None
    end: dt.date | None = None
    due: dt.date | None = None

    def take(self, whens: Iterable[When]) -> Window:
        """The window after some dates: each replaces what was in force."""
        now = self
        for when in whens:
            now = Window(None, None, when.end) if when.is_deadline else Window(when.start, when.end, None)
        return now


@dataclass(slots=True)
class Scope:
    """The reach of 其中: the drafts it may divide."""

    wholes: list[int] = field(default_factory=list)
    dated: bool = False  # a part has its own window, which the parts after it share
    group: int | None = None  # a group of areas that the areas after it belong to


@dataclass(slots=True)
class Context:
    """Where the reader is: the drafts so far, the item, the sentence, the heading, the scope of 其中."""

    drafts: list[Draft] = field(default_factory=list)
    head: str = ""
    task_name: str = ""
    item_from: int = 0
    sentence_from: int = 0
    segment_from: int = 0
    topic: str = ""  # what the words before a colon introduced: 各园区技工贸收入分别为：…
    scope: Scope | None = None

    def of_item(self) -> list[Draft]:
        return self.drafts[max(self.item_from, len(self.drafts) - _REACH) :]

    def of_sentence(self) -> list[Draft]:
        return self.drafts[max(self.sentence_from, len(self.drafts) - _REACH) :]
