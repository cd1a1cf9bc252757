"""`threekey refresh`: one nightly run from the command line."""

from __future__ import annotations

import datetime as dt
import logging
import sys
from pathlib import Path

from rich.console import Console

from ingest.home import Home
from orchestration import clock
from orchestration.cli.known import place_line, settings_of
from orchestration.gate import not_a_night


def refresh(home: Path, as_of: dt.date | None) -> int:
    """Run the refresh and say what it did. Returns 0 when published (or replayed), 1 when a gate stopped it, 2 for a day
    as of which there can be none, or settings that are wrong."""
    settings = settings_of(home)
    if settings is None:
        return 2
    today = clock.today(settings.zone)
    day = as_of or today
    if refusal := not_a_night(Home(home), day, today):
        print(refusal, file=sys.stderr)  # noqa: T201
        return 2
    logging.getLogger("dagster").setLevel(logging.WARNING)
    from orchestration.refresh import refresh as run

    done = run(Home(home), day)
    console = Console(file=sys.stdout if done.success else sys.stderr, highlight=False, soft_wrap=True)
    if not done.success:
        console.print(f"[red]未发布[/red] {day}：上一个版本保持不变。")
        for reason in done.reasons:
            console.print(f"  · {reason}", markup=False)
        return 1
    manifest = done.manifest or {}
    rows = sum(table["rows"] for table in manifest["tables"].values())
    where = Home(home).replay(day) if manifest["is_replay"] else Home(home).published
    console.print(
        f"[green]{'已重放' if manifest['is_replay'] else '已发布'}[/green] {day} · 版本 {manifest['version']} · {rows} 行"
    )
    for line in filter(None, (place_line(home, settings), *done.told)):
        console.print(f"  {line}", markup=False)
    console.print(f"  数据 {where / 'threekey.duckdb'}\n  报告 {where / 'report' / 'index.html'}", markup=False)
    return 0
