"""The columns whose headings do not say all: of which month they are, a figure or a text, of the period or so far.

What decides is the period of the filing, the columns beside them and what stands below. A column that stays open is read as
nothing, and said (`rules/columns.py`); two that could be the same field are asked about, never chosen between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.calendar.periods import Period, PeriodKind
from ingest.progress.fields import Field
from ingest.progress.headings.grammar import Meaning, Months, ReadHeading
from ingest.progress.layout.contents import Contents, contents_of
from ingest.progress.layout.form_sheet import FormSheet
from ingest.progress.layout.header import FormHeader, HeadedColumn, HeaderMaker
from ingest.progress.layout.side_by_side import HeadGroups, KnownHeads, apart, stand_beside


@dataclass(frozen=True, slots=True)
class FilingTime:
    """The period of a filing, None where it is not known, and the first and last month of the term of its list."""

    this: Period | None = None
    term: tuple[int, int] = (1, 12)

    def holds(self, span: Months) -> bool:
        """True where the months of a heading are the period's, or run up to its end from where figures are counted."""
        this = self.this
        if this is None or span.year not in (0, this.end.year):
            return False
        if not span.last:
            return True
        if (span.first, span.last) == self.term and self.term != (1, 12):
            return True  # 11-12月累计完成 in November: so far, in a list of these two months
        if span.last != this.end.month or span.day > this.end.day:
            return False
        if span.first == span.last:
            return this.kind is PeriodKind.MONTH
        return span.first in (0, 1, self.term[0], this.start.month)

    def is_early(self, span: Months) -> bool:
        """True where a heading of this period names a day before its last."""
        return self.this is not None and 0 < span.day < self.this.end.day and self.holds(span)


def settled(header: FormHeader, sheet: FormSheet, time: FilingTime, known: KnownHeads) -> FormHeader:
    """The header with every column read or left, now that the period is known."""
    return _Settling(header, sheet, time, known).header()


class _Settling:
    def __init__(self, header: FormHeader, sheet: FormSheet, time: FilingTime, known: KnownHeads) -> None:
        self._old, self._sheet, self._time, self._known = header, sheet, time, known
        self._made = HeaderMaker(header.headed, header.first, header.last)
        units = header.columns.get(Field.MEASURE_UNIT, 0)
        self._contents = lru_cache(maxsize=None)(lambda column: contents_of(sheet, column, header.last, units))

    def header(self) -> FormHeader:
        late: list[HeadedColumn] = []
        headed = [self._of_time(one) for one in self._old.headed]
        beside = stand_beside(headed, self._known, self._contents)
        inside = {one.column for group in beside.groups.values() for one in group} if beside is not None else frozenset()
        for one in headed:
            read = one.heading
            if one.column in inside:
                continue
            if read.sort is Meaning.BARE or read.monthly or read.vague:
                late.append(one)
            elif read.sort is Meaning.EITHER:
                self._figures_or_text(one)
            else:
                self._made.take(replace(one, heading=replace(read, span=None)), read.field)
        self._growth([one for one in late if one.heading.monthly and not one.heading.vague])
        self._vague([one for one in late if one.heading.vague])
        self._bare([one for one in late if one.heading.sort is Meaning.BARE])
        self._made.unknown += self._made.open
        self._made.open.clear()
        made = self._made.header()
        made = made if beside is None else apart(made, self._dated_away(beside), self._sheet, self._contents)
        early = [one for one in headed if one.heading.span is not None and self._time.is_early(one.heading.span)]
        return replace(made, early=tuple(early))

    def _dated_away(self, beside: HeadGroups) -> HeadGroups:
        """The groups without the months of their headings: they are this period's."""
        groups = {
            head: [replace(one, heading=replace(one.heading, span=None)) for one in g] for head, g in beside.groups.items()
        }
        return replace(beside, groups=groups)

    def _of_time(self, one: HeadedColumn) -> HeadedColumn:
        """A column of other months is another period's."""
        span = one.heading.span
        if span is None or self._time.holds(span):
            return one
        return replace(one, heading=ReadHeading(Meaning.PAST))

    def _figures_or_text(self, one: HeadedColumn) -> None:
        """完成情况: a text over texts; over figures the field that its words name, where they name one."""
        read, held = one.heading, self._holds(one)
        if held.are_figures or (held.is_blank and read.field is not None):
            if read.field is None:
                self._made.unknown.append(one)
            else:
                self._made.field(one, read.field)
        else:
            self._made.field(one, Field.NARRATIVE)

    def _growth(self, monthly: Sequence[HeadedColumn]) -> None:
        """The growth of the month alone stands for growth only where none up to its end is there."""
        for one in monthly:
            if Field.YOY in self._made.columns:
                self._made.past.append(one)
        if Field.YOY not in self._made.columns:
            for one in monthly:
                self._made.field(one, Field.YOY)

    def _vague(self, vague: Sequence[HeadedColumn]) -> None:
        """本月新增, 1-12月, 较去年增减: what they most likely mean, over figures that fit, where no other column means it."""
        for one in vague:
            held, name = self._holds(one), one.heading.field
            fits = held.are_percent if name is Field.YOY else held.are_figures
            if name is None or name in self._made.columns or not fits or (one.heading.group and not one.heading.is_under):
                self._made.unknown.append(one)
            else:
                self._made.field(one, name)

    def _bare(self, bare: Sequence[HeadedColumn]) -> None:
        """完成数: the figure so far where no other column is; which of several it is, nobody can say."""
        taken = Field.CUMULATIVE in self._made.columns
        for one in bare:
            if one.heading.corrected and taken:
                self._made.field(one, Field.CUMULATIVE)  # beside another: which of them counts is asked
            elif taken or (one.heading.group and not one.heading.is_under):
                self._made.unknown.append(one)
            else:
                self._made.field(one, Field.CUMULATIVE)
                self._made.assumed.append((Field.CUMULATIVE, one.column))

    def _holds(self, one: HeadedColumn) -> Contents:
        return self._contents(one.column)
