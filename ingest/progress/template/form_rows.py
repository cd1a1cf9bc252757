"""The rows of a unit's form: what it must report, in the words of the list, beside what it reported last.

Pure data; the workbook is `workbook.py`. What must be reported is decided in `task_lists/obligations.py` alone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ingest.calendar.periods import period
from ingest.progress.fields import Field
from ingest.progress.knowledge.context import Context
from ingest.progress.knowledge.past import PastRow
from ingest.progress.knowledge.target_text import number_text, target_text
from ingest.task_lists.model import Asked, Target


class Ask(StrEnum):
    """What the form asks of one cell."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NOT_ASKED = "not_asked"


ASKED = (Field.CURRENT, Field.CUMULATIVE, Field.YOY, Field.RANK, Field.DONE_DATE, Field.DONE)


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One row of the form: a target for an area. `target_text` is the target as a clerk reads it (`≥90（11-12月）`)."""

    target_key: str
    task_no: str
    task_name: str
    metric: str
    area: str
    unit: str
    target_text: str
    span: str
    kind: str
    asks: tuple[Ask, ...]  # in the order of ASKED
    last_text: str | Decimal = ""
    last_cumulative: Decimal | None = None  # only in the unit of this row
    ceiling: Decimal | None = None  # three times the target: more than that is asked about

    def asks_for(self, name: Field) -> Ask:
        """What is asked of a figure; texts are optional, but a target without a figure needs the unit's own judgement."""
        if name is Field.JUDGEMENT and self.kind == "qualitative":
            return Ask.REQUIRED
        return self.asks[ASKED.index(name)] if name in ASKED else Ask.OPTIONAL


_R, _O, _N = Ask.REQUIRED, Ask.OPTIONAL, Ask.NOT_ASKED
ASKS_OF_KIND: dict[str, tuple[Ask, ...]] = {
    #              本期 累计 同比 排名 完成日期 是否完成
    "level": (_R, _R, _O, _O, _N, _N),
    "ratio": (_O, _R, _O, _O, _N, _N),
    "growth": (_O, _O, _R, _O, _N, _N),
    "relative": (_O, _R, _O, _O, _N, _N),
    "rank": (_O, _O, _O, _R, _N, _N),
    "milestone": (_N, _N, _N, _N, _O, _R),
    "qualitative": (_O, _O, _O, _O, _O, _O),
}
_STRICTNESS = (_N, _O, _R)


def _unit_of(target: Target) -> str:
    if target.measure_asked is Asked.YOY:
        return "%"
    return target.unit


def _last(target: Target, past: PastRow | None) -> tuple[str | Decimal, Decimal | None]:
    """What to show of the last accepted row, and its cumulative where it may be compared with."""
    if past is None:
        return "", None
    same_unit = past.measure_unit in ("", target.unit)
    cumulative = past.cumulative_value if same_unit else None
    if target.measure_asked is Asked.YOY:
        return past.yoy if past.yoy is not None else "", cumulative
    if target.kind == "rank" and past.rank is not None:
        return Decimal(past.rank), cumulative
    if target.kind in ("milestone", "qualitative") and past.done is not None:
        return ("已完成" if past.done else "未完成"), cumulative
    if past.cumulative_value is None:
        return "", None
    return (past.cumulative_value if same_unit else f"{number_text(past.cumulative_value)}{past.measure_unit}"), cumulative


def _asks(target: Target) -> tuple[Ask, ...]:
    return ASKS_OF_KIND["growth"] if target.measure_asked is Asked.YOY else ASKS_OF_KIND[target.kind]


def _ceiling(target: Target) -> Decimal | None:
    if target.kind == "level" and target.comparator in ("ge", "gt", "approx") and target.value is not None and target.value > 0:
        return target.value * 3
    return None


def past_row(context: Context, target_key: str, area: str, before: dt.date) -> PastRow | None:
    """The accepted row of the latest period that ended before a day, None where there is none."""
    periods = context.history.get((target_key, area), {})
    earlier = [row for period_id, row in periods.items() if period(period_id).end < before]
    return earlier[-1] if earlier else None


def template_rows(context: Context, list_id: str, unit: str, period_id: str) -> tuple[TemplateRow, ...]:
    """Every row that the unit must report for the period, in the list's order; `()` for a unit that must report nothing.

    A target whose window has not begun when the period ends keeps its row, but no figure is required of it.
    """
    this = period(period_id)
    rows = []
    for obligation in context.owed_by(list_id, unit):
        target = context.targets[obligation.target_key]
        task = context.task_of(target)
        begun = target.period_start is None or target.period_start <= this.end
        last_text, last_cumulative = _last(target, past_row(context, target.target_key, obligation.area, this.start))
        rows.append(
            TemplateRow(
                target_key=target.target_key,
                task_no=task.task_key,
                task_name=task.name or task.parent_names,
                metric=target.metric,
                area=obligation.area,
                unit=_unit_of(target),
                target_text="" if obligation.is_contribution else target_text(target),
                span=target.span,
                kind=target.kind,
                asks=_asks(target) if begun else tuple(min(ask, Ask.OPTIONAL, key=_STRICTNESS.index) for ask in _asks(target)),
                last_text=last_text,
                last_cumulative=last_cumulative,
                ceiling=_ceiling(target),
            )
        )
    return tuple(rows)
