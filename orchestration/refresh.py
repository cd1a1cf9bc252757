"""One refresh, start to end, through the Dagster job: for the command line, the example and the tests."""

from __future__ import annotations

import datetime as dt
import os
from contextlib import redirect_stdout
from dataclasses import dataclass
from typing import Any

import dagster as dg

from ingest.home import Home
from orchestration import clock
from orchestration.account import account_of
from orchestration.alerts.run import run_gate_failure_alert
from orchestration.build import build_defs
from orchestration.gate import Outcome, first_day, night_of, read_manifest, write_outcome
from orchestration.instance import forget_old_runs, open_instance
from orchestration.jobs import JOB_NAME, TELLS_ITSELF
from orchestration.lost_runs import mark_lost_runs
from orchestration.second_try import AFTER, is_worth_it
from orchestration.settings import load_settings

# the console says how a refresh ended; what every step printed is in the log
QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True, slots=True)
class Refreshed:
    success: bool
    run_id: str
    reasons: tuple[str, ...]
    manifest: dict[str, Any] | None
    told: tuple[str, ...]  # what it did, in lines for the operator


_DBT_ERRORS = "Errors parsed from dbt logs:"


def _reasons(result: dg.ExecuteInProcessResult) -> tuple[str, ...]:
    """Why a run did not publish: failed blocking checks first, then steps that failed for another cause."""
    reasons = [
        f"检查未通过：{e.description or f'{e.asset_key.to_user_string()} · {e.check_name}'}"
        for e in result.get_asset_check_evaluations()
        if not e.passed and e.severity == dg.AssetCheckSeverity.ERROR
    ]
    for event in result.all_events:
        if event.is_step_failure:
            failure = event.step_failure_data
            if failure.error and failure.error.cls_name == "DagsterAssetCheckFailedError":
                continue  # told above, check by check
            error = failure.error.cause if failure.error and failure.error.cause else failure.error
            told = failure.user_failure_data.description if failure.user_failure_data else None
            text = told or (error.message if error else "")
            reasons.append(f"步骤 {event.step_key} 失败：{text.rpartition(_DBT_ERRORS)[2].strip()}")
    return tuple(dict.fromkeys(reasons))


def refresh(home: Home, as_of: dt.date, defs: dg.Definitions | None = None) -> Refreshed:
    """Run `nightly_refresh` for one as-of date in this process and keep what it said of itself."""
    home.create()
    os.environ["THREEKEY_HOME"] = str(home.root.resolve())
    zone = load_settings(home.root).zone
    now = clock.now(zone)
    job = (defs or build_defs(first=first_day(home, as_of, now.date()))).resolve_job_def(JOB_NAME)
    is_replay = night_of(home, as_of).is_replay
    log = home.runs / "refresh.log"
    # what dbt and the steps print is for the log; the caller prints how it ended
    with open_instance(home) as instance, log.open("w", encoding="utf-8") as output, redirect_stdout(output):
        mark_lost_runs(instance, home, now)
        forget_old_runs(instance, home, now)

        def run(**tags: str) -> dg.ExecuteInProcessResult:
            done = job.execute_in_process(
                partition_key=as_of.isoformat(),
                instance=instance,
                raise_on_error=False,
                run_config=QUIET,
                tags={**TELLS_ITSELF, **tags},
            )
            for event in done.all_events:
                if event.is_step_failure and (error := event.step_failure_data.error) is not None:
                    output.write(f"{event.step_key}\n{error.to_string()}\n")
            return done

        result = run()
        reasons = () if result.success else _reasons(result) or (f"刷新失败，原因见 {log}。",)
        if not result.success and is_worth_it(instance, result.dagster_run, night_of(home, as_of)):
            result = run(**{AFTER: result.run_id})
            # why the night failed is what stopped the first try; the second one says more
            reasons = () if result.success else tuple(dict.fromkeys((*reasons, *_reasons(result))))
    if reasons and not is_replay:
        run_gate_failure_alert(home.root, as_of, reasons)
    write_outcome(
        home,
        Outcome(
            as_of=as_of.isoformat(),
            run_id=result.run_id,
            published=result.success and not is_replay,
            is_replay=is_replay,
            reasons=reasons,
            finished_at=clock.now(zone).isoformat(timespec="seconds"),
        ),
    )
    manifest = read_manifest(home.replay(as_of) / "manifest.json" if is_replay else home.manifest)
    told = account_of(result) if result.success else ()
    return Refreshed(result.success, result.run_id, reasons, manifest, told)
