"""The shapes of a read task list. No reading happens here.

Every field is text unless its type says otherwise; "" means "not stated". Numbers are `Decimal` so that 5.76 万户 stays
exactly 57600 户.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ingest.documents.grid import Reconciliation
from ingest.findings import Finding, Place


class Kind(StrEnum):
    LEVEL = "level"
    GROWTH = "growth"
    RATIO = "ratio"
    RANK = "rank"
    RELATIVE = "relative"
    MILESTONE = "milestone"
    QUALITATIVE = "qualitative"


class Comparator(StrEnum):
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    EQ = "eq"
    APPROX = "approx"


class Confidence(StrEnum):
    SURE = "sure"
    REVIEW = "review"


class GroupShare(StrEnum):
    """Which figure of a group of areas (市辖三区, 各县市区) a target states."""

    TOTAL = "total"  # of all its members together
    EACH = "each"  # every member's own
    UNCLEAR = "unclear"  # one of the two: for review


class Asked(StrEnum):
    """What a target asks for (`measures.py`)."""

    VALUE = "value"
    YOY = "yoy"
    RANK = "rank"
    DONE = "done"


class Role(StrEnum):
    """Roles of bridge_task_party, in the list's own words."""

    LEADER = "牵头领导"
    LEAD_UNIT = "牵头单位"
    UNIT = "责任单位"
    RESPONSIBLE = "责任人"
    CONTACT = "联络人"


def task_key(section: str, task_no: str, subtask_no: str) -> str:
    """`重点工作-1-7`, or `重点工作-3` where the row has no subtask number."""
    return "-".join(part for part in (section, task_no, subtask_no) if part)


@dataclass(frozen=True, slots=True)
class Party:
    """A unit or person in a role. `unit` is the unit a person heads, where the list lets us know it, else ""."""

    role: Role
    name: str
    is_person: bool
    position: int  # order within the role, from 1
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One row of tasks.csv. `place` is the cell of the target text; `district_place` of the district's column."""

    section: str
    task_no: str
    subtask_no: str
    parent_names: str
    name: str
    city_target: str
    district_task: str
    leaders: tuple[str, ...]
    units: tuple[str, ...]
    lead_units: tuple[str, ...]
    responsible: tuple[str, ...]
    contacts: tuple[str, ...]
    parties: tuple[Party, ...] = ()
    place: Place = Place()
    district_place: Place = Place()

    @property
    def task_key(self) -> str:
        return task_key(self.section, self.task_no, self.subtask_no)

    @property
    def parents(self) -> tuple[str, ...]:
        """The outer names, outermost first."""
        return tuple(part for part in self.parent_names.split("/") if part)

    @property
    def place_text(self) -> str:
        return self.place.text()


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way to read a clause that the grammar saw and did not choose: a field of `Target` and what would stand in it.

    `field` is kind, comparator, area or parent_seq; for parent_seq the value is a seq of the task, None for no part at all.
    """

    field: str
    value: Kind | Comparator | str | int | None


@dataclass(frozen=True, slots=True)
class Target:
    """One row of targets.csv (columns and their meaning: docs/targets.md). `place` is the cell its sentence stands in."""

    section: str
    task_no: str
    subtask_no: str
    source_column: str
    clause: str
    seq: int
    metric: str
    kind: Kind
    span: str
    comparator: Comparator | None = None
    stretch: bool = False
    value: Decimal | None = None
    unit: str = ""
    value_max: Decimal | None = None
    value_base: Decimal | None = None
    unit_base: str = ""
    benchmark: str = ""
    area: str = ""
    parent_seq: int | None = None
    period_start: dt.date | None = None
    period_end: dt.date | None = None
    due: dt.date | None = None
    lead_unit: str = ""
    confidence: Confidence = Confidence.SURE
    place: Place = Place()
    rule: str = ""  # the grammar's rule that read it (docs/grammar.md)
    target_key: str = ""  # once `versions` has settled it: list / task / seq, stable over versions, while seq may shift
    reviewed: bool = False  # a person's correction in a review workbook decided this row
    alternatives: tuple[Alternative, ...] = ()  # told to whoever reviews the row; nothing else reads them
    doubted_words: str = ""  # the words for which it is for review, where they are known
    corrected_from: Target | None = None  # what the reader had read where a person corrected it
    sentence_ordinal: int = 0  # among the targets of the same words, where corrections took or added one; else 0
    measure_asked: Asked = Asked.VALUE  # once the reading is over (`raw_rows.py`)
    share_of_group: GroupShare | None = None  # where its area is a group of places
    is_base: bool = False  # it only sets the base of a rate that follows: shown, not owed

    @property
    def task_key(self) -> str:
        return task_key(self.section, self.task_no, self.subtask_no)

    @property
    def list_id(self) -> str:
        """The list it belongs to, "" before its key is settled."""
        return self.target_key.partition("/")[0]

    @property
    def place_text(self) -> str:
        return self.place.text()


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """A sentence that only says how a target will be scored."""

    section: str
    task_no: str
    subtask_no: str
    clause: str
    rule_text: str

    @property
    def task_key(self) -> str:
        return task_key(self.section, self.task_no, self.subtask_no)


@dataclass(frozen=True, slots=True)
class ListHead:
    """What the document says of itself. `list_id` is `beita-2023-11`: pinyin of the area, then the first month of the term."""

    list_id: str
    title: str
    area: str  # the issuing area, 北塔区
    issuer: str
    document_no: str
    issued_on: dt.date | None
    period_start: dt.date
    period_end: dt.date
    city: str = ""  # the city that the title names before the area (青川市临江区)


@dataclass(frozen=True, slots=True)
class TaskList:
    """A read document. `head` is None when it could not be read as a task list; then a finding says why."""

    head: ListHead | None
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    scoring: tuple[ScoringRule, ...] = ()
    findings: tuple[Finding, ...] = ()
    reconciliation: Reconciliation = Reconciliation()
