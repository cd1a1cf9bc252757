"""`threekey verify`: one line for each thing that is not as it was written."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from ingest.home import Home
from orchestration.alive import Holder, between_runs
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
    with between_runs(home, _say_so):
        for flaw in verify(home):
            flaws.append(flaw)
            print(line_of(flaw), flush=True)  # noqa: T201
    damaged = [flaw for flaw in flaws if not flaw.is_leftover]
    if len(damaged) < len(flaws):
        print(CLEANED)  # noqa: T201
    print(summary(len(damaged), time.monotonic() - began))  # noqa: T201
    return 1 if damaged else 0


def _say_so(_holder: Holder | None) -> None:
    print("正在刷新，等它结束。\nA refresh is running; waiting for its end.", file=sys.stderr)  # noqa: T201
