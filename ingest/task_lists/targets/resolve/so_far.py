"""Targets in the making, and where in the text the reader is: shared by the modules of `resolve`. No rule stands here."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.task_lists.model import Kind, Target
from ingest.task_lists.targets.resolve.windows import NO_WINDOW, Window
from ingest.task_lists.targets.rules.statements import Statement
from ingest.task_lists.targets.text.dates import When

WORDS_ONLY = frozenset({Kind.QUALITATIVE, Kind.MILESTONE})
_REACH = 120  # how many targets back a hint can point; no sentence of a real list comes near it


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """A target in the making, with the offsets of its span."""

    target: Target
    span: tuple[int, int]
    statement: Statement
    child: bool
    has_deadline: bool = False
    wholes: tuple[int, ...] = ()  # of a part: the drafts that it may belong to
    own_metric: str = ""  # of a part: its metric before it took over what it shares with its whole

    @property
    def valued(self) -> bool:
        return self.target.kind not in WORDS_ONLY


@dataclass(frozen=True, slots=True)
class Division:
    """The reach of 其中: the drafts it may divide, by their index."""

    wholes: tuple[int, ...] = ()
    begin: int = 0  # the first draft that may be a part
    dated: bool = False  # a part has its own window, which the parts after it share
    group: int | None = None  # a group of areas that the areas after it belong to


@dataclass(frozen=True, slots=True)
class ReadSoFar:
    """Where the reader is when it comes to a statement: the drafts before it, the item, the sentence, the reach of 其中."""

    drafts: tuple[TargetDraft, ...] = ()
    head: str = ""
    task_name: str = ""
    item_from: int = 0
    sentence_from: int = 0
    segment_from: int = 0
    topic: str = ""  # what the words before a colon introduced: 各园区技工贸收入分别为：…
    base: str = ""  # the year that rises and falls are measured from: 以2019年为基数
    division: Division | None = None
    item_division: Division | None = None  # 其中： at the end of an item: the items under it are its parts
    window: Window = NO_WINDOW
    before_event: Window | None = None  # in force for amounts after an event of a period: 4月开工，完成投资5亿元
    opened: Window = NO_WINDOW  # in force when the segment began
    held: Window | None = None  # in force again after this segment: 新校区8月底前投入使用；…
    whens: tuple[When, ...] = ()  # the dates that set it: 到2025年、2027年, …分别达到…
    subject: tuple[str, ...] = ()  # the areas that the clause before named as its subject
    at_work: tuple[str, ...] = ()  # the place that the work before is named by, for its values and its end
    opener: tuple[str, ...] = ()  # the one area that its sentence opens with as its subject, until another is named

    def of_item(self) -> tuple[TargetDraft, ...]:
        return self.drafts[max(self.item_from, len(self.drafts) - _REACH) :]

    def of_sentence(self) -> tuple[TargetDraft, ...]:
        return self.drafts[max(self.sentence_from, len(self.drafts) - _REACH) :]
