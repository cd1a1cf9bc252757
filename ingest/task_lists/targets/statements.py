"""The shapes between the grammar and the targets: what one clause states, before areas, windows and parents are settled."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from ingest.task_lists.model import Comparator, Kind
from ingest.task_lists.targets.areas import AreaFound
from ingest.task_lists.targets.dates import When


@dataclass(slots=True)
class Statement:
    """One statement of a clause. `metric` is "" where the clause names none; `members` are several metrics that share it."""

    kind: Kind
    span: tuple[int, int]
    metric: str = ""
    members: tuple[str, ...] = ()
    comparator: Comparator | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str = ""
    benchmark: str = ""
    areas: tuple[AreaFound, ...] = ()
    subject: bool = False  # its area is the subject of a verb, and so of the clauses after it
    stretch: bool = False
    child: bool = False
    running_total: bool = False
    flow: str = ""  # a verb that stands without its noun: 新增 10 个
    same_kind: bool = False  # only a value: 力争8% after 增长7%
    paired: tuple[tuple[Decimal, str], ...] = ()  # 分别: one value and unit a member
    review: str = ""  # the code of the finding that says why it must be reviewed
    whens: tuple[When, ...] = field(default=())
    acted: bool = False  # its metric is what is done, not what does: 完成勘察设计
    topic: str = ""  # what a value that follows without a metric is about
