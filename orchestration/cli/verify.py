"""`threekey verify`: one line for each thing that is not as it was written."""

from __future__ import annotations

import fcntl
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.home import Home
from orchestration.verify import Flaw, verify
from orchestration.verify_texts import CLEANED, line_of, summary


def run(root: Path) -> int:
    """Check a home. Returns 0 when everything is what was written, 1 when something is damaged, 2 when there is no home."""
    home = Home(root)
    if not home.archive.is_dir():
        print(f"{root} 不是 threekey 的文件夹，或还没有收到过文件。\n{root} is no home folder.", file=sys.stderr)  # noqa: T201
        return 2
    began = time.monotonic()
    flaws: list[Flaw] = []
    with _while_no_run_writes(home):
        for flaw in verify(home):
            flaws.append(flaw)
            print(line_of(flaw), flush=True)  # noqa: T201
    damaged = [flaw for flaw in flaws if not flaw.is_leftover]
    if len(damaged) < len(flaws):
        print(CLEANED)  # noqa: T201
    print(summary(len(damaged), time.monotonic() - began))  # noqa: T201
    return 1 if damaged else 0


@contextmanager
def _while_no_run_writes(home: Home) -> Iterator[None]:
    """A run that is at work is waited for; one that comes meanwhile waits."""
    path = home.runs / "lock"
    if not path.exists():
        yield
        return
    with path.open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            print("正在刷新，等它结束。\nA refresh is running; waiting for its end.", file=sys.stderr)  # noqa: T201
            fcntl.flock(lock, fcntl.LOCK_SH)
        yield
