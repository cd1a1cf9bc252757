"""The raw tables on disk: their one writer and their reader. What stands in them says `schema.py`.

Raw tables are Parquet in `HOME/raw/TABLE/*.parquet`, append-only: one file a batch. They are what dbt's sources read.
A batch becomes visible when its last file has been renamed into place and `HOME/raw/_batches/ID.json` says so; files of a
batch that was never finished are removed by `repair`, and its files of the archive are read again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.schema import TABLES, Type

Rows = list[dict[str, Any]]

_TYPES: Mapping[Type, pa.DataType] = {
    Type.TEXT: pa.string(),
    Type.INTEGER: pa.int64(),
    Type.BOOLEAN: pa.bool_(),
    Type.DATE: pa.date32(),
    Type.NUMBER: pa.decimal128(38, 6),
    Type.MOMENT: pa.timestamp("s", tz="UTC"),
}

SCHEMAS: Mapping[str, pa.Schema] = {
    name: pa.schema([(column.name, _TYPES[column.type]) for column in table.columns]) for name, table in TABLES.items()
}


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


def has_other_columns(home: Path) -> bool:
    """Whether the tables were last written by code that knew other tables or columns, so that they cannot be read as they are.

    The next refresh reads everything again; a home to which nothing has come yet has no columns at all.
    """
    empty = {table_dir(home, name) / "0-schema.parquet": schema for name, schema in SCHEMAS.items()}
    if not any(path.exists() for path in empty):
        return False
    return any(not path.exists() or pq.read_schema(path).names != schema.names for path, schema in empty.items())


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
