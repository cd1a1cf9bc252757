"""What the operator is told of the inbox: what is never taken from it and why. Only texts belong here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.inbox import Reason, Refused

_MOST = 5
_KEPT = 100

REASONS: Mapping[Reason, str] = {
    Reason.LINK: "是链接",
    Reason.HARD_LINK: "是硬链接（同一文件有几个名字）",
    Reason.FIFO: "是管道",
    Reason.SOCKET: "是套接字",
    Reason.DEVICE: "是设备",
    Reason.DOT_FILE: "名称以“.”开头",
    Reason.UNREADABLE: "没有读取权限或读取出错",
    Reason.TOO_DEEP: "文件夹层数过多",
    Reason.NOT_MOVABLE: "没有权限从所在文件夹移走",
    Reason.NO_ROOM: "磁盘空间不够存档",
}


def line_of(refused: Refused) -> str:
    """One thing that is not taken: where it is and why."""
    return f"{refused.path}（{REASONS[refused.reason]}）"


def bounded(lines: Sequence[str]) -> list[str]:
    """As many as are kept of a run: of five thousand links nobody reads more."""
    return list(lines[:_KEPT])


def shortened(lines: Sequence[str], total: int | None = None) -> str:
    """The first few, and how many there are: `total`, where they are not all given."""
    total = len(lines) if total is None else total
    return "、".join(lines[:_MOST]) + (f" 等 {total} 项" if total > _MOST else "")
