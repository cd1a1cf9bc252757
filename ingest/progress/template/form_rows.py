"""The rows of a unit's form: what it must report, in the words of the list, beside what it reported last.

A unit that only stands beside leads has the rows that it may report, and nothing of them is asked. Pure data; the workbook is
`workbook.py`. What must be reported is decided in `task_lists/obligations.py` alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ingest.calendar.periods import Period, period
from ingest.progress.asks import ASKED, Ask, asks_of
from ingest.progress.fields import Field
from ingest.progress.knowledge.context import Context
from ingest.progress.knowledge.last_reported import last_cumulative, last_shown, past_row
from ingest.progress.knowledge.target_text import target_text
from ingest.task_lists.model import Asked, Target
from ingest.task_lists.obligations import Obligation
from ingest.task_lists.towns import town_of


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
    is_owed: bool = True  # the unit must report it

    def asks_for(self, name: Field) -> Ask:
        """What is asked of a figure; texts are optional, but a target without a figure needs the unit's own judgement."""
        if name is Field.JUDGEMENT and self.kind == "qualitative" and self.is_owed:
            return Ask.REQUIRED
        return self.asks[ASKED.index(name)] if name in ASKED else Ask.OPTIONAL


_STRICTNESS = (Ask.NOT_ASKED, Ask.OPTIONAL, Ask.REQUIRED)


def _unit_of(target: Target) -> str:
    if target.measure_asked is Asked.YOY:
        return "%"
    return target.unit


def _ceiling(target: Target) -> Decimal | None:
    if target.kind == "level" and target.comparator in ("ge", "gt", "approx") and target.value is not None and target.value > 0:
        return target.value * 3
    return None


def _asks(obligation: Obligation, target: Target, this: Period) -> tuple[Ask, ...]:
    """What is asked of each figure, in the order of ASKED: optional before the window begins and of a unit that only may.

    A town knows its own part: of the figure for a wider area it is only asked where it leads.
    """
    asks = asks_of(target)
    if obligation.is_lead and (target.period_start is None or target.period_start <= this.end):
        return asks
    is_of_a_part = town_of(obligation.unit) not in ("", obligation.area_name)
    most = Ask.NOT_ASKED if is_of_a_part and not obligation.is_lead else Ask.OPTIONAL
    return tuple(min(ask, most, key=_STRICTNESS.index) for ask in asks)


def template_rows(context: Context, list_id: str, unit: str, period_id: str) -> tuple[TemplateRow, ...]:
    """Every row of the unit's form for the period, in the list's order; `()` for a unit that the list does not name.

    A target whose window has not begun when the period ends keeps its row, but no figure is required of it.
    """
    this = period(period_id)
    rows = []
    for obligation in context.form_of(list_id, unit):
        target = context.targets[obligation.target_key]
        task = context.task_of(target)
        past = past_row(context, target.target_key, obligation.area, this.start)
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
                asks=_asks(obligation, target, this),
                last_text=last_shown(target, past),
                last_cumulative=last_cumulative(target, past),
                ceiling=_ceiling(target),
                is_owed=obligation.is_lead,
            )
        )
    return tuple(rows)
