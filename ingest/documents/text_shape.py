"""The look of a text file: tab-indented export of a table, delimited values, or plain paragraphs. Nothing is read here."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto

_DELIMITERS = ",\t;|"
_OF_PROSE = "，；、｜"  # they part cells only where every line of a table has as many of them
_LEAST_WIDE, _HEADS = 5, 12  # cells of such a table; lines in which its head stands
_HEAD_CELLS, _LONGEST_LABEL = 3, 14
_NUMBER = re.compile(r"\s*[-+]?\d[\d.]*%?\s*$")
_SAMPLE = 400  # lines looked at
_SENTENCE_END = re.compile(r"[。！？；;）)]\s*$")
_ENUMERATOR = re.compile(r"\s*[（(]?[\d一二三四五六七八九十①-⑳]+[)）.、．]?\s*$")
_OUTLINE = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章节部])"
)
_ENDS_SENTENCE = re.compile(r"[。！？]")


class Shape(Enum):
    EXPORT = auto()
    DELIMITED = auto()
    PARAGRAPHS = auto()


@dataclass(frozen=True, slots=True)
class Look:
    shape: Shape
    delimiter: str = ""


def shape_of(text: str) -> Look:
    """What kind of text this is, and the delimiter of delimited text.

    In an export a line either starts a cell with one tab or goes on with it, so a tab stands at the start of a line only.
    Prose with commas in every sentence is no table: it ends its lines with full stops and has no row of short labels.
    """
    declared = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    if declared:
        return Look(Shape.DELIMITED, declared[1])
    lines = lines_of(text)
    delimiter, sure = _delimiter([line for line in lines if line.strip()][:_SAMPLE])
    led = sum(line.startswith("\t") for line in lines)
    inner = sum("\t" in line[1:] for line in lines)
    if led >= 3 and inner * 10 < led and not (sure and delimiter != "\t") and _has_head(lines):
        return Look(Shape.EXPORT)
    if delimiter == "\t" and led * 2 > len([line for line in lines if line.strip()]) and inner * 10 < led:
        return Look(Shape.PARAGRAPHS)  # paragraphs that begin with a tab
    delimiter = delimiter or _even([line for line in lines if line.strip()][:_SAMPLE])
    return Look(Shape.DELIMITED, delimiter) if delimiter else Look(Shape.PARAGRAPHS)


def _even(filled: list[str]) -> str:
    """The sign of prose that parts a table all the same: below a head of short labels every line has as many; "" for none.

    One more in a single line, and nobody can say where its cells end: then it is no delimiter.
    """
    for delimiter in _OF_PROSE:
        rows = _rows(filled, delimiter)
        for index, row in enumerate(rows[:_HEADS]):
            after = rows[index + 1 :]
            if len(row) >= _LEAST_WIDE and _is_labels(row, len(row)) and _all_as_wide(after, len(row)):
                return delimiter
    return ""


def _all_as_wide(rows: list[list[str]], width: int) -> bool:
    """Whether each row has as many cells, but for those that are not parted at all, and there is one."""
    parted = [row for row in rows if len(row) > 1]
    return bool(parted) and all(len(row) == width for row in parted)


def parted_otherwise(line: str, delimiter: str, widths: Collection[int], *, heads: bool) -> str:
    """The other sign that parts a line as the rest of its table is parted, "" for none: a row, not a note with commas in it.

    `widths` are how many cells the rows have; `heads` says that the line stands above them, so that it may be the labels.
    """
    for sign in _DELIMITERS + _OF_PROSE:
        rows = _rows([line], sign) if sign != delimiter else []
        cells = rows[0] if rows else []
        if len(cells) < _LEAST_WIDE or all(abs(len(cells) - width) > 1 for width in widths):
            continue
        bare = any(not cell.strip() or _NUMBER.match(cell) for cell in cells)
        if bare or (heads and _is_labels(cells, len(cells))):
            return sign
    return ""


def _has_head(lines: list[str]) -> bool:
    """Three short cells one after another, as every head of a table has: sentences that are indented by a tab have none."""
    run = 0
    for line in lines:
        text = line.strip()
        short = (
            line.startswith("\t")
            and len(text) <= _LONGEST_LABEL
            and not _OUTLINE.match(text)
            and not _SENTENCE_END.search(text)
        )
        run = run + 1 if short else 0
        if run == _HEAD_CELLS:
            return True
    return False


def lines_of(text: str) -> list[str]:
    """The lines of a text, whatever ends them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _delimiter(filled: list[str]) -> tuple[str, bool]:
    """The delimiter of the filled lines, "" for none, and whether nearly every line has it equally often.

    One that parts every line, the head included, into as many cells goes before one that is only frequent in the rows.
    """
    best, most, sure = "", (False, 0), False
    for delimiter in _DELIMITERS:
        rows = _rows(filled, delimiter)
        wide = [row for row in rows if len(row) > 1]
        if not wide or (len(wide) * 2 < len(rows) and not _heads_a_table(rows)) or _is_prose(filled, wide, delimiter):
            continue
        usual, times = Counter(len(row) for row in wide).most_common(1)[0]
        weight = (usual > 2 and times == len(rows), times * min(usual, 12))
        if weight > most:
            best, most, sure = delimiter, weight, usual > 2 and times * 10 >= len(rows) * 9
    return best, sure


def _rows(lines: list[str], delimiter: str) -> list[list[str]]:
    try:
        return [row for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        return []


def _is_prose(lines: list[str], wide: list[list[str]], delimiter: str) -> bool:
    """Sentences with a delimiter in them, not rows: uneven, ending as sentences do, and without a line of short labels."""
    usual, times = Counter(len(row) for row in wide).most_common(1)[0]
    ends = sum(bool(_SENTENCE_END.search(line)) for line in lines)
    if delimiter == "\t":  # an automatic number that was saved as text, a tab, and the paragraph
        return usual == 2 and all(_ENUMERATOR.match(row[0]) for row in wide) and ends * 2 >= len(lines)
    uneven = times * 10 < len(wide) * 9
    headings = sum(bool(_OUTLINE.match(line)) for line in lines)
    if uneven and (headings > 1 or (headings and ends * 3 >= len(lines))):
        return True  # headings of an outline stand between sentences with half-width commas
    if any(_is_labels(row, usual) for row in wide[:10]):
        return ends * 3 >= len(lines) * 2 and times * 2 < len(wide)
    return ends * 3 >= len(lines) or uneven


def _heads_a_table(rows: list[list[str]]) -> bool:
    """A row of four labels or more with rows as wide after it, whatever titles stand before."""
    for index, row in enumerate(rows[:-1]):
        if len(row) >= 4 and _is_labels(row, len(row)):
            after = rows[index + 1 :]
            return sum(len(r) == len(row) for r in after) * 5 >= len(after) * 4
    return False


def _is_labels(row: list[str], usual: int) -> bool:
    """A line that may head a table: short words, few of them with digits, no sentence."""
    filled = [cell.strip() for cell in row if cell.strip()]
    if len(row) < usual or len(filled) < 2:
        return False
    short = all(len(cell) <= 24 and not _ENDS_SENTENCE.search(cell) for cell in filled)
    return short and sum(any(d.isdigit() for d in cell) for cell in filled) * 2 <= len(filled)
