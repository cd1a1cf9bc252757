"""Written numbers as people put them into a cell: one parser for task lists and for filings. Units are `units`' part.

A whole text is one number with its qualifier, range and unit, or it is refused (None): nothing here guesses.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ingest.values.characters import fold, normalise
from ingest.values.numerals import (
    FACTORS,
    OWN_NAMES,
    RANGE_MARKS,
    SHARE_OF,
    Qualifier,
    WrittenNumber,
    multiplier_factor,
    piece_at,
    scan_number,
)

_BEFORE = {
    "不低于": Qualifier.AT_LEAST,
    "不少于": Qualifier.AT_LEAST,
    "至少": Qualifier.AT_LEAST,
    "≥": Qualifier.AT_LEAST,
    ">=": Qualifier.AT_LEAST,
    "不高于": Qualifier.AT_MOST,
    "不超过": Qualifier.AT_MOST,
    "不大于": Qualifier.AT_MOST,
    "≤": Qualifier.AT_MOST,
    "<=": Qualifier.AT_MOST,
    "高于": Qualifier.MORE_THAN,
    "大于": Qualifier.MORE_THAN,
    "超过": Qualifier.MORE_THAN,
    "超": Qualifier.MORE_THAN,
    "逾": Qualifier.MORE_THAN,
    ">": Qualifier.MORE_THAN,
    "低于": Qualifier.LESS_THAN,
    "小于": Qualifier.LESS_THAN,
    "不足": Qualifier.LESS_THAN,
    "不到": Qualifier.LESS_THAN,
    "<": Qualifier.LESS_THAN,
    "大约": Qualifier.APPROX,
    "约": Qualifier.APPROX,
    "将近": Qualifier.APPROX,
    "接近": Qualifier.APPROX,
    "近": Qualifier.APPROX,
    "≈": Qualifier.APPROX,
    "~": Qualifier.APPROX,
}
_AFTER = {
    "及以上": Qualifier.AT_LEAST,
    "以上": Qualifier.AT_LEAST,
    "及以下": Qualifier.AT_MOST,
    "以下": Qualifier.AT_MOST,
    "以内": Qualifier.AT_MOST,
    "左右": Qualifier.APPROX,
    "上下": Qualifier.APPROX,
}
_NOT_IN_UNIT = frozenset("零一二三四五六七八九十百千万亿多余几约近至到之比多余来") | frozenset(
    " ,，。；;：、!！?？()（）[]【】“”\"'+-—~～=*#@&|<>≥≤≈"
)
_DATE_UNITS = ("月", "号", "年第", "年初", "年底", "年末", "季度")  # a date is not a number
_UNIT_MARKS = frozenset("/%‰‱·²³℃°㎡μ")


def parse_number(text: str) -> WrittenNumber | None:
    """Read a whole text as one number with its qualifier, range and unit. None for all else: a date, a sentence, a guess."""
    if any(char in "²³" and not before.isalpha() for before, char in zip(" " + text, text, strict=False)):
        return None
    rest = normalise(text)
    qualifier, rest = _strip(rest, _BEFORE, front=True)
    after, rest = _strip(rest, _AFTER, front=False)
    if qualifier and after:
        return None  # 不低于8%左右 says two things
    number = _half(rest) or _ratio(rest) or _fraction(rest) or _range(rest) or _plain(rest)
    if number is None:
        return None
    said = qualifier or after
    if said and number.qualifier is not Qualifier.EXACT:
        said = number.qualifier if said is Qualifier.APPROX else None
        if said is None:
            return None
    return replace(number, qualifier=said) if said else number


def _strip(text: str, words: dict[str, Qualifier], *, front: bool) -> tuple[Qualifier | None, str]:
    for word, qualifier in words.items():
        if front and text.startswith(word):
            return qualifier, text[len(word) :].lstrip()
        if not front and text.endswith(word):
            return qualifier, text[: -len(word)].rstrip()
    return None, text


def _unit(text: str) -> str | None:
    """The unit text, "" where there is none; None where it cannot be a unit."""
    unit = text.strip()
    if unit.startswith(_DATE_UNITS):
        return None
    own = next((name for name in OWN_NAMES if unit.removeprefix("个").startswith(name)), "")
    if len(unit) > 12 or any(char in _NOT_IN_UNIT for char in unit.removeprefix("个").removeprefix(own)):
        return None
    if unit and not all(char.isalpha() or char in _UNIT_MARKS or (char == "2" and i) for i, char in enumerate(unit)):
        return None
    return unit


def _plain(text: str) -> WrittenNumber | None:
    if text.startswith(".") and text[1:2].isdigit():
        text = "0" + text
    found = scan_number(text)
    if found is None:
        return None
    number, end = found
    if text[end : end + 2] == "个半":
        return (
            replace(number, value=number.value + Decimal("0.5"), unit="个")
            if end + 2 == len(text) and not number.multiplier
            else None
        )
    rest = text[end:]
    if number.unit:
        return number if not rest.strip() else None
    if rest.endswith("半") and len(rest) >= 2 and not number.multiplier:
        half = _unit(rest[:-1])
        return replace(number, value=number.value + Decimal("0.5"), unit=half) if half else None
    unit = _unit(rest)
    if unit is None or (rest[:1].isspace() and rest.strip()[:1] in FACTORS):
        return None
    return replace(number, unit=unit)


def _half(text: str) -> WrittenNumber | None:
    return WrittenNumber(Decimal(50), "", "%") if text in {"一半", "半数"} else None


def _ratio(text: str) -> WrittenNumber | None:
    left, mark, right = text.partition(":")
    first, second = scan_number(left.strip()), scan_number(right.strip())
    if not mark or first is None or second is None:
        return None
    if first[1] != len(left.strip()) or second[1] != len(right.strip()) or first[0].multiplier or second[0].multiplier:
        return None
    return replace(first[0], unit=f":{right.strip()}")


def _fraction(text: str) -> WrittenNumber | None:
    """三分之一 and the like, as a percentage, where that is exact (四分之三 → 75 %)."""
    below, mark, above = text.partition("分之")
    if not mark or text.startswith(tuple(SHARE_OF)):
        return None
    bottom, top = piece_at(below, 0), piece_at(above, 0)
    if bottom is None or top is None or bottom[1] != len(below) or top[1] != len(above) or not bottom[0]:
        return None
    percent = top[0] * 100 / bottom[0]
    return WrittenNumber(percent, "", "%") if percent * bottom[0] == top[0] * 100 else None


def _range(text: str) -> WrittenNumber | None:
    """5-8个, 3%～5%, 500万元至800万元. Both ends must speak of the same multiplier and unit; the lower stands first."""
    first = scan_number(text)
    if first is None:
        return None
    for mark in RANGE_MARKS:
        at = text.find(mark, first[1])
        if at <= 0:
            continue
        low, high = _plain(text[:at].strip()), _plain(text[at + len(mark) :].strip())
        if low is None or high is None:
            return None
        if not low.multiplier and not low.unit:
            low = replace(low, multiplier=high.multiplier, unit=high.unit)
        if not low.unit and low.multiplier == high.multiplier:
            low = replace(low, unit=high.unit)
        if (low.multiplier, low.unit) != (high.multiplier, high.unit) or low.value >= high.value or not high.value.is_finite():
            return None
        return replace(low, value_max=high.value)
    return None


__all__ = ["OWN_NAMES", "Qualifier", "WrittenNumber", "fold", "multiplier_factor", "parse_number", "scan_number"]
