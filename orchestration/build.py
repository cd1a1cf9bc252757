"""Builds the Dagster definitions."""

from __future__ import annotations

import datetime as dt
import json
import os
import warnings
from pathlib import Path

import dagster as dg

from ingest.home import Home
from orchestration import clock, jobs
from orchestration.assets.alerts import alerts_asset
from orchestration.assets.published import published_asset
from orchestration.assets.readers import readers
from orchestration.assets.received import received_asset
from orchestration.assets.warehouse import dbt_resource, warehouse_assets
from orchestration.checks import suite_checks
from orchestration.dbt import MANIFEST, marts
from orchestration.gate import first_day
from orchestration.partitions import daily
from orchestration.resources import DEFAULT_HOME, HomeResource, sealed
from orchestration.settings import load_settings


def _home() -> Home:
    return Home(Path(os.environ.get("THREEKEY_HOME", DEFAULT_HOME)))


def build_defs(*, manifest: Path = MANIFEST, first: dt.date | None = None) -> dg.Definitions:
    """The whole graph.

    `first` is the day of the first partition: if left out, the one on which the life of the home in THREEKEY_HOME starts. The
    time of the schedule and the zone are those of its settings.

    Raises SettingsError for settings that are wrong, and FileNotFoundError when dbt's manifest has not been made
    (`make refresh` and `make test` do it with `dbt parse`).
    """
    settings = load_settings(_home().root)
    today = clock.today(settings.zone)
    partitions = daily(first or first_day(_home(), today, today), settings.timezone)
    names = marts(json.loads(manifest.read_text(encoding="utf-8")))
    with warnings.catch_warnings():
        # every asset has the same backfill policy; Dagster still calls that parameter beta
        warnings.simplefilter("ignore", dg.BetaWarning)
        assets = [
            received_asset(partitions),
            *readers(partitions),
            warehouse_assets(manifest, partitions),
            published_asset([dg.AssetKey(["marts", name]) for name in names], partitions),
            alerts_asset(partitions),
        ]
    job = dg.define_asset_job(
        jobs.JOB_NAME,
        selection=dg.AssetSelection.all(),
        executor_def=dg.in_process_executor,
        description="Receive, read, build, check, publish, tell. 每晚刷新：收件、读取、建模、检查、发布、提醒。",
    )
    return dg.Definitions(
        assets=assets,
        asset_checks=suite_checks(names),
        jobs=[job],
        schedules=[jobs.nightly_schedule(settings.schedule.nightly, settings.timezone)],
        sensors=[jobs.inbox_sensor(), jobs.outbox_sensor(), jobs.failure_sensor(), jobs.lost_runs_sensor()],
        # for what is materialized by hand in the UI, too: a process for each step takes longer than the steps
        executor=dg.in_process_executor,
        resources={
            "home": sealed(HomeResource()),
            "dbt": dg.ResourceDefinition(lambda _: dbt_resource(), config_schema={}),
        },
    )
