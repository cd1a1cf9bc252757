"""Why a typed text is no figure: the cause, each with a code of its own, for the clerk who reads it. Nothing is read here.

The first cause that fits is told. Where a number is offered in a message, the clerk is asked and the row is held.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from ingest.progress.cells.words import normalise
from ingest.progress.cells.written import parsed, read_written
from ingest.progress.say import Say, say
from ingest.values.numbers import Qualifier
from ingest.values.units import unit_words

_NUM = r"\d+(?:,\d{3})*(?:\.\d+)?"
_UNIT = r"[^\d\s()+\-~/、,，;；:]{0,6}"
_ERROR = re.compile(r"^#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$", re.IGNORECASE)
_ABOUT = re.compile(
    r"约|近|左右|上下|余|多|几|来[个户家人万亿元]|大概|估|预计|预测|超|逾|不足|不到|差不多|[<>≈~]|\+$|以上|以下|以内|至少"
)
_DATE = re.compile(
    r"^(?:(?:19|20)\d\d\s*[-/年]\s*\d{1,2}(?:\s*[-/月]\s*\d{0,2}\s*日?)?|(?:19|20)\d\d\.\d{1,2}\.\d{1,2}|\d{1,2}月(?:份|底|末|初|[上中下]旬|\d{1,2}[日号])?|(?:19|20)\d\d年)$"
)
_SCIENTIFIC = re.compile(r"^[+-]?\d+(?:\.\d+)?E[+-]?\d{1,3}(?=\D|$)", re.IGNORECASE)
_RANGE = re.compile(rf"^{_NUM}{_UNIT}\s*(?:-+|~+|—+|–|至|到)\s*{_NUM}{_UNIT}$")
_SUM = re.compile(rf"^{_NUM}{_UNIT}(?:\s*[+*×xX]\s*{_NUM}{_UNIT})+$")
_FRACTION = re.compile(r"^\d+(?:\.\d+)?:\d+(?:\.\d+)?$|分之|^一半$|^半数$")
_POWER = re.compile(r"^[\d.×xX*]*\d[⁰²³⁴-⁹¹]+\D{0,4}$")
_OF = re.compile(rf"^{_NUM}{_UNIT}(?:\s*/\s*{_NUM}{_UNIT})+$")
_SPACED = re.compile(r"^[+-]?\d[\d,.]*(?:\s+[\d,.]*\d[\d,.]*|\s*,\s+\d+|\s+,\s*\d+)+(?:\.\d+)?\s*[^\d\s]{0,6}$")
_PARTED = re.compile(rf"^{_NUM}{_UNIT}(?:\s*[、,，;；/|\s和及]\s*{_NUM}{_UNIT})+[。;；]?$")
_IN_BRACKETS = re.compile(rf"^\({_NUM}{_UNIT}\)$")
_BRACKET = re.compile(r"^(.*?\d.*?)\((.*)\)(.*)$")
_LETTERS = re.compile(r"^[+-]?(?=.*[OoQDlI|SBZ])[\dOoQDlI|SBZ][\dOoQDlI|SBZ.,]*(个|户|家|人|项|元|万元|亿元|%)?$")
_LOOK_ALIKE = str.maketrans("OoQDlI|SBZ", "0000111582")
_LETTER_UNIT = re.compile(rf"^({_NUM})\s*([WwKk])(?:[个户家人元])?$")
_ONE_COMMA = re.compile(r"^[+-]?[\d,.]*,[\d,.]*\D{0,4}$")
_ONE_POINT = re.compile(r"^[+-]?\d*(?:[.。·]+\d*)+\D{0,4}$")
_COLLOQUIAL = re.compile(r"^[\d零一二两三四五六七八九十百千万亿点.]+[^\d]{0,4}$")
_MARKS = frozenset("*#†‡※@^_=?!~+-—–'\"`$&<>\\|:、,;；，。")
_NUMERALS = frozenset("零一二两三四五六七八九十百千万亿")
_LONGEST_NOTE = 14  # characters of a cell that is a number with a word or two
_LONGEST_WORD = 8  # characters of a text that is no sentence
_MOST_DIGITS = 15


def cause(text: str, seen: str) -> Say:
    """What is wrong with a text that is no figure, a number that may be two, or one that is not sure. `seen` is the cell's."""
    plain = normalise(text).strip("'\"‘’“”")
    if _ERROR.match(plain):
        return say("cell-error", seen=seen)
    if plain.startswith("#") and not plain.strip("#"):
        return say("number-not-shown", seen=seen)
    if plain.startswith("="):
        return say("number-is-formula-text", seen=seen)
    if _DATE.match(plain):
        return say("number-is-date-text", seen=seen)
    return _of_shape(plain, seen) or _of_marks(plain, seen)


