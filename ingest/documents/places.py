"""Addresses: spreadsheet letters and numbers of columns, and places shared between equal cells."""

from __future__ import annotations

from functools import lru_cache

from ingest.findings import Place

MAX_COLUMN = 16_384  # XFD
MAX_ROW = 1_048_576


@lru_cache(maxsize=MAX_COLUMN)
def column_letter(number: int) -> str:
    """1 → A, 27 → AA. Raises ValueError below 1."""
    if number < 1:
        raise ValueError(number)
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=MAX_COLUMN)
def column_number(letters: str) -> int:
    """A → 1, AA → 27; 0 when it is no column."""
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            return 0
        number = number * 26 + ord(letter) - 64
    return number if number <= MAX_COLUMN else 0


@lru_cache(maxsize=1 << 15)
def sheet_place(sheet: str, row: int, column: int) -> Place:
    """The place of a worksheet cell. Filings share one form, so the same places come again and again."""
    return Place(sheet=sheet, row=row, column=column_letter(column))


def table_place(table: int, row: int, column: int) -> Place:
    """The place of a cell of the document's table number `table`."""
    return Place(table=table, row=row, column=column_letter(column))
