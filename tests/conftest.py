"""What tests share that costs seconds to make: dbt's manifest, warehouses that dbt has built, homes that the job has run in.

Each is made once a session and only read, or copied. A test is marked by what it asks for, so that `make test-fast` can leave
the dear ones out and one worker makes each dear thing; the dearest go first, so that no worker waits for the other at the end.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from ingest.home import Home
from tests.lock.lock import Lock
from tests.support import raw_home
from tests.support.built import Built, dbt_build
from tests.support.golden_filings import files
from tests.support.golden_home import golden_list, write_home
from tests.support.parsed import current_manifest
from tests.support.played import Played, play

if TYPE_CHECKING:
    from tests.support.book_home import Book
    from tests.support.life import Life

# fixture → (mark, group of tests that one worker runs), dearest first
COSTS = {
    "played": ("played", "played"),
    "life": ("played", "life"),
    "book": ("built", "book"),
    "golden_warehouse": ("built", "built"),
    "small_warehouse": ("built", "built"),
    "browser": ("browser", "played"),
}
GROUPS = list(dict.fromkeys(group for _, group in COSTS.values()))
# the lock reads the zoo's filings again, and what has been read of them is kept
ROOMS = {"lock": "progress"}

# how long an example takes says how busy the machine is
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-lock", action="store_true", help="write the hashes of tests/lock anew")
    parser.addoption("--lock-texts", type=Path, help="a folder for the texts behind the hashes")


def pytest_configure() -> None:
    os.environ.setdefault("THREEKEY_INBOX__SETTLE_SECONDS", "0")  # what a test drops is whole


def _room(item: pytest.Item) -> str:
    """The folder of a test: what the tests of a folder import and read is loaded by one worker only."""
    name = item.path.parent.name
    return ROOMS.get(name, name)


# a wrapper runs before all others: xdist's own hook reads the groups, pytest's the marks
@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, None, None]:
    rank = {}
    for item in items:
        asked = [cost for name, cost in COSTS.items() if name in getattr(item, "fixturenames", ())]
        for mark, _ in asked:
            item.add_marker(mark)
        group = asked[0][1] if asked else _room(item)
        item.add_marker(pytest.mark.xdist_group(group))
        rank[item] = GROUPS.index(group) if asked else len(GROUPS)
    items.sort(key=rank.__getitem__)
    return (yield)


@pytest.fixture
def lock(request: pytest.FixtureRequest) -> Lock:
    return Lock(write=request.config.getoption("--write-lock"), texts=request.config.getoption("--lock-texts"))


@pytest.fixture(scope="session")
def manifest() -> dict[str, Any]:
    """dbt's manifest of the project as it is now; while a test asks for it, it is where the orchestrator looks for it."""
    loaded: dict[str, Any] = json.loads(current_manifest().read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="session")
def played(manifest: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The home of the example after its six nights."""
    return play(Home(tmp_path_factory.mktemp("played")))


@pytest.fixture
def copied(played: Played, tmp_path: Path) -> Iterator[Played]:
    """The played home, to be written in."""
    home = Home(tmp_path / "home")
    shutil.copytree(played.home.root, home.root, symlinks=True)
    yield Played(home, played.manifests, played.grown)
    shutil.rmtree(home.root)


@pytest.fixture(scope="session")
def life(manifest: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Life:
    """A home from its first, empty night on."""
    from tests.support.life import live  # the orchestrator takes seconds to load

    return live(Home(tmp_path_factory.mktemp("life")))


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The home of the book of judgements, judged on each of its days."""
    from tests.support.book_home import Book  # a writer of workbooks and the readers of everything

    return Book(tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="session")
def small_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small home of tests/support/raw_home.py on 5 January 2024."""
    home = tmp_path_factory.mktemp("small")
    raw_home.build(home)
    return dbt_build(home, "2024-01-05", "--exclude-resource-type", "unit_test", "--select", *raw_home.MARTS)


@pytest.fixture(scope="session")
def golden_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The real list's labelled rows and the filings of tests/support/golden_filings.py on 5 January 2024.

    Built by the command of every night: `tests/integration/test_dbt_tests.py` looks at what that command leaves out.
    """
    from orchestration.dbt import BUILD

    home = write_home(tmp_path_factory.mktemp("golden"), golden_list(), *files())
    return dbt_build(home, "2024-01-05", *BUILD[1:])
