"""Assets of the dbt project: seeds, staging, intermediate and marts, with dbt's tests as their checks."""

import fcntl
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
from dagster_dbt import DagsterDbtTranslator, DbtCliResource, dbt_assets

from ingest import ledger
from orchestration.damaged import is_duckdb
from orchestration.dbt import BUILD, PROJECT, environment, write_rules
from orchestration.gate import Night
from orchestration.inbox_texts import shortened
from orchestration.orphans import HeldError, free
from orchestration.partitions import ONE_NIGHT, as_of_of
from orchestration.publish.hashes import content_hashes
from orchestration.resources import HomeResource
from orchestration.troubles import held


class LayerTranslator(DagsterDbtTranslator):
    """Groups the models by their layer (rules, staging, intermediate, marts), so that the graph reads from left to right."""

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        return str(dbt_resource_props["schema"])


def refuse_altered(night: Night) -> None:
    """Build nothing from raw tables that are no longer as this run left them. Raises Failure; the next run mends them."""
    altered = [str(one.path.relative_to(night.home.root)) for one in ledger.differences(night.home.root)]
    if altered:
        raise dg.Failure(f"原始数据在读取之后被改动，没有发布；下一次刷新会自动修复：{shortened(altered)}", allow_retries=False)


def discard_unfinished(night: Night) -> bool:
    """Remove a database that a run which died has left with unwritten changes beside it: the build makes it again. True if so.

    One that a program still holds is left to it.
    """
    changes = night.warehouse.with_name(f"{night.warehouse.name}.wal")
    if not changes.exists():
        return False
    if night.warehouse.exists():
        with night.warehouse.open("r+b") as database:
            try:
                fcntl.lockf(database, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return False
    night.warehouse.unlink(missing_ok=True)
    changes.unlink()
    return True


def write_seal(night: Night) -> dict[str, str]:
    """Write down the hashes of the marts as dbt left them, so that the audit sees whatever touches them afterwards."""
    connection = duckdb.connect(str(night.warehouse), read_only=True)
    try:
        hashes = content_hashes(connection)
    finally:
        connection.close()
    night.seal.write_text(json.dumps(hashes, indent=1), encoding="utf-8")
    return hashes


def warehouse_assets(manifest: Path, partitions: dg.DailyPartitionsDefinition) -> dg.AssetsDefinition:
    """The dbt project of a parsed manifest as one step of the graph."""

    @dbt_assets(
        manifest=manifest, partitions_def=partitions, backfill_policy=ONE_NIGHT, dagster_dbt_translator=LayerTranslator()
    )
    def warehouse(context: dg.AssetExecutionContext, dbt: DbtCliResource, home: HomeResource) -> Iterator[Any]:
        night = home.night(as_of_of(context))
        night.warehouse.parent.mkdir(parents=True, exist_ok=True)
        night.seal.unlink(missing_ok=True)
        refuse_altered(night)
        try:
            free(night.warehouse, context.log.warning)
        except HeldError as error:
            raise dg.Failure(str(held(error.path, error.owner.command, error.owner.pid)), allow_retries=False) from error
        discard_unfinished(night)
        if not is_duckdb(night.warehouse):
            context.log.warning("%s is damaged: it is made anew", night.warehouse)
            night.warehouse.unlink()
        os.environ.update(environment(night, write_rules(night)))
        target = night.home.runs / "dbt"
        yield from dbt.cli(list(BUILD), context=context, target_path=target.resolve()).stream()
        write_seal(night)

    return warehouse


def dbt_resource() -> DbtCliResource:
    """dbt of the environment that runs this process, whether or not its folder is on PATH."""
    executable = Path(sys.executable).with_name("threekey-dbt")
    return DbtCliResource(project_dir=str(PROJECT), profiles_dir=str(PROJECT), dbt_executable=str(executable))
