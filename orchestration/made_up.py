"""Which runs that were cut off are started once more by themselves: the last of each day that nobody has asked for by hand.

A day is made up for as that day, before the next one, as long as nothing has been received or published as of a later one:
after that it would be a replay, which takes nothing. It is tried so often and no more: what kills
every run is for the operator.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import dagster as dg

from ingest.home import Home
from orchestration.days import newest_day
from orchestration.gate import read_manifest
from orchestration.lost_runs import LOST

MOST = 2  # times that a day is tried again
_LOOKED_BACK = dt.timedelta(days=7)
_PARTITION = "dagster/partition"
# of runs that a schedule or a sensor has asked for
_BY_ITSELF = ("dagster/schedule_name", "dagster/sensor_name")


@dataclass(frozen=True, slots=True)
class CutOff:
    """A day whose last run was cut off: how often that has happened, and why it is not tried again, "" where it is."""

    day: dt.date
    times: int
    why_not: str = ""

    @property
    def run_key(self) -> str:
        """Another one each time, so that each is made up for once."""
        return f"again {self.day} {self.times}"


def cut_off_days(instance: dg.DagsterInstance, home: Home, job: str, now: dt.datetime) -> Iterator[CutOff]:
    """Days whose last run was cut off and which have not been published since, oldest first."""
    runs: dict[dt.date, list[dg.DagsterRun]] = {}
    for run in instance.get_runs(dg.RunsFilter(job_name=job, created_after=now - _LOOKED_BACK)):  # newest first
        if _PARTITION in run.tags:
            runs.setdefault(dt.date.fromisoformat(run.tags[_PARTITION]), []).append(run)
    manifest, newest = read_manifest(home.manifest), newest_day(home)
    published = dt.date.fromisoformat(manifest["as_of"]) if manifest else dt.date.min
    for day, of_day in sorted(runs.items()):
        lost = [run for run in of_day if _is_lost(run)]
        if not _is_lost(of_day[0]) or day <= published or not any(tag in of_day[0].tags for tag in _BY_ITSELF):
            continue
        why_not = ""
        if newest is not None and day < newest:
            why_not = f"之后已按 {newest} 收件，由那一天的刷新一并补上"
        elif len(lost) > MOST:
            why_not = f"已中断 {len(lost)} 次，不再自动重试，请检查后运行 threekey refresh"
        yield CutOff(day, len(lost), why_not)


def _is_lost(run: dg.DagsterRun) -> bool:
    return LOST.items() <= run.tags.items()
