"""The reporting calendar: which periods a list asks for, and when each is due, tolerated and locked.

The rules are data (`seeds/reporting_calendar.csv`); which days are working days is a function handed in (`working_days.py` has
the one of the PRC). Exceptions for single units (`seeds/lock_exceptions.csv`) are joined by dbt, where submissions are counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ingest.calendar.periods import Period, PeriodKind, periods_between
from ingest.seeds import Seeds

EVERY_LIST = "*"
IsWorkday = Callable[[dt.date], bool]


@dataclass(frozen=True, slots=True)
class CalendarRule:
    """One row of seeds/reporting_calendar.csv.

    `due_day` and `lock_day` are days after the period's last day: with 2 a month is due on the 2nd of the next one. A rule
    holds for the periods that end between `valid_from` and `valid_to` (None: without end).
    """

    list_id: str  # EVERY_LIST: every list, for the periods for which it has no rule of its own
    period_kind: PeriodKind
    due_day: int
    grace_days: int
    lock_day: int
    valid_from: dt.date
    valid_to: dt.date | None = None

    def holds_for(self, period: Period) -> bool:
        return self.valid_from <= period.end and (self.valid_to is None or period.end <= self.valid_to)


def load_calendar_rules(seeds: Seeds) -> tuple[CalendarRule, ...]:
    """The rules of the seed, whenever they hold. Raises KeyError or ValueError for a broken seed: that is a bug."""
    return tuple(
        CalendarRule(
            list_id=row["list_id"],
            period_kind=PeriodKind(row["period_kind"]),
            due_day=int(row["due_day"]),
            grace_days=int(row["grace_days"]),
            lock_day=int(row["lock_day"]),
            valid_from=dt.date.fromisoformat(row["valid_from"]),
            valid_to=dt.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        )
        for row in seeds.rows("reporting_calendar")
    )


def on_working_day(day: dt.date, is_workday: IsWorkday) -> dt.date:
    """The day itself, or the next working day after it."""
    while not is_workday(day):
        day += dt.timedelta(days=1)
    return day


def _row(list_id: str, period: Period, rule: CalendarRule, is_workday: IsWorkday) -> dict[str, Any]:
    due_on = on_working_day(period.end + dt.timedelta(days=rule.due_day), is_workday)
    grace_until = on_working_day(due_on + dt.timedelta(days=rule.grace_days), is_workday)
    lock_on = max(period.end + dt.timedelta(days=rule.lock_day), grace_until)
    return {
        "list_id": list_id,
        "period": period.id,
        "period_kind": period.kind.value,
        "period_start": period.start,
        "period_end": period.end,
        "due_on": due_on,
        "grace_until": grace_until,
        "lock_on": lock_on,
        "known_from": None,
        "known_to": None,
    }


def reporting_periods(
    task_list: Mapping[str, Any], rules: Iterable[CalendarRule], is_workday: IsWorkday
) -> list[dict[str, Any]]:
    """Rows of the raw table `reporting_periods` for one list: every period that has a day in its term, in order.

    `task_list` holds `list_id`, `period_start`, `period_end` (dates), as a row of the raw table `task_lists` does. A due date
    on a day off moves to the next working day, the end of the grace too; the lock never comes before the end of the grace.
    Where two rules of one kind hold for a period, the one that began later decides. A list goes by its own rules, and for
    periods that end on a day on which none of them holds by those of every list.
    """
    list_id = task_list["list_id"]
    told = sorted((rule for rule in rules if rule.list_id in (list_id, EVERY_LIST)), key=lambda rule: rule.valid_from)
    own = [rule for rule in told if rule.list_id == list_id]
    rows = []
    for kind in PeriodKind:
        of_kind = [rule for rule in told if rule.period_kind is kind]
        for period in periods_between(task_list["period_start"], task_list["period_end"], kind) if of_kind else ():
            has_own = any(rule.holds_for(period) for rule in own)
            holding = [rule for rule in of_kind if rule.holds_for(period) and (not has_own or rule.list_id == list_id)]
            if holding:
                rows.append(_row(list_id, period, holding[-1], is_workday))
    return rows
