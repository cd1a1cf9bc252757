"""Single cells of a table of outside figures: measure, number and date, each as a value or None where it is not one."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from ingest.documents.grid import Cell
from ingest.values.characters import normalise
from ingest.values.numbers import Qualifier, parse_number

_MEASURES = {
    "yoy": ("yoy", "同比", "同比增速", "同比增长", "同比增幅", "增速", "增长率"),
    "value": ("value", "数值", "总量", "绝对数", "绝对值", "累计", "总额", "金额"),
    "rank": ("rank", "排名", "位次", "名次"),
}
_MEASURE_OF = {word: measure for measure, words in _MEASURES.items() for word in words}
_DATE = re.compile(r"(\d{4})(?:[-/.年]\s?(\d{1,2})(?:[-/.月]\s?(\d{1,2})日?|月)?|年)?|(\d{4})(\d{2})(\d{2})", re.ASCII)
_STORED = Decimal("0.000001")  # the raw table keeps six places
_LARGEST = Decimal(10) ** 30


def folded(text: str) -> str:
    """Full width and look-alikes to plain ones, brackets too, blanks at the ends off."""
    return normalise(text).replace("（", "(").replace("）", ")")


def measure_of(text: str) -> str | None:
    """`yoy`, `value` or `rank`, from the English or Chinese word."""
    word = re.sub(r"\(.*?\)|[\s%]", "", folded(text)).casefold()
    return _MEASURE_OF.get(word)


def number_of(cell: Cell) -> Decimal | None:
    """The number of a cell, exact; a cell formatted as a percentage counts in percent, as does a text with %.

    None for everything else: blank, words, 约6, an error, a formula without its result, more digits than can be kept.
    """
    if cell.uncached or cell.error or isinstance(cell.value, bool):
        return None
    if isinstance(cell.value, int | float):
        number = Decimal(f"{cell.value:.15g}")
        number = number * 100 if "%" in cell.number_format else number
    else:
        written = parse_number(cell.text)
        if written is None or written.multiplier or written.value_max is not None:
            return None
        if written.qualifier is not Qualifier.EXACT or written.unit not in ("", "%"):
            return None
        number = written.value
    try:
        stored = number.quantize(_STORED) if abs(number) < _LARGEST else None
    except InvalidOperation:  # nan, inf
        return None
    return number if number and stored == 0 else stored  # what would be lost is no figure: the reader's bounds say so


def date_of(cell: Cell, *, last: bool) -> dt.date | None:
    """The date of a cell. A month or year alone is its first day, or with `last` its last one."""
    if isinstance(cell.value, dt.datetime):
        return cell.value.date()
    if isinstance(cell.value, dt.date):
        return cell.value
    match = _DATE.fullmatch(folded(cell.text).removesuffix(" 00:00:00"))
    if match is None:
        return None
    year, month, day = (int(g) if g else None for g in (match[1] or match[4], match[2] or match[5], match[3] or match[6]))
    try:
        month = month or (12 if last else 1)
        return dt.date(year or 0, month, day or (calendar.monthrange(year or 0, month)[1] if last else 1))
    except (ValueError, IndexError):  # a day that the calendar does not have
        return None