def odd_unit(text: str, unit: str, seen: str) -> Say | None:
    """What the unit of a number is, that is none: 1O is no number of O, 1/2 none of /2."""
    if unit in unit_words().words:
        return None
    plain = normalise(text)
    if any(c.isdecimal() for c in unit) or _LETTERS.match(plain) or _LETTER_UNIT.match(plain):
        return _of_shape(plain, seen)
    return None


def _of_shape(plain: str, seen: str) -> Say | None:
    """A cause that the look of the whole text gives."""
    if _SCIENTIFIC.match(plain):
        return say("number-scientific", seen=seen)
    if _IN_BRACKETS.match(plain):
        return say("number-in-brackets", seen=seen, one=plain[1:-1])
    if _LETTERS.match(plain):
        return say("number-has-letters", seen=seen, wanted=plain.translate(_LOOK_ALIKE))
    if found := _LETTER_UNIT.match(plain):
        word, factor = ("万", 10_000) if found[2] in "Ww" else ("千", 1000)
        amount = Decimal(found[1].replace(",", "")) * factor
        wanted = f"{amount.normalize():f}"
        return say("number-has-letter-unit", seen=seen, letter=found[2], word=word, wanted=wanted)
    if _RANGE.match(plain):
        return say("number-is-range", seen=seen)
    if _SUM.match(plain):
        return say("number-is-sum", seen=seen)
    if _POWER.match(plain):
        return say("number-is-power", seen=seen)
    if _FRACTION.search(plain):
        return say("number-is-fraction", seen=seen)
    if _OF.match(plain):
        return say("numbers-several", seen=seen)
    if _SPACED.match(plain):
        joined = re.sub(r"[\s,]+", "", plain)
        return say("number-has-blank", seen=_one_line(seen), wanted=joined) if parsed(joined) else _several(seen)
    return None


def _of_marks(plain: str, seen: str) -> Say:
    """A cause that what stands beside the digits gives."""
    digits = sum(c.isdecimal() for c in plain)
    if not digits and not _NUMERALS & set(plain):
        return say("number-is-words" if len(plain) <= _LONGEST_WORD else "number-in-sentence", seen=_one_line(seen))
    if digits > _MOST_DIGITS and digits >= len(plain) - 2:
        return say("number-too-many-digits", seen=seen, count=digits)
    number = read_written(plain)
    if (number is not None and number.number.qualifier is not Qualifier.EXACT) or is_about(plain):
        return say("cell-not-a-number", seen=_one_line(seen))
    if found := _BRACKET.match(plain):
        code = "number-with-part" if any(c.isdecimal() for c in found[2]) else "number-with-note"
        return say(code, seen=_one_line(seen), note=found[2], wanted=found[1].strip())
    if _ONE_COMMA.match(plain):
        return say("number-comma", seen=seen)
    if _ONE_POINT.match(plain.replace(" ", "")):
        return say("number-point", seen=seen)
    if _PARTED.match(plain):
        return _several(seen)
    if rest := _marked(plain):
        return say("number-has-mark", seen=seen, wanted=rest)
    found_numbers = re.findall(_NUM, plain)
    if len(found_numbers) == 1 and len(plain) <= _LONGEST_NOTE:
        return say("number-with-words", seen=_one_line(seen), wanted=found_numbers[0])
    if not digits and _COLLOQUIAL.match(plain):
        return say("number-is-colloquial", seen=seen)
    return say("number-in-sentence", seen=_one_line(seen))


def is_about(plain: str) -> bool:
    """Whether a short text says that its number is not exact, or not yet a fact: 约, 余, 预计."""
    return len(plain) <= _LONGEST_NOTE and bool(_ABOUT.search(plain))


def _several(seen: str) -> Say:
    return say("numbers-several", seen=_one_line(seen))


def _marked(plain: str) -> str:
    """The number of a text that is one but for marks beside it (4①, 1559*); "" where it is not."""
    rest = "".join(
        c for c in plain if c not in _MARKS and unicodedata.category(c) not in {"No", "Nl", "So", "Sm", "Sk"}
    ).strip()
    return rest if rest != plain and parsed(rest) else ""


def _one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text)
