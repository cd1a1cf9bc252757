"""What was accepted for a target before a period, as the form prints it under 上期报送."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ingest.calendar.periods import period
from ingest.progress.knowledge.context import Context
from ingest.progress.knowledge.past import PastRow
from ingest.progress.knowledge.target_text import number_text
from ingest.task_lists.model import Asked, Target


def past_row(context: Context, target_key: str, area: str, before: dt.date) -> PastRow | None:
    """The accepted row of the latest period that ended before a day, None where there is none."""
    periods = context.history.get((target_key, area), {})
    earlier = [row for period_id, row in periods.items() if period(period_id).end < before]
    return earlier[-1] if earlier else None


def last_shown(target: Target, past: PastRow | None) -> str | Decimal:
    """What the form shows of an accepted row: the figure that the target asks for, with its unit where it has another."""
    if past is None:
        return ""
    if target.measure_asked is Asked.YOY:
        return past.yoy if past.yoy is not None else ""
    if target.kind == "rank" and past.rank is not None:
        return Decimal(past.rank)
    if target.kind in ("milestone", "qualitative") and past.done is not None:
        return "已完成" if past.done else "未完成"
    if past.cumulative_value is None:
        return ""
    if past.measure_unit in ("", target.unit):
        return past.cumulative_value
    return f"{number_text(past.cumulative_value)}{past.measure_unit}"


def last_cumulative(target: Target, past: PastRow | None) -> Decimal | None:
    """The last total where it may be compared with the row's: in the target's own unit."""
    if past is None or past.measure_unit not in ("", target.unit):
        return None
    return past.cumulative_value
