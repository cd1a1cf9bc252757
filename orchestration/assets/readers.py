"""Assets of the raw tables: task lists, outside figures and progress filings, read from what has been received.

Each reader fills several raw tables in one batch; each table is an asset of its own, with the key of dbt's source.
"""

from collections.abc import Callable, Iterator

import dagster as dg

from ingest.home import Home
from ingest.installation import Installation
from ingest.intake.benchmarks import read_benchmarks
from ingest.intake.calendar import write_calendar
from ingest.intake.common import Summary
from ingest.intake.filings import read_filings
from ingest.intake.rules import read_rule_files
from ingest.intake.task_lists import read_task_lists
from ingest.schema import TABLES
from orchestration.partitions import ONE_NIGHT, as_of_of
from orchestration.resources import HomeResource

RECEIVED = dg.AssetKey(["raw", "received_files"])


def _specs(tables: tuple[str, ...], group: str, deps: list[dg.AssetKey]) -> list[dg.AssetSpec]:
    return [
        dg.AssetSpec(
            ["raw", table],
            group_name=group,
            description=TABLES[table].description_zh,
            deps=deps,
            kinds={"parquet"},
        )
        for table in tables
    ]


def _results(
    context: dg.AssetExecutionContext, summary: Summary, tables: tuple[str, ...]
) -> Iterator[dg.MaterializeResult[None]]:
    context.log.info("%d files read: %s", summary.files, summary.verdicts)
    for table in tables:
        yield dg.MaterializeResult(
            asset_key=["raw", table],
            metadata={"new_rows": summary.rows.get(table, 0), "files": summary.files, "verdicts": summary.verdicts},
        )


def _reader(
    name: str,
    tables: tuple[str, ...],
    deps: list[dg.AssetKey],
    read: Callable[[Home, Installation], Summary],
    partitions: dg.DailyPartitionsDefinition,
) -> dg.AssetsDefinition:
    @dg.multi_asset(name=name, specs=_specs(tables, "intake", deps), partitions_def=partitions, backfill_policy=ONE_NIGHT)
    def reader(context: dg.AssetExecutionContext, home: HomeResource) -> Iterator[dg.MaterializeResult[None]]:
        night = home.night(as_of_of(context))
        yield from _results(context, read(night.home, home.settings.installation), tables)

    return reader


TASK_LIST_TABLES = (
    "task_lists",
    "tasks",
    "task_parties",
    "targets",
    "obligations",
    "scoring_rules",
    "taught_words",
    "task_list_findings",
)
RULE_TABLES = ("rule_files", "rules", "rule_findings")
BENCHMARK_TABLES = ("benchmark_files", "benchmarks", "benchmark_findings")
FILING_TABLES = ("filings", "filing_rows", "held_rows", "filing_findings")
CALENDAR_TABLES = ("calendar_days", "reporting_periods")


def readers(partitions: dg.DailyPartitionsDefinition) -> list[dg.AssetsDefinition]:
    """The readers in their order: a file is read by the rules, and a figure or a filing as the lists say, known when it came.

    When everything is read again the lists of all nights are read before what is read by them.
    """
    rules, lists, taught, periods, *targets = (
        dg.AssetKey(["raw", name])
        for name in ("rules", "task_lists", "taught_words", "reporting_periods", "targets", "obligations")
    )
    return [
        _reader("read_rules", RULE_TABLES, [RECEIVED], read_rule_files, partitions),
        _reader("read_task_lists", TASK_LIST_TABLES, [RECEIVED, rules], read_task_lists, partitions),
        _reader("read_benchmarks", BENCHMARK_TABLES, [RECEIVED, rules, lists, taught], read_benchmarks, partitions),
        _reader("write_calendar", CALENDAR_TABLES, [lists, rules], write_calendar, partitions),
        _reader("read_filings", FILING_TABLES, [RECEIVED, rules, periods, *targets], read_filings, partitions),
    ]
