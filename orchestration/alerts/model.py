"""The shapes of alerting: facts of a published night, matters, contacts, rules and messages. No logic."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class MatterKind(StrEnum):
    """What a matter is about, the most pressing first: the order inside a message."""

    GATE_FAILED = "gate_failed"
    SYSTEM_FAULT = "system_fault"
    UNDELIVERABLE = "undeliverable"
    QUALITY = "quality"
    REJECTED = "rejected"
    SET_ASIDE = "set_aside"
    MISSING = "missing"
    OVERDUE = "overdue"
    HELD = "held"
    WARNED = "warned"
    DUE_SOON = "due_soon"
    RED = "red"
    RED_WIDER = "red_wider"  # of an area around the list's own place: its people report the figure, and do not answer for it
    JUDGEMENT = "judgement"
    RESTATED = "restated"
    DIGEST = "digest"


class Ending(StrEnum):
    """Why a matter is no longer open: thanks are due only for what its unit has done."""

    BY_UNIT = "by_unit"
    LIST_CHANGED = "list_changed"  # another version of the list has another target
    TARGET_GONE = "target_gone"  # the list has the target no more
    PUBLISHED_FIGURE = "published_figure"  # a figure that others publish came, or went
    NOT_ASKED = "not_asked"  # nobody is asked for it any more
    RECOVERED = "recovered"  # the system runs again
    OTHERWISE = "otherwise"  # by the rules and readings of today there is nothing to say


class AlertRole(StrEnum):
    """Who is told, as alert_routing.csv and contacts.csv write it."""

    CONTACT = "联络人"
    RESPONSIBLE = "责任人"
    LEADER = "牵头领导"
    OPERATOR = "operator"


# --- what is read of a published night -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filing:
    """One row of fct_submission."""

    list_id: str
    unit: str
    period: str
    status: str
    due_on: dt.date | None
    grace_until: dt.date | None
    lock_on: dt.date | None
    is_expected: bool
    file_sha256: str = ""  # of the file that counts, "" for none


@dataclass(frozen=True, slots=True)
class Fault:
    """One open row of fct_submission_finding: it rejected a file, held back a row, or asks a clerk to look again."""

    list_id: str
    unit: str
    period: str
    file_name: str
    file_sha256: str
    effect: str  # file, row, none
    code: str
    place: str  # 进展情况!F12
    row_no: int  # 0 where the fault is not in one row
    label: str
    seen: str
    wanted: str
    message: str
    fix: str
    open_since: dt.date


@dataclass(frozen=True, slots=True)
class Judged:
    """The last judged row of fct_completion of one target and area. `explanation` is the warehouse's own Chinese account."""

    target_key: str
    list_id: str
    task_key: str
    unit: str  # the unit that leads the target
    metric: str
    area: str
    status: str  # in Chinese, as the report shows it
    light: str  # 绿 黄 红 灰 蓝
    unit_word: str  # the unit's own judgement, "" where it gave none
    differs: bool
    explanation: str
    filing_unit: str = ""  # whose figure it is judged by, "" for none
    filed_on: dt.date | None = None  # the day that figure was received
    worded_on: dt.date | None = None  # the day from which the list has the target so
    published_on: dt.date | None = None  # the day the last figure of others was received that it is judged by
    restatement: str = ""  # what it was when it was published before and what changed it; "" where nothing did
    own_area: str = ""  # the list's own place, where it is only a part or a member of the area


@dataclass(frozen=True, slots=True)
class Restated:
    """One row of fct_completion whose published light, other than red, has become another one than red."""

    target_key: str
    list_id: str
    period: str
    task_key: str
    unit: str
    metric: str
    area: str
    restated_on: dt.date | None
    restatement: str


@dataclass(frozen=True, slots=True)
class TaskParty:
    """One row of bridge_task_party."""

    list_id: str
    task_key: str
    role: str
    name: str
    is_person: bool
    unit: str


