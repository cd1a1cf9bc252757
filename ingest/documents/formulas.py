"""Formulas of .xlsx worksheets: the text of each, shared ones moved to their own cell."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.documents.places import MAX_COLUMN, MAX_ROW, column_letter, column_number

# a string, a quoted sheet name, a function's or a name's word, or an address; only the last is moved
_PIECES = re.compile(
    r"""("[^"]*"|'[^']*'|[A-Za-z_\u4e00-\u9fff][\w.]*\(|(?<![\w.])(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})(?![\w(]))"""
)


class SharedFormulas:
    """Remembers the first cell of each shared formula and gives the others theirs."""

    def __init__(self) -> None:
        self._masters: dict[str, tuple[str, int, int]] = {}

    def text(self, stored: str, attributes: Mapping[str, str], row: int, column: int) -> str:
        """The formula of a cell without its `=`; `?` where a shared formula has no master or a formula no text."""
        formula = stored.removeprefix("=")
        if attributes.get("t") != "shared":
            return formula or "?"
        key = attributes.get("si", "")
        if formula:
            self._masters[key] = (formula, row, column)
            return formula
        master = self._masters.get(key)
        return moved(master[0], row - master[1], column - master[2]) if master else "?"


def moved(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads `rows` further down and `columns` further right; `$` parts stay."""

    def shift(match: re.Match[str]) -> str:
        whole, fixed_column, letters, fixed_row, digits = match.groups()
        if not letters:
            return whole
        column, row = column_number(letters), int(digits)
        if not column:
            return whole
        column += 0 if fixed_column else columns
        row += 0 if fixed_row else rows
        if not (0 < column <= MAX_COLUMN and 0 < row <= MAX_ROW):
            return "#REF!"
        return f"{fixed_column}{column_letter(column)}{fixed_row}{row}"

    return _PIECES.sub(shift, formula)
