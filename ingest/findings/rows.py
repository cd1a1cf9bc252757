"""Findings as rows of the raw tables `*_findings`. Only this one conversion belongs here; it needs no pyarrow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ingest.findings.finding import Finding


def finding_rows(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """One row a finding, in order, with the columns of `_FINDING` in ingest/raw.py; 0 becomes NULL (does not apply)."""
    return [
        {
            "finding_no": number,
            "code": finding.code,
            "severity": finding.severity.value,
            "effect": finding.effect.value,
            "sheet": finding.place.sheet,
            "table_no": finding.place.table or None,
            "row_no": finding.place.row or None,
            "column_letter": finding.place.column,
            "paragraph_no": finding.place.paragraph or None,
            "place_text": finding.place.text(),
            "label": finding.label,
            "seen": finding.seen,
            "wanted": finding.wanted,
            "message": finding.message,
            "fix": finding.fix,
            "section": finding.section,
            "task_no": finding.task_no,
            "subtask_no": finding.subtask_no,
            "clause": finding.clause,
        }
        for number, finding in enumerate(findings, start=1)
    ]
