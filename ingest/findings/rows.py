"""Findings as rows of the raw tables `*_findings`. Only this one conversion belongs here; it needs no pyarrow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ingest.findings.finding import Finding, Place
from ingest.rows import Row, to_row


def finding_row(table: str, found: Finding, number: int, **given: Any) -> Row:
    """The row of a finding; a number of a place that does not apply is NULL."""
    return to_row(table, found, finding_no=number, **_place(found.place), **given)


def finding_rows(table: str, findings: Iterable[Finding], **given: Any) -> list[Row]:
    """One row a finding, in order."""
    return [finding_row(table, found, number, **given) for number, found in enumerate(findings, start=1)]


def _place(place: Place) -> Row:
    return {
        "sheet": place.sheet,
        "table_no": place.table or None,
        "row_no": place.row or None,
        "column_letter": place.column,
        "paragraph_no": place.paragraph or None,
        "place_text": place.text(),
    }
