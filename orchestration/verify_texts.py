"""What `threekey verify` says of each flaw: what it is and what to do, in one line. Only texts belong here."""

from __future__ import annotations

from collections.abc import Mapping

from orchestration.verify import Flaw

_REFRESH = "下一次刷新会自动修复 · the next refresh mends it"
_RESTORE = "从备份恢复，或请报送单位把同一文件再报送一次 · restore it from a backup, or drop the same file into the inbox again"

TEXTS: Mapping[str, str] = {
    "receipt-damaged": f"收件登记损坏；{_REFRESH}",
    "receipt-missing": f"收件登记缺失；{_REFRESH}",
    "archive-missing": f"存档文件缺失；{_RESTORE}",
    "archive-altered": f"存档文件被改动；{_RESTORE}",
    "archive-orphan": "不是收到的文件，可以移走 · no file that was received; may be moved away",
    "quarantine-damaged": f"搁置登记损坏；{_REFRESH}",
    "shipped-rules-damaged": "收到规则文件时的自带规则记录损坏；从备份恢复，或删除 · restore it from a backup, or delete it",
    "raw-missing": f"原始数据文件缺失；{_REFRESH}",
    "raw-altered": f"原始数据文件被改动；{_REFRESH}",
    "raw-unknown": f"不是系统写入的原始数据文件；{_REFRESH}",
    "raw-unreadable": f"批次登记无法读取；{_REFRESH}",
    "published-damaged": "发布的数据与登记不符；运行 threekey refresh 重新发布 · not what was published; run threekey refresh",
    "published-orphan": "不是发布的内容，可以移走 · no part of what was published; may be moved away",
}
_LEFT = "上次运行中断留下的 · left by a run that died"
CLEANED = "中断的运行留下的文件由下一次刷新清理。 · What a dead run left is cleaned by the next refresh."


def line_of(flaw: Flaw) -> str:
    """Code, path and text, with tabs in between."""
    return f"{flaw.code}\t{flaw.path}\t{_LEFT if flaw.is_leftover else TEXTS[flaw.code]}"


def summary(damaged: int, seconds: float) -> str:
    if not damaged:
        return f"完好（{seconds:.1f} 秒）。 · Everything is whole."
    return f"{damaged} 处损坏（{seconds:.1f} 秒）。 · {damaged} damaged."
