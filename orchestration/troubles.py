"""What is wrong with the machine or with a file, in one line of Chinese and one of English: what, which file, what to do.

Only what an operator can do something about belongs here: disk, permissions, damaged files, a database in somebody's hands.
What went wrong in a step otherwise is told by the step. Nothing here loads Dagster: `threekey status` asks, too.
"""

from __future__ import annotations

import datetime as dt
import errno
import re
import shutil
from pathlib import Path

from ingest.damage import DamagedFileError
from ingest.home import Home
from orchestration.alive import at_work
from orchestration.damaged import damaged
from orchestration.postgres import HistoryError, trouble_with_history
from orchestration.settings import SettingsError
from orchestration.trouble import Trouble

LITTLE_SPACE = 200 << 20  # bytes; a night of a district needs some tens of megabytes
LONGEST = dt.timedelta(hours=6)  # from taking its place to its end; a district's night takes minutes


def stuck(home: Home, now: dt.datetime) -> Trouble | None:
    """A run that was cut off and has not been made up for, or one that has been at work too long."""
    runs = at_work(home)
    for run_id in runs.cut_off:
        return Trouble(
            f"运行 {run_id[:8]} 已中断，之后没有再刷新。请运行 threekey refresh。",
            f"Run {run_id[:8]} was cut off and none has followed: run threekey refresh.",
        )
    for holder in runs.at_work:
        if holder.since and now - dt.datetime.fromisoformat(holder.since) > LONGEST:
            return Trouble(
                f"截至 {holder.as_of} 的刷新从 {holder.since} 起一直没有结束（进程 {holder.pid}）。请检查并结束该进程。",
                f"The refresh as of {holder.as_of} has not ended since {holder.since} (process {holder.pid}): end it.",
            )
    return None


def history(home: Home) -> Trouble | None:
    """Where the history of runs is in a PostgreSQL that cannot be used. Raises SettingsError."""
    wrong = trouble_with_history(home)
    return None if wrong is None else Trouble(wrong.zh, wrong.en)


STOPPED = Trouble(
    "刷新在结束前被停止（收到停止信号）。重新运行即可接着做，已收到的文件不会丢失。",
    "The refresh was stopped by a signal before its end. Run again: it goes on from there, and nothing received is lost.",
)


class NotANightError(Exception):
    """There can be no refresh as of that day; its message says why, in Chinese."""


_FULL = re.compile(r"No space left on device|database or disk is full|Disk quota exceeded|Errno 28\b|Errno 122\b")
_QUOTED = re.compile(r"['\"](/[^'\"]+)['\"]")
_HELD = re.compile(r"Conflicting lock is held in (?P<command>.+?) \(PID (?P<pid>\d+)\)")
_FORBIDDEN = re.compile(r"Permission denied|Read-only file system|attempt to write a readonly database")


def disk_full(where: Path | str) -> Trouble:
    return Trouble(
        f"磁盘已满，无法写入 {where}。请清理磁盘后重新运行；已收到的文件不会丢失。",
        f"The disk is full: {where} cannot be written. Free some space and run again; nothing received is lost.",
    )


def held(path: Path | str, command: str, pid: str | int) -> Trouble:
    return Trouble(
        f"{path} 正被另一个程序使用（进程 {pid}：{command}）。请关闭该程序后重新运行。",
        f"{path} is in use by another program (process {pid}: {command}). Close it and run again.",
    )


def _forbidden(where: Path | str) -> Trouble:
    return Trouble(
        f"没有权限写入 {where}。请检查它的所有者和权限后重新运行。",
        f"{where} cannot be written: permission denied. Check its owner and mode and run again.",
    )


def little_space(home: Home) -> Trouble | None:
    """Where the home's disk is nearly full."""
    free = shutil.disk_usage(home.root).free
    if free >= LITTLE_SPACE:
        return None
    return Trouble(
        f"{home.root} 所在磁盘只剩 {free >> 20} MB，请清理。",
        f"Only {free >> 20} MB are left on the disk of {home.root}: free some space.",
    )


def trouble_in(home: Home, kind: str, text: str) -> Trouble | None:
    """What an error of that class and text says of the machine; None where it is the program's own."""
    for itself in (DamagedFileError, HistoryError):  # which say themselves what to do
        if kind == itself.__name__:
            zh, _, en = text.removeprefix(f"{itself.__module__}.{kind}: ").strip().partition("\n")
            return Trouble(zh, en)
    seen = _QUOTED.search(text)
    where: Path | str = seen[1] if seen else home.root
    if _FULL.search(text):
        return disk_full(where)
    if holder := _HELD.search(text):
        return held(where if seen else home.warehouse, holder["command"], holder["pid"])
    if kind == "PermissionError" or _FORBIDDEN.search(text):
        return _forbidden(where)
    return next(damaged(home), None)


def trouble_of(home: Home, error: BaseException) -> Trouble:
    """What is wrong, by an error and what caused it."""
    last = error
    while True:
        if isinstance(last, OSError) and last.errno in (errno.ENOSPC, errno.EDQUOT):
            return disk_full(last.filename or home.root)
        if isinstance(last, NotANightError):
            return Trouble(str(last), "There can be no refresh as of that day: give another date.")
        if isinstance(last, SettingsError):
            return Trouble(last.problems[0], "The settings of the home are wrong: correct that line and run again.")
        if trouble := trouble_in(home, type(last).__name__, str(last)):
            return trouble
        following = last.__cause__ or last.__context__
        if following is None:
            break
        last = following
    first = str(error).strip().partition("\n")[0]
    log = home.runs / "refresh.log"
    return Trouble(
        f"刷新中断：{type(error).__name__} {first}。详情见 {log}，请与维护人员联系。",
        f"The refresh broke off: {type(error).__name__} {first}. Details are in {log}; tell whoever maintains the program.",
    )
