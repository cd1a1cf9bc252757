"""A read filing as rows of the raw tables `filings`, `filing_rows`, `held_rows`, `filing_findings` (ingest/raw.py).

The columns of provenance are added by who writes the batch: only the archive knows them.
"""

from __future__ import annotations

import json
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from ingest.findings import Effect
from ingest.progress.fields import Field
from ingest.progress.filing import HeldRow, JudgedFiling, RowFinding
from ingest.progress.stages import JudgedRow

_SCALE = Decimal("0.000001")  # of the raw tables' decimals


def _decimal(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(_SCALE, rounding=ROUND_HALF_EVEN)


def _null_word(row: JudgedRow) -> str:
    """Why a row has no figure: the first word that was written instead of one, else blank; "" where there is a figure."""
    if row.is_stated:
        return ""
    return next((word for word in row.null_words.values() if word != "blank"), "blank")


def raw_rows(filing: JudgedFiling) -> dict[str, list[dict[str, Any]]]:
    """All rows of one filing, by raw table, without provenance."""
    return {
        "filings": [_filing(filing)],
        "filing_rows": [_row(filing, row) for row in filing.accepted],
        "held_rows": [_held(filing, row) for row in filing.held],
        "filing_findings": [_finding(filing, found, i) for i, found in enumerate(filing.findings, 1)],
    }


def _key(filing: JudgedFiling) -> dict[str, Any]:
    return {"list_id": filing.list_id, "unit": filing.unit, "period": filing.period}


def _filing(filing: JudgedFiling) -> dict[str, Any]:
    return {
        **_key(filing),
        "verdict": filing.verdict.value,
        "container": filing.container.value,
        "filed_by": filing.filed_by,
        "phone": filing.phone,
        "filed_on": filing.filed_on,
        "rows_read": filing.rows_read,
        "rows_accepted": len(filing.accepted),
        "rows_held": filing.rows_read - len(filing.accepted),
        "content_sha256": filing.content_sha256,
        "is_resaved": filing.is_resaved,
    }


def _cell(row: JudgedRow, name: Field) -> str:
    """F12; "" for a field that the form does not have."""
    if name not in row.source.header.columns:
        return ""
    place = row.place_of(name)
    return f"{place.column}{place.row}" if place.column and place.row else ""


def _row(filing: JudgedFiling, row: JudgedRow) -> dict[str, Any]:
    return {
        **_key(filing),
        "target_key": row.target.target_key if row.target else "",
        "area": row.area,
        "sheet": row.sheet,
        "row_no": row.number,
        "measure_unit": row.measure_unit,
        "current_value": _decimal(row.current),
        "current_cell": _cell(row, Field.CURRENT),
        "cumulative_value": _decimal(row.cumulative),
        "cumulative_cell": _cell(row, Field.CUMULATIVE),
        "yoy": _decimal(row.yoy),
        "yoy_cell": _cell(row, Field.YOY),
        "rank": row.rank,
        "rank_cell": _cell(row, Field.RANK),
        "done": row.done,
        "done_cell": _cell(row, Field.DONE),
        "done_date": row.done_date.day if row.done_date else None,
        "done_date_cell": _cell(row, Field.DONE_DATE),
        "current_base": _decimal(row.current_base),
        "cumulative_base": _decimal(row.cumulative_base),
        "unit_base": row.unit_base,
        "null_word": _null_word(row),
        "narrative": row.text(Field.NARRATIVE),
        "problems": row.text(Field.PROBLEMS),
        "next_steps": row.text(Field.NEXT_STEPS),
        "evidence": row.text(Field.EVIDENCE),
        "remarks": row.text(Field.REMARKS),
        "judgement": row.text(Field.JUDGEMENT),
    }


def _held(filing: JudgedFiling, row: HeldRow) -> dict[str, Any]:
    # a row without a fault of its own is held back by what is wrong with its whole file
    codes = row.codes or tuple(dict.fromkeys(f.code for f in filing.all_findings if f.effect is Effect.FILE))
    return {
        **_key(filing),
        "sheet": row.sheet,
        "row_no": row.number,
        "target_key": row.target_key,
        "area": row.area,
        "codes": ";".join(codes),
        "cells_json": json.dumps(dict(row.cells), ensure_ascii=False),
    }


def _finding(filing: JudgedFiling, told: RowFinding, position: int) -> dict[str, Any]:
    found = told.finding
    place = found.place
    return {
        **_key(filing),
        "target_key": told.target_key,
        "area": told.area,
        "finding_no": position,
        "code": found.code,
        "severity": found.severity.value,
        "effect": found.effect.value,
        "sheet": place.sheet,
        "table_no": place.table,
        "row_no": place.row,
        "column_letter": place.column,
        "paragraph_no": place.paragraph,
        "place_text": place.text(),
        "label": found.label,
        "seen": found.seen,
        "wanted": found.wanted,
        "message": found.message,
        "fix": found.fix,
        "section": found.section,
        "task_no": found.task_no,
        "subtask_no": found.subtask_no,
        "clause": found.clause,
    }
