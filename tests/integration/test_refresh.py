"""The nightly refresh, end to end, on the real task list."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import duckdb
import pytest

from ingest import raw
from ingest.home import Home
from orchestration.gate import read_outcome
from orchestration.publish import publication
from orchestration.refresh import refresh
from tests.support.played import EXAMPLE, Played, hashes, query

pytestmark = pytest.mark.xdist_group("played")

INTERFACE_TABLES = {
    "dim_task_list", "dim_task", "dim_target", "dim_unit", "dim_person", "dim_area", "dim_period", "dim_date",
    "bridge_task_party",
    "fct_target", "fct_progress", "fct_completion", "fct_submission", "fct_submission_finding", "fct_benchmark", "fct_score",
    "mart_task_overview", "mart_unit_scorecard", "mart_area_ranking", "mart_quality_trend",
}  # fmt: skip
LAST_NIGHT = dt.date(2024, 1, 27)


def last_hashes(played: Played) -> dict[str, str]:
    return hashes(played.manifests[LAST_NIGHT.isoformat()])


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


def test_a_refresh_with_nothing_new_publishes_the_same_content(copied: Played) -> None:
    done = refresh(copied.home, LAST_NIGHT)
    assert done.success, done.reasons
    assert done.manifest is not None
    assert hashes(done.manifest) == last_hashes(copied)


def test_warehouse_and_raw_tables_can_be_deleted(copied: Played) -> None:
    copied.home.warehouse.unlink()
    shutil.rmtree(copied.home.raw)
    done = refresh(copied.home, LAST_NIGHT)
    assert done.success, done.reasons
    assert done.manifest is not None
    assert hashes(done.manifest) == last_hashes(copied)


@pytest.mark.parametrize("night", ["2023-12-05", "2024-01-05"])
def test_a_replay_gives_what_was_known_that_night(copied: Played, night: str) -> None:
    before = copied.home.manifest.read_text(encoding="utf-8")
    done = refresh(copied.home, dt.date.fromisoformat(night))
    assert done.success, done.reasons
    assert copied.home.manifest.read_text(encoding="utf-8") == before
    replayed = json.loads((copied.home.replay(dt.date.fromisoformat(night)) / "manifest.json").read_text(encoding="utf-8"))
    assert hashes(replayed) == hashes(copied.manifests[night])


def test_what_is_altered_between_build_and_audit_is_not_published(copied: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {p: p.read_bytes() for p in copied.home.published.rglob("*") if p.is_file()}
    write_snapshot = publication.write_snapshot

    def poisoned(warehouse: Path, path: Path) -> dict[str, str]:
        connection = duckdb.connect(str(warehouse))
        connection.execute("update marts.fct_completion set actual_value = actual_value * 10000")
        connection.close()
        return write_snapshot(warehouse, path)

    monkeypatch.setattr(publication, "write_snapshot", poisoned)
    done = refresh(copied.home, LAST_NIGHT)
    assert not done.success
    assert "fct_completion" in "".join(done.reasons)
    assert {p: p.read_bytes() for p in copied.home.published.rglob("*") if p.is_file()} == before
    outcome = read_outcome(copied.home)
    assert outcome is not None
    assert not outcome.published


def test_bad_files_get_an_outcome_each_and_the_run_goes_on(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.create()
    assert refresh(home, dt.date(2023, 11, 24)).success, "an empty inbox is no fault"
    example = EXAMPLE / "inbox" / "2023-11-25" / "task_lists"
    shutil.copytree(example, home.inbox / "task_lists", dirs_exist_ok=True)
    (home.inbox / "task_lists" / "不是清单.txt").write_text("今天天气很好。\n", encoding="utf-8")
    (home.inbox / "progress" / "坏文件.xlsx").write_bytes(b"PK\x03\x04 cut off")
    (home.inbox / "progress" / "空文件.xlsx").write_bytes(b"")
    unknown = (
        "填报单位,区火星局\n报告期,2023年11月\n任务编号,任务名称,区域,计量单位,累计完成\n"
        "重点工作-1-8,地方一般公共预算收入,全市,亿元,100\n"
    )
    (home.inbox / "progress" / "区火星局.csv").write_text(unknown, encoding="utf-8")
    (home.inbox / "benchmarks" / "空.csv").write_bytes(b"")
    done = refresh(home, dt.date(2023, 12, 5))
    assert done.success, done.reasons
    files = dict(
        query(
            home.snapshot,
            "select file_name, string_agg(distinct code, ' ' order by code)"
            " from marts.fct_submission_finding where effect = 'file' group by file_name",
        )
    )
    assert {"不是清单.txt", "坏文件.xlsx", "空文件.xlsx", "区火星局.csv", "空.csv"} <= files.keys()
    assert "unit-unknown" in files["区火星局.csv"]
    assert query(home.snapshot, "select count(*) from marts.dim_task where is_current") == [(40,)]
