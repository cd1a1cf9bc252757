"""Text that a spreadsheet would take for a formula, kept from it: one rule for every workbook and CSV file we write."""

from __future__ import annotations

import re

# what a spreadsheet takes for the beginning of a formula, in half and full width
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?[%‰]?")  # a number stays one, a fall of 2.5 % too


def guarded(text: str) -> str:
    """Text that is no formula, now or after being saved as CSV: with an apostrophe before it where it looked like one."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text
