"""Rules over what the form asks for: a figure that isn't there, one that stands in another column, one that goes on to count.

A figure that was not read must be missed: whatever else a row says, the figure its target is judged by is there, or it is
told that it isn't.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ingest.documents.grid import Cell
from ingest.documents.places import column_letter
from ingest.findings import Finding, Place
from ingest.progress.asked import figure_asked, has_figure
from ingest.progress.catalogue import finding
from ingest.progress.cells.bare import bare_number
from ingest.progress.cells.words import is_withdrawal, shown
from ingest.progress.fields import TEXTS, Field
from ingest.progress.headings.words import heading_words
from ingest.progress.labels import LABELS, normal
from ingest.progress.layout.contents import Contents
from ingest.progress.layout.form_parts import FormPart
from ingest.progress.layout.proposals import can_be
from ingest.progress.layout.table_rows import TableRow
from ingest.progress.rules.row import Rule, Setting
from ingest.progress.say import Say, say
from ingest.progress.stages import NOT_FILLED, FiguredRow
from ingest.progress.standing import Change, changes, figure_words, is_comparable, withdrawing_words
from ingest.task_lists.model import Kind, Target

_DIGIT = re.compile(r"\d")
_NAMES_OF_ROWS = (Field.SECTION, Field.OFFICE)  # a number there may be a counter's: told, but never taken for the row's figure


def figure_missing(row: FiguredRow, target: Target, setting: Setting) -> Iterator[Say]:
    """The figure that the form asks for is blank; where a number stands that nobody reads, it probably is that figure."""
    name = figure_asked(target)
    if name is None or row.held or not setting.owes_figure(target) or not row.is_blank(name):
        return
    if has_figure(row, target) and row.current is None:
        return
    misplaced = next(unread_numbers(row, setting), None)
    if misplaced is not None and not has_figure(row, target):
        cell, label = misplaced
        column = column_letter(cell.column)
        yield say("figure-misplaced", name, cell.place, seen=shown(cell), column=column, other=label)
    elif setting.standing is None or setting.standing.figure(name) is None:
        what = "“进展情况”里写有数字，但系统不从文字里取数。" if _DIGIT.search(row.text(Field.NARRATIVE)) else ""
        yield say("figure-missing", name, what=what)


def unread_numbers(row: FiguredRow, setting: Setting) -> Iterator[tuple[Cell, str]]:
    """Numbers of a row in cells from which no figure is read, with the label of their column."""
    source, last = row.source, row.source.cells.get(Field.LAST)
    is_printed = last is not None and bare_number(last) in setting.accepted_before
    yield from _in_words(source, (*(() if is_printed else (Field.LAST,)), *TEXTS, Field.MARK))
    yield from _in_unknown_columns(source)


def _in_words(source: TableRow, names: Sequence[Field]) -> Iterator[tuple[Cell, str]]:
    """The bare numbers of some columns, with the label of their column."""
    for name in names:
        cell = source.cells.get(name)
        if cell is not None and bare_number(cell) is not None:
            yield cell, source.header.labels.get(name) or LABELS[name]


def _in_unknown_columns(source: TableRow) -> Iterator[tuple[Cell, str]]:
    unread = source.header.unknown
    unknown = {one.column: one.label for one in unread if not heading_words().finds("other_time", one.label)}
    for cell in source.all_cells:
        if cell.column in unknown and bare_number(cell) is not None:
            yield cell, unknown[cell.column]


def figures_that_stand(row: FiguredRow, _target: Target, setting: Setting) -> Iterator[Say]:
    """What the unit had accepted for this very period and now leaves blank goes on to count; only a word takes it back."""
    before = setting.standing
    if before is None or row.held:
        return
    if not is_comparable(row, before, setting.vocabulary):
        seen, wanted = (unit or "（没有写）" for unit in (row.measure_unit, before.measure_unit))
        yield say("figure-not-comparable", Field.MEASURE_UNIT, seen=seen, wanted=wanted)
        return
    for name, change in changes(row, before):
        if change is Change.UNSTATED and name in row.source.header.columns:  # of a column that is not there, the file is told
            word = row.null_words.get(name, "")
            how = "没有填写" if word in NOT_FILLED else f"填的是“{word}”"
            yield say("figure-kept", name, how=how)
        elif change is Change.WITHDRAWN:
            was = figure_words(before.figure(name))
            yield say("figure-withdrawn", name, seen=withdrawing_words(row, name), was=was)


def withdrawn_with_figures(row: FiguredRow, _target: Target, _setting: Setting) -> Iterator[Say]:
    """A row that 备注 takes back as a whole and that states figures all the same: one of the two is not meant."""
    if row.is_stated and is_withdrawal(row.text(Field.REMARKS)):
        yield say("withdrawn-with-figures", Field.REMARKS, seen=row.text(Field.REMARKS).strip())


def numbers_not_read(row: FiguredRow, _target: Target, setting: Setting) -> Iterator[Say]:
    """A bare number where none belongs, in a row that has its figure: told, so that nothing typed is passed over."""
    if row.is_told("figure-misplaced"):
        return
    for cell, label in (*_in_words(row.source, _NAMES_OF_ROWS), *unread_numbers(row, setting)):
        if cell.column not in {one.column for one in row.source.header.unknown}:  # told once, of the column
            yield say("number-not-read", None, cell.place, seen=shown(cell), label=label)


OWED_RULES: tuple[Rule, ...] = (withdrawn_with_figures, figure_missing, figures_that_stand, numbers_not_read)


def no_figure(rows: Sequence[FiguredRow], parts: Sequence[FormPart], settings: Sequence[Setting | None]) -> Finding | None:
    """A file that gives none of the figures that it owes is told so, with the column in which they probably stand.

    `settings` are those of the rows, None for a row that has no target. Where rows state anything else, a date or an amount
    beside the growth that is asked for, blanks are told row by row, unless the column is missing or numbers stand in another.
    """
    owed: dict[Field, list[tuple[FiguredRow, Target, Setting]]] = {}
    stated = 0
    for row, setting in zip(rows, settings, strict=True):
        if row.target is None or setting is None or row.is_repeat or row.is_withdrawn:
            continue
        stated += row.is_stated
        name = figure_asked(row.target)
        if name is not None and setting.owes_figure(row.target):
            owed.setdefault(name, []).append((row, row.target, setting))
    if not owed:
        return None
    main, group = max(owed.items(), key=lambda item: len(item[1]))
    size, group = len(group), [one for one in group if not _is_given_otherwise(*one[:2])]
    if not all(row.is_blank(main) for row, _, _ in group) or len(group) * 2 <= size:
        return None
    if len(group) == 1 and (group[0][0].held or has_figure(*group[0][:2])):
        return None  # one row makes no column: it is told what is wrong with it
    is_there = any(main in part.header.columns for part in parts)
    likely = _likely(group, main)
    if is_there and stated and not likely:
        return None
    header, sheet = parts[0].header, parts[0].sheet
    column = column_letter(header.columns[main]) if main in header.columns else ""
    place = Place(sheet=sheet.name, row=header.last, column=column)
    return finding("figures-all-blank" if is_there else "figure-column-missing", place, label=LABELS[main], what=likely)


def _is_given_otherwise(row: FiguredRow, target: Target) -> bool:
    """True where another figure of the row stands for the one that is owed; what was done in the period alone does not."""
    if figure_asked(target) is Field.CUMULATIVE:
        return target.kind is Kind.RELATIVE and row.yoy is not None
    return has_figure(row, target)


def _likely(owed: Sequence[tuple[FiguredRow, Target, Setting]], main: Field) -> str:
    """第H列“本月累计”里有6个数，可能就是“累计完成”: the column in which half of the rows have a number."""
    unread = _by_column(one for row, _, setting in owed for one in unread_numbers(row, setting))
    others = _by_column(one for row, _, _ in owed for one in _read_elsewhere(row, main))
    for found in (unread, others):
        fitting = {column: len(held.values) for column, held in found.items() if _may_be(main, column[1], held)}
        for (column, label), times in Counter(fitting).most_common(1):
            if times * 2 >= len(owed):
                return f"第{column_letter(column)}列“{label}”里有{times}个数，可能就是“{LABELS[main]}”。"
    return ""


def _may_be(name: Field, label: str, held: Contents) -> bool:
    return can_be(name, held) and not heading_words().finds("of_others", normal(label))


def _by_column(found: Iterable[tuple[Cell, str]]) -> dict[tuple[int, str], Contents]:
    """The numbers of cells, by their column."""
    values: dict[tuple[int, str], list[tuple[int, Decimal]]] = {}
    for cell, label in found:
        number = bare_number(cell)
        values.setdefault((cell.column, label), []).append((cell.row, number if number is not None else Decimal(0)))
    return {column: Contents(figures=len(own), values=tuple(own)) for column, own in values.items()}


def _read_elsewhere(row: FiguredRow, main: Field) -> Iterator[tuple[Cell, str]]:
    """The cells of a row's figures in other columns than the one that is owed."""
    others = (Field.CURRENT, Field.YOY, Field.RANK) if main is Field.CUMULATIVE else (Field.YOY, Field.RANK)
    for name in others:  # an amount beside a growth or a place that is asked for is the indicator's own
        cell = row.source.cells.get(name)
        if name is not main and cell is not None and row.figure(name) is not None:
            yield cell, row.source.header.labels.get(name) or LABELS[name]
