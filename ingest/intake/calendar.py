"""The calendar of the home: working days, and the reporting periods of every list that was ever accepted.

It follows from the lists and the rules alone, so it is written anew whenever it differs. dbt joins the periods with the
lists known at the as-of date.
"""

from __future__ import annotations

from pathlib import Path

from ingest import raw
from ingest.calendar.reporting_periods import load_calendar_rules, reporting_periods
from ingest.calendar.working_days import calendar_rows, is_workday, known_years
from ingest.home import Home
from ingest.intake.common import Summary
from ingest.seeds import Seeds

# past the years whose holidays are announced, weekends alone decide; far enough for a five-year programme
YEARS_AHEAD = 5


def write_calendar(home: Home, seeds: Path) -> Summary:
    """One batch `calendar-…`, replaced when its rows have changed."""
    rules = load_calendar_rules(Seeds(seeds))
    rows: raw.Rows = []
    seen: set[tuple[str, str]] = set()
    lists = [row for row in raw.read_table(home.root, "task_lists") if row["verdict"] != "rejected"]
    for task_list in sorted(lists, key=lambda row: row["receipt_seq"]):
        for row in reporting_periods(task_list, rules, is_workday):
            if (row["list_id"], row["period"]) not in seen:
                seen.add((row["list_id"], row["period"]))
                rows.append(row)
    first, last = known_years()
    tables = {"calendar_days": calendar_rows(first, last + YEARS_AHEAD), "reporting_periods": rows}
    if any(raw.read_table(home.root, name) != wanted for name, wanted in tables.items()):
        raw.remove_batches(home.root, "calendar-")
        raw.write_batch(home.root, "calendar-all", tables)
    return Summary(len(lists), {}, {name: len(wanted) for name, wanted in tables.items()})
