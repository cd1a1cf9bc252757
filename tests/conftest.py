"""Homes that the whole job has run in. Playing the example takes minutes, so it is done once for all tests that only read.

Their modules carry the mark `xdist_group("played")`: with two workers, one plays and the other runs everything else.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.home import Home
from tests.support.played import EXAMPLE, Played


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
