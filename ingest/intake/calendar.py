"""The calendar of the home: working days, and the reporting periods of every list that was ever accepted.

It follows from the lists and the rules alone, so it is written anew whenever it differs. dbt joins the periods with the
lists known at the as-of date, and takes of a period that the rules moved what was known of it that night.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from ingest import raw
from ingest.calendar.reporting_periods import CalendarRule, load_calendar_rules, reporting_periods
from ingest.calendar.working_days import calendar_rows, is_workday, known_years
from ingest.home import Home
from ingest.installation import Installation
from ingest.intake.common import Summary
from ingest.rows import Row
from ingest.rules.known import home_rules

# past the years whose holidays are announced, weekends alone decide; far enough for a five-year programme
YEARS_AHEAD = 5


def write_calendar(home: Home, installation: Installation) -> Summary:
    """One batch `calendar-…`, replaced when its rows have changed."""
    lists = [row for row in raw.read_table(home.root, "task_lists") if row["verdict"] != "rejected"]
    rules = home_rules(home.root, installation)
    days = (None, *(day for day in rules.nights))
    known = [_periods(lists, load_calendar_rules(rules.known_on(day or dt.date.min))) for day in days]
    rows = list(_spans(days, known))
    first, last = known_years()
    tables = {"calendar_days": calendar_rows(first, last + YEARS_AHEAD), "reporting_periods": rows}
    if any(raw.read_table(home.root, name) != wanted for name, wanted in tables.items()):
        raw.remove_batches(home.root, "calendar-")
        raw.write_batch(home.root, "calendar-all", tables)
    return Summary(len(lists), {}, {name: len(wanted) for name, wanted in tables.items()})


def _periods(lists: Iterable[Row], rules: Sequence[CalendarRule]) -> dict[tuple[str, str], Row]:
    """The periods of every list by list and period; of one that two versions of a list have, what the first says."""
    periods: dict[tuple[str, str], Row] = {}
    for task_list in sorted(lists, key=lambda row: row["receipt_seq"]):
        for row in reporting_periods(task_list, rules, is_workday):
            periods.setdefault((row["list_id"], row["period"]), row)
    return periods


def _spans(days: Sequence[dt.date | None], known: Sequence[dict[tuple[str, str], Row]]) -> Iterator[Row]:
    """Each period once for every span of nights in which it was known so: `known` is what the rules of each of `days` say."""
    for key in dict.fromkeys(key for periods in known for key in periods):
        since: dt.date | None = None
        for index, day in enumerate(days):
            row = known[index].get(key)
            if index and row != known[index - 1].get(key):
                since = day
            is_last = index + 1 == len(days)
            if row is not None and (is_last or known[index + 1].get(key) != row):
                yield {**row, "known_from": since, "known_to": None if is_last else days[index + 1]}
