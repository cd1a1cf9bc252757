"""`threekey refresh`: one nightly run from the command line."""

from __future__ import annotations

import datetime as dt
import logging
import sys
import time
from pathlib import Path

from rich.console import Console

from ingest.archive import receipts
from ingest.damage import DamagedFileError
from ingest.home import Home
from ingest.inbox import State, look
from orchestration import clock
from orchestration.alive import Holder, at_work
from orchestration.cli.known import place_line, settings_of
from orchestration.days import nightly_day, open_day
from orchestration.gate import night_of, not_a_night
from orchestration.inbox_texts import shortened
from orchestration.opening import bring_up_to_date
from orchestration.repair_texts import receipt_line
from orchestration.settings import HomeSettings
from orchestration.stopping import end_when_told
from orchestration.troubles import trouble_of


def _mend(home: Home) -> None:
    """Receipts that cannot be read are written again before anything asks for them. Raises DamagedFileError."""
    try:
        receipts(home)
    except DamagedFileError:
        from ingest.intake.repair import mend_receipts

        for path in mend_receipts(home):
            print(receipt_line(path))  # noqa: T201


def say_what_is_waited_for(home: Home, settings: HomeSettings) -> None:
    """That a refresh waits for files that changed a moment ago, and how long."""
    seconds = settings.inbox.settle_seconds
    fresh = [one.path for one in look(home, seconds * 10**9, time.time_ns()).waiting if one.state is State.SETTLING]
    if fresh:
        print(  # noqa: T201
            f"收件箱里有 {len(fresh)} 份文件刚放入或还在写入，最多等 {seconds} 秒：{shortened(fresh)}\n"
            f"{len(fresh)} files of the inbox changed a moment ago; waiting for at most {seconds} s."
        )


def say_what_was_cut_off(home: Home, day: dt.date) -> None:
    """That the refresh before this one did not come to its end, and as of which day that is made up for."""
    if at_work(home).cut_off:
        print(  # noqa: T201
            f"上一次刷新中断，没有完成；本次一并补上，截至 {day}。\n"
            f"The refresh before this one was cut off; this one makes up for it, as of {day}."
        )


def say_whose_turn_it_is(holder: Holder | None) -> None:
    """That another run has the turn to write in the home, and since when."""
    zh, en = (
        ("", "")
        if holder is None
        else (
            f"（进程 {holder.pid}，截至 {holder.as_of}，{holder.since} 开始）",
            f" (process {holder.pid}, as of {holder.as_of}, since {holder.since})",
        )
    )
    print(  # noqa: T201
        f"另一次刷新正在进行{zh}，等它结束后再开始。\nAnother refresh is at work{en}; waiting for it to end.", flush=True
    )


def _day(home: Home, settings: HomeSettings, *, nightly: bool) -> dt.date:
    """The day of a refresh that was given none."""
    now = clock.now(settings.zone)
    return nightly_day(home, now) if nightly else open_day(home, now, settings.schedule.nightly)


def refresh(home: Path, as_of: dt.date | None, *, nightly: bool = False) -> int:
    """Run the refresh and say what it did. Returns 0 when published (or replayed), 1 when a gate stopped it, 2 for a day
    as of which there can be none, or settings that are wrong."""
    settings = settings_of(home)
    if settings is None:
        return 2
    for line in bring_up_to_date(Home(home), say_whose_turn_it_is):
        print(line)  # noqa: T201
    _mend(Home(home))
    today = clock.today(settings.zone)
    try:
        day = as_of or _day(Home(home), settings, nightly=nightly)
        if refusal := not_a_night(Home(home), day, today):
            print(refusal, file=sys.stderr)  # noqa: T201
            return 2
        if not night_of(Home(home), day).is_replay:
            say_what_was_cut_off(Home(home), day)
            say_what_is_waited_for(Home(home), settings)
    except (OSError, ValueError) as error:
        print(trouble_of(Home(home), error), file=sys.stderr)  # noqa: T201
        return 1
    logging.getLogger("dagster").setLevel(logging.WARNING)
    from orchestration.refresh import refresh as run

    end_when_told()
    done = run(Home(home), day, on_wait=say_whose_turn_it_is)
    console = Console(file=sys.stdout if done.success else sys.stderr, highlight=False, soft_wrap=True)
    if not done.success:
        console.print(f"[red]未发布[/red] {day}：上一个版本保持不变。")
        for reason in done.reasons:
            console.print("  · " + reason.replace("\n", "\n    "), markup=False)
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
