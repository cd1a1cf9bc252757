"""Asset `alerts/outbox`: who must be told what after a published night, written down first and then sent."""

from dataclasses import asdict

import dagster as dg

from orchestration.alerts.run import run_alerts
from orchestration.partitions import ONE_NIGHT, as_of_of
from orchestration.resources import HomeResource


def alerts_asset(partitions: dg.DailyPartitionsDefinition) -> dg.AssetsDefinition:
    @dg.asset(
        key=["alerts", "outbox"],
        group_name="alerts",
        deps=[dg.AssetKey(["published", "snapshot"])],
        partitions_def=partitions,
        backfill_policy=ONE_NIGHT,
        description="Messages to contacts, responsible persons, leaders and the operator. 提醒消息。",
    )
    def alerts_outbox(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult[None]:
        night = home.night(as_of_of(context))
        if night.is_replay:
            return dg.MaterializeResult(metadata={"is_replay": True})
        summary = run_alerts(night.home.root, night.as_of)
        return dg.MaterializeResult(metadata={"summary": summary.text(), **asdict(summary), "as_of": night.as_of.isoformat()})

    return alerts_outbox
