"""The calendar of the home: working days, and the reporting periods of every list that was ever accepted.

It follows from the lists and the rules alone, so it is written anew whenever it differs. dbt joins the periods with the
lists known at the as-of date, and takes of a period that the rules moved what was known of it that night.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from ingest import raw
from ingest.calendar.reporting_periods import CalendarRule, load_calendar_rules, reporting_periods
from ingest.calendar.working_days import WorkingDays, known_years, working_days
from ingest.home import Home
from ingest.installation import Installation
from ingest.intake.common import Summary
from ingest.quarantine import ReadingCrashedError, reading, set_aside
from ingest.rows import Row
from ingest.rules.known import home_rules
from ingest.schema import NOT_TAKEN

# past the years whose holidays are announced, weekends alone decide; far enough for a five-year programme
YEARS_AHEAD = 5
_Key = TypeVar("_Key", bound=Hashable)


def write_calendar(home: Home, installation: Installation) -> Summary:
    """One batch `calendar-…`, replaced when its rows have changed. Raises ReadingCrashedError where the program fails over a
    list: it is set aside, for the second try of the night."""
    try:
        return _write(home, installation)
    except ReadingCrashedError as crash:
        set_aside(home, installation, crash.blamed())
        raise


def _write(home: Home, installation: Installation) -> Summary:
    lists = [row for row in raw.read_table(home.root, "task_lists") if row["verdict"] not in NOT_TAKEN]
    rules = home_rules(home.root, installation)
    nights = (None, *rules.nights)
    known = [rules.known_on(night or dt.date.min) for night in nights]
    first, last = known_years()
    days = [{row["day"]: row for row in working_days(seeds).rows(first, last + YEARS_AHEAD)} for seeds in known]
    periods = [_periods(lists, load_calendar_rules(seeds), working_days(seeds)) for seeds in known]
    tables = {"calendar_days": list(_spans(nights, days)), "reporting_periods": list(_spans(nights, periods))}
    if any(raw.read_table(home.root, name) != wanted for name, wanted in tables.items()):
        raw.remove_batches(home.root, "calendar-")
        raw.write_batch(home.root, "calendar-all", tables)
    return Summary(len(lists), {}, {name: len(wanted) for name, wanted in tables.items()})


def _periods(lists: Iterable[Row], rules: Sequence[CalendarRule], days: WorkingDays) -> dict[tuple[str, str], Row]:
    """The periods of every list by list and period; of one that two versions of a list have, what the first says."""
    periods: dict[tuple[str, str], Row] = {}
    for task_list in sorted(lists, key=lambda row: row["receipt_seq"]):
        with reading(task_list["receipt_seq"]):
            own = list(reporting_periods(task_list, rules, days.is_workday))
        for row in own:
            periods.setdefault((row["list_id"], row["period"]), row)
    return periods


def _spans(nights: Sequence[dt.date | None], known: Sequence[Mapping[_Key, Row]]) -> Iterator[Row]:
    """Each row once for every span of nights in which it was known so: `known` is what the rules of each of `nights` say."""
    for key in dict.fromkeys(key for rows in known for key in rows):
        since: dt.date | None = None
        for index, night in enumerate(nights):
            row = known[index].get(key)
            if index and row != known[index - 1].get(key):
                since = night
            is_last = index + 1 == len(nights)
            if row is not None and (is_last or known[index + 1].get(key) != row):
                yield {**row, "known_from": since, "known_to": None if is_last else nights[index + 1]}
