"""Areas or indicators side by side: 全市 and 北塔区, each over its own 本期完成 and 累计完成. Each becomes a header of its own.

Only where every head is understood; else nothing of it is read, and `BesideProblem` says what was not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ingest.documents.grid import Cell
from ingest.documents.places import column_letter
from ingest.findings import Place
from ingest.progress.fields import FIGURES, Field
from ingest.progress.headings.grammar import Meaning, names_figure
from ingest.progress.labels import normal
from ingest.progress.layout.contents import Contents
from ingest.progress.layout.form_sheet import FormSheet
from ingest.progress.layout.header import BesideProblem, FormHeader, HeadedColumn, HeaderMaker


@dataclass(frozen=True, slots=True)
class KnownHeads:
    """Which words over a group of columns are an area, and which an indicator of the list."""

    is_area: Callable[[str], bool] = lambda _: False
    is_metric: Callable[[str], bool] = lambda _: False

    def key_of(self, words: str) -> Field | None:
        """The column of the form in which these words would stand."""
        if not words:
            return None
        if self.is_area(words):
            return Field.AREA
        return Field.METRIC if self.is_metric(words) else None


@dataclass(frozen=True, slots=True)
class HeadGroups:
    """The columns of figures that stand in groups: for each head its columns, and the field in which the heads belong."""

    groups: dict[str, list[HeadedColumn]]
    key: Field | None


def head_of(one: HeadedColumn, known: KnownHeads) -> str:
    """The words over a column of figures, or in its bracket, that are not the form's."""
    read = one.heading
    if not names_figure(read) and not (read.sort is Meaning.UNKNOWN and known.key_of(one.label)):
        return ""
    if read.sort is Meaning.UNKNOWN:
        return one.label
    return read.group or (read.unit if known.key_of(read.unit) else "")


def stand_beside(headed: Sequence[HeadedColumn], known: KnownHeads, contents: Callable[[int], Contents]) -> HeadGroups | None:
    """The groups of a header; None where its groups are mere words over columns that occur once."""
    groups: dict[str, list[HeadedColumn]] = {}
    for one in headed:
        head = head_of(one, known)
        bare_label = one.heading.sort is Meaning.UNKNOWN
        if head and (known.key_of(head) or one.heading.is_under) and not (bare_label and not contents(one.column).are_figures):
            groups.setdefault(head, []).append(one)
    if not groups:
        return None
    keys = {known.key_of(head) for head in groups}
    fields = [{one.heading.field for one in columns} for columns in groups.values()]
    is_repeated = any(first & second for at, first in enumerate(fields) for second in fields[at + 1 :])
    if keys == {None} and not is_repeated:
        return None
    is_bare = all(one.heading.sort is Meaning.UNKNOWN for columns in groups.values() for one in columns)
    if is_bare and any(one.heading.field in keys and not contents(one.column).is_blank for one in headed):
        return None  # 全省 beside a table that has its own 区域: a column that nobody knows
    return HeadGroups(groups, keys.pop() if len(keys) == 1 else None)


def apart(header: FormHeader, beside: HeadGroups, sheet: FormSheet, contents: Callable[[int], Contents]) -> FormHeader:
    """A header with one of its own for each group; with a problem where a head or a column is not understood.

    `header` is that of the columns outside the groups.
    """
    columns = sorted(one.column for group in beside.groups.values() for one in group)
    odd = _not_understood(header, beside, contents)
    if odd:
        return replace(header, problem=BesideProblem(tuple(columns), tuple(beside.groups), odd))
    made: list[FormHeader] = []
    for head, group in beside.groups.items():
        cell = _head_cell(sheet, header, group[0], head)
        others = frozenset(columns) - {one.column for one in group}
        about = (beside.key, cell) if beside.key is not None else None
        made.append(replace(_view(header, group), head=about, others=others))
    twice = next((view for view in made if view.duplicates), None)
    if twice is not None:
        return replace(header, duplicates=twice.duplicates)
    return replace(made[0], blocks=tuple(made))


def _not_understood(header: FormHeader, beside: HeadGroups, contents: Callable[[int], Contents]) -> str:
    """Why the groups cannot be read, "" where they can."""
    if beside.key is None:
        return "heads"
    if beside.key in header.columns and not contents(header.columns[beside.key]).is_blank:
        return "key"
    if any(one.heading.field is None and one.heading.sort is not Meaning.BARE for g in beside.groups.values() for one in g):
        return "fields"
    outside = [name for name in FIGURES if name in header.columns and not contents(header.columns[name]).is_blank]
    return "outside" if outside else ""


def _view(header: FormHeader, group: Sequence[HeadedColumn]) -> FormHeader:
    """The columns outside the groups and those of one group."""
    made = HeaderMaker(header.headed, header.first, header.last)
    inside = [name for one in group if (name := one.heading.field) is not None]
    for name, column in header.columns.items():
        if name not in (*FIGURES, *inside):
            made.field(next(one for one in header.headed if one.column == column), name)
    made.past += header.past
    made.unknown += header.unknown
    for one in group:
        name = one.heading.field
        if name is not None:
            made.field(one, name)
        elif Field.CUMULATIVE not in inside:
            made.field(one, Field.CUMULATIVE)
            made.assumed.append((Field.CUMULATIVE, one.column))
        else:
            made.unknown.append(one)
    return made.header()


def _head_cell(sheet: FormSheet, header: FormHeader, one: HeadedColumn, head: str) -> Cell:
    """The cell of the header in which a head stands, with its words alone."""
    for number in range(header.first, header.last + 1):
        cell = sheet.at(number, one.column)
        if cell is not None and head in normal(cell.text):
            return replace(cell, text=head, value=head)
    place = Place(sheet=sheet.name, row=header.last, column=column_letter(one.column))
    return Cell(header.last, one.column, head, place, head)  # the words of several cells together
