"""A stored number whose format prints another amount, or words beside it: 6.0816 that shows 6.08百万元 in a row of 亿元.

What a format prints is `documents/printed_numbers.py`'s; here it is held against the unit of the row. Where what is stored
and what is seen are two amounts, nobody can say which one was meant, and the row is held with both.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ingest.documents.grid import Cell
from ingest.documents.printed_numbers import Printed, printed
from ingest.progress.cells.causes import is_about
from ingest.progress.cells.numbers import number_words, tidy
from ingest.progress.cells.words import CellValue
from ingest.progress.cells.written import unit_of, with_name
from ingest.progress.say import Say, say
from ingest.values.units import SAME_COUNT, split_multiplier, to_base, unit_words
from ingest.vocabulary import Vocabulary


def as_printed(cell: Cell | None, read: CellValue, unit: str, vocabulary: Vocabulary) -> CellValue:
    """What was read of a figure's cell, after a look at what its number format prints. `unit` is that of its row or label."""
    if cell is None or read.value is None or not isinstance(cell.value, int | float) or not cell.number_format:
        return read
    value: Decimal = read.value
    shows = printed(cell.number_format, value)
    word = _unit(shows, unit)
    if word and not unit:
        return replace(read, value=tidy(value / shows.factor), unit=word)
    if word or (shows.factor != 1 and split_multiplier(unit)[0]):
        seen = tidy(value / shows.factor)
        if _amount(seen, word or unit, vocabulary) == _amount(value, unit, vocabulary):
            return read
        return CellValue(says=(_two_readings(shows, value, unit, seen, word or unit),))
    if is_about(shows.before) or is_about(shows.after):
        return CellValue(says=(say("cell-not-a-number", seen=shows.shown(value)),))
    said = _beside(cell, shows, value)
    return replace(read, says=(*read.says, said)) if said else read


def _unit(shows: Printed, unit: str) -> str:
    """The unit of measure that a format prints after a number, "" for none; 万 stands for 万户 in a row of 户."""
    word = with_name(unit_of(shows.after), unit)
    name = split_multiplier(word)[1]
    return word if word and (not name or name in unit_words().words) else ""


def _amount(value: Decimal, unit: str, vocabulary: Vocabulary) -> tuple[Decimal, str]:
    amount, base = to_base(value, unit, vocabulary.measures)
    return amount, "个" if base in SAME_COUNT else base


def _two_readings(shows: Printed, value: Decimal, unit: str, seen: Decimal, word: str) -> Say:
    stored = number_words(value)
    one, other = f"{stored} {unit}", f"{number_words(seen)} {word}"
    return say("number-format-unit", seen=shows.shown(value), wanted=stored, one=one, other=other, unit=unit)


def _beside(cell: Cell, shows: Printed, value: Decimal) -> Say | None:
    """What a format does to a number that is taken as it is stored."""
    stored = number_words(value)
    if shows.hidden:
        return say("number-format-hides", seen=stored, format=cell.number_format)
    if shows.factor != 1:
        return say("number-format-shows", seen=shows.shown(value), wanted=stored, format=cell.number_format)
    if shows.before or (shows.after and not shows.after.startswith("%")):
        return say("number-format-words", seen=shows.shown(value), wanted=stored)
    return None
