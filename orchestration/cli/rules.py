"""`threekey rules`: the rules in force in a home today, where each comes from, and their tables as files to be edited."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ingest.rules.files import write_tables
from ingest.rules.known import HomeRule
from ingest.rules.tables import RULE_TABLES
from orchestration.cli.known import rules_of

_OWN = "随程序提供"


def _source(rule: HomeRule | None) -> str:
    if rule is None:
        return _OWN
    sheet = f" {rule.sheet}" if rule.sheet else ""
    # a file may be called anything, and a terminal obeys what it is shown
    file = "".join(char if char.isprintable() else "�" for char in rule.file_name + sheet)
    return f"{file} 第{rule.row_no}行（{rule.received_as_of} 收到）"


def overview(home: Path) -> int:
    """Print every table of rules with how many rows of it hold today and how many of those are the home's own."""
    there = rules_of(home)
    if there is None:
        return 1
    rules, today = there
    table = Table("规则表", "内容", "今天有效", "其中本地", title="现行规则", title_justify="left")
    for name, told in RULE_TABLES.items():
        holding = {tuple(row.values()) for row in rules.known_on(today).rows_on(name, today)}
        own = sum(tuple(row.values()) in holding for row, rule in rules.rows_with_sources(name, today) if rule)
        table.add_row(name, told.title_zh, str(len(holding)), str(own) if own else "")
    console = Console(highlight=False)
    console.print(table)
    console.print("看一张表：threekey rules show 表名；导出修改：threekey rules export -o 文件夹 表名", markup=False)
    return 0


def _unknown(name: str) -> bool:
    if name in RULE_TABLES:
        return False
    print(f"没有规则表 {name}。规则表：{'、'.join(RULE_TABLES)}。", file=sys.stderr)  # noqa: T201
    return True


def show(home: Path, name: str, *, also_past: bool) -> int:
    """Print the rows of a table that hold today, or all of them, each with its source. Returns 1 for a table that is none."""
    there = None if _unknown(name) else rules_of(home)
    if there is None:
        return 1
    rules, today = there
    holding = rules.known_on(today).rows_on(name, today)
    table = Table(*RULE_TABLES[name].columns, "来源", title=f"{name} · {RULE_TABLES[name].title_zh}", title_justify="left")
    for column in table.columns:
        column.overflow = "fold"
    for row, rule in rules.rows_with_sources(name, today):
        if also_past or row in holding:
            table.add_row(*(Text(value) for value in row.values()), Text(_source(rule)))
    Console(highlight=False).print(table)
    return 0


def export(home: Path, names: tuple[str, ...], output: Path) -> int:
    """Write tables (all of them where none is named) as they are known today and print their paths. 1: it cannot be done."""
    there = None if any(_unknown(name) for name in names) else rules_of(home)
    if there is None:
        return 1
    rules, today = there
    try:
        written = write_tables(rules.known_on(today), names or RULE_TABLES, output, for_people=True)
    except OSError as reason:
        print(f"无法写入 {output}：{reason.strerror}。", file=sys.stderr)  # noqa: T201
        return 1
    for path in written:
        print(path)  # noqa: T201
    return 0
