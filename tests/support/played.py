"""A home in which the whole job has run, and how tests look into it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from ingest.home import Home

EXAMPLE = Path(__file__).parents[2] / "examples" / "beita-2023-11"


@dataclass(frozen=True)
class Played:
    """The home after all nights of the example, and the manifest that each night published."""

    home: Home
    manifests: dict[str, dict[str, Any]]

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        return query(self.home.snapshot, sql)


def query(database: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = duckdb.connect(str(database), read_only=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def hashes(manifest: dict[str, Any]) -> dict[str, str]:
    return {name: table["content_hash"] for name, table in manifest["tables"].items()}
