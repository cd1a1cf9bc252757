"""The result of reading one filing: its shape, its verdict and its content hash. Nothing is read here."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ingest.documents.containers import Container
from ingest.findings import Effect, Finding, Severity
from ingest.progress.cells.numbers import number_words
from ingest.progress.fields import TEXTS
from ingest.progress.stages import JudgedRow
from ingest.progress.standing import NO_FIGURES, FigureCounts


class Verdict(StrEnum):
    ACCEPTED = "accepted"
    WITH_WARNINGS = "accepted_with_warnings"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class RowFinding:
    """A finding with the target and area of its row, "" where it is about no row."""

    finding: Finding
    target_key: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A row that was not accepted: its cells as seen and the codes that hold it."""

    sheet: str
    number: int
    target_key: str
    area: str
    codes: tuple[str, ...]
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class JudgedFiling:
    """One progress file, read and judged. `accepted` is empty when the verdict is rejected; `held` then holds every row."""

    name: str
    sha256: str
    container: Container
    verdict: Verdict
    unit: str
    period: str
    list_id: str
    filed_by: str = ""
    phone: str = ""
    filed_on: dt.date | None = None
    accepted: tuple[JudgedRow, ...] = ()
    held: tuple[HeldRow, ...] = ()
    rows_read: int = 0
    figures: FigureCounts = NO_FIGURES
    findings: tuple[RowFinding, ...] = ()
    content_sha256: str = ""
    is_resaved: bool = False

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        return tuple(f.finding for f in self.findings)


def verdict_of(findings: Sequence[Finding], accepted: int) -> Verdict:
    if accepted == 0 or any(f.effect is Effect.FILE for f in findings):
        return Verdict.REJECTED
    if any(f.effect is Effect.ROW or f.severity is not Severity.INFO for f in findings):
        return Verdict.WITH_WARNINGS
    return Verdict.ACCEPTED


def held_row(row: JudgedRow, of_file: Sequence[Finding]) -> HeldRow:
    """A row that is not loaded, with what holds it: its own errors, else those of the file, else whatever was said of it."""
    own = [said.code for said in row.said if said.holds_row]
    why = own or [f.code for f in (*(f for f in of_file if f.effect is Effect.FILE), *row.findings)]
    key = row.target.target_key if row.target is not None else ""
    return HeldRow(row.sheet, row.number, key, row.area, tuple(dict.fromkeys(why)), row.source.seen())


def content_hash(list_id: str, unit: str, period: str, rows: Sequence[JudgedRow], held: Sequence[HeldRow]) -> str:
    """A hash of what was read, whatever the file's layout, order, styles or container."""
    content = [
        [
            row.target.target_key if row.target else "",
            row.area,
            row.measure_unit,
            *(None if v is None else number_words(v) for v in (row.current, row.cumulative, row.yoy)),
            row.rank,
            row.done,
            row.done_date.text if row.done_date else None,
            sorted(row.null_words.items()),
            [row.text(name) for name in TEXTS],
        ]
        for row in rows
    ]
    refused = [[h.target_key, h.area, list(h.codes), list(h.cells.values())] for h in held]
    text = json.dumps(
        [list_id, unit, period, sorted(content, key=_order), sorted(refused, key=_order)],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _order(row: list[object]) -> str:
    return json.dumps(row, ensure_ascii=False)
