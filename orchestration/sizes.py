"""How much of the disk a home takes, by what it keeps. Nothing here loads Dagster: `threekey status` asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ingest.home import Home

_UNITS = ("B", "KB", "MB", "GB", "TB")


@dataclass(frozen=True, slots=True)
class Size:
    """What it is, in Chinese, and its bytes."""

    name: str
    bytes: int

    def __str__(self) -> str:
        return f"{self.name} {in_words(self.bytes)}"


def in_words(size: int) -> str:
    """In the unit in which it has at most four digits."""
    value, unit = float(size), 0
    while value >= 1000 and unit < len(_UNITS) - 1:
        value, unit = value / 1024, unit + 1
    return f"{value:.1f} {_UNITS[unit]}" if unit and value < 10 else f"{value:.0f} {_UNITS[unit]}"


def sizes(home: Home) -> tuple[Size, ...]:
    """Every part of a home that grows; parts do not overlap."""
    logs = [*home.runs.glob("*.log*")]
    return (
        Size("存档", _of([home.archive])),
        Size("原始数据", _of([home.raw])),
        Size("仓库", _of(home.root.glob("warehouse.*"))),
        Size("发布版本", _of([home.root / ".versions"])),
        Size("重放", _of([home.root / "replays"])),
        Size("运行记录", _of([home.runs]) - _of(logs)),
        Size("日志", _of(logs)),
        Size("退回件", _of([home.returned])),
        Size("提醒消息", _of([home.outbox])),
    )


def _of(paths: Iterable[Path]) -> int:
    """Bytes of files and of all files in folders; links count as nothing, nor does what goes meanwhile."""
    total = 0
    for path in paths:
        try:
            if path.is_symlink():
                continue
            total += _of(path.iterdir()) if path.is_dir() else path.stat().st_size
        except FileNotFoundError:
            continue
    return total
