"""The number of a cell: amounts, percentages, year-on-year rates and ranks. Dates are `dates.py`, words `words.py`.

Nothing here knows which target a cell belongs to. What cannot be read is named by a code of the catalogue, never guessed.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from ingest.documents.grid import Cell
from ingest.progress.cells.words import BLANK, CellValue, is_ditto, is_null_word, normalise, refused, shown
from ingest.progress.say import Say, say
from ingest.values import numbers
from ingest.values.numbers import Qualifier

_RANK = re.compile(r"^(?:全[省市国区]|列|位居|排名|并列|居)*第?(.+?)(?:名|位)?$")
_RANK_OF = re.compile(r"^(\d+)/\d+$")

_GROWTH = re.compile(
    r"^(?:同比|较上年同期|比上年同期|较去年同期|比去年同期)?(?:(?P<down>下降|减少|降低|下滑|负增长|回落)|增长|上升|提高|增加|上涨|增幅)了?(?P<rest>\d.*)$"
)
_LEVEL_WORDS = re.compile(r"^(?:与?(?:上年|去年)?(?:同期|同比)?)?持平$")

# filings repeat each other's figures: the same texts come thousands of times in a night
parse_number = lru_cache(maxsize=16384)(numbers.parse_number)


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


def read_number(cell: Cell | None, unit: str = "") -> CellValue:
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
    if isinstance(value, bool | dt.date | dt.time | dt.timedelta):
        return CellValue(says=(say("cell-not-a-number", seen=shown(cell)),))
    number = exact(value)
    if number is None:
        return CellValue(says=(say("number-too-long", seen=shown(cell)),))
    says = linked(cell)
    if "%" in cell.number_format and '"%"' not in cell.number_format and "\\%" not in cell.number_format:
        return CellValue(tidy(number * 100), "%", says=says)
    if unit == "%" and number != 0 and abs(number) < 1:
        says = (*says, _ambiguous(number))
    return CellValue(number, says=says)


def _ambiguous(number: Decimal) -> Say:
    return say("percent-ambiguous", seen=number_words(number), wanted=number_words(number * 100))


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
    not_a_number = CellValue(says=(say("cell-not-a-number", seen=cell.text.strip()),))
    try:
        written = parse_number(text)  # (5) is refused: minus five to a bookkeeper, the fifth item to everybody else
    except InvalidOperation:
        return not_a_number
    if written is None or written.value_max is not None:
        return not_a_number
    if written.unit in {"‱", "成"} or written.unit.startswith(":"):
        return not_a_number
    number = tidy(written.value)
    own = written.multiplier + written.unit
    if len(number.as_tuple().digits) > 15:
        return CellValue(says=(say("number-too-long", seen=cell.text.strip()),))
    says = linked(cell)
    if written.qualifier in {Qualifier.AT_LEAST, Qualifier.AT_MOST}:
        says = (*says, say("number-qualified", seen=cell.text.strip(), wanted=number_words(number) + own))
    elif written.qualifier is not Qualifier.EXACT:
        return not_a_number
    if unit == "%" and not own and number != 0 and abs(number) < 1:
        says = (*says, _ambiguous(number))
    return CellValue(number, own, says=says)


def read_growth(cell: Cell | None) -> CellValue:
    """A year-on-year rate in percent; in words too: 下降2.5% is -2.5, 持平 is 0."""
    if cell is None or not isinstance(cell.value, str | None) or refused(cell) is not None:
        return read_number(cell, "%")
    text = normalise(cell.value or cell.text)
    if _LEVEL_WORDS.match(text):
        return CellValue(Decimal(0))
    found = _GROWTH.match(text)
    if not found:
        return read_number(cell, "%")
    read = _read_written(found["rest"], cell, "%")
    if read.value is None or read.value < 0:
        return read if read.value is None else CellValue(says=(say("cell-not-a-number", seen=shown(cell)),))
    return CellValue(-read.value if found["down"] else read.value, read.unit, says=read.says)


def read_rank(cell: Cell | None) -> CellValue:
    """A place: 3, 第3名, 第三, 并列第3, 3/14."""
    if cell is not None and isinstance(cell.value, str) and refused(cell) is None:
        text = normalise(cell.value)
        if not is_null_word(text) and not is_ditto(text):
            of = _RANK_OF.match(text)
            inner = of[1] if of else (_RANK.match(text) or [text, text])[1]
            written = parse_number(inner)
            if written is None or written.unit or written.qualifier is not Qualifier.EXACT or written.value_max is not None:
                return CellValue(says=(say("rank-invalid", seen=text),))
            return _rank(tidy(written.amount), text)
    read = read_number(cell)
    if any(said.code == "cell-not-a-number" for said in read.says):
        return CellValue(says=(say("rank-invalid", seen=shown(cell)),))
    return read if read.value is None else _rank(read.value, shown(cell), read.unit)


def _rank(value: Decimal, seen: str, unit: str = "") -> CellValue:
    if unit or value != value.to_integral_value() or not 1 <= value <= 9999:
        return CellValue(says=(say("rank-invalid", seen=seen),))
    return CellValue(int(value))


def read_text(cell: Cell) -> CellValue:
    """The words of a text cell; "" where the file does not hold them, which Excel does to words that look like a formula."""
    if cell.error or cell.uncached:
        return CellValue("", says=(say("text-unreadable", seen=cell.error or f"={cell.formula}"),))
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and exact(value) is None:
        return CellValue("", says=(say("text-number-damaged", seen=shown(cell)),))
    return CellValue(shown(cell))
