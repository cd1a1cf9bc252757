"""A home written by an earlier version, opened by today's: what it publishes is what a new home publishes of the same files."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sys
import tarfile
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest.archive import receipts
from ingest.home import INBOX_KINDS, Home
from orchestration.cli import main
from orchestration.publish.hashes import content_hashes
from tests.support.built import dbt_build
from tests.support.played import hashes, query, raw_rows, read_night

HOMES = Path(__file__).parent / "homes"
LAST = dt.date(2025, 4, 2)
# when a file came by the clock of its machine is kept, and is no content
_CLOCK = {"received_files": "received_at"}


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("old")
    with tarfile.open(HOMES / "ba0b96c.tar.xz") as tar:
        tar.extractall(folder)  # noqa: S202 -- our own archive
    return Home(folder)


@pytest.fixture(scope="module")
def new(old: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A new home that is fed with the same files on the same nights."""
    home = Home(tmp_path_factory.mktemp("new"))
    home.create()
    folders = dict(INBOX_KINDS)
    for night in sorted({receipt.as_of_date for receipt in receipts(old)}):
        for receipt in receipts(old):
            if receipt.as_of_date == night:
                shutil.copyfile(old.archived(receipt.sha256), home.inbox / folders[receipt.kind] / receipt.inbox_path)
        read_night(home, night)
    return home


@pytest.fixture(scope="module")
def refreshed(old: Home, manifest: dict[str, Any]) -> Home:
    """The old home after a refresh from the command line, with nothing new."""
    assert manifest
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["threekey", "refresh", "--home", str(old.root), "--as-of", LAST.isoformat()])
        with pytest.raises(SystemExit) as ended:
            main()
    assert ended.value.code == 0
    return old


def test_the_old_home_publishes_what_a_new_one_does(refreshed: Home, new: Home) -> None:
    built = dbt_build(new.root, LAST.isoformat(), "--exclude-resource-type", "unit_test", "--exclude-resource-type", "test")
    with duckdb.connect(str(built.database), read_only=True) as connection:
        assert hashes(json.loads(refreshed.manifest.read_text(encoding="utf-8"))) == content_hashes(connection)
    assert query(refreshed.snapshot, "select count(*) from marts.fct_progress") > [(0,)]


def test_its_raw_tables_are_those_of_a_new_one(refreshed: Home, new: Home) -> None:
    def without_clock(home: Home) -> dict[str, Counter[str]]:
        return {name: rows for name, rows in raw_rows(home).items() if name not in _CLOCK}

    assert without_clock(refreshed) == without_clock(new)


def test_nobody_is_told_again_what_the_old_home_has_told(refreshed: Home, old: Home) -> None:
    assert len(list((old.outbox / "sent").glob("*.json"))) == 4
    assert not list((refreshed.outbox / "pending").glob("*.json"))
