"""Rules over what the form asks for: a figure that isn't there, one that stands in another column, one that goes on to count.

A figure that was not read must be missed: whatever else a row says, the figure its target is judged by is there, or it is
told that it isn't.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.documents.grid import Cell
from ingest.documents.places import column_letter
from ingest.findings import Finding, Place
from ingest.progress.asked import figure_asked, has_figure
from ingest.progress.catalogue import finding
from ingest.progress.cells.bare import bare_number
from ingest.progress.cells.words import shown
from ingest.progress.fields import TEXTS, Field
from ingest.progress.headings.words import heading_words
from ingest.progress.labels import LABELS
from ingest.progress.layout.form_parts import FormPart
from ingest.progress.layout.table_rows import TableRow
from ingest.progress.rules.row import Rule, Setting
from ingest.progress.say import Say, say
from ingest.progress.stages import FiguredRow
from ingest.progress.standing import Change, changes, figure_words, is_comparable
from ingest.task_lists.model import Target

_DIGIT = re.compile(r"\d")
_NAMES_OF_ROWS = (Field.SECTION, Field.OFFICE)  # a number there may be a counter's: told, but never taken for the row's figure
_NOT_FILLED = ("", "blank")


def _is_blank(row: FiguredRow, name: Field) -> bool:
    """True where nothing stands in a figure's cell and nothing was said of it; 无 is a statement."""
    return row.figure(name) is None and row.null_words.get(name, "") in _NOT_FILLED and not row.is_told_of(name)


def figure_missing(row: FiguredRow, target: Target, setting: Setting) -> Iterator[Say]:
    """The figure that the form asks for is blank; where a number stands that nobody reads, it probably is that figure."""
    name = figure_asked(target)
    if name is None or row.held or not setting.owes_figure(target) or not _is_blank(row, name):
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
        yield say("figure-not-comparable", Field.MEASURE_UNIT, seen=row.measure_unit, wanted=before.measure_unit)
        return
    for name, change in changes(row, before):
        words = figure_words(before.figure(name))
        if change is Change.UNSTATED:
            yield say("figure-kept", name, wanted=words)
        elif change is Change.WITHDRAWN:
            yield say("figure-withdrawn", name, seen=row.null_words.get(name, ""), wanted=words)


def numbers_not_read(row: FiguredRow, _target: Target, setting: Setting) -> Iterator[Say]:
    """A bare number where none belongs, in a row that has its figure: told, so that nothing typed is passed over."""
    if row.is_told("figure-misplaced"):
        return
    for cell, label in (*_in_words(row.source, _NAMES_OF_ROWS), *unread_numbers(row, setting)):
        if cell.column not in {one.column for one in row.source.header.unknown}:  # told once, of the column
            yield say("number-not-read", None, cell.place, seen=shown(cell), label=label)


OWED_RULES: tuple[Rule, ...] = (figure_missing, figures_that_stand, numbers_not_read)


def no_figure(rows: Sequence[FiguredRow], parts: Sequence[FormPart], settings: Sequence[Setting | None]) -> Finding | None:
    """A file that gives none of the figures that it owes is told so, with the column in which they probably stand.

    `settings` are those of the rows, None for a row that has no target. Where rows state anything else, a date or an amount
    beside the growth that is asked for, blanks are told row by row, unless the column is missing or numbers stand in another.
    """
    owed: list[tuple[FiguredRow, Target, Setting]] = []
    others = 0
    for row, setting in zip(rows, settings, strict=True):
        if row.target is None or setting is None or row.is_repeat or row.is_withdrawn:
            continue
        others += row.is_stated
        if setting.owes_figure(row.target):
            owed.append((row, row.target, setting))
    asked = [name for _, target, _ in owed if (name := figure_asked(target)) is not None]
    if not owed or any(row.held or has_figure(row, target) for row, target, _ in owed):
        return None
    if not all(_is_blank(row, name) for (row, _, _), name in zip(owed, asked, strict=True)):
        return None
    main = Counter(asked).most_common(1)[0][0]
    is_there = any(main in part.header.columns for part in parts)
    likely = _likely(owed, main)
    if is_there and others and not likely:
        return None
    header, sheet = parts[0].header, parts[0].sheet
    column = column_letter(header.columns[main]) if main in header.columns else ""
    place = Place(sheet=sheet.name, row=header.last, column=column)
    return finding("figures-all-blank" if is_there else "figure-column-missing", place, label=LABELS[main], what=likely)


def _likely(owed: Sequence[tuple[FiguredRow, Target, Setting]], main: Field) -> str:
    """第H列“本月累计”里有6个数，可能就是“累计完成”: the column in which half of the rows have a number that nobody reads."""
    found: Counter[tuple[int, str]] = Counter()
    for row, _, setting in owed:
        found.update({(cell.column, label) for cell, label in unread_numbers(row, setting)})
    (column, label), times = next(iter(found.most_common(1)), ((0, ""), 0))
    if times * 2 < len(owed):
        return ""
    return f"第{column_letter(column)}列“{label}”里有{times}个数，可能就是“{LABELS[main]}”。"
