"""What is wrong with the machine or with a file, in one line of Chinese and one of English: what, which file, what to do.

Only what an operator can do something about belongs here: disk, permissions, damaged files, a database in somebody's hands.
What went wrong in a step otherwise is told by the step. Nothing here loads Dagster: `threekey status` asks, too.
"""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ingest.damage import DamagedFileError
from ingest.home import Home
from orchestration.alive import at_work
from orchestration.settings import SettingsError

LITTLE_SPACE = 200 << 20  # bytes; a night of a district needs some tens of megabytes
LONGEST = dt.timedelta(hours=6)  # from taking its place to its end; a district's night takes minutes


@dataclass(frozen=True, slots=True)
class Trouble:
    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh}\n{self.en}"


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
    if kind == DamagedFileError.__name__:  # which says itself what to do
        zh, _, en = text.removeprefix(f"{DamagedFileError.__module__}.{kind}: ").strip().partition("\n")
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


def damaged(home: Home) -> Iterator[Trouble]:
    """Every file of the home that is not what its name says, with what to do about it."""
    folder = home.runs / "dagster"
    for path in sorted(home.raw.rglob("*.parquet")):
        if not _is_parquet(path):
            yield _broken(
                path,
                f"请删除 {home.raw} 后重新运行，会从 archive 重新读取",
                f"Delete {home.raw} and run again: it is read anew from the archive",
            )
    for path in (home.manifest, home.snapshot):
        if path.exists() and not (_is_json(path) if path.suffix == ".json" else is_duckdb(path)):
            yield _broken(
                path,
                "请将 published 指向 .versions 中较早的版本后重新运行",
                "Point `published` to an earlier folder of .versions and run again",
            )
    if (last := home.runs / "last.json").exists() and not _is_json(last):
        yield _broken(last, "请删除它；下一次运行会重新写入", "Delete it: the next run writes it anew")
    for path in sorted(folder.rglob("*.db")):
        if not _is_sqlite(path):
            yield _broken(
                path,
                "请将它移走后重新运行；只丢失运行记录，数据不受影响",
                "Move it away and run again: only the history of runs is lost",
            )
    if home.warehouse.exists() and not is_duckdb(home.warehouse):
        yield _broken(
            home.warehouse, "请删除它后重新运行，会由 raw 重新生成", "Delete it and run again: it is made anew from raw/"
        )


def _broken(path: Path, todo_zh: str, todo_en: str) -> Trouble:
    return Trouble(f"{path} 已损坏，无法读取。{todo_zh}。", f"{path} is damaged and cannot be read. {todo_en}.")


def _is_parquet(path: Path) -> bool:
    mark = b"PAR1"
    with path.open("rb") as handle:
        if handle.read(4) != mark:
            return False
        handle.seek(-4, os.SEEK_END)
        return handle.read(4) == mark


def _is_json(path: Path) -> bool:
    try:
        json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return False
    return True


def _is_sqlite(path: Path) -> bool:
    if path.stat().st_size == 0:
        return True  # a database that nothing has been written to
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)
        try:
            return bool(connection.execute("pragma quick_check(1)").fetchone() == ("ok",))
        finally:
            connection.close()
    except sqlite3.OperationalError:
        return True  # busy, not damaged
    except sqlite3.DatabaseError:
        return False


def is_duckdb(path: Path) -> bool:
    """Whether it is one, or is not there; a database that another process holds is none that is damaged."""
    if not path.exists():
        return True
    try:
        duckdb.connect(str(path), read_only=True).close()
    except duckdb.Error as error:
        return "lock" in str(error)
    return True
