"""The raw tables: batches are whole or not there, and what does not fit a schema is refused."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingest import raw

DAY = {"day": dt.date(2023, 10, 1), "is_workday": False, "holiday": "国庆节", "known_from": None, "known_to": None}


def test_a_batch_is_read_back(tmp_path: Path) -> None:
    raw.write_batch(tmp_path, "calendar-1", {"calendar_days": [DAY]})
    assert raw.read_table(tmp_path, "calendar_days") == [DAY]


def test_every_table_can_be_read_before_anything_came(tmp_path: Path) -> None:
    raw.ensure_tables(tmp_path)
    assert {name: raw.read_table(tmp_path, name) for name in raw.SCHEMAS} == {name: [] for name in raw.SCHEMAS}


def test_a_batch_without_its_marker_is_taken_away(tmp_path: Path) -> None:
    raw.write_batch(tmp_path, "calendar-1", {"calendar_days": [DAY]})
    raw.write_batch(tmp_path, "calendar-2", {"calendar_days": [DAY]})
    (tmp_path / "raw" / "_batches" / "calendar-2.json").unlink()
    assert raw.repair(tmp_path) == ["calendar-2"]
    assert raw.read_table(tmp_path, "calendar_days") == [DAY]


def test_batches_of_one_reader_are_removed(tmp_path: Path) -> None:
    raw.write_batch(tmp_path, "calendar-1", {"calendar_days": [DAY]})
    raw.write_batch(tmp_path, "other-1", {"calendar_days": [DAY, DAY]})
    raw.remove_batches(tmp_path, "calendar-")
    assert len(raw.read_table(tmp_path, "calendar_days")) == 2


def test_a_value_of_another_type_is_refused(tmp_path: Path) -> None:
    with pytest.raises(pa.ArrowInvalid):
        raw.write_batch(tmp_path, "calendar-1", {"calendar_days": [{**DAY, "is_workday": "perhaps"}]})


def test_tables_of_other_columns_are_known_for_it(tmp_path: Path) -> None:
    assert not raw.has_other_columns(tmp_path)
    raw.write_batch(tmp_path, "calendar-1", {"calendar_days": [DAY]})
    assert not raw.has_other_columns(tmp_path)
    empty = raw.table_dir(tmp_path, "tasks") / "0-schema.parquet"
    pq.write_table(raw.SCHEMAS["tasks"].empty_table().drop_columns(["answering_units"]), empty)
    assert raw.has_other_columns(tmp_path)
    raw.ensure_tables(tmp_path)
    assert not raw.has_other_columns(tmp_path)
    empty.unlink()
    assert raw.has_other_columns(tmp_path)


def test_a_file_is_read_once_as_long_as_it_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw.write_batch(tmp_path, "calendar-1", {"calendar_days": [DAY]})
    opened: list[str] = []
    read = pq.ParquetFile

    def noted(path: Path) -> pq.ParquetFile:
        opened.append(path.stem)
        return read(path)

    monkeypatch.setattr(raw.pq, "ParquetFile", noted)
    assert raw.read_table(tmp_path, "calendar_days") == raw.read_table(tmp_path, "calendar_days") == [DAY]
    assert sorted(opened) == ["0-schema", "calendar-1"]
    raw.write_batch(tmp_path, "calendar-1", {"calendar_days": [DAY, DAY]})
    assert raw.read_table(tmp_path, "calendar_days") == [DAY, DAY]
    shutil.copyfile(table := raw.table_dir(tmp_path, "calendar_days") / "calendar-1.parquet", other := tmp_path / "other")
    raw.write_batch(tmp_path, "calendar-1", {"calendar_days": [DAY]})
    other.replace(table)  # by other hands
    assert raw.read_table(tmp_path, "calendar_days") == [DAY, DAY]


def test_no_more_is_kept_than_so_many_bytes(tmp_path: Path) -> None:
    small = pa.table({"n": [1]})
    read = raw._Read(most_bytes=2 * small.nbytes)
    for name in ("a", "b", "c"):
        read.keep(tmp_path / name, (1,), small)
    assert [read.get(tmp_path / name, (1,)) is not None for name in ("a", "b", "c")] == [False, False, True]
    assert read.get(tmp_path / "c", (2,)) is None
