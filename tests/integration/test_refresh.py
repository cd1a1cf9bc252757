"""The nightly refresh, end to end, on the real task list."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from ingest import raw
from ingest.home import Home
from orchestration.backup import restore, write_backup
from orchestration.refresh import refresh
from tests.support.life import BAD_NIGHT, GOOD_FILING, Life
from tests.support.played import LAST_NIGHT, REPLAYED_NIGHTS, Played, hashes, query, raw_rows

INTERFACE_TABLES = {
    "dim_task_list", "dim_task", "dim_target", "dim_unit", "dim_person", "dim_area", "dim_period", "dim_date",
    "bridge_task_party",
    "fct_target", "fct_progress", "fct_completion", "fct_submission", "fct_submission_finding", "fct_benchmark", "fct_score",
    "mart_task_overview", "mart_unit_scorecard", "mart_area_ranking", "mart_quality_trend",
}  # fmt: skip


def test_every_curated_table_is_published_with_rows(played: Played) -> None:
    rows = {name: table["rows"] for name, table in played.manifests[LAST_NIGHT.isoformat()]["tables"].items()}
    assert rows.keys() >= INTERFACE_TABLES
    assert [name for name in sorted(INTERFACE_TABLES) if not rows[name]] == []
    assert played.query("select count(*) from marts.dim_task where is_current") == [(40,)]
    targets = raw.read_table(played.home.root, "targets")
    assert played.query("select count(*) from marts.dim_target where is_current") == [(len(targets),)]
    parquet = {path.stem for path in (played.home.published / "parquet").glob("*.parquet")}
    assert parquet == rows.keys()


def test_every_received_file_has_an_outcome(played: Played) -> None:
    received = {row["receipt_seq"] for row in raw.read_table(played.home.root, "received_files") if not row["is_repeat"]}
    outcomes = {
        row["receipt_seq"]
        for table in ("task_lists", "filings", "benchmark_files")
        for row in raw.read_table(played.home.root, table)
    }
    assert received == outcomes


def test_warehouse_and_raw_tables_can_be_deleted(played: Played) -> None:
    """They were, before the last night: what was read night by night has been read again, and more. That the marts are the
    same is seen by the lock, and by the replays of nights that were published before."""
    assert sum(played.grown["filing_rows"].values()) > 100
    again = raw_rows(played.home)
    assert {name: list((rows - again[name]).elements()) for name, rows in played.grown.items() if rows - again[name]} == {}
    assert played.home.warehouse.exists()


@pytest.mark.parametrize("night", REPLAYED_NIGHTS, ids=str)
def test_a_replay_gives_what_was_known_that_night(copied: Played, night: dt.date) -> None:
    before = copied.home.manifest.read_text(encoding="utf-8")
    done = refresh(copied.home, night)
    assert done.success, done.reasons
    assert copied.home.manifest.read_text(encoding="utf-8") == before
    replayed = json.loads((copied.home.replay(night) / "manifest.json").read_text(encoding="utf-8"))
    assert hashes(replayed) == hashes(copied.manifests[night.isoformat()])


def test_an_empty_inbox_is_no_fault(life: Life) -> None:
    assert life.empty.success, life.empty.reasons


def test_every_mart_builds_on_an_empty_home(life: Life) -> None:
    assert len(life.on_empty) >= 21
    facts = [name for name in life.on_empty if name.startswith(("fct_", "mart_", "bridge_"))]
    assert {name: life.on_empty[name] for name in facts} == dict.fromkeys(facts, 0)


def test_what_is_altered_between_build_and_audit_is_not_published(life: Life) -> None:
    assert not life.tampered.success
    assert "fct_completion" in "".join(life.tampered.reasons)
    assert life.published_before
    assert life.published_after == life.published_before
    assert life.outcome is not None
    assert not life.outcome.published


def test_a_refresh_with_nothing_new_publishes_the_same_content(life: Life) -> None:
    assert life.again.success, life.again.reasons
    assert life.again.manifest is not None
    assert hashes(life.again.manifest) == life.built


def test_a_restored_home_publishes_the_same_content(life: Life, tmp_path: Path) -> None:
    copy = Home(tmp_path / "copy")
    write_backup(life.home, tmp_path / "backup.tar")
    restore(tmp_path / "backup.tar", copy)
    again = refresh(copy, BAD_NIGHT)
    assert again.success, again.reasons
    assert again.manifest is not None
    assert hashes(again.manifest) == life.built
    # what was said before is not said again; that a jump against the last publication has ended may be
    before, after = ({path.name: path.read_bytes() for path in (home.outbox / "sent").iterdir()} for home in (life.home, copy))
    assert before.items() <= after.items()
    assert all("已恢复正常" in content.decode() for name, content in after.items() if name not in before)


def test_bad_files_get_an_outcome_each_and_the_run_goes_on(life: Life) -> None:
    assert life.again.success, life.again.reasons
    files = dict(
        query(
            life.home.snapshot,
            "select file_name, string_agg(distinct code, ' ' order by code)"
            " from marts.fct_submission_finding where effect = 'file' group by file_name",
        )
    )
    assert files.keys() == {"不是清单.txt", "坏文件.xlsx", "空文件.xlsx", "区火星局.csv", "空.csv"}
    assert "office-unknown" in files["区火星局.csv"]
    assert query(life.home.snapshot, "select count(*) from marts.dim_task where is_current") == [(40,)]
    assert query(life.home.snapshot, "select distinct filing_file from marts.fct_completion where actual_value > 0") == [
        (GOOD_FILING,)
    ]
