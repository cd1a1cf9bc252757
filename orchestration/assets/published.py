"""Asset `published/snapshot`: the audited warehouse becomes the new published version, or the replay of an old night."""

from collections.abc import Sequence

import dagster as dg

from ingest.intake.stopped import stopped_files
from ingest.quarantine import confirm, quarantined
from orchestration.inbox_texts import bounded
from orchestration.partitions import ONE_NIGHT, as_of_of
from orchestration.publish.publication import AuditFailed, publish
from orchestration.resources import HomeResource


def published_asset(upstream: Sequence[dg.AssetKey], partitions: dg.DailyPartitionsDefinition) -> dg.AssetsDefinition:
    """Publication after every mart in `upstream` has been built and checked."""

    @dg.asset(
        key=["published", "snapshot"],
        group_name="publication",
        deps=list(upstream),
        partitions_def=partitions,
        backfill_policy=ONE_NIGHT,
        kinds={"duckdb", "parquet"},
        description="What analysts read: snapshot, Parquet, report and manifest, replaced as a whole. 发布的数据。",
    )
    def published_snapshot(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult[None]:
        night = home.night(as_of_of(context))
        try:
            version = publish(night, run_id=context.run.run_id, now=home.now())
        except AuditFailed as failure:
            raise dg.Failure(description=str(failure), allow_retries=False) from failure
        if not night.is_replay:
            confirm(night.home)
        return dg.MaterializeResult(
            data_version=dg.DataVersion(version.content_version),
            metadata={
                "as_of": night.as_of.isoformat(),
                "is_replay": night.is_replay,
                "folder": dg.MetadataValue.path(str(version.folder)),
                "rows": version.rows,
                "content_version": version.content_version,
                "quarantined": [f"{entry.file_name}（{entry.line}）" for entry in quarantined(night.home).values()],
                "stopped": bounded(stopped_files(night.home)),
            },
        )

    return published_snapshot
