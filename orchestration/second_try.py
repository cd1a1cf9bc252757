"""The second try of a night: the files over which the first one failed are set aside, and it is made again without them.

A run with the tag AFTER is the second try of the run that the tag names. Its first step asks here, before it reads: the command
line and the daemon go the same way. Failing rows that cannot be led to files leave the night as it was.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import dagster as dg

from expectations.checks import check_name
from expectations.suites import load_suites
from ingest import raw
from ingest.archive import receipts
from ingest.home import Home
from ingest.installation import Installation
from ingest.quarantine import Blame, Quarantined, TooManyFaultsError, quarantined, set_aside
from orchestration.blame import Failed, Node, Retrial, guilty
from orchestration.gate import Night, read_manifest

AFTER = "threekey/after"
# a step that failed on its own, not because of a file: trying again sets nothing aside
_NO_FILES_FAULT = ("received_files", "published__snapshot", "alerts__outbox")


def is_worth_it(instance: dg.DagsterInstance, run: dg.DagsterRun, night: Night) -> bool:
    """Whether a failed run may be tried again: what failed is a check, or a step that reads or builds."""
    if night.is_replay or AFTER in run.tags:
        return False
    failed = [event.step_key or "" for event in _events(instance, run.run_id, dg.DagsterEventType.STEP_FAILURE)]
    return bool(failed) and not any(name in step for step in failed for name in _NO_FILES_FAULT)


def try_without(instance: dg.DagsterInstance, failed_run: str, night: Night, installation: Installation) -> None:
    """The first step of a second try: set aside what the first one failed over.

    Raises dagster.Failure where that is no file, or more of them than one night may set aside.
    """
    try:
        set_aside_after(instance, failed_run, night, installation)
    except TooManyFaultsError as error:
        raise dg.Failure(description=str(error), allow_retries=False) from error
    if all(entry.is_published for entry in quarantined(night.home).values()):
        raise dg.Failure(description="没有查到是哪份文件引起的，没有搁置任何文件。", allow_retries=False)


def set_aside_after(
    instance: dg.DagsterInstance, failed_run: str, night: Night, installation: Installation
) -> tuple[Quarantined, ...]:
    """Set aside the files over which a run failed; those over which a reader crashed stand aside already.

    Raises TooManyFaultsError.
    """
    home = night.home
    failed = _failed(instance, failed_run, home)
    known = quarantined(home)
    files = [r.seq for r in receipts(home) if r.seq not in known and r.as_of_date <= night.as_of]
    published = read_manifest(home.manifest)
    new = [r.seq for r in receipts(home) if r.seq in files and (not published or r.as_of > published["as_of"])]
    with tempfile.TemporaryDirectory(dir=home.runs, prefix="retrial-") as folder:
        scratch = Path(folder) / night.warehouse.name
        if failed.models and night.warehouse.exists():
            shutil.copyfile(night.warehouse, scratch)
        retrial = Retrial(home.root, night.as_of, failed, scratch)
        found = guilty(new, retrial.failures) or guilty(files, retrial.failures)
    blamed = {seq: Blame(check, line, **_whose(home, seq)) for seq, (check, line) in found.items()}
    return set_aside(home, installation, blamed) if blamed else ()


def _whose(home: Home, seq: int) -> dict[str, str]:
    """Whose filing a file is, as far as it was read."""
    for row in raw.read_table(home.root, "filings"):
        if row["receipt_seq"] == seq:
            return {name: row[name] or "" for name in ("list_id", "unit", "period")}
    return {}


def _failed(instance: dg.DagsterInstance, run_id: str, home: Home) -> Failed:
    evaluations = [e.asset_check_evaluation_data for e in _events(instance, run_id, dg.DagsterEventType.ASSET_CHECK_EVALUATION)]
    checks = {
        (*evaluation.asset_key.path, evaluation.check_name)
        for evaluation in evaluations
        if not evaluation.passed and evaluation.severity == dg.AssetCheckSeverity.ERROR
    }
    suites = tuple(
        replace(suite, expectations=kept)
        for (layer, table), suite in load_suites().items()
        if (kept := tuple(e for e in suite.expectations if (layer, table, check_name(e.id)) in checks))
    )
    has_built = any("warehouse" in (e.step_key or "") for e in _events(instance, run_id, dg.DagsterEventType.STEP_START))
    if not has_built:
        return Failed(suites, (), ())
    target = home.runs / "dbt"
    results = _read(target / "run_results.json")["results"]
    failed = [result for result in results if result["status"] in ("fail", "error")]
    wanted = {result["unique_id"] for result in failed} | {
        f"model.threekey.{suite.table}" for suite in suites if suite.layer == "marts"
    }
    ancestors = _ancestors(wanted, _read(target / "manifest.json")["parent_map"])
    ran = [_node(result) for result in results if result["compiled_code"] and result["unique_id"] in ancestors]
    return Failed(
        suites,
        tuple(_node(result) for result in failed if result["compiled_code"]),
        tuple(node for node in ran if node.unique_id.startswith("model.")),
    )


def _ancestors(wanted: Iterable[str], parents: Mapping[str, list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(wanted)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += parents.get(one, [])
    return found


def _node(result: Mapping[str, Any]) -> Node:
    is_model = result["unique_id"].startswith("model.")
    return Node(result["unique_id"], result["compiled_code"], (result["relation_name"] or "") if is_model else "")


def _read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _events(instance: dg.DagsterInstance, run_id: str, kind: dg.DagsterEventType) -> list[dg.DagsterEvent]:
    return [e.dagster_event for e in instance.all_logs(run_id, of_type=kind) if e.dagster_event is not None]
