"""`threekey rules`: the rules in force in a home today, where each comes from, and their tables as files to be edited."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ingest.names import legible
from ingest.rules.deviations import Deviation, deviations
from ingest.rules.files import write_tables
from ingest.rules.known import HomeRule
from ingest.rules.tables import RULE_TABLES
from orchestration.cli.known import rules_of

_OWN = "随程序提供"
_MOST = 10  # of what deviates in a table the overview shows so many rows


def _source(rule: HomeRule | None) -> str:
    if rule is None:
        return _OWN
    sheet = f" {rule.sheet}" if rule.sheet else ""
    # a file may be called anything, and a terminal obeys what it is shown
    file = legible(rule.file_name + sheet)
    return f"{file} 第{rule.row_no}行（{rule.received_as_of} 收到）"


def _told(one: Deviation) -> str:
    """How a row deviates from the program's, in Chinese."""
    if one.row is None:
        return "本地已不用"
    if one.shipped is None:
        return "程序没有这一行" if one.source else "只在其余日期有效"
    return "；".join(f"{name} 程序自带：{one.shipped[name] or '空'}" for name in one.columns)


def _key(name: str, one: Deviation) -> str:
    row = one.row or one.shipped or {}
    return "，".join(f"{column} {row[column]}" for column in RULE_TABLES[name].identity)


def overview(home: Path) -> int:
    """Print every table of rules with how many rows of it hold today and how many of those are the home's own; and which rows
    deviate from what the program comes with, whenever they hold.
    """
    there = rules_of(home)
    if there is None:
        return 1
    rules, today = there
    table = Table("规则表", "内容", "今天有效", "其中本地", title="现行规则", title_justify="left")
    apart: list[str] = []
    for name, told in RULE_TABLES.items():
        holding = {tuple(row.values()) for row in rules.known_on(today).rows_on(name, today)}
        own = sum(tuple(row.values()) in holding for row, rule in rules.rows_with_sources(name, today) if rule)
        table.add_row(name, told.title_zh, str(len(holding)), str(own) if own else "")
        differing = deviations(rules, name, today)
        apart += (f"{name}（{_key(name, one)}）：{_told(one)} · {_source(one.source)}" for one in differing[:_MOST])
        if len(differing) > _MOST:
            apart.append(f"{name}：另有 {len(differing) - _MOST} 行，见 threekey rules show {name} --all")
    console = Console(highlight=False)
    console.print(table)
    console.print("与程序自带不同的规则：" if apart else "所有规则都与程序自带的相同。", markup=False)
    for line in apart:
        console.print(line, markup=False, soft_wrap=True)
    console.print("看一张表：threekey rules show 表名；导出修改：threekey rules export -o 文件夹 表名", markup=False)
    return 0


def _unknown(name: str) -> bool:
    if name in RULE_TABLES:
        return False
    print(f"没有规则表 {name}。规则表：{'、'.join(RULE_TABLES)}。", file=sys.stderr)  # noqa: T201
    return True


def show(home: Path, name: str, *, also_past: bool) -> int:
    """Print the rows of a table that hold today, or all of them, each with its source and how it deviates from the program's;
    `also_past`: also those of the program that the home has taken away. Returns 1 for a table that is none.
    """
    there = None if _unknown(name) else rules_of(home)
    if there is None:
        return 1
    rules, today = there
    holding = rules.known_on(today).rows_on(name, today)
    columns = RULE_TABLES[name].columns
    differing = deviations(rules, name, today)
    said = {tuple(one.row.values()): _told(one) for one in differing if one.row is not None}
    title = f"{name} · {RULE_TABLES[name].title_zh}"
    table = Table(*columns, "来源", "与程序自带不同", title=title, title_justify="left")
    for column in table.columns:
        column.overflow = "fold"
    for row, rule in rules.rows_with_sources(name, today):
        if also_past or row in holding:
            table.add_row(*(Text(value) for value in (*row.values(), _source(rule), said.get(tuple(row.values()), ""))))
    for one in differing if also_past else ():
        if one.row is None and one.shipped is not None:
            table.add_row(*(Text(value) for value in (*one.shipped.values(), _OWN, _told(one))))
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
