"""A read filing as rows of the raw tables `filings`, `filing_rows`, `held_rows`, `filing_findings` (ingest/schema.py).

The columns of provenance are added by who writes the batch: only the archive knows them.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from ingest.findings import Effect
from ingest.findings.rows import finding_row
from ingest.progress.asked import is_answered
from ingest.progress.fields import STANDING, Field
from ingest.progress.filing import HeldRow, JudgedFiling, RowFinding
from ingest.progress.stages import JudgedRow
from ingest.rows import Row, to_row

_TEXTS = (Field.NARRATIVE, Field.PROBLEMS, Field.NEXT_STEPS, Field.EVIDENCE, Field.REMARKS, Field.JUDGEMENT)


def _null_word(row: JudgedRow) -> str:
    """Why a row has no figure: the first word that was written instead of one, else blank; "" where there is a figure."""
    if row.is_stated:
        return ""
    return next((word for word in row.null_words.values() if word != "blank"), "blank")


def raw_rows(filing: JudgedFiling) -> dict[str, list[Row]]:
    """All rows of one filing, by raw table, without provenance."""
    return {
        "filings": [_filing(filing)],
        "filing_rows": [_row(filing, row) for row in filing.accepted],
        "held_rows": [_held(filing, row) for row in filing.held],
        "filing_findings": [_finding(filing, found, i) for i, found in enumerate(filing.findings, 1)],
    }


def _key(filing: JudgedFiling) -> dict[str, Any]:
    return {"list_id": filing.list_id, "unit": filing.unit, "period": filing.period}


def _filing(filing: JudgedFiling) -> Row:
    accepted = len(filing.accepted)
    figures = {f"figures_{name}": count for name, count in asdict(filing.figures).items()}
    return to_row("filings", filing, rows_accepted=accepted, rows_held=filing.rows_read - accepted, **figures)


def _cell(row: JudgedRow, name: Field) -> str:
    """F12, of the file that states the figure; "" for a field that the form does not have."""
    if name in row.kept:
        return row.kept[name].cell
    if name not in row.source.header.columns:
        return ""
    place = row.place_of(name)
    return f"{place.column}{place.row}" if place.column and place.row else ""


def _row(filing: JudgedFiling, row: JudgedRow) -> Row:
    return to_row(
        "filing_rows",
        row,
        **_key(filing),
        **{f"{name}_cell": _cell(row, name) for name in STANDING},
        **{str(name): row.text(name) for name in _TEXTS},
        target_key=row.target.target_key if row.target else "",
        row_no=row.number,
        current_value=row.current,
        cumulative_value=row.cumulative,
        done_date=row.done_date.day if row.done_date else None,
        null_word=_null_word(row),
        **{f"{name}_kept_from": row.kept[name].receipt_seq if name in row.kept else None for name in STANDING},
        kept_texts=tuple(name.value for name in row.kept_texts),
        is_answered=row.target is not None and is_answered(row, row.target),
    )


def _held(filing: JudgedFiling, row: HeldRow) -> Row:
    # a row without a fault of its own is held back by what is wrong with its whole file
    codes = row.codes or tuple(dict.fromkeys(f.code for f in filing.all_findings if f.effect is Effect.FILE))
    cells = json.dumps(dict(row.cells), ensure_ascii=False)
    return to_row("held_rows", row, **_key(filing), row_no=row.number, codes=codes, cells_json=cells)


def _finding(filing: JudgedFiling, told: RowFinding, number: int) -> Row:
    row = finding_row("filing_findings", told.finding, number, **_key(filing), target_key=told.target_key, area=told.area)
    place = told.finding.place
    return {**row, "table_no": place.table, "row_no": place.row, "paragraph_no": place.paragraph}
