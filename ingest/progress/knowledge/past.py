"""The shapes of what was accepted before. Only shapes; the indexes over them are `context.py`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


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
