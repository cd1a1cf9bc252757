"""The raw tables: their names, their typed columns, and their one writer.

Raw tables are Parquet in `HOME/raw/TABLE/*.parquet`, append-only: one file a batch. They are what dbt's sources read.
A batch becomes visible when its last file has been renamed into place and `HOME/raw/_batches/ID.json` says so; files of a
batch that was never finished are removed by `repair`, and its files of the archive are read again.

Every table but `received_files`, `calendar_days` and `reporting_periods` carries the three columns of provenance in
`PROVENANCE`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

Rows = list[dict[str, Any]]

_S, _I, _B, _D, _F = pa.string(), pa.int64(), pa.bool_(), pa.date32(), pa.float64()
_N = pa.decimal128(38, 6)

# receipt_seq: order of receipt in this home, over all kinds of file; received_as_of: rule 6 of DESIGN.md
PROVENANCE: dict[str, pa.DataType] = {"receipt_seq": _I, "file_sha256": _S, "received_as_of": _D}

_FINDING: dict[str, pa.DataType] = {
    "finding_no": _I,  # order inside the file
    "code": _S,
    "severity": _S,
    "effect": _S,
    "sheet": _S,
    "table_no": _I,
    "row_no": _I,
    "column_letter": _S,
    "paragraph_no": _I,
    "place_text": _S,
    "label": _S,
    "seen": _S,
    "wanted": _S,
    "message": _S,
    "fix": _S,
    "section": _S,
    "task_no": _S,
    "subtask_no": _S,
    "clause": _S,
}

_TASK_ID: dict[str, pa.DataType] = {"list_id": _S, "task_key": _S, "section": _S, "task_no": _S, "subtask_no": _S}

_COLUMNS: dict[str, dict[str, pa.DataType]] = {
    # one row per file taken from the inbox, in order; a file whose bytes came before is there too, marked
    "received_files": {
        "receipt_seq": _I,
        "received_as_of": _D,
        "received_at": pa.timestamp("s", tz="UTC"),  # for the log only: no model may read it
        "kind": _S,  # task_list, progress, review, benchmark
        "inbox_path": _S,  # relative to inbox/KIND/
        "file_name": _S,
        "file_sha256": _S,
        "size_bytes": _I,
        "is_repeat": _B,  # the same bytes had been received before
        "first_receipt_seq": _I,
    },
    # one row per read task list document, accepted or not
    "task_lists": {
        **PROVENANCE,
        "list_id": _S,  # "" when it could not be read as a list
        "verdict": _S,  # accepted, accepted_with_warnings, rejected
        "container": _S,
        "title": _S,
        "area": _S,
        "issuer": _S,
        "document_no": _S,
        "issued_on": _D,
        "period_start": _D,
        "period_end": _D,
        "tables_in": _I,
        "rows_in": _I,
        "paragraphs_in": _I,
        "rows_skipped": _I,
        "tasks": _I,
        "targets": _I,
    },
    "tasks": {
        **PROVENANCE,
        **_TASK_ID,
        "position": _I,
        "parent_names": _S,
        "name": _S,
        "city_target": _S,
        "district_task": _S,
        "leaders": _S,  # names joined by ;
        "units": _S,
        "lead_units": _S,
        "responsible": _S,
        "contacts": _S,
        "place_text": _S,
    },
    "task_parties": {
        **PROVENANCE,
        "list_id": _S,
        "task_key": _S,
        "role": _S,
        "name": _S,
        "is_person": _B,
        "position": _I,
        "unit": _S,
    },
    "targets": {
        **PROVENANCE,
        **_TASK_ID,
        "target_key": _S,
        "source_column": _S,
        "clause": _S,
        "seq": _I,
        "metric": _S,
        "kind": _S,
        "comparator": _S,
        "stretch": _B,
        "value": _N,
        "unit": _S,
        "value_max": _N,
        "value_base": _N,
        "unit_base": _S,
        "benchmark": _S,
        "area": _S,
        "parent_seq": _I,
        "period_start": _D,
        "period_end": _D,
        "due": _D,
        "lead_unit": _S,
        "span": _S,
        "confidence": _S,
        "place_text": _S,
        "reviewed": _B,  # a person's correction in a review workbook decided this row
    },
    "scoring_rules": {**PROVENANCE, **_TASK_ID, "clause": _S, "rule_text": _S},
    "task_list_findings": {**PROVENANCE, "list_id": _S, **_FINDING},
    # one row per read progress file, accepted or not
    "filings": {
        **PROVENANCE,
        "list_id": _S,
        "unit": _S,
        "period": _S,
        "verdict": _S,
        "container": _S,
        "filed_by": _S,
        "phone": _S,
        "filed_on": _D,
        "rows_read": _I,
        "rows_accepted": _I,
        "rows_held": _I,
        "content_sha256": _S,  # of what was read, so that a re-saved file is recognised
        "is_resaved": _B,  # same content as an earlier filing of this unit and period: nothing new
    },
    # one row per accepted row of a filing: target × area, as filed and in the base unit
    "filing_rows": {
        **PROVENANCE,
        "list_id": _S,
        "unit": _S,  # the filing office
        "period": _S,
        "target_key": _S,
        "area": _S,
        "sheet": _S,
        "row_no": _I,
        "measure_unit": _S,  # unit of the cells, as filed
        "current_value": _N,
        "current_cell": _S,  # F12
        "cumulative_value": _N,
        "cumulative_cell": _S,
        "yoy": _N,  # percent
        "yoy_cell": _S,
        "rank": _I,
        "rank_cell": _S,
        "done": _B,
        "done_cell": _S,
        "done_date": _D,
        "done_date_cell": _S,
        "current_base": _N,
        "cumulative_base": _N,
        "unit_base": _S,
        "null_word": _S,  # why the figure is missing: blank, 无, 不适用, —, …; "" when there is one
        "narrative": _S,
        "problems": _S,
        "next_steps": _S,
        "evidence": _S,
        "remarks": _S,
        "judgement": _S,  # the unit's own status word, if it gave one
    },
    "held_rows": {
        **PROVENANCE,
        "list_id": _S,
        "unit": _S,
        "period": _S,
        "sheet": _S,
        "row_no": _I,
        "target_key": _S,
        "area": _S,
        "codes": _S,  # the findings that hold it back, joined by ;
        "cells_json": _S,  # {"F": "约30", …} as seen
    },
    "filing_findings": {
        **PROVENANCE,
        "list_id": _S,
        "unit": _S,
        "period": _S,
        "target_key": _S,
        "area": _S,
        **_FINDING,
    },
    # one row per read file of outside figures
    "benchmark_files": {**PROVENANCE, "verdict": _S, "container": _S, "rows_read": _I, "rows_accepted": _I, "rows_held": _I},
    "benchmarks": {
        **PROVENANCE,
        "row_no": _I,
        "area": _S,
        "indicator": _S,
        "measure": _S,  # yoy, value, rank
        "period_start": _D,
        "period_end": _D,
        "value": _N,
        "unit": _S,
        "source": _S,
    },
    "benchmark_findings": {**PROVENANCE, **_FINDING},
    # one row per day: working days and holidays of the PRC
    "calendar_days": {"day": _D, "is_workday": _B, "holiday": _S},
    # one row per list × reporting period, with the four dates of the calendar
    "reporting_periods": {
        "list_id": _S,
        "period": _S,
        "period_kind": _S,  # month, dekad, week, quarter, year
        "period_start": _D,
        "period_end": _D,
        "due_on": _D,
        "grace_until": _D,
        "lock_on": _D,
    },
}

SCHEMAS: Mapping[str, pa.Schema] = {name: pa.schema(list(columns.items())) for name, columns in _COLUMNS.items()}


def table_dir(home: Path, table: str) -> Path:
    return home / "raw" / table


def _batches_dir(home: Path) -> Path:
    return home / "raw" / "_batches"


def _write_atomically(table: pa.Table, path: Path) -> None:
    temporary = path.with_suffix(".tmp")
    pq.write_table(table, temporary, compression="zstd")
    temporary.replace(path)


def ensure_tables(home: Path) -> None:
    """Give every table a file without rows, so that dbt can read a source to which nothing has come yet."""
    for name, schema in SCHEMAS.items():
        directory = table_dir(home, name)
        directory.mkdir(parents=True, exist_ok=True)
        path = directory / "0-schema.parquet"
        if not path.exists() or pq.read_schema(path) != schema:
            _write_atomically(schema.empty_table(), path)


def write_batch(home: Path, batch: str, tables: Mapping[str, Rows]) -> None:
    """Write one batch (`batch` is its id, sortable and unique per writer) to its tables; all of it or, after a crash, none.

    Raises KeyError for an unknown table and pyarrow.ArrowInvalid for a row that does not fit its schema: both are bugs.
    """
    ensure_tables(home)
    for name, rows in tables.items():
        if rows:
            _write_atomically(pa.Table.from_pylist(rows, schema=SCHEMAS[name]), table_dir(home, name) / f"{batch}.parquet")
    _batches_dir(home).mkdir(parents=True, exist_ok=True)
    marker = _batches_dir(home) / f"{batch}.json"
    temporary = marker.with_suffix(".tmp")
    temporary.write_text(json.dumps({name: len(rows) for name, rows in tables.items()}), encoding="utf-8")
    temporary.replace(marker)


def repair(home: Path) -> list[str]:
    """Remove the files of batches that were never finished; returns their ids."""
    finished = {path.stem for path in _batches_dir(home).glob("*.json")}
    broken: set[str] = set()
    for name in SCHEMAS:
        for path in table_dir(home, name).glob("*"):
            if path.suffix == ".tmp" or (path.suffix == ".parquet" and path.stem not in finished and path.stem != "0-schema"):
                broken.add(path.stem)
                path.unlink()
    return sorted(broken)


def remove_batches(home: Path, prefix: str) -> None:
    """Take away every batch whose id starts with `prefix`, markers first, so that a crash leaves it for `repair`."""
    for marker in _batches_dir(home).glob(f"{prefix}*.json"):
        marker.unlink()
    repair(home)


def _read(path: Path, schema: pa.Schema) -> pa.Table:
    """One file in the table's present columns. Without pyarrow's datasets: they import pandas, and `check` must be quick."""
    with pq.ParquetFile(path) as file:
        table = file.read()
    if table.schema.equals(schema):
        return table
    columns = [table[f.name].cast(f.type) if f.name in table.column_names else pa.nulls(table.num_rows, f.type) for f in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def read_table(home: Path, table: str) -> Rows:
    """All rows of a raw table, oldest batch first; empty when nothing was written yet."""
    paths: Iterable[Path] = sorted(table_dir(home, table).glob("*.parquet"))
    parts = [_read(path, SCHEMAS[table]) for path in paths]
    return pa.concat_tables(parts).to_pylist() if parts else []
