"""The raw tables and marts after the example's nights, and the marts of the two homes built by hand, are as locked."""

from __future__ import annotations

from pathlib import Path

from tests.lock import subjects
from tests.lock.lock import Lock
from tests.support.built import Built
from tests.support.played import Played


def test_the_example(lock: Lock, played: Played, tmp_path: Path) -> None:
    lock.hold("example_raw", subjects.raw_tables(played.home.root))
    lock.hold("example_marts", subjects.marts(played.home.snapshot))
    lock.hold("example_templates", subjects.templates(played.home.root, tmp_path))


def test_the_small_home(lock: Lock, small_warehouse: Built) -> None:
    lock.hold("small_marts", subjects.marts(small_warehouse.database))


def test_the_golden_home(lock: Lock, golden_warehouse: Built) -> None:
    lock.hold("golden_marts", subjects.marts(golden_warehouse.database))
