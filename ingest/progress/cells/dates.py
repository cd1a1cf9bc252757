"""Dates of a filing in every written form, with how exactly they were given. Reporting periods are `calendar/periods.py`."""

from __future__ import annotations

import calendar
import datetime as dt
import math
import re
from dataclasses import dataclass

from ingest.documents.grid import Cell
from ingest.progress.cells.words import BLANK, CellValue, is_ditto, is_null_word, refused, shown
from ingest.progress.say import Say, say
from ingest.values.characters import normalise

_SPAN = (dt.date(1990, 1, 1), dt.date(2100, 12, 31))
_EPOCH, _EPOCH_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
_YEAR_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_SMALL = {c: i for i, c in enumerate("零一二三四五六七八九")}

_Y = r"(?P<y>(?:19|20)\d\d)"
_DAY = re.compile(rf"^{_Y}(?:年|[-./])(?P<m>\d{{1,2}})(?:月|[-./])(?P<d>\d{{1,2}})(?:日|号)?(?:\d{{1,2}}:\d\d(?::\d\d)?)?$")
_COMPACT = re.compile(rf"^{_Y}(?P<m>\d\d)(?P<d>\d\d)$")
_MONTH = re.compile(rf"^{_Y}(?:年|[-./])(?P<m>\d{{1,2}})(?:月(?:份)?)?$")
_PART = re.compile(rf"^(?:{_Y}年)?(?P<m>\d{{1,2}})月(?:份)?(?P<part>底|末|初|上旬|中旬|下旬)$")
_YEAR_END = re.compile(rf"^(?:{_Y}年?|今年|本年)?(?:年)?(?:年底|年末|底|末)$")
_NO_YEAR = re.compile(r"^(?P<m>\d{1,2})(?:月)(?P<d>\d{1,2})(?:日|号)$")
_MONTH_ALONE = re.compile(r"^(?P<m>\d{1,2})月(?:份)?$")
_DONE_WORDS = re.compile(r"^(?:已于|于|在|已)|(?:已?(?:全部|全面)?(?:完成|完工|竣工|建成|开工))$")
_CHINESE_DAY = re.compile(r"[一二三四五六七八九十]+(?=[月日号])")
_CHINESE_YEAR = re.compile(r"[〇零○一二三四五六七八九]{4}(?=年)")


@dataclass(frozen=True, slots=True)
class FiledDate:
    """A date as filed. `text` is ISO: `2026-03-01`, or `2026-03` where only the month was given; `day` is its last day then."""

    day: dt.date
    text: str


def _small(numeral: str) -> str:
    """十一 → 11; longer or malformed numerals come back as they are and then fit no form."""
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return str(_SMALL[numeral]) if numeral in _SMALL else numeral
    if len(tens) > 1 or len(ones) > 1:
        return numeral
    return str((_SMALL[tens] if tens else 1) * 10 + (_SMALL[ones] if ones else 0))


def _clean(text: str) -> str:
    plain = re.sub(r"\s+", "", normalise(text)).replace("—", "-").replace("–", "-").replace("。", ".")
    plain = _CHINESE_YEAR.sub(lambda m: m[0].translate(_YEAR_DIGITS), plain.replace("零", "〇"))
    plain = _CHINESE_DAY.sub(lambda m: _small(m[0]), plain)
    return _DONE_WORDS.sub("", plain).strip(".")


def _last(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def parse_date(text: str, year: int) -> tuple[FiledDate, tuple[Say, ...]] | None:
    """A written date; `year` is taken where none is written, and that is said. None for what is no date of the calendar."""
    plain = _clean(text)
    try:
        for pattern in (_DAY, _COMPACT):
            if found := pattern.match(plain):
                return _exactly(dt.date(int(found["y"]), int(found["m"]), int(found["d"])))
        if found := _MONTH.match(plain):
            return _of_month(int(found["y"]), int(found["m"]), text)
        if found := _MONTH_ALONE.match(plain):
            return _of_month(year, int(found["m"]), text)
        if found := _NO_YEAR.match(plain):
            return _inferred(dt.date(year, int(found["m"]), int(found["d"])), text)
        if found := _PART.match(plain):
            at = int(found["y"] or year), int(found["m"])
            days = {"初": 5, "上旬": 10, "中旬": 20}
            return _inferred(dt.date(*at, days[found["part"]]) if found["part"] in days else _last(*at), text)
        if found := _YEAR_END.match(plain):
            return _inferred(dt.date(int(found["y"] or year), 12, 31), text)
    except (ValueError, calendar.IllegalMonthError):
        return None
    return None


def _exactly(day: dt.date) -> tuple[FiledDate, tuple[Say, ...]] | None:
    return (FiledDate(day, day.isoformat()), ()) if _SPAN[0] <= day <= _SPAN[1] else None


def _inferred(day: dt.date, seen: str) -> tuple[FiledDate, tuple[Say, ...]]:
    return FiledDate(day, day.isoformat()), (say("date-inferred", seen=seen.strip(), wanted=day.isoformat()),)


def _of_month(year: int, month: int, seen: str) -> tuple[FiledDate, tuple[Say, ...]]:
    return FiledDate(_last(year, month), f"{year:04}-{month:02}"), (say("date-month-only", seen=seen.strip()),)


def from_serial(number: float, *, date_1904: bool) -> dt.date | None:
    """The day of a spreadsheet's serial number; None outside 1990 to 2100, where it is more likely a number."""
    if not math.isfinite(number) or not 0 < number <= 10**6:
        return None
    day = (_EPOCH_1904 if date_1904 else _EPOCH) + dt.timedelta(days=int(number))
    return day if _SPAN[0] <= day <= _SPAN[1] else None


def read_date(cell: Cell | None, *, year: int, date_1904: bool = False) -> CellValue:
    """The date of a cell as `FiledDate`; `year` is the year of the reporting period, for 3月底 and 11月30日."""
    if cell is None:
        return BLANK
    why = refused(cell)
    if why:
        return CellValue(says=(why,))
    invalid = CellValue(says=(say("cell-not-a-date", seen=shown(cell)),))
    value = cell.value
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        found = _exactly(value)
        return CellValue(found[0]) if found else invalid
    if isinstance(value, bool | dt.time | dt.timedelta):
        return invalid
    if isinstance(value, int | float):
        return _read_typed(value, date_1904=date_1904) or invalid
    text = value if isinstance(value, str) else cell.text
    if not text.strip():
        return BLANK
    if is_ditto(text):
        return CellValue(says=(say("ditto-mark", seen=text.strip()),))
    if is_null_word(text):
        return CellValue(null_word=text.strip())
    written = parse_date(text, year)
    if written is None and re.fullmatch(r"\d{5}", text.strip()):
        return _read_typed(int(text), date_1904=date_1904) or invalid
    return CellValue(written[0], says=written[1]) if written else invalid


def _read_typed(value: float, *, date_1904: bool) -> CellValue | None:
    """A number in a date column: 20231130, or a serial number. 2023.1 may be January or October and is refused."""
    if not math.isfinite(value):
        return None
    if value == int(value) and 19900101 <= value <= 21001231:
        written = parse_date(str(int(value)), 0)
        return CellValue(written[0]) if written else None
    day = from_serial(value, date_1904=date_1904)
    return CellValue(FiledDate(day, day.isoformat())) if day else None
