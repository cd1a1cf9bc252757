"""Numbers in every form that people write them in: one parser for task lists and for filings. Units are `units`' part.

A number is either read exactly or refused (None): nothing here guesses. The multiplier (万, 亿 …) stays apart from the value,
because a list is quoted as it is written: 5.76 万户 is value 5.76 with multiplier 万.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from ingest.values.characters import fold, normalise


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
_FACTORS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_NUMERALS = {char: digit for digit, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_CHINESE = frozenset(_NUMERALS) | frozenset("十百千")
_MULTIPLIERS = ("万亿", "千亿", "百亿", "十亿", "千万", "百万", "十万", "亿", "万", "千", "百")
OWN_NAMES = ("千瓦", "千米", "千克", "千伏", "千卡", "千帕", "千赫", "百分点")  # units whose first character is no multiplier
_MORE = ("多", "余", "几")
_LONGEST_NUMERAL = 12  # 九千九百九十九 has seven characters
_RANGE_MARKS = ("——", "-", "—", "~", "～", "至", "到")
_SHARE_OF = {"百分之": "%", "千分之": "‰", "万分之": "‱"}


def multiplier_factor(multiplier: str) -> Decimal:
    """万亿 → 10^12, 千万 → 10^7, "" → 1."""
    factor = 1
    for char in multiplier:
        factor *= _FACTORS[char]
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
        worth = _FACTORS[char]
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
    for words, unit in _SHARE_OF.items():
        if text.startswith(words, at):
            inner = _piece(text, at + len(words))
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


def _piece(text: str, at: int) -> tuple[Decimal, int] | None:
    return _arabic(text, at) or _chinese(text, at)


def _multiplier(text: str, at: int) -> str:
    for name in _MULTIPLIERS:
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
        piece = _piece(text, cursor + zero)
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


# ── a whole cell ─────────────────────────────────────────────────────────────────────────────────────────────────────

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
    if unit is None or (rest[:1].isspace() and rest.strip()[:1] in _FACTORS):
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
    if not mark or text.startswith(tuple(_SHARE_OF)):
        return None
    bottom, top = _piece(below, 0), _piece(above, 0)
    if bottom is None or top is None or bottom[1] != len(below) or top[1] != len(above) or not bottom[0]:
        return None
    percent = top[0] * 100 / bottom[0]
    return WrittenNumber(percent, "", "%") if percent * bottom[0] == top[0] * 100 else None


def _range(text: str) -> WrittenNumber | None:
    """5-8个, 3%～5%, 500万元至800万元. Both ends must speak of the same multiplier and unit; the lower stands first."""
    first = scan_number(text)
    if first is None:
        return None
    for mark in _RANGE_MARKS:
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
