"""`threekey doctor`: whether machine and home are fit for the next night."""

from __future__ import annotations

import sys
from pathlib import Path

from ingest.home import Home
from orchestration.doctor import Health, examine

_MARKS = {Health.GOOD: "✓", Health.NOTE: "!", Health.BAD: "✗"}


def doctor(root: Path) -> int:
    """Print one line a check. Returns 1 where the next night will fail, or the last one has; 2 where there is no home."""
    home = Home(root)
    if not home.inbox.is_dir():
        print(f"{root} 不是 threekey 的数据目录。\n{root} is no home folder.", file=sys.stderr)  # noqa: T201
        return 2
    worst = 0
    for seen in examine(home):
        print(f"{_MARKS[seen.health]} {seen.text}")  # noqa: T201
        worst = max(worst, int(seen.health is Health.BAD))
    return worst