@dataclass(frozen=True, slots=True)
class NightFacts:
    """What a published night says, as far as alerts go by it."""

    as_of: dt.date
    filings: tuple[Filing, ...] = ()
    faults: tuple[Fault, ...] = ()
    judged: tuple[Judged, ...] = ()
    restated: tuple[Restated, ...] = ()
    held: frozenset[tuple[str, str]] = (
        frozenset()
    )  # target and area of which the last filing is held back: what was said stands
    targets: frozenset[str] = frozenset()  # keys of all that the lists have now
    settled: frozenset[str] = frozenset()  # sha256 of files of which a later file has settled a finding
    parties: tuple[TaskParty, ...] = ()
    unit_names: dict[str, str] = field(default_factory=dict)  # every other name of a unit → its name
    list_titles: dict[str, str] = field(default_factory=dict)


# --- matters, channels, contacts, rules --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing somebody must know. `key` names the thing, whatever becomes of it; `state` what has become of it.

    `lines` are its finished Chinese sentences, the first one whole by itself; `ask` says what is wanted, once for all matters
    in a row that ask the same; `headline` names it in a few words, for the day it is resolved. `since` is the day from which
    it counts as unresolved. `quiet_end` matters end without a word.
    """

    key: str
    kind: MatterKind
    state: str
    since: dt.date
    headline: str
    lines: tuple[str, ...]
    unit: str = ""
    list_id: str = ""
    task_keys: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()  # paths inside the home
    quiet_end: bool = False
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What private/channels.toml says."""

    help: str = ""
    digest_hour: int = 8
    mail_url: str = ""
    endpoints: dict[str, str] = field(default_factory=dict)  # by channel: a private installation's own address


Deliver = Callable[[str, str, str, list[Path]], None]  # id, title, body, attachments


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to reach somebody, whole: `channels.CHANNELS` has one entry each and nothing else knows a channel by its name.

    `deliver(address, settings)` gives how to deliver; calling that raises TemporaryFailureError or PermanentFailureError,
    and so may building it. `limit` is what one message may take, its title included, counted by `size`.
    """

    name: str
    words: tuple[str, ...]  # other words for it that people write in contacts.csv, in small letters
    address: re.Pattern[str]
    limit: int
    size: Callable[[str], int]
    deliver: Callable[[str, Settings], Deliver]
    needs_address: bool = True
    is_case_blind: bool = False  # two spellings of an address are one recipient


@dataclass(frozen=True, slots=True)
class Contact:
    """One row of private/contacts.csv."""

    unit: str
    person: str
    role: str
    channel: Channel
    address: str

    @property
    def key(self) -> str:
        """The recipient: an address on a channel, whoever's it is and however often it is listed. A `file` needs no address."""
        address = self.address.strip() or f"{self.unit}|{self.person}"
        return f"{self.channel.name}:{address.lower() if self.channel.is_case_blind else address}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of seeds/alert_routing.csv: `role` is told of `kind` from `after_days` to `until_days` unresolved days (None:
    without end), again every `repeat_days` (0: never again). For `due_soon`, days are negative: before the due date."""

    kind: MatterKind
    after_days: int
    until_days: int | None
    role: str
    repeat_days: int


@dataclass(frozen=True, slots=True)
class Telling:
    """A matter on its way to a recipient. `round` counts how often this state has been told, this time included.

    `ending` makes it the last word of a matter; `lines` of that matter then say more of how it ended.
    """

    contact: Contact
    matter: Matter
    repeat_days: int
    note: str = ""
    round: int = 1
    ending: Ending | None = None

    @property
    def resolved(self) -> bool:
        return self.ending is not None


@dataclass(frozen=True, slots=True)
class Told:
    """One matter in a message composed before, as the outbox keeps it."""

    recipient: str
    key: str
    kind: str
    state: str
    headline: str
    as_of: dt.date
    resolved: bool
    quiet_end: bool
    unit: str
    list_id: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one recipient. `id` is the same for the same matters in the same state told for the same time."""

    id: str
    contact: Contact
    as_of: dt.date
    title: str
    body: str
    tellings: tuple[Telling, ...]
    attachments: tuple[str, ...] = ()
