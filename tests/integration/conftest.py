"""Homes that the whole job has run in. Playing the example takes minutes, so it is done once for all tests that only read."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest.home import Home
from orchestration.play import nights
from orchestration.refresh import refresh

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


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    home = Home(tmp_path_factory.mktemp("played"))
    home.create()
    manifests = {}
    for day, folder in nights(EXAMPLE):
        shutil.copytree(folder, home.inbox, dirs_exist_ok=True)
        done = refresh(home, day)
        assert done.success, done.reasons
        manifests[day.isoformat()] = json.loads(home.manifest.read_text(encoding="utf-8"))
    return Played(home, manifests)


@pytest.fixture
def copied(played: Played, tmp_path: Path) -> Iterator[Played]:
    """The played home, to be written in."""
    home = Home(tmp_path / "home")
    shutil.copytree(played.home.root, home.root, symlinks=True)
    yield Played(home, played.manifests)
    shutil.rmtree(home.root)
