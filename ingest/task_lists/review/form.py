"""The columns of a review workbook and how a field of a target is shown in it and read back. No file is touched here."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from ingest.formula_text import unguarded
from ingest.task_lists.model import Comparator, GroupShare, Kind
from ingest.task_lists.review.texts import (
    A_DATE,
    ADDED_LABELS,
    COLUMN_LABELS,
    COMPARATORS,
    GROUP_SHARES,
    KEY_LABEL,
    KINDS,
    LABELS,
    NO,
    NOT_A_TARGET,
    ORIGINAL_LABEL,
    WORD_LABELS,
    YES,
)
from ingest.task_lists.text import plain

FIELDS = tuple(LABELS)  # the fields of Target that a person may correct, in the order of the columns
PARENT = "parent_seq"  # shown as the number of a row
_DATES, _NUMBERS = ("period_start", "period_end", "due"), ("value", "value_max")

_WIDTH = 11
_WIDTHS = {
    "number": 5, "task": 13, "name": 16, "clause": 5, "sentence": 44, "span": 26, "metric": 20, "comparator": 8, "stretch": 5,
    "value": 9, "value_max": 9, "unit": 9, "benchmark": 12, "area": 12, "lead_unit": 12, "parent_seq": 8, "confidence": 9,
    "why": 30, "others": 24, "rule": 12, "key": 8, "original": 8, "origin": 8, "context": 44, "hint": 30,
}  # fmt: skip
_WORD_WIDTHS = {"word": 18, "belongs_to": 18, "example": 46}
_ADDED_WIDTHS = {"task": 26, "span": 30}
Columns = tuple[tuple[str, str, int], ...]  # key in a row, label, width

COLUMNS: Columns = tuple((key, label, _WIDTHS.get(key, _WIDTH)) for key, label in COLUMN_LABELS.items())
ADDED_COLUMNS: Columns = tuple(
    (key, label, _ADDED_WIDTHS.get(key, _WIDTHS.get(key, _WIDTH))) for key, label in ADDED_LABELS.items()
)
WORD_COLUMNS: Columns = tuple((key, label, _WORD_WIDTHS.get(key, _WIDTH)) for key, label in WORD_LABELS.items())
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
    if isinstance(value, GroupShare):
        return GROUP_SHARES.get(value, "")
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
    """The value a cell's text stands for. Raises UnreadableCell. `kind` is None for no target and for none said;
    `parent_seq` is the number of a row here.
    """
    plain_text = unicodedata.normalize("NFKC", text).strip()
    if name == "kind":
        if plain_text in {"", NOT_A_TARGET}:
            return None
        return _one_of(plain_text, {**{v: k for k, v in KINDS.items()}, **{k.value: k for k in KINDS}})
    if name == "comparator":
        words = {**{v: k for k, v in COMPARATORS.items()}, **{k.value: k for k in COMPARATORS}, "": None}
        return _one_of(plain_text, words)
    if name == "share_of_group":
        return _one_of(plain_text, {**{v: k for k, v in GROUP_SHARES.items()}, "": None})
    if name == "stretch":
        return _one_of(plain_text, {"": False, NO: False, YES: True, "true": True, LABELS["stretch"]: True})
    if name in _NUMBERS:
        return number_in(plain_text)
    if name in _DATES:
        return date_in(plain_text)
    if name == PARENT:
        return row_number(plain_text)
    return text.strip()


def _one_of(text: str, words: Mapping[str, Any]) -> Any:
    if text not in words:
        raise UnreadableCell(text)
    return words[text]


def number_in(text: str) -> Decimal | None:
    """The number of a cell; None for a blank one. Raises UnreadableCell."""
    if not text:
        return None
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation as error:
        raise UnreadableCell(text) from error
    if not number.is_finite():
        raise UnreadableCell(text)
    return number


def row_number(text: str) -> int | None:
    """The number of a row of the workbook; None where none is given. Raises UnreadableCell."""
    number = number_in(text)
    if number is None:
        return None
    if number != number.to_integral_value() or not 0 < number < 1_000_000:
        raise UnreadableCell(text)
    return int(number)


def date_in(text: str) -> dt.date | None:
    """The day that a person typed; None for a blank cell. Raises UnreadableCell."""
    if not text:
        return None
    match = re.fullmatch(A_DATE, text)
    try:
        return dt.date(*map(int, match.groups())) if match else _fail(text)
    except ValueError as error:
        raise UnreadableCell(text) from error


def _fail(text: str) -> dt.date:
    raise UnreadableCell(text)
