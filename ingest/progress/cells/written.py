"""A figure as a clerk types it: what stands around the number is taken off, as long as only one number can be meant.

A stop after it, an apostrophe or quotes around it, signs of money, the unit in brackets, blanks before a word, numbers in
pieces (2亿400万). What the number is, is `ingest.values.numbers`' part; why a text is none, `causes.py`'s.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from ingest.progress.cells.words import normalise
from ingest.values.numbers import WrittenNumber, multiplier_factor, parse_number
from ingest.values.units import split_multiplier, unit_words

_TEXT_FORMULA = re.compile(r'^="([^"=]*)"$')
_QUOTES = "'\"‘’“”`´′"
_MONEY_BEFORE = re.compile(r"^(?:人民币|RMB|CNY|¥)\s*", re.IGNORECASE)
_MONEY_AFTER = re.compile(r"\s*(?:\(?人民币\)?|RMB|CNY)$", re.IGNORECASE)
_WHOLE_MONEY = re.compile(r"(?<=[\d百千万亿])\s*(?:[元圆][整正]?|块钱)$")
_BRACKETED = re.compile(r"^(.*\d.*?|[零一二三四五六七八九十百千万亿]+)\s*[\[(]([^()\[\]]{1,8})[\])]$")
_STOP = re.compile(r"(?<=[\d\w%‰])[。;；.]$")
_BEFORE_WORD = re.compile(r"(?<=\d)\s+(?=[^\d\s.,+\-])")
_AFTER_MULTIPLIER = re.compile(r"(?<=[百千万亿])\s+(?=[^\d\s.,+\-一二三四五六七八九十百千万亿])")
_PIECES = re.compile(r"^(\d+)(亿|万|千|百)((?:\d+(?:亿|万|千|百))*)(\d+(?:\.\d+)?)(万|千|百|十)(?![\d分])(\D*)$")
_PIECE = re.compile(r"(\d+(?:\.\d+)?)(亿|万|千|百|十)")
_LIKE_M = {"㎞": "km", "㎡": "㎡", "㏊": "公顷"}
_SAME_MEANING = {"百分比": "%", "百分数": "%", "百分之": "%", "平方": "平方米"}


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number as typed. `money` says that a sign of money stands there: ￥, 人民币."""

    number: WrittenNumber
    money: bool = False


def read_written(text: str) -> TypedNumber | None:
    """The one number of a typed text; None where it is none, or may be several."""
    number, money = parsed(text), False
    if number is None or number.unit:
        plain, money = _bare(text)
        number = parsed(plain) or _in_pieces(plain)
    if number is None:
        return None
    return TypedNumber(replace(number, unit=unit_of(number.unit)) if number.unit else number, money)


@lru_cache(maxsize=16384)  # filings repeat each other's figures: the same texts come thousands of times in a night
def parsed(text: str) -> WrittenNumber | None:
    """`parse_number`, None too for a number beyond all reckoning."""
    try:
        return parse_number(text)
    except InvalidOperation:
        return None


def _bare(text: str) -> tuple[str, bool]:
    plain = normalise(text)
    if found := _TEXT_FORMULA.match(plain):
        plain = found[1].strip()
    plain = plain.strip(_QUOTES).strip()
    plain = _STOP.sub("", plain)
    bare = _MONEY_AFTER.sub("", _MONEY_BEFORE.sub("", plain))
    money = bare != plain
    bare = _WHOLE_MONEY.sub("元", bare)
    found = _BRACKETED.match(bare)
    if found and _is_unit(found[2]):
        bare = found[1] + _fitting(found[1], found[2])
    return _AFTER_MULTIPLIER.sub("", _BEFORE_WORD.sub("", bare)), money


def _is_unit(text: str) -> bool:
    multiplier, name = split_multiplier(unit_of(text.strip()))
    return (bool(multiplier) and not name) or name in unit_words().words


def _fitting(before: str, unit: str) -> str:
    """The unit in a bracket, where what stands before it does not say a part of it already: 2亿（亿元） says two things."""
    return unit.strip() if before[-1:].isdigit() else f"({unit})"


def unit_of(text: str) -> str:
    """A unit as the table of units writes it: 万元人民币 → 万元, KM → km, 圆 → 元; any other text as it stands."""
    plain = normalise(text).strip("()[]").replace(" ", "")
    plain = _MONEY_AFTER.sub("", _MONEY_BEFORE.sub("", plain)) or plain
    plain = _LIKE_M.get(plain, _SAME_MEANING.get(plain, plain))
    if plain.endswith(("圆", "元整", "元正")):
        plain = plain.rstrip("圆整正").removesuffix("元") + "元"
    multiplier, name = split_multiplier(plain)
    if name and name not in unit_words().words:
        name = next((word for word in unit_words().words if word.casefold() == name.casefold()), name)
    return multiplier + name


def with_name(unit: str, of: str) -> str:
    """A bare multiplier with the name of the unit that it stands for: 亿 in a row of 万元 is 亿元; any other unit as it is."""
    name = split_multiplier(of)[1]
    bare = unit and not split_multiplier(unit)[1] and name and name not in unit_words().shares
    return unit + name if bare else unit


def is_plain(text: str, unit: str) -> bool:
    """Whether a text is a number in digits alone, or with just this unit after it."""
    plain = normalise(text)
    number = parsed(plain) if any(c.isdecimal() for c in plain) else None
    return number is not None and number.multiplier + number.unit in ("", unit)


def _in_pieces(text: str) -> WrittenNumber | None:
    """2亿400万, 1千5百: pieces that each say what they are worth, falling; only the last may have a point."""
    found = _PIECES.match(text)
    if not found:
        return None
    total, ceiling, first = Decimal(0), Decimal(0), found[2]
    for digits, name in _PIECE.findall(text[: found.end(5)]):
        factor = multiplier_factor(name)
        worth = Decimal(digits) * factor
        if ceiling and worth >= ceiling:
            return None
        total, ceiling = total + worth, factor
    rest = parsed(f"1{found[6]}") if found[6] else None
    if found[6] and (rest is None or rest.multiplier or rest.value_max is not None or rest.value != 1):
        return None
    return WrittenNumber(total / multiplier_factor(first), first, rest.unit if rest else "")
