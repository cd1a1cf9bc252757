"""The columns of a review workbook and how a field of a target is shown in it and read back. No file is touched here."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

from ingest.task_lists.model import Comparator, Kind
from ingest.task_lists.text import plain

SHEET = "核对"
HELP_SHEET = "说明"
TITLE = "任务清单读取结果核对表"
KEY_LABEL = "句键"
ORIGINAL_LABEL = "原读法"
SENTENCE_LABEL = "语句"
CONFIDENCE_LABEL = "核对情况"
NOT_A_TARGET = "不是目标"
TO_CHECK, CHECKED = "待核对", "已核对"

KINDS = {
    Kind.LEVEL: "数量",
    Kind.GROWTH: "同比增速",
    Kind.RATIO: "比率",
    Kind.RANK: "排名",
    Kind.RELATIVE: "与参照相比",
    Kind.MILESTONE: "节点",
    Kind.QUALITATIVE: "定性",
}
COMPARATORS = {
    Comparator.GE: "不低于",
    Comparator.GT: "高于",
    Comparator.LE: "不超过",
    Comparator.LT: "低于",
    Comparator.EQ: "等于",
    Comparator.APPROX: "左右",
}

LABELS: dict[str, str] = {
    "metric": "指标",
    "kind": "类型",
    "comparator": "比较",
    "stretch": "力争",
    "value": "目标值",
    "value_max": "目标值上限",
    "unit": "计量单位",
    "benchmark": "参照",
    "area": "区域",
    "period_start": "起",
    "period_end": "止",
    "due": "完成时限",
    "lead_unit": "牵头单位",
}
FIELDS = tuple(LABELS)  # the fields of Target that a person may correct, in the order of the columns
_DATES, _NUMBERS = ("period_start", "period_end", "due"), ("value", "value_max")

_WIDTHS = {"metric": 24, "comparator": 8, "stretch": 6, "value": 9, "benchmark": 13, "area": 13, "lead_unit": 13}

# column key in a row, label, width
COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("task", "任务编号", 14),
    ("name", "任务名称", 20),
    ("clause", "分项", 6),
    ("sentence", "原文", 46),
    ("span", SENTENCE_LABEL, 30),
    *((name, label, _WIDTHS.get(name, 11)) for name, label in LABELS.items()),
    ("confidence", CONFIDENCE_LABEL, 9),
    ("why", "需要核对的原因", 32),
    ("key", KEY_LABEL, 8),
    ("original", ORIGINAL_LABEL, 8),
)
HIDDEN = (KEY_LABEL, ORIGINAL_LABEL)


class UnreadableCell(ValueError):  # noqa: N818 - it says what the cell is
    """A cell of the workbook that is none of the values its column takes."""


def shown(name: str, value: object) -> str:
    """A field as its cell shows it: Chinese words for kinds and comparators, ISO dates, plain numbers, "" for none."""
    if value is None or value is False or value == "":
        return ""
    if isinstance(value, Kind):
        return KINDS[value]
    if isinstance(value, Comparator):
        return COMPARATORS[value]
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if value is True:
        return "是"
    if isinstance(value, (int, float, Decimal)):
        return plain(Decimal(str(value)))
    text = str(value).strip()
    return unguarded(text) if name else text


def parse(name: str, text: str) -> Any:
    """The value a cell's text stands for. Raises UnreadableCell. For `kind`, None says that the sentence is no target."""
    plain_text = unicodedata.normalize("NFKC", text).strip()
    if name == "kind":
        if plain_text == NOT_A_TARGET:
            return None
        return _one_of(plain_text, {**{v: k for k, v in KINDS.items()}, **{k.value: k for k in KINDS}})
    if name == "comparator":
        words = {**{v: k for k, v in COMPARATORS.items()}, **{k.value: k for k in COMPARATORS}, "": None}
        return _one_of(plain_text, words)
    if name == "stretch":
        return _one_of(plain_text, {"": False, "否": False, "是": True, "true": True, "力争": True})
    if name in _NUMBERS:
        return _number(plain_text)
    if name in _DATES:
        return _date(plain_text)
    return text.strip()


def _one_of(text: str, words: dict[str, Any]) -> Any:
    if text not in words:
        raise UnreadableCell(text)
    return words[text]


def _number(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation as error:
        raise UnreadableCell(text) from error
    if not number.is_finite():
        raise UnreadableCell(text)
    return number


def _date(text: str) -> dt.date | None:
    if not text:
        return None
    match = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?", text)
    try:
        return dt.date(*map(int, match.groups())) if match else _fail(text)
    except ValueError as error:
        raise UnreadableCell(text) from error


def _fail(text: str) -> dt.date:
    raise UnreadableCell(text)


_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def guarded(text: str) -> str:
    """Text that a spreadsheet cannot take for a formula, now or after being saved as CSV."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA_STARTS) else text
