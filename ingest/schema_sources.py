"""dbt's sources from the schema. `python -m ingest.schema_sources` writes the file; a test compares it.

The staging models take their columns from there (`macros/staged.sql`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ingest.schema import TABLES, Column, Table

PATH = Path(__file__).resolve().parents[1] / "dbt_project" / "models" / "staging" / "_sources.yml"
_HEAD = """# written by `make docs` from ingest/schema.py
version: 2

sources:
  - name: raw
    description: "What the readers of ingest/ wrote: append-only Parquet in the home."
    config:
      meta:
        external_location: "read_parquet('{{ env_var('THREEKEY_HOME', '.') }}/raw/{name}/*.parquet')"
    tables:
"""


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _column(column: Column) -> Iterator[str]:
    yield f"          - name: {column.name}"
    yield f"            data_type: {column.type}"
    if column.note:
        yield f"            description: {_quoted(column.note)}"


def _table(table: Table) -> Iterator[str]:
    yield f"      - name: {table.name}"
    yield f"        description: {_quoted(table.description)}"
    yield "        columns:"
    for column in table.columns:
        if not column.is_log_only:
            yield from _column(column)


def as_yaml() -> str:
    """The text of `_sources.yml`; columns for the log only are left out, so that no model can read them."""
    return _HEAD + "\n".join(line for table in TABLES.values() for line in _table(table)) + "\n"


def main() -> None:
    PATH.write_text(as_yaml(), encoding="utf-8")


if __name__ == "__main__":
    main()
