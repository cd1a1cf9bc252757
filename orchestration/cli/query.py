"""`threekey query`: read-only SQL on the published tables, printed as a table, CSV or JSON."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

from ingest.home import Home


def query(sql: str, home: Path, output_format: str) -> int:
    """Print the rows of a query. Returns 1 with the reason when nothing is published or the SQL is wrong or empty."""
    import duckdb

    snapshot = Home(home).snapshot
    if not snapshot.exists():
        print(f"还没有发布过数据：{snapshot} 不存在。请先运行 threekey refresh。", file=sys.stderr)  # noqa: T201
        return 1
    # the analyst's SQL sees the published tables and nothing else of this machine
    config: dict[str, str | bool | int | float | list[str]] = {"enable_external_access": False}
    connection = duckdb.connect(str(snapshot), read_only=True, config=config)
    try:
        connection.execute("set schema = 'marts'")
        if not connection.extract_statements(sql):
            print("没有查询语句。", file=sys.stderr)  # noqa: T201
            return 1
        cursor = connection.execute(sql)
        names = [column[0] for column in cursor.description or []]
        rows = cursor.fetchall()
    except duckdb.Error as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    finally:
        connection.close()
    _WRITERS[output_format](names, rows)
    return 0


def _csv(names: list[str], rows: list[tuple[Any, ...]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(["" if value is None else value for value in row] for row in rows)


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
        table.add_column(name, overflow="fold")  # a long text goes on below: what is cut off is what was asked for
    for row in rows:
        table.add_row(*(Text("" if value is None else str(value)) for value in row))
    Console().print(table)


_WRITERS = {"csv": _csv, "json": _json, "table": _table}
