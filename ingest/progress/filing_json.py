"""A read filing as the JSON object of docs/interface.md (`threekey check --json`)."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from ingest.findings import Finding
from ingest.progress.fields import Field
from ingest.progress.filing import JudgedFiling
from ingest.progress.stages import JudgedRow


def number(value: Decimal | None) -> int | float | None:
    """A figure as a JSON number: whole ones without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def finding_object(found: Finding) -> dict[str, Any]:
    place = found.place
    return {
        "code": found.code,
        "severity": found.severity.value,
        "effect": found.effect.value,
        "sheet": place.sheet,
        "row": place.row or None,
        "column": place.column,
        "label": found.label,
        "seen": found.seen,
        "wanted": found.wanted,
        "message": found.message,
        "fix": found.fix,
    }


def value_object(row: JudgedRow) -> dict[str, Any]:
    """A row as filed: what it took over from an earlier filing is null here, and said in a finding."""
    filed = {
        "current": number(row.current),
        "cumulative": number(row.cumulative),
        "yoy": number(row.yoy),
        "rank": row.rank,
        "done": row.done,
        "done_date": row.done_date.text if row.done_date else None,
    }
    return {
        "target_key": row.target.target_key if row.target else "",
        "area": row.area,
        "row": row.number,
        "unit": row.measure_unit,
        **{name: None if Field(name) in row.kept else value for name, value in filed.items()},
    }


def filing_object(filing: JudgedFiling, file: str) -> dict[str, Any]:
    """`file` is the path as it was given."""
    accepted = len(filing.accepted)
    return {
        "file": file,
        "sha256": filing.sha256,
        "verdict": filing.verdict.value,
        "unit": filing.unit,
        "period": filing.period,
        "list_id": filing.list_id,
        "rows": {"read": filing.rows_read, "accepted": accepted, "rejected": filing.rows_read - accepted},
        "figures": asdict(filing.figures),
        "findings": [finding_object(f) for f in filing.all_findings],
        "values": [value_object(row) for row in filing.accepted],
    }
