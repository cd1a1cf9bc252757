"""Heights of rows in the workbooks we write: tall enough for what stands in them, and free to grow while a clerk types.

XlsxWriter marks every height it is given as set by hand, and Excel then never grows the row; `let_rows_grow` takes the
mark away, as Excel itself leaves it off for heights that it measured.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

LINE, PADDING = 13.5, 4.5  # points, for 10 point type


def display_width(text: str) -> int:
    """Columns of a monospaced screen: two for a Chinese character, one for a Latin letter."""
    return sum(map(_columns, text))


@lru_cache(maxsize=16384)  # more characters than a text is written with
def _columns(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def lines_of(text: str, width: float) -> int:
    """Lines that a text takes in a cell `width` characters wide."""
    usable = max(width - 1, 1)
    return sum(max(1, -(-display_width(line) // int(usable))) for line in text.split("\n")) if text else 1


def height_of(cells: Iterable[tuple[str, float]]) -> float:
    """The height in points for cells given as (text, column width)."""
    return max((lines_of(text, width) for text, width in cells), default=1) * LINE + PADDING


def let_rows_grow(workbook: bytes, path: Path) -> None:
    """Write a finished workbook to `path`, its row heights no longer marked as set by hand."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                data = re.sub(rb'(<row [^>]*?) customHeight="1"', rb"\1", data)
            target.writestr(entry, data)
