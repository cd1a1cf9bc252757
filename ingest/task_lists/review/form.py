"""The columns of a review workbook and how a field of a target is shown in it and read back. No file is touched here."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

from ingest.task_lists.model import Comparator, Kind
from ingest.task_lists.review.texts import (
    A_DATE,
    COLUMN_LABELS,
    COMPARATORS,
    KEY_LABEL,
    KINDS,
    LABELS,
    NO,
    NOT_A_TARGET,
    ORIGINAL_LABEL,
    YES,
)
from ingest.task_lists.text import plain

FIELDS = tuple(LABELS)  # the fields of Target that a person may correct, in the order of the columns
_DATES, _NUMBERS = ("period_start", "period_end", "due"), ("value", "value_max")

_WIDTH = 11
_WIDTHS = {
    "task": 14, "name": 20, "clause": 6, "sentence": 46, "span": 30, "metric": 24, "comparator": 8, "stretch": 6, "value": 9,
    "benchmark": 13, "area": 13, "lead_unit": 13, "confidence": 9, "why": 32, "rule": 14, "key": 8, "original": 8,
}  # fmt: skip

# column key in a row, label, width
COLUMNS: tuple[tuple[str, str, int], ...] = tuple(
    (key, label, _WIDTHS.get(key, _WIDTH)) for key, label in COLUMN_LABELS.items()
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
        return YES
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
        return _one_of(plain_text, {"": False, NO: False, YES: True, "true": True, LABELS["stretch"]: True})
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
    match = re.fullmatch(A_DATE, text)
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
