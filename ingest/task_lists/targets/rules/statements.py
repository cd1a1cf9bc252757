"""The shape between the grammar and the targets: what one clause states, before areas, windows and parents are settled."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ingest.task_lists.model import Comparator, Kind
from ingest.task_lists.targets.rules.areas import AreaFound
from ingest.task_lists.targets.rules.fronts import Front
from ingest.task_lists.targets.text.dates import When


@dataclass(slots=True)
class Statement:
    """One statement of a clause. `metric` is "" where the clause names none; `span` are offsets of the text."""

    kind: Kind
    span: tuple[int, int]
    metric: str = ""
    comparator: Comparator | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str = ""
    benchmark: str = ""
    areas: tuple[AreaFound, ...] = ()
    whens: tuple[When, ...] = ()
    subject: bool = False  # its area is the subject of a verb, and so of the clauses after it
    stretch: bool = False
    leads_stretch: bool = False  # 力争 stands before its metric, and so before the whole list
    acts: bool = False  # a verb of doing of its own: it goes on with something else than the parts before it
    child: bool = False  # after 其中 or in a bracket
    spread: bool = False  # 各, 均, 分别: a list of metrics is meant one by one
    paired: tuple[tuple[Decimal, str], ...] = ()  # 分别: one value and unit a member
    running_total: bool = False  # 累计达到, 总数突破: a stock
    same_kind: bool = False  # only a rate: 力争8% after 增长7% is growth, too
    acted: bool = False  # its metric is what is done, not what does: 完成勘察设计
    topic: str = ""  # what a value that follows without a metric is about
    review: str = ""  # the code of the finding that says why it must be reviewed

    def take_front(self, front: Front) -> None:
        """What the front of its piece says of it."""
        self.areas, self.whens, self.child = front.areas, front.whens, front.child
        self.stretch = self.stretch or front.stretch
        self.leads_stretch = self.leads_stretch or front.stretch
