"""Whatever a writer does between any two steps of a run: nothing that it finished is lost, and nothing is taken in half."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.home import Home
from tests.unit.receiving.dropped import contents, lying, take

DECIDING = ("rename", "fstat", "read", "replace", "unlink", "fsync")
STEPS = (*DECIDING, "open", "stat", "mkdir", "rmdir", "listdir")
MEMORY = Path("/dev/shm")
PATHS = ("progress/a.csv", "progress/局/b.csv", "task_lists/a.csv")


@dataclass(eq=False)
class _File:
    """One file as its writer knows it, under whatever name: what it holds, what it held whenever it was closed."""

    inode: int
    holds: bytes = b""
    open: int = 0
    whole: list[bytes] = field(default_factory=list)
    is_gone: bool = False  # its writer has put another in its place


class Writer:
    """Somebody who knows nothing of the taker. All pieces that he writes are different and of one length."""

    def __init__(self, home: Home) -> None:
        self.home, self.pieces = home, 0
        self.files: list[_File] = []
        self.at: dict[str, _File] = {}
        self.handles: list[tuple[BinaryIO, _File]] = []

    def _piece(self) -> bytes:
        self.pieces += 1
        return b"%06d" % self.pieces

    def _there(self, path: str) -> _File | None:
        """The file that lies at a path, None where it has been taken."""
        try:
            inode = (self.home.inbox / path).stat().st_ino
        except FileNotFoundError:
            return None
        return self.at[path] if path in self.at and self.at[path].inode == inode else None

    def _opened(self, path: str, mode: str) -> None:
        there = self._there(path)
        target = self.home.inbox / path
        target.parent.mkdir(parents=True, exist_ok=True)
        handle = target.open(mode, buffering=0)
        file = there or _File(os.fstat(handle.fileno()).st_ino)
        if there is None:
            self.files.append(file)
        if mode == "wb":
            file.holds = b""
        file.open += 1
        self.at[path] = file
        self.handles.append((handle, file))

    def begin(self, path: str) -> None:
        """Write the file anew: the old content is given up where it has not been taken."""
        self._opened(path, "wb")
        self.go_on()

    def append(self, path: str) -> None:
        self._opened(path, "ab")
        self.go_on()

    def go_on(self, _: str = "") -> None:
        if self.handles:
            handle, file = self.handles[-1]
            piece = self._piece()
            os.lseek(handle.fileno(), 0, os.SEEK_END)
            handle.write(piece)
            file.holds = Path(f"/proc/self/fd/{handle.fileno()}").read_bytes()

    def close(self, _: str = "") -> None:
        if self.handles:
            handle, file = self.handles.pop(0)
            handle.close()
            file.open -= 1
            if not file.open:
                file.whole.append(file.holds)

    def replace(self, path: str) -> None:
        """Put a whole file in its place by renaming, as a program that saves with care does."""
        target = self.home.inbox / path
        target.parent.mkdir(parents=True, exist_ok=True)
        new = target.with_name(".saving")
        new.write_bytes(piece := self._piece())
        file = _File(new.stat().st_ino, piece, whole=[piece])
        if (there := self._there(path)) is not None:
            there.is_gone = True
        new.replace(target)
        self.files.append(file)
        self.at[path] = file

    def set_time(self, path: str) -> None:
        if self._there(path):
            os.utime(self.home.inbox / path, (1, 1))


ACTIONS: tuple[Callable[[Writer, str], None], ...] = (
    Writer.begin, Writer.append, Writer.go_on, Writer.close, Writer.close, Writer.replace, Writer.set_time,
)  # fmt: skip
Action = tuple[int, Callable[[Writer, str], None], str]
# how many steps of the taker lie between two actions: none, a few, or most of a run, which takes some hundred
GAPS = st.one_of(st.integers(0, 5), st.integers(0, 40), st.integers(0, 150))
PLAN = st.lists(st.tuples(GAPS, st.sampled_from(ACTIONS), st.sampled_from(PATHS)), min_size=1, max_size=30)


@contextmanager
def between_steps(steps: tuple[str, ...], do: Callable[[], None]) -> Iterator[None]:
    """Call `do` before each of these steps of the system that the taker asks for, though not of those that `do` asks for."""
    with pytest.MonkeyPatch.context() as patch:
        inside = False

        def wrapped(real: Callable[..., Any]) -> Callable[..., Any]:
            def step(*arguments: Any, **named: Any) -> Any:
                nonlocal inside
                if not inside:
                    inside = True
                    try:
                        do()
                    finally:
                        inside = False
                return real(*arguments, **named)

            return step

        patch.setattr(os, "fsync", lambda _: None)
        for name in steps:
            patch.setattr(os, name, wrapped(getattr(os, name)))
        yield


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PLAN, st.sampled_from((STEPS, DECIDING)))
def test_nothing_is_lost_and_nothing_taken_in_half(plan: list[Action], steps: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        home = Home(Path(folder))
        home.create()
        writer = Writer(home)
        left = list(plan)
        wait = 0

        def next_action() -> None:
            nonlocal wait
            while left and wait >= left[0][0]:
                _, action, path = left.pop(0)
                wait = 0
                action(writer, path)
            wait += 1

        with between_steps(steps, next_action):
            for _ in range(30):
                take(home)
                if not left:
                    break
        for _, action, path in left:
            action(writer, path)
        while writer.handles:
            writer.close()
        take(home)
        take(home)
        received = contents(home)
        wanted = [file.holds for file in writer.files if not file.is_gone]
        assert [content for content in wanted if content not in received] == []
        whole = {content for file in writer.files for content in file.whole}
        assert [content for content in received if content not in whole] == []
        assert len({content for content in received if content}) == len([content for content in received if content])
        assert lying(home) == []
