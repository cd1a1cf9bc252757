"""Assets of the raw tables: task lists, outside figures and progress filings, read from what has been received.

Each reader fills several raw tables in one batch; each table is an asset of its own, with the key of dbt's source.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import dagster as dg

from ingest.home import Home
from ingest.intake.benchmarks import read_benchmarks
from ingest.intake.calendar import write_calendar
from ingest.intake.common import Summary
from ingest.intake.filings import read_filings
from ingest.intake.task_lists import read_task_lists
from orchestration.dbt import SEEDS
from orchestration.partitions import DAILY, ONE_NIGHT, as_of_of
from orchestration.resources import HomeResource

RECEIVED = dg.AssetKey(["raw", "received_files"])

DESCRIPTIONS = {
    "task_lists": "One row per read task list document, accepted or not. 任务清单文件。",
    "tasks": "One row per task and version of its list. 任务。",
    "task_parties": "One row per task version, role and unit or person. 领导、单位、责任人、联络人。",
    "targets": "One row per target and version of its list. 目标。",
    "scoring_rules": "One row per sentence that only says how a target is scored. 计分规则。",
    "task_list_findings": "One row per finding of reading a list. 清单读取发现的问题。",
    "benchmark_files": "One row per read file of outside figures. 外部数据文件。",
    "benchmarks": "One row per outside figure. 外部数据（全省平均、排名、上年数）。",
    "benchmark_findings": "One row per finding of reading outside figures. 外部数据读取发现的问题。",
    "filings": "One row per read progress file, accepted or not. 进展报送文件。",
    "filing_rows": "One row per accepted row of a filing (target × area). 已采用的报送行。",
    "held_rows": "One row per row held back, with its raw cells. 暂未采用的报送行（保留原样）。",
    "filing_findings": "One row per finding of reading a filing. 报送表发现的问题。",
    "calendar_days": "One row per day: working days and holidays. 工作日与节假日。",
    "reporting_periods": "One row per list and reporting period: due, grace, lock. 报送日历。",
}


def _specs(tables: tuple[str, ...], group: str, deps: list[dg.AssetKey]) -> list[dg.AssetSpec]:
    return [
        dg.AssetSpec(
            ["raw", table],
            group_name=group,
            description=DESCRIPTIONS[table],
            deps=deps,
            kinds={"parquet"},
            partitions_def=DAILY,
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
    name: str, tables: tuple[str, ...], deps: list[dg.AssetKey], read: Callable[[Home, Path], Summary]
) -> dg.AssetsDefinition:
    @dg.multi_asset(name=name, specs=_specs(tables, "intake", deps), backfill_policy=ONE_NIGHT)
    def reader(context: dg.AssetExecutionContext, home: HomeResource) -> Iterator[dg.MaterializeResult[None]]:
        night = home.night(as_of_of(context))
        yield from _results(context, read(night.home, SEEDS), tables)

    return reader


TASK_LIST_TABLES = ("task_lists", "tasks", "task_parties", "targets", "scoring_rules", "task_list_findings")
BENCHMARK_TABLES = ("benchmark_files", "benchmarks", "benchmark_findings")
FILING_TABLES = ("filings", "filing_rows", "held_rows", "filing_findings")
CALENDAR_TABLES = ("calendar_days", "reporting_periods")


def readers() -> list[dg.AssetsDefinition]:
    """The readers in their order: a filing is read against the lists known when it came."""
    targets = [dg.AssetKey(["raw", "targets"]), dg.AssetKey(["raw", "task_parties"])]
    return [
        _reader("read_task_lists", TASK_LIST_TABLES, [RECEIVED], read_task_lists),
        _reader("read_benchmarks", BENCHMARK_TABLES, [RECEIVED], read_benchmarks),
        _reader("write_calendar", CALENDAR_TABLES, [dg.AssetKey(["raw", "task_lists"])], write_calendar),
        _reader("read_filings", FILING_TABLES, [RECEIVED, *targets], read_filings),
    ]
