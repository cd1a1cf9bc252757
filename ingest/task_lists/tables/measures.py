"""Units of measure that a table states once for many figures: in a label, above the table, in a column, after a figure before.

What a unit is the grammar and the seeds say; nothing here knows one of its own.
"""

from __future__ import annotations

import re

from ingest.documents.grid import Grid
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.targets.text.quantities import unit_at
from ingest.task_lists.text import squeeze
from ingest.vocabulary import Vocabulary

_LAST_FIGURE = re.compile(r"\d\s*(?=\D*$)")
_LONGEST_MULTIPLIER = 2  # 万亿


def is_measure(text: str, vocabulary: Vocabulary) -> bool:
    """Is a text nothing but a unit of measure (万元, 个, 位次)? `text` is squeezed."""
    return (
        text in vocabulary.measures or text in list_lexicon().tables.measures or (bool(text) and _measure_at(text, 0) == text)
    )


def stated_measure(label: str) -> str:
    """The measure a label states in brackets: 增加值（万元） → 万元, （单位：个） → 个; "" for none."""
    match = list_lexicon().tables.measure_in_label.search(squeeze(label))
    return match.group(1) if match else ""


def table_measure(grid: Grid, before_row: int) -> str:
    """The measure that a line above the row of this index states for the figures of the table (单位：万元); "" for none."""
    for row in grid.rows[: max(before_row, 0)]:
        for cell in row:
            measure = measure_of_line(squeeze(cell.text))
            if measure:
                return measure
    return ""


def measure_of_line(line: str) -> str:
    """The measure of a line that states one and nothing else (单位：万元); "" for another line. `line` is squeezed."""
    match = list_lexicon().tables.measure_line.match(line)
    return match.group(1) if match else ""


def measure_of_last_figure(text: str) -> str:
    """The measure directly after the last figure of a text, its multiplier with it: 完成5万户以上 → 万户; "" for none."""
    match = _LAST_FIGURE.search(text)
    return _measure_at(text, match.end()) if match else ""


def holds_amount(text: str) -> bool:
    """Does a text hold a number with a unit after it (改造小区8个)? One in a name (PM2.5, 3岁以下, 5G) or a date is none."""
    plain = list_lexicon().tables.no_figure.sub(" ", squeeze(text))
    return any(_measure_at(plain, number.end()) for number in list_lexicon().tables.amount.finditer(plain))


def _measure_at(text: str, at: int) -> str:
    # without a multiplier first: 千瓦 and 百分点 begin with none
    for size in range(_LONGEST_MULTIPLIER + 1):
        multiplier = text[at : at + size]
        if multiplier.strip(list_lexicon().tables.multipliers):
            break
        unit = unit_at(text, at + size)
        if unit:
            return multiplier + unit
    return ""
