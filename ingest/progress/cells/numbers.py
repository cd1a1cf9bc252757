"""One cell of a filing becomes one typed value, or says why it does not: numbers, ranks and yes/no. Dates are `cells/dates.py`.

Nothing here knows which target a cell belongs to. A reading never guesses: what it cannot read it names by a code of the
catalogue, with the words that the message needs.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from ingest.documents.grid import Cell
from ingest.values import characters, numbers
from ingest.values.numbers import Qualifier

_NULL_WORDS = frozenset(
    [
        "-",
        "--",
        "---",
        "—",
        "——",
        "–",
        "/",
        "//",
        "\\",
        "无",
        "暂无",
        "没有",
        "无数据",
        "暂无数据",
        "不适用",
        "n/a",
        "na",
        "未统计",
        "暂未统计",
        "未公布",
        "未反馈",
        "未报",
        "缺",
        "待定",
        "空",
        "不涉及",
        "无此项",
        ".",
        "…",
        "……",
        "*",
        "null",
        "none",
    ]
) | {""}
_DITTO = frozenset(("同上", "同左", "同前", "〃", '"', "″", "''", "”", "“", "同上行"))
_YES = frozenset(("是", "已完成", "完成", "√", "✓", "✔", "☑", "y", "yes", "true", "已", "已完工", "对", "1", "■"))
_NO = frozenset(("否", "未完成", "没完成", "×", "✗", "✘", "x", "n", "no", "false", "未", "进行中", "推进中", "错", "0", "□"))
_RANK = re.compile(r"^(?:全[省市国区]|列|位居|排名|并列|居)*第?(.+?)(?:名|位)?$")
_RANK_OF = re.compile(r"^(\d+)/\d+$")

_GROWTH = re.compile(
    r"^(?:同比|较上年同期|比上年同期|较去年同期|比去年同期)?(?:(?P<down>下降|减少|降低|下滑|负增长|回落)|增长|上升|提高|增加|上涨|增幅)了?(?P<rest>\d.*)$"
)
_LEVEL_WORDS = re.compile(r"^(?:与?(?:上年|去年)?(?:同期|同比)?)?持平$")

# filings repeat each other's words: the same texts come thousands of times in a night
normalise = lru_cache(maxsize=16384)(characters.normalise)
parse_number = lru_cache(maxsize=16384)(numbers.parse_number)

Code = tuple[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class CellValue:
    """What a cell holds. `unit` is a unit written in the cell itself, or a bare multiplier (5万); `null_word` says why there
    is no value ("blank", "无" …).
    """

    value: Any = None
    unit: str = ""
    null_word: str = ""
    codes: tuple[Code, ...] = field(default=())

    @property
    def is_blank(self) -> bool:
        return self.null_word == "blank"


BLANK = CellValue(null_word="blank")


def shown(cell: Cell | None) -> str:
    """What a person sees in a cell, in one line."""
    if cell is None:
        return ""
    if cell.error:
        return cell.error
    text = cell.text.strip()
    return text if text or cell.value is None else str(cell.value)


def is_null_word(text: str) -> bool:
    return normalise(text).casefold().replace(" ", "") in _NULL_WORDS


def is_ditto(text: str) -> bool:
    return normalise(text) in _DITTO


def refused(cell: Cell) -> Code | None:
    """Why a cell has no value at all, whatever is wanted of it: an error value, or a formula that was never calculated."""
    if cell.error:
        return "cell-error", {"seen": cell.error}
    if cell.uncached:
        return "formula-without-value", {"seen": f"={cell.formula}"}
    return None


def linked(cell: Cell) -> tuple[Code, ...]:
    """A warning for a formula that reads another workbook."""
    if cell.formula and "[" in cell.formula and ".xls" in cell.formula.casefold():
        return (("external-link", {"formula": f"={cell.formula}", "seen": shown(cell)}),)
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


def words(value: Decimal) -> str:
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
        return CellValue(codes=(why,))
    value = cell.value
    if value is None or isinstance(value, str):
        return _read_text(cell, unit)
    if isinstance(value, bool | dt.date | dt.time | dt.timedelta):
        return CellValue(codes=(("cell-not-a-number", {"seen": shown(cell)}),))
    number = exact(value)
    if number is None:
        return CellValue(codes=(("number-too-long", {"seen": shown(cell)}),))
    codes = linked(cell)
    if "%" in cell.number_format and '"%"' not in cell.number_format and "\\%" not in cell.number_format:
        return CellValue(tidy(number * 100), "%", codes=codes)
    if unit == "%" and number != 0 and abs(number) < 1:
        codes = (*codes, _ambiguous(number))
    return CellValue(number, codes=codes)


def _ambiguous(number: Decimal) -> Code:
    return "percent-ambiguous", {"seen": words(number), "wanted": words(number * 100)}


def _read_text(cell: Cell, unit: str) -> CellValue:
    text = normalise(cell.value if isinstance(cell.value, str) else cell.text)
    if not text:
        return BLANK
    if text in _DITTO:
        return CellValue(codes=(("ditto-mark", {"seen": cell.text.strip()}),))
    if text.casefold().replace(" ", "") in _NULL_WORDS:
        return CellValue(null_word=cell.text.strip() or text)
    return _read_written(text, cell, unit)


def _read_written(text: str, cell: Cell, unit: str) -> CellValue:
    not_a_number = CellValue(codes=(("cell-not-a-number", {"seen": cell.text.strip()}),))
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
        return CellValue(codes=(("number-too-long", {"seen": cell.text.strip()}),))
    codes = linked(cell)
    if written.qualifier in {Qualifier.AT_LEAST, Qualifier.AT_MOST}:
        codes = (*codes, ("number-qualified", {"seen": cell.text.strip(), "wanted": words(number) + own}))
    elif written.qualifier is not Qualifier.EXACT:
        return not_a_number
    if unit == "%" and not own and number != 0 and abs(number) < 1:
        codes = (*codes, _ambiguous(number))
    return CellValue(number, own, codes=codes)


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
        return read if read.value is None else CellValue(codes=(("cell-not-a-number", {"seen": shown(cell)}),))
    return CellValue(-read.value if found["down"] else read.value, read.unit, codes=read.codes)


def read_rank(cell: Cell | None) -> CellValue:
    """A place: 3, 第3名, 第三, 并列第3, 3/14."""
    if cell is not None and isinstance(cell.value, str) and refused(cell) is None:
        text = normalise(cell.value)
        if text.casefold() not in _NULL_WORDS and text not in _DITTO:
            of = _RANK_OF.match(text)
            inner = of[1] if of else (_RANK.match(text) or [text, text])[1]
            written = parse_number(inner)
            if written is None or written.unit or written.qualifier is not Qualifier.EXACT or written.value_max is not None:
                return CellValue(codes=(("rank-invalid", {"seen": text}),))
            return _rank(tidy(written.amount), text)
    read = read_number(cell)
    if any(code == "cell-not-a-number" for code, _ in read.codes):
        return CellValue(codes=(("rank-invalid", {"seen": shown(cell)}),))
    return read if read.value is None else _rank(read.value, shown(cell), read.unit)


def _rank(value: Decimal, seen: str, unit: str = "") -> CellValue:
    if unit or value != value.to_integral_value() or not 1 <= value <= 9999:
        return CellValue(codes=(("rank-invalid", {"seen": seen}),))
    return CellValue(int(value))


def read_yes_no(cell: Cell | None) -> CellValue:
    """True, False, or a null word; anything else is `cell-not-yes-no`."""
    if cell is None:
        return BLANK
    why = refused(cell)
    if why:
        return CellValue(codes=(why,))
    if isinstance(cell.value, bool):
        return CellValue(cell.value)
    text = normalise(shown(cell)).strip("。.")
    folded = text.casefold().replace(" ", "")
    if not folded:
        return BLANK
    if text in _DITTO:
        return CellValue(codes=(("ditto-mark", {"seen": text}),))
    if folded in _YES:
        return CellValue(value=True)
    if folded in _NO:
        return CellValue(value=False)
    if folded in _NULL_WORDS:
        return CellValue(null_word=text)
    return CellValue(codes=(("cell-not-yes-no", {"seen": shown(cell)}),))
