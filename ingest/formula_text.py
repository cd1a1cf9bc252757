"""Text that a spreadsheet would take for a formula, kept from it: one rule for every workbook and CSV file we write."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import IO

# what a spreadsheet takes for the beginning of a formula, in half and full width
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# a number stays one, a fall of 2.5 % too, and a value to reach as the form prints it: ＝0（11-12月）
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?[%‰]?|＝\d[\d.%‰年月日底前至力争，（）-]*")


# of xlsxwriter: what is given as text is written as text
PLAIN_TEXTS = MappingProxyType({"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})


def csv_writer(handle: IO[str]) -> Callable[[Iterable[object]], None]:
    """Writes one row of a CSV file: None as blank, texts guarded, everything else as it prints."""
    write = csv.writer(handle, lineterminator="\n").writerow
    return lambda row: write([_csv_cell(value) for value in row])


def _csv_cell(value: object) -> object:
    if isinstance(value, str):
        # Python doesn't quote a carriage return, and a reader starts a row there
        return guarded(value).replace("\r\n", "\n").replace("\r", "\n")
    return "" if value is None else value


def guarded(text: str) -> str:
    """Text that is no formula, now or after being saved as CSV: with an apostrophe before it where it looked like one."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text
