"""Which files of a home are not what their names say, and what to do about each. Nothing here loads Dagster.

`threekey status` and `doctor` ask, and a refresh that broke off. What is inside files that can be read is for `verify.py`.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import duckdb

from ingest.archive import read_receipt
from ingest.damage import DamagedFileError
from ingest.home import Home
from ingest.home_format import format_of
from ingest.quarantine import damaged_entries
from ingest.rules.shipped import damaged_shipped
from orchestration.alerts import told_before
from orchestration.trouble import Trouble


def damaged(home: Home) -> Iterator[Trouble]:
    """Every file of the home that is not what its name says, with what to do about it."""
    yield from _kept(home)
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


def _kept(home: Home) -> Iterator[Trouble]:
    """What cannot be made again from the archive: what receiving, alerts and this format of home have written down."""
    unreadable: list[DamagedFileError] = []
    for path in sorted(home.receipts.glob("*.json")):
        try:
            read_receipt(path)
        except DamagedFileError as error:
            unreadable.append(error)
    for read in (lambda: format_of(home), lambda: told_before.read(home.outbox)):
        try:
            read()
        except DamagedFileError as error:
            unreadable.append(error)
    for one in unreadable:
        zh, _, en = str(one).partition("\n")
        yield Trouble(zh, f"{one.path}: {en}")
    for path in damaged_entries(home):
        yield _broken(path, "下一次刷新会删除它并重新读取那份文件", "The next refresh deletes it and reads that file again")
    for path in damaged_shipped(home):
        yield _broken(
            path,
            "请从备份恢复；没有备份的可删除它，那份规则文件改按现在的程序自带规则核对",
            "Restore it from a backup, or delete it, and the program's rules of today count instead",
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
