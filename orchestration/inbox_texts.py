"""What the operator is told of the inbox: what is never taken from it and why. Only texts belong here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.inbox import Reason, Refused

_MOST = 5

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
}


def line_of(refused: Refused) -> str:
    """One thing that is not taken: where it is and why."""
    return f"{refused.path}（{REASONS[refused.reason]}）"


def shortened(lines: Sequence[str]) -> str:
    """The first few, and how many there are."""
    return "、".join(lines[:_MOST]) + (f" 等 {len(lines)} 项" if len(lines) > _MOST else "")
