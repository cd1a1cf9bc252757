"""A run that is killed at any step, and again while it picks up what it left: each file is received once, nothing is left."""

from __future__ import annotations

import io
import os
import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.home import Home
from tests.unit.receiving.dropped import contents, drop, lying, take

MEMORY = Path("/dev/shm")
STEPS = ("mkdir", "rename", "replace", "unlink", "rmdir", "fsync", "chmod", "utime")
FILES = {
    "rules/a.csv": b"rules",
    "progress/a.csv": b"figures",
    "progress/局/a.csv": b"other figures",
    "progress/局/b.csv": b"figures",
}
KILLED = 137


@pytest.fixture
def root() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)


def killed_at(home: Home, step: int) -> bool:
    """Run a taker in a process that ends at once before its step of that number; False when it has come to its end."""
    child = os.fork()
    if child == 0:
        left = step

        def wrapped(real: Callable[..., Any]) -> Callable[..., Any]:
            def counted(*arguments: Any, **named: Any) -> Any:
                nonlocal left
                if left == 0:
                    os._exit(KILLED)
                left -= 1
                return real(*arguments, **named)

            return counted

        for name in STEPS:
            setattr(os, name, wrapped((lambda _: None) if name == "fsync" else getattr(os, name)))
        io.open = wrapped(io.open)  # type: ignore[assignment]
        try:
            take(home)
        except BaseException:  # noqa: BLE001 -- a child must not go on as a test
            os._exit(1)
        os._exit(0)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert ended in (0, KILLED)
    return ended == KILLED


def home_with_files(root: Path) -> Home:
    home = Home(root)
    home.create()
    for path, data in FILES.items():
        drop(home, path, data)
    return home


def everywhere(home: Home) -> set[bytes]:
    """What is received or still lies where a run will find it."""
    return {*contents(home), *((home.inbox / path).read_bytes() for path in lying(home))}


def all_received_once(home: Home) -> None:
    assert sorted(contents(home)) == sorted(FILES.values())
    assert lying(home) == []
    assert [path.name for path in home.archive.rglob("*") if path.suffix == ".tmp"] == []
    assert not any(home.taking.iterdir())


def test_killed_at_every_step(root: Path) -> None:
    step = 0
    while killed_at(home := home_with_files(root / str(step)), step):
        assert everywhere(home) == set(FILES.values()), step
        take(home)
        all_received_once(home)
        step += 1
    all_received_once(home)
    assert step > 40


def test_killed_again_and_again(root: Path) -> None:
    dice = random.Random(15)  # noqa: S311
    kills = 0
    for number in range(15):
        home = home_with_files(root / str(number))
        while killed_at(home, dice.randrange(60)):
            kills += 1
            assert everywhere(home) == set(FILES.values()), number
        take(home)
        all_received_once(home)
    assert kills > 50


def test_what_a_dead_run_moved_is_taken_with_what_has_come_under_its_name(root: Path) -> None:
    step = 0
    while killed_at(home := home_with_files(root / str(step)), step):
        drop(home, "progress/a.csv", b"new figures")
        take(home)
        assert sorted({*contents(home), b"figures"}) == sorted({*FILES.values(), b"new figures"}), step
        assert lying(home) == []
        step += 1
