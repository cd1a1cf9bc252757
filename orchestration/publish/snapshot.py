"""The snapshot of the curated tables that analysts open, and the same tables as Parquet.

The file is written in DuckDB's storage version 1.0, which 1.x and 2.x clients read. Only the marts are copied: a staging
view would point at the raw files of the home. Comments on tables and columns come along.
"""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

from orchestration.publish.hashes import SCHEMA, content_hashes, quote, tables


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _copy_comments(connection: duckdb.DuckDBPyConnection) -> None:
    comments = connection.execute(
        f"select table_name, comment from duckdb_tables() where database_name = 'source' and schema_name = '{SCHEMA}'"
        " and comment is not null"
    ).fetchall()
    for table, comment in comments:
        connection.execute(f"comment on table target.{SCHEMA}.{quote(table)} is {_literal(comment)}")
    columns = connection.execute(
        "select c.table_name, c.column_name, c.comment from duckdb_columns() as c"
        " join duckdb_tables() as t on c.table_oid = t.table_oid and c.database_oid = t.database_oid"  # tables, not views
        f" where c.database_name = 'source' and c.schema_name = '{SCHEMA}' and c.comment is not null"
    ).fetchall()
    for table, column, comment in columns:
        connection.execute(f"comment on column target.{SCHEMA}.{quote(table)}.{quote(column)} is {_literal(comment)}")


def _copy_views(connection: duckdb.DuckDBPyConnection, catalog: str) -> None:
    """Views of the marts over the marts (v_why), with the warehouse's name taken out of their text."""
    views = connection.execute(
        f"select view_name, sql, comment from duckdb_views() where database_name = 'source' and schema_name = '{SCHEMA}'"
    ).fetchall()
    connection.execute("use target")
    for name, sql, comment in views:
        body = re.sub(rf'("?(?:{catalog}|source)"?)\.("?{SCHEMA}"?)\.', rf"{SCHEMA}.", str(sql))
        connection.execute(body)
        if comment:
            connection.execute(f"comment on view {SCHEMA}.{quote(name)} is {_literal(comment)}")
    connection.execute("use memory")


def write_snapshot(warehouse: Path, path: Path) -> dict[str, str]:
    """Copy the marts of `warehouse` into a new file at `path`; returns the content hash of every table, read from the copy."""
    connection = duckdb.connect(config={"autoinstall_known_extensions": False})
    try:
        connection.execute(f"attach {_literal(str(warehouse))} as source (read_only)")
        connection.execute(f"attach {_literal(str(path))} as target (storage_version 'v1.0.0')")
        connection.execute(f"create schema target.{SCHEMA}")
        names = connection.execute(
            f"select table_name from duckdb_tables() where database_name = 'source' and schema_name = '{SCHEMA}' order by 1"
        ).fetchall()
        for (name,) in names:
            table = f"{SCHEMA}.{quote(name)}"
            connection.execute(f"create table target.{table} as from source.{table} order by all")
        _copy_comments(connection)
        _copy_views(connection, warehouse.stem)
        connection.execute("use target")
        hashes = content_hashes(connection)
        connection.execute("use memory")
        connection.execute("checkpoint target")
    finally:
        connection.close()
    return hashes


def write_parquet(snapshot: Path, directory: Path) -> dict[str, int]:
    """Write every table of the snapshot to `directory/TABLE.parquet`; returns the row counts."""
    directory.mkdir(parents=True)
    counts: dict[str, int] = {}
    connection = duckdb.connect(str(snapshot), read_only=True)
    try:
        for table in tables(connection):
            target = _literal(str(directory / f"{table}.parquet"))
            connection.execute(f"copy (from {SCHEMA}.{quote(table)}) to {target} (format parquet, compression zstd)")
            row = connection.execute(f"select count(*) from {SCHEMA}.{quote(table)}").fetchone()
            counts[table] = int(row[0]) if row else 0
    finally:
        connection.close()
    return counts
