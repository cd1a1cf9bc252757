"""A correction never empties: what a filing leaves blank and the unit had accepted before for the period goes on to count.

Here the figures of a row are held against those that stand: which it adds, changes, confirms, leaves blank or withdraws; and a
row is filled with what it left blank, each figure with the receipt and the cell that it came from. Nothing is said here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ingest.progress.cells.amounts import base_of
from ingest.progress.cells.dates import FiledDate
from ingest.progress.cells.numbers import number_words, tidy
from ingest.progress.cells.words import is_withdrawal
from ingest.progress.fields import AMOUNTS, STANDING, TEXTS, Field, Figure
from ingest.progress.knowledge.past import PastRow
from ingest.progress.stages import FiguredRow, JudgedRow
from ingest.vocabulary import Vocabulary

_MANY_TIMES, _MANY_POINTS = Decimal(5), Decimal(10)


class Change(StrEnum):
    """What a filing does to one figure."""

    ADDED = "added"
    CHANGED = "changed"
    CONFIRMED = "confirmed"
    UNSTATED = "unstated"  # it stood before and is neither stated nor withdrawn: it goes on to count
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class FigureCounts:
    """How many figures a filing adds, changes, confirms, no longer states, and withdraws."""

    added: int = 0
    changed: int = 0
    confirmed: int = 0
    unstated: int = 0
    withdrawn: int = 0


NO_FIGURES = FigureCounts()


def figures_line(counts: FigureCounts) -> str:
    """What a filing does to the figures, in one line for its sender."""
    if counts == NO_FIGURES:
        return "没有采用任何数"
    parts = [f"新增 {counts.added} 个", f"更正 {counts.changed} 个", f"与原来相同 {counts.confirmed} 个"]
    if counts.unstated:
        parts.append(f"没有再写、继续采用原数 {counts.unstated} 个")
    if counts.withdrawn:
        parts.append(f"撤回 {counts.withdrawn} 个")
    return "，".join(parts)


def changes(row: FiguredRow, before: PastRow | None) -> Iterator[tuple[Field, Change]]:
    """What a row does to each figure that it states or that stood before; `before` is the unit's own row of the period."""
    for name in STANDING:
        now, then = row.figure(name), None if before is None else before.figure(name)
        if now is not None:
            is_same = before is not None and _is_same(name, row, before)
            yield name, Change.ADDED if then is None else Change.CONFIRMED if is_same else Change.CHANGED
        elif then is not None:
            yield name, Change.WITHDRAWN if is_withdrawn(row, name) else Change.UNSTATED


def figure_words(figure: Figure | None) -> str:
    """A figure as it is told to people."""
    match figure:
        case None:
            return "（空）"
        case bool():
            return "是" if figure else "否"
        case dt.date():
            return figure.isoformat()
    return number_words(Decimal(figure))


def _is_same(name: Field, row: FiguredRow, before: PastRow) -> bool:
    """True for one figure twice, whatever unit it is written in."""
    if name in AMOUNTS and row.measure_unit != before.measure_unit:
        return row.base(name) is not None and row.base(name) == before.base(name)
    return row.figure(name) == before.figure(name)


def is_far(name: Field, row: FiguredRow, before: PastRow) -> bool:
    """True for a restated amount of another size, or a growth that moves by ten points: perhaps a slip of a key."""
    if name is Field.YOY and row.yoy is not None and before.yoy is not None:
        return abs(row.yoy - before.yoy) >= _MANY_POINTS
    if name is not Field.CUMULATIVE:
        return False
    now, then = row.base(name), before.base(name)
    if now is None or then is None or then <= 0:
        return False
    return not then / _MANY_TIMES < abs(now) < then * _MANY_TIMES


def is_withdrawn(row: FiguredRow, name: Field) -> bool:
    """True where its own cell, or 备注 for the whole row, takes a figure back; 是否完成 否 takes back the date."""
    return bool(withdrawing_words(row, name))


def withdrawing_words(row: FiguredRow, name: Field) -> str:
    """The words that take a figure back; "" where none do."""
    if name is Field.DONE_DATE and row.done is False:
        return "否"
    for text in (row.null_words.get(name, ""), row.text(Field.REMARKS)):
        if is_withdrawal(text):
            return text.strip()
    return ""


def counted(rows: Iterable[FiguredRow], past: Mapping[tuple[str, str], PastRow]) -> FigureCounts:
    """The figures of the rows that a filing has accepted. What stood in rows that it does not have is no longer stated."""
    found = dict.fromkeys(Change, 0)
    here = set()
    for row in rows:
        if row.target is not None:
            key = (row.target.target_key, row.area)
            here.add(key)
            for _, change in changes(row, past.get(key)):
                found[change] += 1
    found[Change.UNSTATED] += sum(len(before.stated) for key, before in past.items() if key not in here)
    return FigureCounts(**{change.value: number for change, number in found.items()})


def is_comparable(row: FiguredRow, before: PastRow, vocabulary: Vocabulary) -> bool:
    """True where the amounts of a row can stand beside those of another: one of them has none, or their units are of a kind."""
    if not any(row.figure(name) is not None for name in AMOUNTS) or not any(name in before.stated for name in AMOUNTS):
        return True
    return row.measure_unit == before.measure_unit or _factor(row, before, vocabulary) is not None


def _factor(row: FiguredRow, before: PastRow, vocabulary: Vocabulary) -> Decimal | None:
    factor, base = base_of(row.measure_unit, vocabulary)
    return factor if base and base == base_of(before.measure_unit, vocabulary)[1] else None


def filled(row: JudgedRow, before: PastRow | None, vocabulary: Vocabulary) -> JudgedRow:
    """The row with what it left blank and what stands. One that is not comparable (`is_comparable`) is never accepted."""
    if before is None:
        return row
    names = [name for name, change in changes(row, before) if change is Change.UNSTATED]
    is_whole_row = is_withdrawal(row.text(Field.REMARKS))
    blank = [name for name in TEXTS if not is_whole_row and not row.text(name).strip()]
    texts = tuple(name for name in blank if before.text(name).strip())
    if not names and not texts:
        return row
    taken: dict[str, Any] = {}
    for name in names:
        if name is Field.DONE_DATE and before.done_date is not None:
            taken["done_date"] = _date(before.done_date)
        elif name in AMOUNTS:
            taken |= _amount(name, row, before, vocabulary)
        else:
            taken[name.value] = before.figure(name)
    return replace(
        row,
        **taken,
        kept={name: before.source(name) for name in names},
        kept_texts=texts,
        texts={**row.texts, **{name: before.text(name) for name in texts}},
    )


def _date(day: dt.date) -> FiledDate:
    return FiledDate(day, day.isoformat())


def _amount(name: Field, row: JudgedRow, before: PastRow, vocabulary: Vocabulary) -> dict[str, Any]:
    """An amount that stands, in the unit that the row has; a row without an amount of its own takes that of the past."""
    own, base = before.figure(name), before.base(name)
    taken: dict[str, Any] = {f"{name.value}_base": base, "unit_base": before.unit_base}
    if all(row.figure(amount) is None for amount in AMOUNTS):
        return {**taken, name.value: own, "measure_unit": before.measure_unit}
    factor = _factor(row, before, vocabulary)
    if row.measure_unit != before.measure_unit and factor is not None and base is not None:
        own = tidy(base / factor)
    return {**taken, name.value: own}
