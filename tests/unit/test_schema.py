"""The schema of the raw tables is said once: what is generated from it is as generated, and its names are sound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from ingest.schema import PROVENANCE, TABLES, Table
from ingest.schema_sources import PATH, as_yaml

STAGING = Path(__file__).parents[2] / "dbt_project" / "models" / "staging"


def test_the_sources_of_dbt_are_as_generated() -> None:
    assert PATH.read_text(encoding="utf-8") == as_yaml(), "make docs writes it"


def test_the_sources_hold_every_column_but_those_for_the_log() -> None:
    (source,) = yaml.safe_load(as_yaml())["sources"]
    told = {table["name"]: [(column["name"], column["data_type"]) for column in table["columns"]] for table in source["tables"]}
    assert told == {
        name: [(column.name, str(column.type)) for column in table.columns if not column.is_log_only]
        for name, table in TABLES.items()
    }
    assert "received_at" not in {name for name, _ in told["received_files"]}


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_a_table_is_said_soundly(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)
    assert table.grain
    assert not table.grain.endswith(".")
    assert table.grain_zh.endswith("。")
    assert table.name in ("received_files", "calendar_days", "reporting_periods") or table.columns[:3] == PROVENANCE


def test_no_staging_model_spells_columns() -> None:
    for name in TABLES:
        assert (STAGING / f"stg_{name}.sql").read_text(encoding="utf-8") == f"{{{{ staged('{name}') }}}}\n"
