"""The shapes of what was accepted before. Only shapes; the indexes over them are `context.py`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from ingest.progress.fields import STANDING, Field, Figure


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a figure stands that a row took over from an earlier filing of its unit and period: receipt and cell."""

    receipt_seq: int
    cell: str  # F12


@dataclass(frozen=True, slots=True)
class PastRow:
    """An accepted row of an earlier filing (raw table filing_rows), with what it took over itself from one before."""

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
    problems: str = ""
    next_steps: str = ""
    evidence: str = ""
    remarks: str = ""
    judgement: str = ""
    current_cell: str = ""
    cumulative_cell: str = ""
    yoy_cell: str = ""
    rank_cell: str = ""
    done_cell: str = ""
    done_date_cell: str = ""
    current_kept_from: int | None = None
    cumulative_kept_from: int | None = None
    yoy_kept_from: int | None = None
    rank_kept_from: int | None = None
    done_kept_from: int | None = None
    done_date_kept_from: int | None = None
    confirmed: tuple[str, ...] = ()

    def figure(self, name: Field) -> Figure | None:
        """What stands in one of the fields STANDING."""
        stood: dict[Field, Figure | None] = {
            Field.CURRENT: self.current_value,
            Field.CUMULATIVE: self.cumulative_value,
            Field.YOY: self.yoy,
            Field.RANK: self.rank,
            Field.DONE: self.done,
            Field.DONE_DATE: self.done_date,
        }
        return stood[name]

    @property
    def stated(self) -> tuple[Field, ...]:
        """The fields in which a figure stands."""
        return tuple(name for name in STANDING if self.figure(name) is not None)

    def base(self, name: Field) -> Decimal | None:
        """An amount in the base unit."""
        return self.current_base if name is Field.CURRENT else self.cumulative_base

    def text(self, name: Field) -> str:
        """One of the fields TEXTS."""
        text: str = getattr(self, name.value)
        return text

    def source(self, name: Field) -> Kept:
        """Where a figure was stated: this row, or the one that it took it over from."""
        kept_from: int | None = getattr(self, f"{name.value}_kept_from")
        cell: str = getattr(self, f"{name.value}_cell")
        return Kept(self.receipt_seq if kept_from is None else kept_from, cell)


@dataclass(frozen=True, slots=True)
class PastFiling:
    """An earlier filing that was not rejected (raw table filings)."""

    receipt_seq: int
    file_sha256: str
    list_id: str
    unit: str
    period: str
    content_sha256: str
