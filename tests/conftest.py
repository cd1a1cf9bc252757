"""Homes that the whole job has run in. Playing the example takes minutes, so it is done once for all tests that only read.

Their modules carry a mark, `xdist_group("played")` or `xdist_group("built")`, so that one worker makes each home.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.home import Home
from tests.lock.lock import Lock
from tests.support import raw_home
from tests.support.built import Built, dbt_build
from tests.support.golden_filings import files
from tests.support.golden_home import golden_list, write_home
from tests.support.played import EXAMPLE, Played


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-lock", action="store_true", help="write the hashes of tests/lock anew")
    parser.addoption("--lock-texts", type=Path, help="a folder for the texts behind the hashes")


@pytest.fixture
def lock(request: pytest.FixtureRequest) -> Lock:
    return Lock(write=request.config.getoption("--write-lock"), texts=request.config.getoption("--lock-texts"))


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    # loading the orchestrator takes seconds that the unit tests do not need
    from orchestration.play import copy_contacts, nights
    from orchestration.refresh import refresh

    home = Home(tmp_path_factory.mktemp("played"))
    copy_contacts(EXAMPLE, home)
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


@pytest.fixture(scope="session")
def small_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small home of tests/support/raw_home.py on 5 January 2024."""
    home = tmp_path_factory.mktemp("small")
    raw_home.build(home)
    return dbt_build(home, "2024-01-05", "--exclude-resource-type", "unit_test", "--select", *raw_home.MARTS)


@pytest.fixture(scope="session")
def golden_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The real list's labelled rows and the filings of tests/support/golden_filings.py on 5 January 2024."""
    home = write_home(tmp_path_factory.mktemp("golden"), golden_list(), *files())
    return dbt_build(home, "2024-01-05", "--exclude-resource-type", "unit_test")
