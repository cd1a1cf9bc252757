"""Number formats of workbooks: what a stored number means (number, share in %, date) and how a person sees it.

Shared by all workbook containers. The text of a number is never rounded to its format: 0.00007 shown as 0.01% reads 0.007%,
because what is stored is what counts.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache

GENERAL = "General"

# formats that a workbook may use by number only; 27-36 and 50-58 are dates in the Chinese editions
BUILTIN: dict[int, str] = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00", 9: "0%",
    10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    34: 'AM/PMh"时"mm"分"', 35: 'AM/PMh"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
    40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    55: 'AM/PMh"时"mm"分"', 56: 'AM/PMh"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip

_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DATE_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|\[[^\]]*\]|(AM/PM|A/P|上午/下午)|(y+|e+|m+|d+|h+|s+|a{3,4})|_.|\*.|(.)', re.IGNORECASE
)
_SCALE = re.compile(r"[0#?],+(?=[^0#?,.]|$)|0!\.0")


class FormatKind(Enum):
    GENERAL = auto()
    NUMBER = auto()
    PERCENT = auto()
    DATE = auto()  # has year, month or day, maybe hours too
    TIME = auto()  # hours only
    ELAPSED = auto()  # [h]:mm
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Format:
    """A classified format code. `scales` says that it shows a thousandth, or a ten-thousandth, of what is stored."""

    code: str
    kind: FormatKind
    scales: bool = False
    dated: bool = False  # DATE, TIME or ELAPSED


@lru_cache(maxsize=4096)
def classify(code: str) -> Format:
    """What numbers with this format are. Only the first section (positive numbers) decides, as in Excel."""
    section = code.split(";", maxsplit=1)[0]
    if code in {"", GENERAL} or "通用格式" in section or section.lower() == "general":
        return Format(code, FormatKind.GENERAL)
    if _ELAPSED.search(section):
        return Format(code, FormatKind.ELAPSED, dated=True)
    bare = _QUOTED.sub("", section)
    if bare.strip() == "@":
        return Format(code, FormatKind.TEXT)
    digits = any(c in bare for c in "0#?")
    if "%" in bare:
        return Format(code, FormatKind.PERCENT)
    lowered = re.sub(r"am/pm|a/p|上午/下午", "h", bare.lower())
    if not any(c in lowered for c in "#?"):
        if "general" in lowered:
            return Format(code, FormatKind.GENERAL)
        if any(c in lowered for c in "yd") or ("m" in lowered and not any(c in lowered for c in "hs")):
            return Format(code, FormatKind.DATE, dated=True)
        if "e" in lowered and not digits:
            return Format(code, FormatKind.DATE, dated=True)
        if any(c in lowered for c in "hs"):
            return Format(code, FormatKind.TIME, dated=True)
    return Format(code, FormatKind.NUMBER, scales=bool(_SCALE.search(bare)))


def number_value(stored: str) -> int | float | None:
    """The number of its stored text: an int where it is written as one, else a float; None when it is no number."""
    if not stored.isascii() or "_" in stored:  # what Python takes for a number and no workbook writes
        return None
    try:
        return int(stored)
    except ValueError:
        pass
    try:
        value = float(stored)
    except ValueError:
        return None
    return value if value - value == 0 else None  # neither infinite nor NaN


def plain(value: float, stored: str = "") -> str:
    """A number in plain digits, at the 15 digits that Excel shows; a stored integer of any length stays as stored."""
    if isinstance(value, int):
        return stored if stored.isascii() and stored.isdigit() else str(value)
    if value == int(value) and abs(value) < 1e18:
        return str(int(value))
    text = f"{value:.15g}"
    return f"{Decimal(text):f}" if "e" in text else text


def percent(value: float) -> str:
    """0.125 → 12.5%, exactly, not rounded to the format."""
    shifted = Decimal(plain(value)).scaleb(2)
    text = f"{shifted:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}%"


def to_date(value: float, kind: FormatKind, date_1904: bool) -> dt.date | dt.datetime | dt.time | dt.timedelta | None:
    """A serial number as date or time; None when it is none (negative, the 29 February 1900 that never was, year 10000)."""
    if kind is FormatKind.ELAPSED:
        return dt.timedelta(seconds=round(value * 86_400, 3)) if abs(value) < 1e6 else None
    if value < 0 or value >= 2_958_466:
        return None
    days, fraction = divmod(value, 1)
    seconds = round(fraction * 86_400, 3)
    if kind is FormatKind.TIME and days == 0:
        whole = dt.datetime(1900, 1, 1) + dt.timedelta(seconds=seconds)  # noqa: DTZ001 - a clock face, not a moment
        return whole.time() if whole.day == 1 else dt.time(23, 59, 59)
    if date_1904:
        base = dt.date(1904, 1, 1)
    elif days >= 61:
        base = dt.date(1899, 12, 30)
    elif 1 <= days < 60:
        base = dt.date(1899, 12, 31)
    else:
        return None
    try:
        day = base + dt.timedelta(days=int(days))
        if seconds == 0:
            return day
        return dt.datetime(day.year, day.month, day.day) + dt.timedelta(seconds=seconds)  # noqa: DTZ001 - files know no zone
    except OverflowError:
        return None


def iso_date(stored: str) -> dt.date | dt.datetime | str:
    """The value of a cell that is stored as an ISO date; the text itself when it is none."""
    try:
        moment = dt.datetime.fromisoformat(stored.strip().removesuffix("Z"))
    except ValueError:
        return stored
    return moment.date() if moment.time() == dt.time() else moment


def date_text(value: dt.date | dt.datetime | dt.time | dt.timedelta, code: str) -> str:
    """A date as its format shows it (2026年3月); ISO where the format has names of days or months that we do not write."""
    if isinstance(value, dt.timedelta):
        hours, rest = divmod(int(value.total_seconds()), 3600)
        return f"{hours}:{rest // 60:02d}:{rest % 60:02d}"
    out: list[str] = []
    minutes = False  # an m after an h, or before an s, is minutes
    section = code.split(";", maxsplit=1)[0]
    tokens = list(_DATE_TOKEN.finditer(section))
    for index, token in enumerate(tokens):
        quoted, escaped, half, letters, other = token.groups()
        if letters is None:
            out.append(quoted or escaped or (other if other and other != "@" else "") or ("" if half is None else _half(value)))
            continue
        following = next((t.group(4) for t in tokens[index + 1 :] if t.group(4)), "") or ""
        piece = _date_piece(value, letters.lower(), minutes or following.lower().startswith("s"))
        if piece is None:
            return value.isoformat(" ") if isinstance(value, dt.datetime) else value.isoformat()
        minutes = letters.lower().startswith("h")
        out.append(piece)
    return "".join(out)


def _half(value: dt.date | dt.datetime | dt.time) -> str:
    return "上午" if isinstance(value, dt.datetime | dt.time) and value.hour < 12 else "下午"


def _date_piece(value: dt.date | dt.datetime | dt.time, letters: str, minutes: bool) -> str | None:
    first, wide = letters[0], len(letters) > 1
    if first in "hs" or (first == "m" and minutes):
        clock = value if isinstance(value, dt.datetime | dt.time) else dt.time()
        number = {"h": clock.hour, "m": clock.minute, "s": clock.second}[first]
        return f"{number:02d}" if wide else str(number)
    if isinstance(value, dt.time) or first == "a" or len(letters) > 4 or (first in "md" and len(letters) > 2):
        return None
    if first in "ye":
        return f"{value.year:04d}" if len(letters) > 2 or first == "e" else f"{value.year % 100:02d}"
    number = value.month if first == "m" else value.day
    return f"{number:02d}" if wide else str(number)
