"""Three nights of a made-up county, with faults and kills in each (`tests/endurance/nights.py` lives two hundred)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.endurance.county import FIRST_NIGHT
from tests.endurance.nights import DifferenceError, Life, failing_reader

pytestmark = pytest.mark.usefixtures("manifest")


def test_what_is_published_is_what_the_archive_alone_gives(tmp_path: Path) -> None:
    said: list[str] = []
    with failing_reader():
        life = Life(tmp_path, seed=7, say=said.append)
        told = life.live(nights=3, real_every=0, how_often=1.0)
        assert (told.nights, len(said)) == (3, 3)
        assert told.kills > 0
        assert told.happened.total() >= 2
        assert told.files > 3
        # and it would be seen if it were not so
        next(iter(life.home.raw.glob("targets/task_lists-*.parquet"))).unlink()
        with pytest.raises(DifferenceError, match="dim_target"):
            life.compared(FIRST_NIGHT + dt.timedelta(days=2))
