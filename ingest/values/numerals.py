"""Numerals inside a text: digits, Chinese numerals, multipliers, mixed pieces. Whole cells are `numbers`' part.

A number is either read exactly or refused (None): nothing here guesses. The multiplier (万, 亿 …) stays apart from the value,
because a list is quoted as it is written: 5.76 万户 is value 5.76 with multiplier 万.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum


class Qualifier(StrEnum):
    """What the writer says about the number's exactness."""

    EXACT = "exact"
    MORE_THAN = "more_than"  # 一千多万, 二百余户, 三十几万, 超, >
    APPROX = "approx"  # 约, 左右, 上下
    AT_LEAST = "at_least"  # 以上, 不低于, ≥
    AT_MOST = "at_most"  # 以内, 不超过, ≤
    LESS_THAN = "less_than"  # 低于, 不足, 近, <


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number as written. `unit` is the text after it without the multiplier (户, %, ‰, 倍, 成, `:1` of a ratio 1.72:1).

    `value_max` is the upper end of a range, in the same multiplier.
    """

    value: Decimal
    multiplier: str = ""
    unit: str = ""
    qualifier: Qualifier = Qualifier.EXACT
    value_max: Decimal | None = None

    @property
    def factor(self) -> Decimal:
        """What the multiplier is worth: 万亿 → 10^12; "" → 1."""
        return multiplier_factor(self.multiplier)

    @property
    def amount(self) -> Decimal:
        """The value with its multiplier: 5.76 万 → 57600. The unit is left as it is (7 % → 7)."""
        return self.value * self.factor

    @property
    def share(self) -> Decimal | None:
        """The number as a share of one, for the units that say a share (%, ‰, ‱, 成); else None."""
        scale = _SHARES.get(self.unit)
        return None if scale is None else self.amount * scale


_SHARES = {"%": Decimal("0.01"), "‰": Decimal("0.001"), "‱": Decimal("0.0001"), "成": Decimal("0.1")}
FACTORS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_NUMERALS = {char: digit for digit, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_CHINESE = frozenset(_NUMERALS) | frozenset("十百千")
MULTIPLIERS = ("万亿", "千亿", "百亿", "十亿", "千万", "百万", "十万", "亿", "万", "千", "百")
OWN_NAMES = ("千瓦", "千米", "千克", "千伏", "千卡", "千帕", "千赫", "百分点")  # units whose first character is no multiplier
_MORE = ("多", "余", "几")
_LONGEST_NUMERAL = 12  # 九千九百九十九 has seven characters
RANGE_MARKS = ("——", "-", "—", "~", "～", "至", "到")
SHARE_OF = {"百分之": "%", "千分之": "‰", "万分之": "‱"}


def multiplier_factor(multiplier: str) -> Decimal:
    """万亿 → 10^12, 千万 → 10^7, "" → 1."""
    factor = 1
    for char in multiplier:
        factor *= FACTORS[char]
    return Decimal(factor)


# ── single pieces ────────────────────────────────────────────────────────────────────────────────────────────────────


def _arabic(text: str, at: int) -> tuple[Decimal, int] | None:
    """Digits with an optional point and thousands commas: the value and the end; None where they are malformed."""
    end = at
    while end < len(text) and "0" <= text[end] <= "9":
        end += 1
    if end == at:
        return None
    digits = text[at:end]
    if len(digits) <= 3 and digits != "0" and text[end : end + 1] == ",":
        groups, cursor = [digits], end
        while text[cursor : cursor + 1] == "," and _is_group(text, cursor + 1):
            groups.append(text[cursor + 1 : cursor + 4])
            cursor += 4
        digits, end = "".join(groups), cursor
    if text[end : end + 1] == "." and text[end + 1 : end + 2].isdecimal() and text[end + 1 : end + 2] <= "9":
        cursor = end + 1
        while cursor < len(text) and "0" <= text[cursor] <= "9":
            cursor += 1
        digits, end = digits + text[end:cursor], cursor
    return Decimal(digits), end


def _is_group(text: str, at: int) -> bool:
    group = text[at : at + 3]
    return len(group) == 3 and group.isascii() and group.isdigit() and not text[at + 3 : at + 4].isdigit()


def _chinese(text: str, at: int) -> tuple[Decimal, int] | None:
    """A numeral below 万, with an optional 点 part: 一千八百 → 1800, 十五点八 → 15.8. Colloquial 一百五 is refused."""
    end = at
    while end < len(text) and text[end] in _CHINESE:
        end += 1
        if end - at > _LONGEST_NUMERAL:
            return None
    whole = _section(text[at:end])
    if whole is None:
        return None
    if text[end : end + 1] == "点" and text[end + 1 : end + 2] in _NUMERALS:
        cursor = end + 1
        while cursor < len(text) and text[cursor] in _NUMERALS:
            cursor += 1
        return Decimal(f"{whole}." + "".join(str(_NUMERALS[char]) for char in text[end + 1 : cursor])), cursor
    return Decimal(whole), end


def _section(numeral: str) -> int | None:
    """一千八百零五 → 1805; None for anything that is not one well-formed numeral below 万."""
    if not numeral or (numeral[-1] == "零" and numeral != "零"):
        return None
    total, digit, ceiling, zero = 0, None, 10**4, False
    for char in numeral:
        if char in _NUMERALS:
            if digit is not None:
                return None  # 三五, 一二三: not one numeral
            if char == "零":
                zero = True
                continue
            digit = _NUMERALS[char]
            continue
        worth = FACTORS[char]
        if worth >= ceiling or (digit is None and not (char == "十" and total == 0 and not zero)):
            return None
        total, ceiling, digit, zero = total + (digit or 1) * worth, worth, None, False
    if digit is None:
        return total if total or numeral == "零" else None
    if total and ceiling > 10 and not zero:
        return None  # 一百五 means 150 to the speaker and 105 to a careless reader
    return total + digit


# ── one number with its multiplier ───────────────────────────────────────────────────────────────────────────────────


def scan_number(text: str, at: int = 0) -> tuple[WrittenNumber, int] | None:
    """The number that starts at `at` of an already folded text, without its unit, and where it ends; None if malformed.

    Reads sign, thousands commas, Chinese numerals, mixed pieces (十亿3000万), multipliers and 多/余/几. The last multiplier
    stays apart: 一万五千亿 is 15000 with multiplier 亿.
    """
    whole = next((words for words in ("百分之百", "百分百") if text.startswith(words, at)), "")
    if whole:
        return WrittenNumber(Decimal(100), "", "%"), at + len(whole)
    for words, unit in SHARE_OF.items():
        if text.startswith(words, at):
            inner = piece_at(text, at + len(words))
            return None if inner is None else (WrittenNumber(inner[0], "", unit), inner[1])
    sign = 1
    start = at
    if text[at : at + 1] in {"-", "+"} and text[at + 1 : at + 2].isascii() and text[at + 1 : at + 2].isdigit():
        sign = -1 if text[at] == "-" else 1
        start = at + 1
    found = _pieces(text, start)
    if found is None:
        return None
    number, end = found
    return replace(number, value=sign * number.value), end


def piece_at(text: str, at: int) -> tuple[Decimal, int] | None:
    return _arabic(text, at) or _chinese(text, at)


def _multiplier(text: str, at: int) -> str:
    for name in MULTIPLIERS:
        if text.startswith(name, at) and not text.startswith(name + "分之", at):
            if text.startswith(OWN_NAMES, at):
                return ""
            return name
    return ""


def _pieces(text: str, at: int) -> tuple[WrittenNumber, int] | None:
    """Pieces of falling size: 十亿3000万, 一万五千亿 (where the last multiplier covers all that went before)."""
    total, ceiling, multiplier, cursor, more = Decimal(0), Decimal(0), "", at, ""
    while True:
        zero = bool(ceiling) and text[cursor : cursor + 1] == "零"
        piece = piece_at(text, cursor + zero)
        if piece is None:
            if zero or not ceiling:
                return None
            break
        value, end = piece
        more = next((word for word in _MORE if text.startswith(word, end)), "")
        name = _multiplier(text, end + len(more))
        factor = multiplier_factor(name)
        if ceiling and not _fits_below(value, ceiling, factor, zero=zero):
            return None
        total = (total + value) * factor if ceiling and factor > ceiling else total + value * factor
        ceiling, multiplier, cursor = factor, name, end + len(more) + len(name)
        if more or name in {"", "百", "千"}:
            break
    if not more:
        more = next((word for word in _MORE if text.startswith(word, cursor)), "")
        cursor += len(more)
    qualifier = Qualifier.MORE_THAN if more else Qualifier.EXACT
    return WrittenNumber(total / multiplier_factor(multiplier), multiplier, "", qualifier), cursor


def _fits_below(value: Decimal, ceiling: Decimal, factor: Decimal, *, zero: bool) -> bool:
    """Whether a piece can follow a larger one: not in 三万五, 2万30000 or 1亿2.5万, where nobody can say what was meant."""
    worth = value if factor > ceiling else value * factor
    return value == value.to_integral_value() and factor != ceiling and worth < ceiling and (zero or worth * 10 >= ceiling)
