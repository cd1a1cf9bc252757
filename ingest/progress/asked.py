"""What a row owes: the figure by which its target is judged, and whether a row that was filed gives it.

One place for the form's question and the warehouse's count of answers (`filing_rows.is_answered`). No cell is read here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ingest.progress.fields import Field
from ingest.progress.stages import FiguredRow
from ingest.task_lists.model import Asked, Kind, Target

# the column in which the figure that a target is judged by belongs; events and words are judged without one
_FIGURE: Mapping[Asked, Field] = MappingProxyType({Asked.VALUE: Field.CUMULATIVE, Asked.YOY: Field.YOY, Asked.RANK: Field.RANK})
NOT_APPLICABLE = "不适用"
_PERCENT = frozenset(("%", "％"))


def figure_asked(target: Target) -> Field | None:
    """The column of the figure that the form asks of a target; None where it asks for an event or a word."""
    return _FIGURE.get(target.measure_asked)


def has_figure(row: FiguredRow, target: Target) -> bool:
    """True where a row states the figure that its target asks for, or one that stands for it.

    A rate written under 累计完成 in % is that rate; what was done in each period adds up to the total of a level; a comparison
    with others is made with the value or with its growth.
    """
    amount = row.cumulative if row.cumulative is not None else row.current
    match figure_asked(target):
        case Field.CUMULATIVE:
            return amount is not None or (target.kind is Kind.RELATIVE and row.yoy is not None)
        case Field.YOY:
            return row.yoy is not None or (amount is not None and row.measure_unit in _PERCENT)
        case Field.RANK:
            return row.rank is not None
    return False


def is_answered(row: FiguredRow, target: Target) -> bool:
    """True where a row says what the form asks of it: the figure, the event or the unit's own judgement, or 不适用."""
    if any(word.strip() == NOT_APPLICABLE for word in row.null_words.values()):
        return True
    if figure_asked(target) is not None:
        return has_figure(row, target)
    return row.is_stated or bool(row.text(Field.JUDGEMENT).strip())
