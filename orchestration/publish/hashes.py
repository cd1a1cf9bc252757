"""Content hashes of tables: equal rows give equal hashes, whatever their order, file or day of writing."""

from __future__ import annotations

import duckdb

SCHEMA = "marts"


def quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Names of the curated tables, sorted."""
    found = connection.execute(
        "select table_name from duckdb_tables() where schema_name = ? and database_name = current_database() order by 1",
        [SCHEMA],
    ).fetchall()
    return [str(name) for (name,) in found]


def content_hash(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """MD5 over the sorted hashes of a table's rows, column names and NULLs included; of no rows, the hash of nothing."""
    row = connection.execute(
        f"""
        with hashed as (
            select md5(cast(to_json(source) as varchar)) as row_hash from {SCHEMA}.{quote(table)} as source
        )
        select md5(coalesce(string_agg(row_hash, '' order by row_hash), '')) from hashed
        """
    ).fetchone()
    assert row is not None  # noqa: S101 -- an aggregate always gives one row
    return str(row[0])


def content_hashes(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return {table: content_hash(connection, table) for table in tables(connection)}
