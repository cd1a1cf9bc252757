"""One cell of a table of rules: its text in the form in which rules are kept, or the finding that says why it cannot be."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from decimal import Decimal, InvalidOperation

from ingest.bounds import OFFICE
from ingest.calendar.periods import period
from ingest.calendar.written_periods import parse_period
from ingest.documents.grid import Cell
from ingest.findings import Finding
from ingest.rules.catalogue import finding
from ingest.rules.tables import LONGEST_TEXT, CellKind, RuleField

# a spreadsheet program may write the hour of midnight with a date
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+0?0:00(?::00)?)?")
# 1E+12 is how one writes a long number into a CSV file; with more digits it has been rounded
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?|\d(?:\.\d{1,4})?[Ee]\+?\d{1,2}", re.ASCII)
# and what one makes of 2023-11
_MONTH = re.compile(r"(?P<year>\d{4})[/.](?P<month>\d{1,2})|(?P<name>[A-Z][a-z]{2})-(?P<short>\d{2})", re.ASCII)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UNIT = re.compile(r"(?![\d(（])[\w\u3300-\u33ff%％‰‱℃/（）()·]+")
_SEPARATOR = re.compile(r"[;；|]")
_FLAGS = {"true": "true", "是": "true", "1": "true", "false": "false", "否": "false", "0": "false"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
# what a spreadsheet program would run when the text stands in a cell
_FORMULA = re.compile(r"[=+\-@\uff1d\uff0b\uff0d\uff20]")
_LONGEST_PATTERN = 4000


def read_cell(field: RuleField, cell: Cell) -> tuple[str, Finding | None]:
    """The cell as rules keep it (dates as 2024-01-31, flags as true and false), and what is wrong with it."""
    shown = cell.text.strip()
    if not shown:
        return "", finding("rules-cell-blank", cell.place, label=field.name) if field.required else None
    if field.kind is CellKind.DATE:
        day = _day(cell)
        return (day, None) if day else _wrong("rules-not-a-date", field, cell)
    if field.kind is CellKind.FLAG:
        flag = _FLAGS.get(shown.lower())
        return (flag, None) if flag else _wrong("rules-not-a-choice", field, cell, wanted="true、false")
    if field.kind in {CellKind.INTEGER, CellKind.NUMBER}:
        return _read_number(field, cell, shown)
    if field.kind is CellKind.PERIOD:
        named = _period(shown)
        return (named, None) if named else _wrong("rules-not-a-period", field, cell)
    return _read_text(field, cell, shown)


def _wrong(code: str, field: RuleField, cell: Cell, **words: str) -> tuple[str, Finding]:
    return "", finding(code, cell.place, **{"label": field.name, "seen": cell.text.strip(), **words})


def _day(cell: Cell) -> str:
    if isinstance(cell.value, dt.datetime):
        return cell.value.date().isoformat()
    if isinstance(cell.value, dt.date):
        return cell.value.isoformat()
    match = _DATE.fullmatch(cell.text.strip())
    if match is None:
        return ""
    try:
        day = dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return ""
    return day.isoformat() if 1900 <= day.year <= 2200 else ""


def _period(shown: str) -> str:
    """The id of the one period that is meant, "" where there is none."""
    month = _MONTH.fullmatch(shown)
    if month and month["name"]:
        shown = f"20{month['short']}-{_MONTHS.index(month['name']) + 1:02}" if month["name"] in _MONTHS else ""
    elif month:
        shown = f"{month['year']}-{month['month']:0>2}"
    try:
        return period(shown).id
    except ValueError:
        return parse_period(shown) or "" if "年" in shown else ""


def _read_number(field: RuleField, cell: Cell, shown: str) -> tuple[str, Finding | None]:
    wanted = "整数" if field.kind is CellKind.INTEGER else f"数字（最多 {field.decimals} 位小数）"
    try:
        number = Decimal(shown) if _NUMBER.fullmatch(shown) else None
    except InvalidOperation:
        number = None
    if number is None or (field.kind is CellKind.INTEGER and number != number.to_integral_value()):
        return _wrong("rules-not-a-number", field, cell, wanted=wanted)
    if -int(number.normalize().as_tuple().exponent) > field.decimals:
        return _wrong("rules-not-a-number", field, cell, wanted=wanted)
    low, high = field.low, field.high
    if (low is not None and number < low) or (high is not None and number > high):
        return _wrong("rules-out-of-range", field, cell, wanted=f"{low} 至 {high}")
    return f"{number.to_integral_value() if field.kind is CellKind.INTEGER else number:f}", None


def _read_text(field: RuleField, cell: Cell, shown: str) -> tuple[str, Finding | None]:
    if field.choices and shown not in field.choices:
        return _wrong("rules-not-a-choice", field, cell, wanted="、".join(field.choices))
    longest = _LONGEST_PATTERN if field.kind is CellKind.PATTERN else LONGEST_TEXT
    if len(shown) > longest:
        return _wrong("rules-text-too-long", field, cell, seen=str(len(shown)), wanted=str(longest))
    # patterns, too: what is exported is opened in a spreadsheet program
    if _CONTROL.search(shown) or _FORMULA.match(shown):
        return _wrong("rules-text-unsafe", field, cell)
    if field.kind is CellKind.NAME and (len(shown) > OFFICE.most or _SEPARATOR.search(shown)):
        return _wrong("rules-not-a-name", field, cell)
    if field.kind is CellKind.UNIT and not _UNIT.fullmatch(shown):
        return _wrong("rules-not-a-unit", field, cell)
    if field.kind is CellKind.PATTERN and not _is_pattern(shown):
        return _wrong("rules-not-a-pattern", field, cell)
    return shown, None


def _is_pattern(text: str) -> bool:
    """Whether Python and RE2, which DuckDB runs it with, both know the pattern and nothing of it has two senses."""
    import pyarrow as pa  # slow to import
    import pyarrow.compute as pc

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)
            re.compile(text)
        pc.match_substring_regex(pa.array([""]), text)
    except (re.error, OverflowError, RecursionError, FutureWarning, pa.ArrowInvalid):
        return False
    return True
