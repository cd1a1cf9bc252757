"""Publication without Dagster: hashes, the snapshot, the audit and the swap."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from ingest.home import Home
from orchestration.assets.warehouse import discard_unfinished
from orchestration.gate import Night
from orchestration.publish.hashes import content_hashes
from orchestration.publish.publication import AuditFailed, audit, install
from orchestration.publish.snapshot import write_parquet, write_snapshot
from orchestration.publish.version import new_folder, prune, swap


def warehouse(path: Path, *statements: str) -> Path:
    connection = duckdb.connect(str(path))
    connection.execute("create schema marts; create schema staging")
    connection.execute("create table marts.dim_area (area_code varchar, name varchar)")
    connection.execute("insert into marts.dim_area values ('430511', '北塔区'), ('430502', null)")
    connection.execute("comment on table marts.dim_area is 'One row per area. 区域'")
    connection.execute("comment on column marts.dim_area.name is '名称 · it''s name'")
    connection.execute("create view marts.v_named as select * from marts.dim_area where name is not null")
    connection.execute("create view staging.stg_x as select 1 as x")
    for statement in statements:
        connection.execute(statement)
    connection.close()
    return path


def hashes_of(path: Path) -> dict[str, str]:
    connection = duckdb.connect(str(path), read_only=True)
    try:
        return content_hashes(connection)
    finally:
        connection.close()


def test_a_hash_knows_rows_and_nothing_of_their_order(tmp_path: Path) -> None:
    first = warehouse(tmp_path / "a.duckdb")
    again = "create or replace table marts.dim_area as from marts.dim_area order by area_code"
    assert hashes_of(first) == hashes_of(warehouse(tmp_path / "b.duckdb", again))
    other = warehouse(tmp_path / "c.duckdb", "update marts.dim_area set name = '' where name is null")
    assert hashes_of(first) != hashes_of(other)
    doubled = warehouse(tmp_path / "d.duckdb", "insert into marts.dim_area values ('430511', '北塔区')")
    assert hashes_of(first) != hashes_of(doubled)


def test_the_snapshot_holds_marts_views_and_comments_and_nothing_else(tmp_path: Path) -> None:
    source = warehouse(tmp_path / "warehouse.duckdb")
    hashes = write_snapshot(source, tmp_path / "threekey.duckdb")
    assert hashes == hashes_of(source)
    connection = duckdb.connect(str(tmp_path / "threekey.duckdb"), read_only=True)
    assert connection.execute("select name from marts.v_named").fetchall() == [("北塔区",)]
    assert connection.execute("select comment from duckdb_tables()").fetchall() == [("One row per area. 区域",)]
    comment = "select comment from duckdb_columns() where column_name = 'name' and table_name = 'dim_area'"
    assert connection.execute(comment).fetchall() == [("名称 · it's name",)]
    assert connection.execute("select count(*) from duckdb_schemas() where schema_name = 'staging'").fetchone() == (0,)
    connection.close()
    assert write_parquet(tmp_path / "threekey.duckdb", tmp_path / "parquet") == {"dim_area": 2}
    written = tmp_path / "parquet" / "dim_area.parquet"
    rows = duckdb.connect().execute(f"select count(*) from '{written}'").fetchone()
    assert rows == (2,)


def test_the_snapshot_is_written_in_the_storage_version_of_1_x(tmp_path: Path) -> None:
    write_snapshot(warehouse(tmp_path / "warehouse.duckdb"), tmp_path / "threekey.duckdb")
    connection = duckdb.connect()
    connection.execute(f"attach '{tmp_path / 'threekey.duckdb'}' as t (read_only)")
    tags = connection.execute("select tags from duckdb_databases() where database_name = 't'").fetchone()
    assert tags is not None
    assert str(tags[0]["storage_version"]).startswith("v1.0.0")


def test_what_was_altered_after_the_build_is_not_published(tmp_path: Path) -> None:
    night = Night(Home(tmp_path), dt.date(2023, 12, 5), is_replay=False)
    warehouse(night.warehouse)
    with pytest.raises(AuditFailed, match="没有完成"):
        audit(night, hashes_of(night.warehouse))
    night.seal.write_text(json.dumps(hashes_of(night.warehouse)), encoding="utf-8")
    audit(night, hashes_of(night.warehouse))
    connection = duckdb.connect(str(night.warehouse))
    connection.execute("update marts.dim_area set name = '双清区' where name is null")
    connection.close()
    with pytest.raises(AuditFailed, match="dim_area"):
        audit(night, hashes_of(night.warehouse))


def test_a_reader_keeps_the_old_version_and_the_next_one_sees_the_new(tmp_path: Path) -> None:
    versions, link = tmp_path / ".versions", tmp_path / "published"
    old = new_folder(versions, "2023-12-05")
    (old / "manifest.json").write_text("old")
    swap(link, old)
    with (link / "manifest.json").open() as reader:
        new = new_folder(versions, "2023-12-05")
        (new / "manifest.json").write_text("new")
        swap(link, new)
        assert reader.read() == "old"
    assert (link / "manifest.json").read_text() == "new"
    assert new.name == "2023-12-05-2"


def test_old_versions_and_halves_go_and_the_one_in_use_stays(tmp_path: Path) -> None:
    versions = tmp_path / ".versions"
    folders = [new_folder(versions, "2023-12-05") for _ in range(6)]
    for folder in folders[:-1]:
        (folder / "manifest.json").write_text("{}")
    assert prune(versions, folders[0], 3) == 1
    assert folders[0].exists()
    assert not folders[-1].exists()
    assert len(list(versions.iterdir())) <= 4


def test_halves_and_replays_take_no_place_of_a_version_that_is_kept(tmp_path: Path) -> None:
    versions = tmp_path / ".versions"
    whole = [new_folder(versions, "2023-12-05") for _ in range(3)]
    replay = new_folder(versions, "replay-2023-11-30")
    for number, folder in enumerate([*whole, replay]):
        (folder / "manifest.json").write_text("{}")
        os.utime(folder, (number, number))
    halves = [new_folder(versions, "2023-12-05") for _ in range(4)]
    for half in halves:
        (half / "threekey.duckdb.wal").write_text("half")
    assert prune(versions, whole[-1], 3) == 0
    assert sorted(versions.iterdir()) == sorted(whole)


def test_a_replay_that_died_while_it_was_put_in_place_holds_up_no_other(tmp_path: Path) -> None:
    night = Night(Home(tmp_path), dt.date(2023, 12, 5), is_replay=True)
    left = tmp_path / "replays" / ".2023-12-05.old"
    left.mkdir(parents=True)
    (left / "manifest.json").write_text("old")
    versions = tmp_path / ".versions"
    folder = new_folder(versions, "replay-2023-12-05")
    (folder / "manifest.json").write_text("new")
    installed = install(night, folder, "v", {})
    assert (installed.folder / "manifest.json").read_text() == "new"
    assert [path.name for path in (tmp_path / "replays").iterdir()] == ["2023-12-05"]


DIES = """
import duckdb, os, sys
connection = duckdb.connect(sys.argv[1])
connection.execute("create table t as from range(3)")
os._exit(9)
"""


def test_a_database_that_a_dead_run_left_with_its_changes_is_made_again(tmp_path: Path) -> None:
    night = Night(Home(tmp_path), dt.date(2023, 12, 5), is_replay=False)
    assert not discard_unfinished(night)
    subprocess.run([sys.executable, "-c", DIES, str(night.warehouse)], check=False)
    changes = tmp_path / "warehouse.duckdb.wal"
    assert changes.exists()
    changes.write_bytes(b"damaged" * 100)
    assert discard_unfinished(night)
    assert list(tmp_path.glob("warehouse*")) == []


def test_a_database_that_a_program_still_holds_is_left_to_it(tmp_path: Path) -> None:
    night = Night(Home(tmp_path), dt.date(2023, 12, 5), is_replay=False)
    script = DIES.replace("os._exit(9)", "print(flush=True); input()")
    with subprocess.Popen(
        [sys.executable, "-c", script, str(night.warehouse)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        assert not discard_unfinished(night)
        assert night.warehouse.exists()
        holder.communicate(b"\n")
