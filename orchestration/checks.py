"""Asset checks: one multi-check per Great Expectations suite, generated from the suites themselves.

Suites of raw tables run before dbt, suites of marts after it; a critical expectation blocks what comes after it. An
expectation that throws is a failed check that says so. Great Expectations is imported inside the first check of a run.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import dagster as dg
import duckdb
import pandas as pd

from expectations.checks import as_check, check_name, describe
from expectations.frames import accepted_rows, raw_frame
from expectations.model import FailureEffect, FailureSeverity, Suite
from expectations.results import write_results
from expectations.runner import validate
from expectations.suites import load_suites
from orchestration.gate import Night
from orchestration.partitions import as_of_of
from orchestration.resources import HomeResource


def mart_frame(database: Path, table: str) -> pd.DataFrame | None:
    """All rows of a mart, None when the database or the table is not there."""
    if not database.exists():
        return None
    connection = duckdb.connect(str(database), read_only=True)
    try:
        frame: pd.DataFrame = connection.execute(f'from marts."{table}"').df()
    except duckdb.CatalogException:
        return None
    finally:
        connection.close()
    return frame


def _accepted(suite: Suite, night: Night) -> dict[str, int]:
    """Accepted rows of the table after which this suite's table is due rows, as far as it had been received that night."""
    layer, _, table = suite.rows_due.partition(":")[0].partition("/")
    return accepted_rows({f"{layer}/{table}": raw_frame(night.home.root, table, night.as_of)}) if layer == "raw" else {}


def _frames(suite: Suite, night: Night) -> tuple[pd.DataFrame | None, pd.DataFrame | None]:
    """(the table to judge, its last published version). A replay has no version before it that it could be held against."""
    if suite.layer == "raw":
        return raw_frame(night.home.root, suite.table, night.as_of), None
    history = None if night.is_replay else mart_frame(night.home.snapshot, suite.table)
    return mart_frame(night.warehouse, suite.table), history


def _suite_check(suite: Suite) -> dg.AssetChecksDefinition:
    key = dg.AssetKey([suite.layer, suite.table])
    specs = [
        dg.AssetCheckSpec(
            check_name(e.id),
            asset=key,
            description=e.text,
            blocking=e.effect is FailureEffect.STOP,
            metadata={"owner": e.owner},
        )
        for e in suite.expectations
    ]

    @dg.multi_asset_check(name=f"expect_{suite.layer}_{suite.table}", specs=specs)
    def suite_check(context: dg.AssetCheckExecutionContext, home: HomeResource) -> Iterator[dg.AssetCheckResult]:
        night = home.night(as_of_of(context))
        frame, history = _frames(suite, night)
        if frame is None:
            for e in suite.expectations:
                is_critical = e.severity is FailureSeverity.CRITICAL
                severity = dg.AssetCheckSeverity.ERROR if is_critical else dg.AssetCheckSeverity.WARN
                yield dg.AssetCheckResult(
                    passed=False, asset_key=key, check_name=check_name(e.id), severity=severity, description="数据表不存在"
                )
            return
        results = validate(suite, frame, history, _accepted(suite, night))
        if not night.is_replay:
            write_results(night.home.runs / "expectations", night.as_of, suite, results)
        for result in results:
            passed, severity_name, metadata = as_check(result)
            yield dg.AssetCheckResult(
                passed=passed,
                asset_key=key,
                check_name=check_name(result.expectation.id),
                severity=dg.AssetCheckSeverity[severity_name],
                metadata=metadata,
                description=None if passed else describe(result),
            )

    return suite_check


def suite_checks(marts: Iterable[str]) -> list[dg.AssetChecksDefinition]:
    """The checks of every suite whose table is in the graph."""
    known = set(marts)
    return [_suite_check(s) for s in load_suites().values() if s.layer == "raw" or s.table in known]
