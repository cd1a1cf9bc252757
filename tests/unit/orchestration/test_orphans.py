"""Who holds the warehouse, and what is done about it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from orchestration.orphans import HeldError, free, owners

_HOLD = "import sys; held = open(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    path = tmp_path / "warehouse.duckdb"
    path.write_bytes(b"x")
    return path


@contextmanager
def holding(path: Path, name: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that has the file open, under a command of that name."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path), name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **environment},
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def free_at_once(path: Path) -> list[str]:
    said: list[str] = []
    ticks = count()
    free(path, said.append, patience=3, clock=lambda: float(next(ticks)), sleep=lambda _: None)
    return said


def test_nobody_holds_it(warehouse: Path) -> None:
    assert free_at_once(warehouse) == []


def test_dbt_of_a_run_of_this_home_that_is_gone_is_ended(warehouse: Path) -> None:
    with holding(warehouse, "threekey-dbt", THREEKEY_WAREHOUSE=str(warehouse)) as orphan:
        said = free_at_once(warehouse)
        assert orphan.wait(60) < 0
    assert f"process {orphan.pid}" in said[0]
    assert "ending it" in said[1]


@pytest.mark.parametrize(
    ("name", "home"), [("dbeaver", ""), ("threekey-dbt", "/another/warehouse.duckdb"), ("dbeaver", "same")]
)
def test_what_is_not_ours_is_named_and_left_alone(warehouse: Path, name: str, home: str) -> None:
    with holding(warehouse, name, THREEKEY_WAREHOUSE=str(warehouse) if home == "same" else home) as other:
        with pytest.raises(HeldError) as raised:
            free_at_once(warehouse)
        assert raised.value.owner.pid == other.pid
        assert name in raised.value.owner.command
        assert [owner.is_ours for owner in owners(warehouse)] == [False]
        assert other.poll() is None
