"""A row of a filing on its way: placed with a target, then figured, then judged. Each stage is the one before and more.

Only shapes. The steps are functions from one stage to the next: `matching/rows.py`, `figures.py`, `rules/judging.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ingest.findings import Finding, Place
from ingest.progress.cells.dates import FiledDate
from ingest.progress.fields import Field, Figure
from ingest.progress.knowledge.past import Kept
from ingest.progress.layout.table_rows import TableRow
from ingest.progress.layout.withdrawn_rows import Withdrawn
from ingest.progress.say import Say
from ingest.task_lists.model import Target

NOT_FILLED = ("", "blank")  # null words of a cell in which nothing stands


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRow:
    """A row of a table with the target and area it is about; `target` is None where `said` says why."""

    source: TableRow
    target: Target | None = None
    area: str = ""
    said: tuple[Say, ...] = ()

    @property
    def sheet(self) -> str:
        return self.source.sheet

    @property
    def number(self) -> int:
        return self.source.number

    @property
    def place(self) -> Place:
        return self.source.place

    def place_of(self, name: Field) -> Place:
        return self.source.place_of(name)

    @property
    def held(self) -> bool:
        """True where something said of the row holds it back."""
        return any(said.holds_row for said in self.said)

    @property
    def is_withdrawn(self) -> bool:
        """Its task is struck out: said, and nothing of it is read or judged."""
        return self.source.withdrawn is not Withdrawn.NOT

    def is_told_of(self, name: Field) -> bool:
        """True where something more than a remark is said of a field."""
        return any(said.about is name and not said.is_remark for said in self.said)

    def is_told(self, *codes: str) -> bool:
        return any(said.code in codes for said in self.said)


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguredRow(PlacedRow):
    """With what it states. Amounts are in `measure_unit`, rates in percent; `null_words` say why a field has no value."""

    measure_unit: str = ""
    current: Decimal | None = None
    cumulative: Decimal | None = None
    yoy: Decimal | None = None
    rank: int | None = None
    done: bool | None = None
    done_date: FiledDate | None = None
    rate: Decimal | None = None
    current_base: Decimal | None = None
    cumulative_base: Decimal | None = None
    unit_base: str = ""
    null_words: Mapping[Field, str] = field(default_factory=dict)
    texts: Mapping[Field, str] = field(default_factory=dict)
    confirmed: tuple[str, ...] = ()  # doubts about it that its unit has settled (`rules/confirmed.py`)

    @property
    def is_stated(self) -> bool:
        """True where the row states any figure, date or word of completion."""
        return any(v is not None for v in (self.current, self.cumulative, self.yoy, self.rank, self.done, self.done_date))

    @property
    def is_repeat(self) -> bool:
        """The same as a row above it: said, and not loaded again."""
        return self.is_told("duplicate-row-same")

    def text(self, name: Field) -> str:
        return self.texts.get(name, "")

    def figure(self, name: Field) -> Figure | None:
        """What the row states in one of the fields STANDING."""
        if name is Field.DONE_DATE:
            return self.done_date.day if self.done_date is not None else None
        stated: Mapping[Field, Figure | None] = {
            Field.CURRENT: self.current,
            Field.CUMULATIVE: self.cumulative,
            Field.YOY: self.yoy,
            Field.RANK: self.rank,
            Field.DONE: self.done,
        }
        return stated[name]

    def is_blank(self, name: Field) -> bool:
        """True where nothing stands in a figure's cell and nothing was said of it; 无 is a statement."""
        return self.figure(name) is None and self.null_words.get(name, "") in NOT_FILLED and not self.is_told_of(name)

    def base(self, name: Field) -> Decimal | None:
        """An amount in the base unit."""
        return self.current_base if name is Field.CURRENT else self.cumulative_base


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedRow(FiguredRow):
    """With all that is said of it as findings, each at its cell.

    `kept` are the figures and `kept_texts` the texts that it left blank and took over from what stood (`standing.py`).
    """

    findings: tuple[Finding, ...] = ()
    kept: Mapping[Field, Kept] = field(default_factory=dict)
    kept_texts: tuple[Field, ...] = ()

    @property
    def is_accepted(self) -> bool:
        return self.target is not None and not self.held and not self.is_repeat
