"""The raw tables on disk: their one writer and their reader. What stands in them says `schema.py`.

Raw tables are Parquet in `HOME/raw/TABLE/*.parquet`, append-only: one file a batch. They are what dbt's sources read.
A batch becomes visible when its last file has been renamed into place and it has been entered in the ledger (`ledger.py`);
files of a batch that was never finished are removed by `repair`, and its files of the archive are read again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ingest import ledger
from ingest.damage import DamagedFileError
from ingest.schema import TABLES, Type

Rows = list[dict[str, Any]]

_DAMAGED = """数据文件已损坏，请运行 threekey refresh，会从存档重新读取。
A damaged table: run threekey refresh, which reads the archive again."""

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


def _write_atomically(table: pa.Table, path: Path) -> ledger.BatchFile:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    data = sink.getvalue().to_pybytes()
    temporary = path.with_suffix(".tmp")
    temporary.write_bytes(data)
    temporary.replace(path)
    _READ.forget(path)
    return ledger.BatchFile(table.num_rows, len(data), hashlib.sha256(data).hexdigest())


def ensure_tables(home: Path) -> None:
    """Give every table a file without rows, so that dbt can read a source to which nothing has come yet."""
    for name, schema in SCHEMAS.items():
        directory = table_dir(home, name)
        directory.mkdir(parents=True, exist_ok=True)
        path = directory / f"{ledger.SCHEMA_FILE}.parquet"
        if _schema(path) != schema:
            _write_atomically(schema.empty_table(), path)


def _schema(path: Path) -> pa.Schema | None:
    """What the table was last written with; None where the file is not there or damaged."""
    try:
        return pq.read_schema(path)
    except (OSError, pa.ArrowInvalid):
        return None


def has_other_columns(home: Path) -> bool:
    """Whether the tables were last written by code that knew other tables or columns, so that they cannot be read as they are.

    The next refresh reads everything again; a home to which nothing has come yet has no columns at all.
    """
    empty = {table_dir(home, name) / f"{ledger.SCHEMA_FILE}.parquet": schema for name, schema in SCHEMAS.items()}
    if not any(path.exists() for path in empty):
        return False
    found = ((_schema(path), schema) for path, schema in empty.items())
    return any(written is None or written.names != schema.names for written, schema in found)


def write_batch(home: Path, batch: str, tables: Mapping[str, Rows]) -> None:
    """Write one batch (`batch` is its id, sortable and unique per writer) to its tables; all of it or, after a crash, none.

    Raises KeyError for an unknown table and pyarrow.ArrowInvalid for a row that does not fit its schema: both are bugs.
    """
    ensure_tables(home)
    written = {
        name: _write_atomically(pa.Table.from_pylist(rows, schema=SCHEMAS[name]), table_dir(home, name) / f"{batch}.parquet")
        for name, rows in tables.items()
        if rows
    }
    ledger.enter(home, batch, written)


def check(tables: Mapping[str, Rows]) -> None:
    """Raises what `write_batch` would raise for rows that do not fit their tables."""
    for name, rows in tables.items():
        pa.Table.from_pylist(rows, schema=SCHEMAS[name])


def repair(home: Path) -> list[str]:
    """Remove the files of batches that were never finished; returns their ids."""
    finished = ledger.batches(home)
    broken: set[str] = set()
    for name in SCHEMAS:
        for path in table_dir(home, name).glob("*"):
            if path.suffix == ".tmp" or (path.suffix == ".parquet" and path.stem not in {*finished, ledger.SCHEMA_FILE}):
                broken.add(path.stem)
                path.unlink()
    for half in ledger.entries_dir(home).glob("*.tmp"):
        half.unlink()
    return sorted(broken)


def remove_batches(home: Path, prefix: str) -> None:
    """Take away every batch whose id starts with `prefix`, markers first, so that a crash leaves it for `repair`."""
    for marker in ledger.entries_dir(home).glob(f"{prefix}*.json"):
        marker.unlink()
    repair(home)


class _Read:
    """Files as this process has read them, and what they were on disk then: where everything is read again, each night asks for
    the tables of all nights before it. No more than so many bytes are kept."""

    def __init__(self, most_bytes: int) -> None:
        self._most, self._bytes = most_bytes, 0
        self._tables: dict[Path, tuple[tuple[int, ...], pa.Table]] = {}

    def get(self, path: Path, seen: tuple[int, ...]) -> pa.Table | None:
        known = self._tables.get(path)
        return known[1] if known is not None and known[0] == seen else None

    def keep(self, path: Path, seen: tuple[int, ...], table: pa.Table) -> None:
        if self._bytes + table.nbytes > self._most:
            self._tables.clear()
            self._bytes = 0
        self._tables[path] = (seen, table)
        self._bytes += table.nbytes

    def forget(self, path: Path) -> None:
        self._tables.pop(path, None)


_READ = _Read(most_bytes=128 << 20)


def _as_written(path: Path) -> pa.Table:
    """A file in the columns that it was written with. Without pyarrow's datasets: they import pandas, and `check` must be
    quick."""
    try:
        found = path.stat()
        seen = (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
        table = _READ.get(path, seen)
        if table is None:
            with pq.ParquetFile(path) as file:
                table = file.read()
            _READ.keep(path, seen, table)
    except (OSError, pa.ArrowInvalid) as error:
        raise DamagedFileError(path, _DAMAGED) from error
    return table


def _read(path: Path, schema: pa.Schema) -> pa.Table:
    """One file in the table's present columns."""
    table = _as_written(path)
    if table.schema.equals(schema):
        return table
    columns = [table[f.name].cast(f.type) if f.name in table.column_names else pa.nulls(table.num_rows, f.type) for f in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def read_file(path: Path, table: str) -> Rows:
    """The rows of one file of a raw table. Raises DamagedFileError."""
    rows: Rows = _read(path, SCHEMAS[table]).to_pylist()
    return rows


def read_table(home: Path, table: str, without: Container[Path] = ()) -> Rows:
    """All rows of a raw table, oldest batch first; empty when nothing was written yet. `without` names files to leave out.

    Raises DamagedFileError.
    """
    paths: Iterable[Path] = sorted(table_dir(home, table).glob("*.parquet"))
    parts = [_read(path, SCHEMAS[table]) for path in paths if path not in without]
    return pa.concat_tables(parts).to_pylist() if parts else []
