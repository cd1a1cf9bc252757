"""The shapes of what is known when a filing is judged: lists, tasks, targets, what was accepted, what must be reported.

Only shapes; the indexes over them are `context.py`, the obligation is `obligations.py`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class KnownList:
    """A task list in its version known last; `area` is the district that issued it."""

    list_id: str
    title: str
    area: str
    period_start: dt.date
    period_end: dt.date


@dataclass(frozen=True, slots=True)
class KnownTask:
    """A task. `units` may report on it, `lead` must: names of units, groups already expanded to their members."""

    list_id: str
    task_key: str
    section: str
    task_no: str
    subtask_no: str
    name: str
    parents: tuple[str, ...]
    units: tuple[str, ...]
    lead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownTarget:
    """A target; columns as in docs/targets.md. `task` is the task it belongs to."""

    target_key: str
    task: KnownTask
    seq: int
    metric: str
    kind: str
    area: str
    comparator: str = ""
    stretch: bool = False
    value: Decimal | None = None
    unit: str = ""
    value_max: Decimal | None = None
    value_base: Decimal | None = None
    unit_base: str = ""
    parent_seq: int | None = None
    period_start: dt.date | None = None
    period_end: dt.date | None = None
    due: dt.date | None = None
    lead_unit: str = ""
    span: str = ""


@dataclass(frozen=True, slots=True)
class PastRow:
    """An accepted row of an earlier filing (raw table filing_rows)."""

    receipt_seq: int
    unit: str
    period: str
    target_key: str
    area: str
    measure_unit: str = ""
    current_value: Decimal | None = None
    cumulative_value: Decimal | None = None
    yoy: Decimal | None = None
    rank: int | None = None
    done: bool | None = None
    done_date: dt.date | None = None
    current_base: Decimal | None = None
    cumulative_base: Decimal | None = None
    unit_base: str = ""
    narrative: str = ""


@dataclass(frozen=True, slots=True)
class PastFiling:
    """An earlier filing that was not rejected (raw table filings)."""

    receipt_seq: int
    file_sha256: str
    list_id: str
    unit: str
    period: str
    content_sha256: str


@dataclass(frozen=True, slots=True)
class Obligation:
    """One row that a unit must report: target × area. `is_contribution` marks the district's part of a wider target."""

    list_id: str
    unit: str
    target_key: str
    area: str
    is_contribution: bool = False
