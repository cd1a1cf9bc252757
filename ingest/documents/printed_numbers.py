"""What a number format prints of a stored number: words beside it, a thousandth of it, or nothing at all.

`number_formats` says what a stored number means; here is what a person reads in the cell, which may be another amount:
6.0816 under `0.00"百万元"`, 6081600 under `0.0,,`, 123456 under the `0!.0,"万"` of Chinese workbooks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ingest.documents.number_formats import GENERAL, FormatKind, classify

_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<other>.)', re.DOTALL)
_CONDITION = re.compile(r"^(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)$")
_GENERAL = re.compile(r"general|G/通用格式|通用格式", re.IGNORECASE)
_CURRENCY = re.compile(r"^\$([^-]*)")
_PLACES = frozenset("0#?")
_CURRENCIES = frozenset(("", "¥", "￥", "CN¥", "CNY", "RMB"))
_SIGNS = "+-() 　"  # how a format shows a negative number, or parts its digits


@dataclass(frozen=True, slots=True)
class Printed:
    """How a number is printed. `factor` is what the printed digits are multiplied with to give the stored number.

    `before` and `after` are words that the format adds, without the signs of money; `hidden` says that nothing is shown;
    `places` is how many places after the point are shown, None for as many as there are.
    """

    factor: Decimal = Decimal(1)
    before: str = ""
    after: str = ""
    hidden: bool = False
    places: int | None = None

    def shown(self, value: Decimal) -> str:
        """The digits and words that a person sees of a stored number, without commas: 6.0816 → 6.08百万元."""
        digits = value / self.factor
        text = f"{digits.normalize():f}" if self.places is None else f"{digits:.{self.places}f}"
        return f"{self.before}{text}{self.after}"


_PLAIN = Printed()


@lru_cache(maxsize=4096)
def printed(code: str, value: Decimal) -> Printed:
    """What the format `code` makes of a number. A format of dates, text or none, and one of shares, adds nothing."""
    if code in {"", GENERAL}:
        return _PLAIN
    plain = _GENERAL.sub("0", code)
    if classify(plain).kind is not FormatKind.NUMBER:
        return _PLAIN
    sections = _sections(plain)
    section = _section_of(sections, value)
    if not section.strip():
        return Printed(hidden=len(sections) > 1 and value != 0)
    return _read(section)


def _sections(code: str) -> list[str]:
    """The parts of a format between its semicolons."""
    found, start = [], 0
    for token in _TOKEN.finditer(code):
        if token["other"] == ";":
            found.append(code[start : token.start()])
            start = token.end()
    return [*found, code[start:]]


def _section_of(sections: list[str], value: Decimal) -> str:
    conditions = [_condition(section) for section in sections[:2]]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=False):
            if condition is not None and _holds(*condition, value):
                return section
        rest = [s for s, c in zip(sections, [*conditions, *[None] * len(sections)], strict=False) if c is None]
        return rest[0] if rest else sections[-1]
    if value < 0 and len(sections) > 1:
        return sections[1]
    if value == 0 and len(sections) > 2:
        return sections[2]
    return sections[0]


def _condition(section: str) -> tuple[str, Decimal] | None:
    for token in _TOKEN.finditer(section):
        if token["bracket"] is not None and (found := _CONDITION.match(token["bracket"])):
            return found[1], Decimal(found[2])
    return None


def _holds(sign: str, bound: Decimal, value: Decimal) -> bool:
    return {
        "<": value < bound,
        "<=": value <= bound,
        ">": value > bound,
        ">=": value >= bound,
        "=": value == bound,
        "<>": value != bound,
    }[sign]


def _read(section: str) -> Printed:
    """The words and the scale of one section."""
    before, after, shift, pending, point = "", "", 0, 0, False
    places: int | None = None
    seen = False  # a place for digits
    end = max(section.rfind(char) for char in _PLACES)
    for token in _TOKEN.finditer(section):
        other, words = token["other"], token["quoted"] or token["escaped"] or ""
        if token["bracket"] is not None:
            currency = _CURRENCY.match(token["bracket"])
            words = currency[1] if currency else ""
        if other is not None and other in _PLACES:
            shift += point
            places = places + 1 if places is not None else None
            seen, pending = True, 0
        elif other == "," and seen:
            pending += 1  # thousands between digits, a thousandth after the last of them
        elif other in {".", "E", "e", "/"} or (other is None and not words):
            shift += 3 * pending if other == "." else 0
            pending = 0 if other == "." else pending
            places = 0 if other == "." else places
        elif words == "." and seen and token.start() < end:
            point, places = True, 0  # 0!.0, : a point that the format draws, so what is shown is a tenth
        elif seen:
            after += words or (other or "")
        else:
            before += words or (other or "")
    return Printed(Decimal(10) ** (shift + 3 * pending), _words(before), _words(after), places=places)


def _words(text: str) -> str:
    """Words without signs of money, brackets of negative numbers and blanks."""
    plain = text.strip(_SIGNS)
    return "" if plain in _CURRENCIES else plain
