"""Hostile files in one night: each has an outcome, none stops the others. `make endurance` has thousands of them."""

from __future__ import annotations

from pathlib import Path

from ingest.home import Home
from tests.endurance.hostile.inbox import fill
from tests.endurance.hostile_files import NIGHT, account, with_a_list
from tests.support.played import read_night


def test_each_of_a_hundred_and_fifty_has_its_outcome(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with_a_list(home)
    dropped = fill(home, 150, seed=2, node_every=7)
    assert len(dropped.files) > 120
    assert len(dropped.others) > 15
    read_night(home, NIGHT)
    found = account(home, dropped)
    assert found.flaws == ()
    assert found.received == len(dropped.files) == sum(found.verdicts.values())
    assert found.verdicts["rejected"] > 100
