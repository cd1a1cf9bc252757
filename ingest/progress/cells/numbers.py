"""The number of a cell: amounts, percentages, year-on-year rates and ranks. Dates are `dates.py`, words `words.py`.

Nothing here knows which target a cell belongs to. What cannot be read is named by a code of the catalogue, never guessed.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal
from functools import lru_cache

from ingest.bounds import PLACE
from ingest.documents.grid import Cell
from ingest.documents.number_formats import classify
from ingest.progress.cells.causes import cause, odd_unit
from ingest.progress.cells.words import BLANK, CellValue, is_ditto, is_null_word, normalise, refused, shown
from ingest.progress.cells.written import parsed, read_written
from ingest.progress.say import Say, say
from ingest.values.numbers import Qualifier, WrittenNumber
from ingest.values.units import split_multiplier

_RANK = re.compile(r"^(?:全[省市国区]|列|位居|排名|并列|居)*第?(.+?)(?:名|位)?$")
_RANK_OF = re.compile(r"^(\d+)/\d+$")

_GROWTH = re.compile(
    r"^(?:同比|较上年同期|比上年同期|较去年同期|比去年同期)?\s*(?:(?P<down>下降|减少|降低|下滑|负增长|回落)|增长|上升|提高|增加|上涨|增幅)了?\s*(?P<minus>-?)(?P<rest>\d.*)$"
)
_LEVEL_WORDS = re.compile(r"^(?:与?(?:上年|去年)?(?:同期|同比)?)?持平$")

_FIRST_YEAR = 1950  # a day before it is no day that was typed into a figure's cell
_MOST_DIGITS = 15
_TAKEN = (Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.AT_MOST)
_SAID_OF_RANKS = frozenset(("cell-error", "formula-without-value", "number-became-date", "number-too-long", "ditto-mark"))


def linked(cell: Cell) -> tuple[Say, ...]:
    """A warning for a formula that reads another workbook."""
    if cell.formula and "[" in cell.formula and ".xls" in cell.formula.casefold():
        return (say("external-link", formula=f"={cell.formula}", seen=shown(cell)),)
    return ()


def exact(value: int | float) -> Decimal | None:
    """The number that a spreadsheet means: its 15 significant digits. None beyond them, or where it is no number."""
    if isinstance(value, int):
        return Decimal(value) if abs(value) < 10**15 else None
    if not math.isfinite(value) or abs(value) >= 1e15:
        return None
    return tidy(Decimal(f"{value:.15g}"))


@lru_cache(maxsize=16384)
def tidy(value: Decimal) -> Decimal:
    """Without an exponent and without zeros after the point: 30.0 → 30, 1E+2 → 100, 0.50 → 0.5."""
    if value == value.to_integral_value() and value.adjusted() < 25:
        return value.quantize(Decimal(1))
    return value.normalize()


def number_words(value: Decimal) -> str:
    """A number as people write it: no exponent."""
    return f"{tidy(value):f}"


def read_number(cell: Cell | None, unit: str = "", *, date_1904: bool = False) -> CellValue:
    """The number of a cell. `unit` is the unit its row or column says; a share (%) makes a percentage of a % number format.

    With the unit % a bare number is already in percent (the contract); below one it is ambiguous and warned of. A number
    with a unit of its own (5万元, 12.5%) keeps it in `unit`.
    """
    if cell is None:
        return BLANK
    why = refused(cell)
    if why:
        return CellValue(says=(why,))
    value = cell.value
    if value is None or isinstance(value, str):
        return _read_text(cell, unit)
    if isinstance(value, bool):
        return CellValue(says=(say("number-is-truth", seen=shown(cell)),))
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return _read_dated(cell, value, date_1904=date_1904)
    number = exact(value)
    if number is None:
        return CellValue(says=(say("number-too-long", seen=shown(cell)),))
    says = linked(cell)
    if "%" in cell.number_format and '"%"' not in cell.number_format and "\\%" not in cell.number_format:
        return CellValue(tidy(number * 100), "%", says=says)
    if classify(cell.number_format).dated:  # a number that is no day, such as -1
        return CellValue(number, says=(*says, say("number-in-date-format", seen=shown(cell), wanted=number_words(number))))
    if unit == "%" and number != 0 and abs(number) < 1:
        says = (*says, _ambiguous(number))
    return CellValue(number, says=says)


def _ambiguous(number: Decimal) -> Say:
    return say("percent-ambiguous", seen=number_words(number), wanted=number_words(number * 100))


def _read_dated(cell: Cell, value: dt.date | dt.time | dt.timedelta, *, date_1904: bool) -> CellValue:
    """A number under a format of dates: 3 that shows 1900-01-03 can only be 3, 45000 may have been 3-15 of this year."""
    number = _serial(value, date_1904=date_1904)
    wanted = number_words(number)
    if isinstance(value, dt.date) and value.year < _FIRST_YEAR:
        return CellValue(number, says=(*linked(cell), say("number-in-date-format", seen=shown(cell), wanted=wanted)))
    return CellValue(says=(say("number-became-date", seen=shown(cell), wanted=wanted),))


def _serial(value: dt.date | dt.time | dt.timedelta, *, date_1904: bool) -> Decimal:
    """The number that a workbook stores of a date or time."""
    if isinstance(value, dt.timedelta):
        return tidy(round(Decimal(value.total_seconds()) / 86_400, 10))
    clock = value if isinstance(value, dt.time) else value.time() if isinstance(value, dt.datetime) else dt.time()
    day = value.date() if isinstance(value, dt.datetime) else value if isinstance(value, dt.date) else None
    days = 0
    if day is not None:
        days = (day - (dt.date(1904, 1, 1) if date_1904 else dt.date(1899, 12, 30))).days
        days -= not date_1904 and days < 61  # the 29 February 1900 that never was
    seconds = clock.hour * 3600 + clock.minute * 60 + clock.second + Decimal(clock.microsecond) / 1_000_000
    return tidy(days + round(Decimal(seconds) / 86_400, 10))


def _read_text(cell: Cell, unit: str) -> CellValue:
    text = normalise(cell.value if isinstance(cell.value, str) else cell.text)
    if not text:
        return BLANK
    if is_ditto(text):
        return CellValue(says=(say("ditto-mark", seen=cell.text.strip()),))
    if is_null_word(text):
        return CellValue(null_word=cell.text.strip() or text)
    return _read_written(text, cell, unit)


def _read_written(text: str, cell: Cell, unit: str) -> CellValue:
    seen = cell.text.strip()
    written = read_written(text)  # (5) is refused: minus five to a bookkeeper, the fifth item to everybody else
    why = None if written is None else _unfit(written.number, text, seen)
    if written is None or why is not None:
        return CellValue(says=(why or cause(text, seen),))
    read = written.number
    number = tidy(read.value)
    if len(number.as_tuple().digits) > _MOST_DIGITS:
        number = tidy(round(number, _MOST_DIGITS - 1 - number.adjusted()))  # 0.30000000000000004 is what a program makes of 0.3
    own = read.multiplier + read.unit
    says = linked(cell)
    if cell.formula and isinstance(cell.value, str):
        says = (
            *says,
            say("number-from-text-formula", seen=seen, formula=f"={cell.formula}", wanted=number_words(number) + own),
        )
    if read.qualifier is not Qualifier.EXACT:
        says = (*says, say("number-qualified", seen=seen, wanted=number_words(number) + own))
    if written.money and not read.unit:
        if not own and unit != "元" and split_multiplier(unit)[1] == "元":
            one, other = f"{number_words(number)} {unit}", f"{number_words(number)} 元"
            return CellValue(says=(say("amount-two-readings", seen=seen, one=one, other=other),))
        own += "元"
    if unit == "%" and not own and number != 0 and abs(number) < 1:
        says = (*says, _ambiguous(number))
    return CellValue(number, own, says=says)


def _unfit(read: WrittenNumber, text: str, seen: str) -> Say | None:
    """Why a number is not taken as a figure although it can be read."""
    if read.unit == "成":  # tenths are said of what is not known exactly
        return say("number-is-fraction", seen=seen)
    if read.value_max is not None or read.unit.startswith(":") or read.qualifier not in _TAKEN:
        return cause(text, seen)
    if len(tidy(read.value).as_tuple().digits) > _MOST_DIGITS and read.value.adjusted() >= _MOST_DIGITS - 1:
        return cause(text, seen)
    return odd_unit(text, read.unit, seen) if read.unit else None


def read_growth(cell: Cell | None, *, date_1904: bool = False) -> CellValue:
    """A year-on-year rate in percent; in words too: 下降2.5% is -2.5, 持平 is 0."""
    if cell is None or not isinstance(cell.value, str | None) or refused(cell) is not None:
        return read_number(cell, "%", date_1904=date_1904)
    text = normalise(cell.value or cell.text)
    if _LEVEL_WORDS.match(text):
        return CellValue(Decimal(0))
    found = _GROWTH.match(text)
    if not found:
        return read_number(cell, "%")
    if found["minus"]:
        return CellValue(says=(say("growth-twice-negative", seen=shown(cell)),))
    read = _read_written(found["rest"], cell, "%")
    if read.value is None:
        return read
    return CellValue(-read.value if found["down"] else read.value, read.unit, says=read.says)


def read_rank(cell: Cell | None, *, date_1904: bool = False) -> CellValue:
    """A place: 3, 第3名, 第三, 并列第3, 3/14."""
    if cell is not None and isinstance(cell.value, str) and refused(cell) is None:
        text = normalise(cell.value)
        if not is_null_word(text) and not is_ditto(text):
            of = _RANK_OF.match(text)
            inner = of[1] if of else (_RANK.match(text) or [text, text])[1]
            written = parsed(inner)
            if written is None or written.unit or written.qualifier is not Qualifier.EXACT or written.value_max is not None:
                return CellValue(says=(say("rank-invalid", seen=text),))
            return _rank(tidy(written.amount), text)
    read = read_number(cell, date_1904=date_1904)
    if any(said.holds_row and said.code not in _SAID_OF_RANKS for said in read.says):
        return CellValue(says=(say("rank-invalid", seen=shown(cell)),))
    return read if read.value is None else _rank(read.value, shown(cell), read.unit, read.says)


def _rank(value: Decimal, seen: str, unit: str = "", says: tuple[Say, ...] = ()) -> CellValue:
    if unit or value != value.to_integral_value() or not PLACE.holds(value):
        return CellValue(says=(say("rank-invalid", seen=seen),))
    return CellValue(int(value), says=says)


def read_text(cell: Cell) -> CellValue:
    """The words of a text cell; "" where the file does not hold them, which Excel does to words that look like a formula."""
    if cell.error or cell.uncached:
        return CellValue("", says=(say("text-unreadable", seen=cell.error or f"={cell.formula}"),))
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and exact(value) is None:
        return CellValue("", says=(say("text-number-damaged", seen=shown(cell)),))
    return CellValue(shown(cell))
