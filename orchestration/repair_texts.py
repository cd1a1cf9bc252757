"""What the operator is told of what a refresh has mended by itself. Only texts belong here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ingest.home import Home
from ingest.intake.repair import Prepared
from ingest.ledger import Difference

DIFFERENCES: Mapping[Difference, str] = {
    Difference.MISSING: "不见了",
    Difference.ALTERED: "被改动",
    Difference.UNKNOWN: "不是系统写入的",
    Difference.UNREADABLE: "无法读取",
}


def receipt_line(path: Path) -> str:
    return f"收件登记 {path.name} 缺失或损坏，已补写"


def entry_line(path: Path) -> str:
    return f"搁置登记 {path.name} 已损坏，已删除，那份文件重新读取"


def lines_of(prepared: Prepared, home: Home) -> tuple[str, ...]:
    """One line for each thing that was not as it had been written."""
    lines = [f"{one.path.relative_to(home.root)} {DIFFERENCES[one.difference]}" for one in prepared.differing]
    if prepared.has_gap:
        lines.append("raw/ 缺少整批数据")
    if prepared.is_healed:
        lines.append("存档中损坏的文件已恢复")
    return tuple(lines)
