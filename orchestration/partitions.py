"""The daily partitions of the nightly refresh: a partition's key is the as-of date, by the home's own time zone."""

from __future__ import annotations

import datetime as dt

import dagster as dg

from orchestration.clock import TIMEZONE

# a night is one run: a backfill of several nights is several runs, in their order
ONE_NIGHT = dg.BackfillPolicy.multi_run(max_partitions_per_run=1)


def daily(first: dt.date, timezone: str = TIMEZONE) -> dg.DailyPartitionsDefinition:
    """The nights of a home, from the day on which its life starts (`gate.first_day`)."""
    # end_offset: a refresh by hand in the daytime is as of today, a day that has not ended yet
    return dg.DailyPartitionsDefinition(start_date=first.isoformat(), timezone=timezone, end_offset=1)


def as_of_of(context: dg.AssetExecutionContext | dg.AssetCheckExecutionContext) -> dt.date:
    """The as-of date of a run. Raises dagster.DagsterInvalidPropertyError when the run has no partition: that is a bug."""
    run = context.run
    key = run.tags.get("dagster/partition")
    if key is None:
        raise dg.DagsterInvariantViolationError("a refresh needs a partition: its as-of date")
    return dt.date.fromisoformat(key)
