"""The raw tables: batches are whole or not there, and what does not fit a schema is refused."""

from __future__ import annotations

import datetime as dt
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
