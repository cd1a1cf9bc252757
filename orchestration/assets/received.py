"""Asset `raw/received_files`: the inbox is emptied into the archive before anything is parsed."""

import dagster as dg

from ingest import raw
from ingest.intake.common import sync_received
from ingest.intake.repair import mend_receipts, prepare
from ingest.quarantine import drop_damaged, give_up
from ingest.receiving import Received, receive
from ingest.schema import TABLES
from orchestration.inbox_texts import bounded, line_of
from orchestration.partitions import ONE_NIGHT, as_of_of
from orchestration.repair_texts import entry_line, lines_of, receipt_line
from orchestration.resources import HomeResource
from orchestration.second_try import AFTER, try_without


def received_asset(partitions: dg.DailyPartitionsDefinition) -> dg.AssetsDefinition:
    @dg.asset(
        key=["raw", "received_files"],
        group_name="intake",
        kinds={"parquet"},
        partitions_def=partitions,
        backfill_policy=ONE_NIGHT,
        description=TABLES["received_files"].description_zh,
    )
    def received_files(
        context: dg.AssetExecutionContext,
        home: HomeResource,
    ) -> dg.MaterializeResult[None]:
        mended = mend_receipts(home.home)
        dropped = drop_damaged(home.home)
        night = home.night(as_of_of(context))
        installation = home.settings.installation
        if failed := context.run.tags.get(AFTER):
            try_without(context.instance, failed, night, installation)
        elif not night.is_replay:
            give_up(night.home, unpublished=True)
        settle = home.settings.inbox.settle
        # received first: what comes again may be whole where the archive's copy is damaged
        taken = Received() if night.is_replay else receive(night.home, night.as_of, home.now(), settle=settle)
        prepared = prepare(night.home, installation)
        new = taken.receipts
        sync_received(night.home)
        context.log.info("%d files received%s", len(new), "; everything is read again" if prepared.read_again else "")
        return dg.MaterializeResult(
            metadata={
                "new_files": len(new),
                "files": [receipt.inbox_path for receipt in new],
                "left_files": len(taken.left),
                "left": bounded(taken.left),
                "refused_files": len(taken.refused),
                "refused": bounded([line_of(one) for one in taken.refused]),
                "is_replay": night.is_replay,
                "read_again": prepared.read_again,
                "mended": [*map(receipt_line, mended), *map(entry_line, dropped), *lines_of(prepared, night.home)],
                "dagster/row_count": len(raw.read_table(night.home.root, "received_files")),
            }
        )

    return received_files
