"""`threekey query`: read-only SQL on the published tables, printed as a table, CSV or JSON, within limits."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from ingest.formula_text import csv_writer
from ingest.home import Home
from orchestration.settings import QuerySettings, SettingsError, load_settings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_INTERRUPTED = 130  # what a shell gives for Ctrl-C
# what would steer a terminal instead of being shown on it
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class _StoppedError(Exception):
    """Why a query was given up, in words."""


def query(sql: str, home: Path, output_format: str) -> int:
    """Print the rows of a query. Returns 1 with the reason where nothing is published, or the SQL is wrong or too dear."""
    import duckdb

    snapshot = Home(home).snapshot
    if not snapshot.exists():
        return _told(f"还没有发布过数据：{snapshot} 不存在。请先运行 threekey refresh。")
    try:
        limits = load_settings(home).query
        sql.encode()  # what is no text in the terminal's own encoding
        with _opened(snapshot, Home(home).query_temporary, limits) as connection:
            if not connection.extract_statements(sql):
                return _told("没有查询语句。")
            names, rows = _answer(connection, sql, limits)
    except _StoppedError as stopped:
        return _told(str(stopped))
    except SettingsError as error:
        return _told(str(error))
    except UnicodeEncodeError:
        return _told("查询语句里有无法识别的字符，请用 UTF-8 编码的终端输入。")
    except KeyboardInterrupt:
        _told("已中断。")
        return _INTERRUPTED
    except duckdb.OutOfMemoryException:
        return _told(
            f"查询超出限制（内存{limits.memory_megabytes}MB，临时文件{limits.temporary_megabytes}MB），已停止。"
            "请缩小范围，或在 settings/threekey.toml 的 [query] 里调高。"
        )
    except duckdb.Error as error:
        return _told(str(error))
    _WRITERS[output_format](names, rows)
    return 0


def _told(reason: str) -> int:
    print(_CONTROL.sub("�", reason), file=sys.stderr)  # noqa: T201
    return 1


@contextmanager
def _opened(snapshot: Path, temporary: Path, limits: QuerySettings) -> Iterator[DuckDBPyConnection]:
    """The published tables and nothing else of this machine. What does not fit into memory spills into `temporary`."""
    import duckdb

    _clean(temporary)
    temporary.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=temporary, prefix=f"{os.getpid()}-", ignore_cleanup_errors=True) as folder:
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": f"{limits.memory_megabytes}MB",
            "temp_directory": folder,
            "max_temp_directory_size": f"{limits.temporary_megabytes}MB",
            "autoinstall_known_extensions": False,
        }
        connection = duckdb.connect(str(snapshot), read_only=True, config=config)
        try:
            connection.execute("use marts")
            connection.execute("set enable_external_access = false")
            connection.execute("set lock_configuration = true")
            yield connection
        finally:
            connection.close()


def _clean(temporary: Path) -> None:
    """Remove what a query that was killed has left."""
    for folder in temporary.glob("*-*"):
        if not Path("/proc", folder.name.partition("-")[0]).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _answer(connection: DuckDBPyConnection, sql: str, limits: QuerySettings) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows, in the time and number that the limits allow; raises _StoppedError beyond them."""

    def run() -> tuple[list[str], list[tuple[Any, ...]]]:
        cursor = connection.execute(sql)
        return [column[0] for column in cursor.description or []], cursor.fetchmany(limits.rows + 1)

    # in a thread of its own: DuckDB looks for Ctrl-C only between its tasks, and one of them can take minutes
    with ThreadPoolExecutor(max_workers=1) as one:
        running = one.submit(run)
        try:
            names, rows = running.result(timeout=limits.seconds)
        except TimeoutError as error:
            reason = f"查询超过{limits.seconds}秒，已停止。请缩小范围，或在 settings/threekey.toml 的 [query] 里调高 seconds。"
            raise _StoppedError(reason) from error
        finally:
            if not running.done():
                connection.interrupt()
    if len(rows) > limits.rows:
        raise _StoppedError(
            f"结果超过{limits.rows}行，没有输出。请加 limit，或在 settings/threekey.toml 的 [query] 里调高 rows，"
            "或直接读取 published/ 里的 Parquet 文件。"
        )
    return names, rows


def _csv(names: list[str], rows: list[tuple[Any, ...]]) -> None:
    write = csv_writer(sys.stdout)
    for row in (names, *rows):
        write(row)


def _json(names: list[str], rows: list[tuple[Any, ...]]) -> None:
    records = [dict(zip(names, row, strict=True)) for row in rows]
    json.dump(records, sys.stdout, ensure_ascii=False, indent=1, default=str)
    sys.stdout.write("\n")


def _table(names: list[str], rows: list[tuple[Any, ...]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_lines=False)
    for name in names:
        table.add_column(_shown(name), overflow="fold")  # a long text goes on below: what is cut off is what was asked for
    for row in rows:
        table.add_row(*(Text(_shown(value)) for value in row))
    Console().print(table)


def _shown(value: Any) -> str:
    return "" if value is None else _CONTROL.sub("�", str(value))


_WRITERS = {"csv": _csv, "json": _json, "table": _table}
