"""The pre-filled columns of a row that a clerk should not have changed: the responsible office and the target's value."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.progress.cells.bare import bare_number
from ingest.progress.cells.numbers import number_words
from ingest.progress.cells.words import shown
from ingest.progress.fields import Field
from ingest.progress.knowledge.context import Context
from ingest.progress.matching.targets import filed_target_value, is_value
from ingest.progress.say import Say, say
from ingest.progress.stages import FiguredRow


def prefilled(row: FiguredRow, unit: str, context: Context) -> Iterator[Say]:
    """`unit` is the unit that files, "" where it is not known."""
    target, cells = row.target, row.source.cells
    if target is None:
        return
    office = cells.get(Field.OFFICE)
    if office is not None and unit:
        named = context.units_in(shown(office))
        if named and unit not in named:
            yield say("row-office-differs", Field.OFFICE, seen=shown(office), wanted=unit)
    cell = cells.get(Field.TARGET_VALUE)
    if cell is None:
        return
    if target.value is None or row.area != target.area:
        if row.area and bare_number(cell) is not None:
            yield say("number-not-read", Field.TARGET_VALUE, cell.place, seen=shown(cell))
        return
    filed = filed_target_value(cell, row.measure_unit)
    if filed.value is None or filed.unit not in ("", target.unit) or filed.value == target.value_max:
        return
    if not is_value(target, filed.value, filed.unit or row.measure_unit, context.vocabulary):
        wanted = f"{number_words(target.value)}{target.unit}"
        yield say("target-value-differs", Field.TARGET_VALUE, seen=shown(cell), wanted=wanted)
