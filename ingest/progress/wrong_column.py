"""A figure in the wrong column of its row: growth or a place where amounts belong, an amount where growth belongs, a 0 or 1
under 是否完成 of a target that asks for a figure.

Only where the row itself says what the figure is does it go to its column, with a word about it; else the row is held.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ingest.progress.asked import figure_asked
from ingest.progress.cells.bare import bare_number
from ingest.progress.cells.numbers import number_words
from ingest.progress.cells.words import confirms, normalise, shown
from ingest.progress.fields import AMOUNTS, Field
from ingest.progress.labels import LABELS
from ingest.progress.say import Say, say
from ingest.progress.stages import FiguredRow
from ingest.task_lists.model import Asked, Kind

_PLACES = frozenset(("名", "位", "位次", "名次"))
_LAST_PLACE = 40  # among the cities of a province or the counties of a city
_FASTEST, _SLOWEST = Decimal(1000), Decimal(-100)  # nothing falls by more than all of it
_USUAL = Decimal(30)  # a growth beyond it may be the amount in a row whose unit was printed beforehand


def in_its_column(row: FiguredRow) -> FiguredRow:
    """The row with a figure moved to the column where it belongs, or with what is to be asked of it."""
    target = row.target
    if target is None or row.held:
        return row
    if figure_asked(target) is not None and row.done is not None and bare_number(row.source.cells.get(Field.DONE)) is not None:
        return _saying(row, say("cell-not-yes-no", Field.DONE, seen=shown(row.source.cells.get(Field.DONE))))
    if row.yoy is not None and not _SLOWEST <= row.yoy <= _FASTEST:
        code = "growth-far-confirmed" if confirms(row.text(Field.REMARKS)) else "growth-far"
        return _saying(row, say(code, Field.YOY, seen=number_words(row.yoy)))
    amounts = [name for name in AMOUNTS if _amount(row, name) is not None]
    if target.measure_asked is Asked.YOY and row.yoy is None and row.is_blank(Field.YOY):
        if row.rank is not None and not amounts:
            return _elsewhere(row, Field.RANK, Field.YOY, Decimal(row.rank))
        return _growth(row, amounts)
    if target.measure_asked is Asked.RANK and row.rank is None and row.is_blank(Field.RANK):
        if row.yoy is not None and not amounts and row.yoy == row.yoy.to_integral_value() and 1 <= row.yoy <= _LAST_PLACE:
            return _elsewhere(row, Field.YOY, Field.RANK, row.yoy)
        return _rank(row, amounts)
    is_owed_an_amount = target.kind in (Kind.LEVEL, Kind.RATIO) and target.measure_asked is Asked.VALUE
    if is_owed_an_amount and not amounts and all(row.is_blank(name) for name in AMOUNTS):
        if row.yoy is not None:
            return _saying(row, say("amount-perhaps-in-growth", Field.YOY, seen=number_words(row.yoy)))
        if row.rank is not None:
            return _elsewhere(row, Field.RANK, Field.CUMULATIVE, Decimal(row.rank))
    return row


def _elsewhere(row: FiguredRow, name: Field, wanted: Field, value: Decimal) -> FiguredRow:
    return _saying(row, say("figure-in-other-column", name, seen=number_words(value), wanted=LABELS[wanted]))


def _growth(row: FiguredRow, amounts: list[Field]) -> FiguredRow:
    """A bare 2.1 in a row whose unit is % is a rate; where only the list says so, it may as well be the amount."""
    if not amounts or row.measure_unit != "%":
        return row
    value = _amount(row, amounts[0])
    if len(amounts) == 1 and value is not None and abs(value) <= _USUAL and _says_percent(row, amounts[0]):
        moved = _moved(row, amounts[0], Field.YOY)
        return _saying(replace(moved, yoy=value), _told("growth-in-other-column", row, amounts[0], Field.YOY))
    return _saying(row, _told("growth-perhaps-in-other-column", row, amounts[-1], Field.YOY))


def _rank(row: FiguredRow, amounts: list[Field]) -> FiguredRow:
    value = _amount(row, amounts[0]) if len(amounts) == 1 else None
    if value is None or value != value.to_integral_value() or not 1 <= value <= _LAST_PLACE:
        return row
    if row.measure_unit in _PLACES:
        moved = replace(_moved(row, amounts[0], Field.RANK), rank=int(value))
        return _saying(moved, _told("rank-in-other-column", row, amounts[0], Field.RANK))
    return _saying(row, _told("rank-perhaps-in-other-column", row, amounts[0], Field.RANK))


def _told(code: str, row: FiguredRow, name: Field, wanted: Field) -> Say:
    cell = row.source.cells.get(name)
    return say(code, name, cell.place if cell is not None else None, seen=shown(cell), wanted=LABELS[wanted])


def _amount(row: FiguredRow, name: Field) -> Decimal | None:
    return row.current if name is Field.CURRENT else row.cumulative


def _says_percent(row: FiguredRow, name: Field) -> bool:
    """True where the filing itself, not only the list, says that the figure is a percentage."""
    cells = row.source.cells
    written = (shown(cells.get(Field.MEASURE_UNIT)), row.source.header.units.get(name, ""), shown(cells.get(name)))
    return any("%" in normalise(text) or "百分" in text for text in written)


def _moved(row: FiguredRow, name: Field, to: Field) -> FiguredRow:
    """The row with the cell of one figure under another, and nothing where it stood."""
    cells = {(to if field is name else field): cell for field, cell in row.source.cells.items()}
    words = {field: word for field, word in row.null_words.items() if field is not to} | {name: "blank"}
    source = replace(row.source, cells=cells)
    if name is Field.CURRENT:
        return replace(row, source=source, null_words=words, current=None, current_base=None)
    return replace(row, source=source, null_words=words, cumulative=None, cumulative_base=None)


def _saying(row: FiguredRow, said: Say) -> FiguredRow:
    return replace(row, said=(*row.said, said))
