"""Builds the Dagster definitions. Tests and the command line call `build_defs` with pieces replaced."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import dagster as dg

from orchestration import jobs
from orchestration.assets.alerts import alerts_asset
from orchestration.assets.published import published_asset
from orchestration.assets.readers import readers
from orchestration.assets.received import received_asset
from orchestration.assets.warehouse import dbt_resource, warehouse_assets
from orchestration.checks import suite_checks
from orchestration.dbt import MANIFEST, marts
from orchestration.resources import HomeResource, TurnResource


def build_defs(*, manifest: Path = MANIFEST, **overrides: Any) -> dg.Definitions:
    """The whole graph. `overrides` replace resources by their name (`home`, `turn`, `dbt`).

    Raises FileNotFoundError when dbt's manifest has not been made (`make refresh` and `make test` do it with `dbt parse`).
    """
    names = marts(json.loads(manifest.read_text(encoding="utf-8")))
    with warnings.catch_warnings():
        # every asset has the same backfill policy; Dagster still calls that parameter beta
        warnings.simplefilter("ignore", dg.BetaWarning)
        assets = [
            received_asset(),
            *readers(),
            warehouse_assets(manifest),
            published_asset([dg.AssetKey(["marts", name]) for name in names]),
            alerts_asset(),
        ]
    return dg.Definitions(
        assets=assets,
        asset_checks=suite_checks(names),
        jobs=[
            dg.define_asset_job(
                jobs.JOB_NAME,
                selection=dg.AssetSelection.all(),
                executor_def=dg.in_process_executor,
                description="Receive, read, build, check, publish, tell. 每晚刷新：收件、读取、建模、检查、发布、提醒。",
            )
        ],
        schedules=[jobs.nightly_schedule()],
        sensors=[jobs.inbox_sensor(), jobs.outbox_sensor(), jobs.failure_sensor()],
        resources={"home": HomeResource(), "turn": TurnResource(), "dbt": dbt_resource(), **overrides},
    )
