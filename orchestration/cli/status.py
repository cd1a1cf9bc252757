"""`threekey status`: what was published when, what is due, missing or rejected, and which alerts are unsent."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ingest import raw
from ingest.damage import DamagedFileError
from ingest.home import Home
from ingest.inbox import State, look
from ingest.receiving import unfinished
from orchestration.alive import at_work, turn_holder
from orchestration.cli.known import place_line, settings_of
from orchestration.damaged import damaged, is_duckdb
from orchestration.gate import Outcome, read_manifest, read_outcome
from orchestration.inbox_texts import line_of
from orchestration.opening import is_older
from orchestration.settings import HomeSettings, SettingsError
from orchestration.sizes import sizes
from orchestration.trouble import Trouble
from orchestration.troubles import history, little_space, stuck

if TYPE_CHECKING:
    import duckdb

_SUBMISSIONS = """
select unit, period, status, due_on, first_received_on, file_name
from marts.fct_submission
where is_expected and status not in ('on_time', 'late')
order by period, status, unit
"""
_REJECTED = """
select unit, period, file_name, code, sheet, cell, message
from marts.fct_submission_finding
where effect = 'file' and is_open
order by period, unit, code
"""


_STATUS = {
    "missing": "未报",
    "rejected": "退回未更正",
    "returned": "已退回",
    "quarantined": "因系统故障搁置",
    "not_due": "未到期",
}


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql).fetchall()


def _table(console: Console, title: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    if not rows:
        console.print(f"{title}：无", markup=False)
        return
    table = Table(*columns, title=f"{title}（{len(rows)}）", title_justify="left")
    for row in rows:
        table.add_row(*(Text("" if value is None else str(value)) for value in row))
    console.print(table)


def status(home_root: Path) -> int:
    """Print the state of a home. Returns 0 also when nothing has been published yet: that too is a state."""
    home = Home(home_root)
    console = Console(highlight=False)
    manifest, outcome = _read(home)
    if manifest is None:
        console.print(f"{home.root}：还没有发布过数据。", markup=False)
    else:
        console.print(
            f"已发布：截至 {manifest['as_of']}，版本 {manifest['version']}，发布于 {manifest['published_at']}", markup=False
        )
    if is_older(home):
        console.print("数据目录是旧版本的格式，下一次 threekey refresh 会自动升级。", markup=False)
    if outcome and outcome.reasons:
        console.print(f"最近一次刷新（{outcome.as_of}，{outcome.finished_at}）没有发布：", style="red", markup=False)
        for reason in outcome.reasons:
            console.print("  · " + reason.replace("\n", "\n    "), markup=False)
    _print_runs(console, home)
    settings = settings_of(home_root)
    with suppress(DamagedFileError):  # which is named among the troubles
        if settings is not None and not raw.has_other_columns(home_root) and (place := place_line(home_root, settings)):
            console.print(place, markup=False)
    with suppress(DamagedFileError):
        _print_inbox(console, home, HomeSettings() if settings is None else settings)
    if manifest is not None and is_duckdb(home.snapshot):
        _print_published(console, home)
    _print_outbox(console, home)
    console.print(f"占用空间：{'、'.join(map(str, sizes(home)))}", markup=False)
    return 0


def _read(home: Home) -> tuple[dict[str, Any] | None, Outcome | None]:
    """The manifest and the last outcome; of a file that is damaged, nothing: it is named among the troubles."""
    try:
        manifest = read_manifest(home.manifest)
    except (ValueError, TypeError, KeyError):
        manifest = None
    try:
        outcome = read_outcome(home)
    except (ValueError, TypeError, KeyError):
        outcome = None
    return manifest, outcome


def _print_runs(console: Console, home: Home) -> None:
    """Who is at work, what was cut off, and what is wrong with the machine."""
    runs = at_work(home)
    if holder := turn_holder(home):
        console.print(f"正在刷新：截至 {holder.as_of}，{holder.since} 开始（进程 {holder.pid}）", markup=False)
    if waiting := len([one for one in runs.at_work if holder is None or one.run_id != holder.run_id]):
        console.print(f"等待前一次刷新结束的：{waiting} 次", markup=False)
    for run_id in runs.cut_off:
        console.print(f"运行 {run_id[:8]} 已中断，请重新运行；已收到的文件不会丢失。", style="red", markup=False)
    for trouble in (little_space(home), _history(home), *damaged(home)):
        if trouble is not None:
            console.print(f"{trouble}", style="red", markup=False)


def _history(home: Home) -> Trouble | None:
    try:
        return history(home)
    except SettingsError:
        return None  # told with the settings


def _print_inbox(console: Console, home: Home, settings: HomeSettings) -> None:
    seen = look(home, settings.inbox.settle_seconds * 10**9, time.time_ns())
    states = [one.state for one in seen.waiting]
    waiting = len(states) + len(unfinished(home, seen))
    still = f"（其中刚放入或还在写入 {n} 份）" if (n := len(states) - states.count(State.READY)) else ""
    console.print(f"收件箱待读取：{waiting} 份{still}", markup=False)
    if seen.refused:
        console.print(f"收件箱里不会取走的：{len(seen.refused)} 项，请移走或换成普通文件", style="red", markup=False)
        for refused in seen.refused:
            console.print(f"  · {line_of(refused)}", markup=False)


def _print_published(console: Console, home: Home) -> None:
    import duckdb

    connection = duckdb.connect(str(home.snapshot), read_only=True)
    try:
        submissions = _rows(connection, _SUBMISSIONS)
        rejected = _rows(connection, _REJECTED)
    finally:
        connection.close()
    named = [(unit, period, _STATUS.get(state, state), *rest) for unit, period, state, *rest in submissions]
    _table(console, "待报和未报", ["单位", "报告期", "状态", "截止", "收到", "文件"], named)
    _table(console, "退回未更正", ["单位", "报告期", "文件", "问题", "工作表", "单元格", "说明"], rejected)


def _print_outbox(console: Console, home: Home) -> None:
    counts = {state: len(list((home.outbox / state).glob("*.json"))) for state in ("pending", "sent", "failed")}
    console.print(f"提醒消息：待发 {counts['pending']}，已发 {counts['sent']}，发送失败 {counts['failed']}", markup=False)
    for path in sorted((home.outbox / "failed").glob("*.json")):
        console.print(f"  · 发送失败：{path}", markup=False)


def heartbeat(home_root: Path) -> int:
    """For the system's own monitor: 1 and a reason when the nightly refresh or its messages are overdue."""
    from orchestration import clock
    from orchestration.alerts.run import heartbeat as beat

    settings = settings_of(home_root)
    if settings is None:
        return 1
    now = clock.now(settings.zone)
    home = Home(home_root)
    wrong = next(filter(None, (little_space(home), stuck(home, now), history(home))), None)
    reason = wrong.zh if wrong else beat(home_root, now)
    if reason:
        Console(stderr=True).print(reason, markup=False)
        return 1
    return 0
