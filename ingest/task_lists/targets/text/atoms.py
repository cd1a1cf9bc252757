"""The shape of a token: one part of a target text with its offsets, and the marks between parts. Nothing is read here."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ingest.task_lists.targets.text.dates import When
from ingest.values.numerals import WrittenNumber

MARKS = frozenset("，,；;。、：:！!？?\n")


class Sort(StrEnum):
    QUANTITY = "quantity"
    DATE = "date"
    RANK = "rank"
    NAME = "name"
    BRACKET = "bracket"
    MARK = "mark"  # punctuation


@dataclass(frozen=True, slots=True)
class Atom:
    """One atom at [start, end). `inner` holds a bracket's atoms; `known` is False for a quantity of an unknown unit.

    `parted`: the number is written with blanks in it, 17 910.
    """

    sort: Sort
    start: int
    end: int
    number: WrittenNumber | None = None
    unit: str = ""  # with its multiplier, as written
    when: When | None = None
    known: bool = True
    parted: bool = False
    inner: tuple[Atom, ...] = field(default=())
