"""How Word writes a counted number: 一 二 三, ①, 壹, 甲, iv …"""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
    (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _grouped(value: int, digits: str, places: str) -> str:
    """Chinese numerals below 10,000, with the names of their places (千百十)."""
    out = ""
    pending = False
    for place, name in zip((1000, 100, 10, 1), (*places, ""), strict=True):
        digit = value // place % 10
        if digit:
            out += ("零" if pending and out else "") + digits[digit] + name
            pending = False
        else:
            pending = True
    return out or "零"


def chinese(value: int) -> str:
    """21 → 二十一, 10 → 十, 101 → 一百零一."""
    text = _grouped(value, _DIGITS, "千百十")
    return text.removeprefix("一") if 10 <= value < 20 else text


def _counting(value: int) -> str:
    return chinese(value) if value < 100 else _digital(value)


def _digital(value: int) -> str:
    return "".join(_DIGITS[int(d)] for d in str(value))


def _legal(value: int) -> str:
    return _grouped(value, _LEGAL, "仟佰拾")


def _roman(value: int) -> str:
    out = ""
    for worth, letters in _ROMAN:
        while value >= worth:
            out += letters
            value -= worth
    return out


def _letters(value: int) -> str:
    return chr(65 + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _circled(value: int) -> str:
    if value <= 20:
        return chr(0x2460 + value - 1)
    if value <= 35:
        return chr(0x3251 + value - 21)
    return chr(0x32B1 + value - 36) if value <= 50 else str(value)


def _from(first: int, last: int) -> Callable[[int], str]:
    return lambda value: chr(first + value - 1) if value <= last else str(value)


def _ordinal(value: int) -> str:
    ending = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalFullWidth": lambda value: str(value).translate({48 + d: 0xFF10 + d for d in range(10)}),
    "decimalFullWidth2": lambda value: str(value).translate({48 + d: 0xFF10 + d for d in range(10)}),
    "decimalZero": lambda value: f"{value:02d}",
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda value: _letters(value).lower(),
    "ordinal": _ordinal,
    "numberInDash": lambda value: f"- {value} -",
    "chineseCounting": _counting,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "japaneseDigitalTenThousand": _digital,
    "ideographDigital": _digital,
    "taiwaneseDigital": _digital,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": lambda value: _STEMS[(value - 1) % 10],
    "ideographZodiac": lambda value: _BRANCHES[(value - 1) % 12],
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _from(0x2488, 20),
    "decimalEnclosedParen": _from(0x2474, 20),
    "ideographEnclosedCircle": _from(0x3280, 10),
    "none": lambda _: "",
    "bullet": lambda _: "",
}


def counted(value: int, style: str) -> str | None:
    """`value` as Word's number format `style` writes it; None for a format that we do not know."""
    if style.startswith("custom:"):  # "001, 002, 003, ..."
        first = style.removeprefix("custom:").split(",", 1)[0].strip()
        return f"{value:0{len(first)}d}" if first.isascii() and first.isdigit() and len(first) < 10 else None
    write = _FORMATS.get(style)
    if write is None:
        return None
    return write(value) if 0 < value < 10_000 or style.startswith("decimal") else str(value)
