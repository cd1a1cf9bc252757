"""The words of a cell, and what a cell holds at all: null words, 同上, 是 and 否, texts. Numbers are `numbers.py`.

Nothing here knows which target a cell belongs to. What cannot be read is named by a code of the catalogue, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ingest.documents.grid import Cell
from ingest.progress.say import Say, say
from ingest.values import characters

# the words by which a clerk takes back what was accepted before; blank and 无 do not
_WITHDRAWALS = frozenset(("删除", "撤回", "撤销", "取消", "作废", "更正为空"))
_NULL_WORDS = frozenset(
    [
        *_WITHDRAWALS,
        "-",
        "--",
        "---",
        "—",
        "——",
        "–",
        "/",
        "//",
        "\\",
        "无",
        "暂无",
        "没有",
        "无数据",
        "暂无数据",
        "不适用",
        "n/a",
        "na",
        "未统计",
        "暂未统计",
        "未公布",
        "未反馈",
        "未报",
        "缺",
        "待定",
        "空",
        "不涉及",
        "无此项",
        ".",
        "…",
        "……",
        "*",
        "null",
        "none",
    ]
) | {""}
_CONFIRMATIONS = ("无误", "属实", "已核实", "经核实", "核对过")
_DITTO = frozenset(("同上", "同左", "同前", "〃", '"', "″", "''", "”", "“", "同上行"))
_YES = frozenset(
    (
        *("是", "已完成", "完成", "已完工", "完工", "已办结", "办结", "已竣工", "竣工", "已建成", "建成", "已", "对"),
        *("√", "✓", "✔", "☑", "■", "y", "yes", "true", "1"),
    )
)
_NO = frozenset(
    (
        *("否", "未完成", "没完成", "未完工", "未办结", "未竣工", "在建", "办理中", "进行中", "推进中", "未", "错"),
        *("×", "✗", "✘", "□", "x", "n", "no", "false", "0"),
    )
)
# filings repeat each other's words: the same texts come thousands of times in a night
normalise = lru_cache(maxsize=16384)(characters.normalise)


@dataclass(frozen=True, slots=True)
class CellValue:
    """What a cell holds. `unit` is a unit written in the cell itself, or a bare multiplier (5万); `null_word` says why there
    is no value ("blank", "无" …).
    """

    value: Any = None
    unit: str = ""
    null_word: str = ""
    says: tuple[Say, ...] = ()


BLANK = CellValue(null_word="blank")


def shown(cell: Cell | None) -> str:
    """What a person sees in a cell, in one line."""
    if cell is None:
        return ""
    if cell.error:
        return cell.error
    text = cell.text.strip()
    return text if text or cell.value is None else str(cell.value)


def is_null_word(text: str) -> bool:
    return normalise(text).casefold().replace(" ", "") in _NULL_WORDS or is_withdrawal(text)


def is_withdrawal(text: str) -> bool:
    """True for a cell that says nothing but that its earlier content is taken back."""
    return normalise(text).replace(" ", "").strip("。.()") in _WITHDRAWALS


def confirms(text: str) -> bool:
    """True for a remark that says of a figure that was doubted: it is right."""
    return any(word in text for word in _CONFIRMATIONS)


def is_ditto(text: str) -> bool:
    return normalise(text) in _DITTO


def refused(cell: Cell) -> Say | None:
    """Why a cell has no value at all, whatever is wanted of it: an error value, or a formula that was never calculated."""
    if cell.error:
        return say("cell-error", seen=cell.error)
    if cell.uncached:
        return say("formula-without-value", seen=f"={cell.formula}")
    return None


def read_yes_no(cell: Cell | None) -> CellValue:
    """True, False, or a null word; anything else is `cell-not-yes-no`."""
    if cell is None:
        return BLANK
    why = refused(cell)
    if why:
        return CellValue(says=(why,))
    if isinstance(cell.value, bool):
        return CellValue(cell.value)
    text = normalise(shown(cell)).strip("。.")
    folded = text.casefold().replace(" ", "")
    if not folded:
        return BLANK
    if text in _DITTO:
        return CellValue(says=(say("ditto-mark", seen=text),))
    if folded in _YES:
        return CellValue(value=True)
    if folded in _NO:
        return CellValue(value=False)
    if folded in _NULL_WORDS:
        return CellValue(null_word=text)
    return CellValue(says=(say("cell-not-yes-no", seen=shown(cell)),))
