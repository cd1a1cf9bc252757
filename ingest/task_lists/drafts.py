"""A task before its names are split: one row of a table or one paragraph, with the text of each role and its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto

from ingest.findings import Place
from ingest.task_lists.columns import ListColumn


class StagesAre(Enum):
    """What the text beside a list says of its figures by month or quarter."""

    UNSAID = auto()
    OWN = auto()  # each is that of its stage alone
    RUNNING = auto()  # each is what was reached since the year began


@dataclass(frozen=True, slots=True)
class FigureDraft:
    """One cell that is a target by its row and column.

    `phrase` says it in a sentence that the grammar reads (城镇新增就业5000人); `said` is the piece of the task's text that
    stands for it. `metric`, `value` and `unit` are what the table says, for a phrase that cannot be read; `value` is None
    where the cell holds words, which may state several targets. `area` is "" for the whole. `deadline` are words with a
    date; `year` is that of the table's title where no head names one, 0 for none. `parent` is the index of its whole among
    the figures of the task. `doubt` is what about the layout is not plain.
    """

    phrase: str
    said: str
    place: Place
    metric: str = ""
    value: Decimal | None = None
    unit: str = ""
    area: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    deadline: str = ""
    year: int = 0
    parent: int | None = None
    doubt: str = ""


@dataclass(slots=True)
class TaskDraft:
    """One task as it stood. `texts` by role, lines as in the source. With `figures` the targets are theirs alone."""

    section: str
    task_no: str
    subtask_no: str
    names: tuple[str, ...]  # outer names first; the last is the task's own
    texts: dict[ListColumn, str] = field(default_factory=dict)
    place: Place = Place()
    district_place: Place = Place()
    generated: bool = False  # the number was not printed
    governing: tuple[str, ...] = ()  # offices that a bracket in the text names as leading; they govern its targets
    dues: list[tuple[str, str]] = field(default_factory=list)  # (target text, deadline) of each row of the task
    figures: list[FigureDraft] = field(default_factory=list)
    aside: bool = False  # it stands under a heading that mostly holds no tasks (保障措施): its targets are for review
    stages: StagesAre = StagesAre.UNSAID
    respectively: bool = False  # … each of them one piece of the text, in order (分别牵头)

    def add(self, role: ListColumn, text: str) -> None:
        """More text of a role from a further row of the task; the same text again is a merged cell read twice."""
        text = text.strip()
        before = self.texts.get(role, "")
        if text and text not in before.split("\n\n"):
            self.texts[role] = f"{before}\n\n{text}" if before else text


def outer_names(names: Sequence[str]) -> str:
    """parent_names of tasks.csv."""
    return "/".join(names[:-1])
