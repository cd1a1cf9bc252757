"""Which files a failed gate fails over: found by leaving files out, in few tries, and never guessed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.model import Suite
from expectations.suites import load_suites
from ingest import raw
from orchestration.blame import Failed, Node, Retrial, guilty
from tests.unit.expectations.lawful_rows import RAW

AS_OF = dt.date(2023, 12, 5)


class Gate:
    """A gate that fails while one of the bad files is there; counts how often it is asked."""

    def __init__(self, files: list[int], bad: set[int]) -> None:
        self.files, self.bad, self.asked = files, bad, 0

    def failures(self, without: frozenset[int]) -> dict[str, str]:
        self.asked += 1
        there = sorted(self.bad - without)
        return {"check": f"file {there[0]}"} if there else {}


@given(st.lists(st.integers(1, 500), unique=True, min_size=1, max_size=80), st.data())
def test_the_bad_files_are_found_and_no_others(files: list[int], data: st.DataObject) -> None:
    bad = data.draw(st.sets(st.sampled_from(files), max_size=4))
    gate = Gate(files, bad)
    found = guilty(files, gate.failures)
    assert set(found) == bad
    assert all(line == f"file {seq}" for seq, (_, line) in found.items())
    assert gate.asked <= 2 + 2 * max(len(bad), 1) * (len(files).bit_length() + 1)


def test_what_fails_without_any_file_is_no_files_fault() -> None:
    assert guilty([1, 2], lambda _: {"check": "always"}) == {}
    assert guilty([], lambda _: {"check": "always"}) == {}


def test_of_two_files_that_fail_together_the_later_one_is_set_aside() -> None:
    def failures(without: frozenset[int]) -> dict[str, str]:
        return {} if without & {3, 8} else {"check": "both"}

    assert set(guilty([1, 3, 5, 8, 9], failures)) == {8}


def write(home: Path, **tables: list[dict[str, object]]) -> None:
    raw.write_batch(home, "filings-00000001", tables)


def row(table: str, seq: int, **more: object) -> dict[str, object]:
    lawful = {name: Decimal(str(value)) if isinstance(value, float) else value for name, value in RAW[table].items()}
    return {**lawful, "receipt_seq": seq, "received_as_of": AS_OF, **more}


def only(layer: str, table: str, check: str) -> Suite:
    suite = load_suites()[layer, table]
    return replace(suite, expectations=tuple(e for e in suite.expectations if e.id == check))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    places = {1: 3, 2: 4001, 3: 7, 4: 5000}
    write(tmp_path, filing_rows=[row("filing_rows", seq, rank=place) for seq, place in places.items()])
    return tmp_path


def test_a_suite_of_a_raw_table_is_led_to_the_files_of_its_rows(home: Path) -> None:
    failed = Failed((only("raw", "filing_rows", "filing_rows_rank_is_a_place"),), (), ())
    found = guilty([1, 2, 3, 4], Retrial(home, AS_OF, failed, home / "none.duckdb").failures)
    assert set(found) == {2, 4}
    check, line = found[2]
    assert check == "filing_rows_rank_is_a_place"
    assert "4001" in line
    assert "5000" not in line


def scratch(home: Path) -> Path:
    path = home / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        for schema in ("staging", "intermediate", "marts"):
            connection.execute(f"create schema {schema}")
    return path


def models(home: Path, middle: str) -> tuple[Node, ...]:
    source = f"select receipt_seq, rank from read_parquet('{home}/raw/filing_rows/filings-*.parquet')"
    return (
        Node("model.threekey.stg_filing_rows", source, '"warehouse"."staging"."stg_filing_rows"'),
        Node("model.threekey.int_places", middle, '"warehouse"."intermediate"."int_places"'),
    )


def test_a_model_that_cannot_be_built_is_led_to_the_file(home: Path) -> None:
    middle = (
        "select receipt_seq, case when rank = 4001 then error('no such place') else 1 end as place from staging.stg_filing_rows"
    )
    built = models(home, middle)
    found = guilty([1, 2, 3, 4], Retrial(home, AS_OF, Failed((), built[1:], built), scratch(home)).failures)
    assert set(found) == {2}
    assert found[2][0] == "model.threekey.int_places"
    assert "no such place" in found[2][1]


def test_a_test_of_dbt_is_led_to_the_file_with_its_row(home: Path) -> None:
    built = models(home, "select receipt_seq, rank from staging.stg_filing_rows -- a comment at the end")
    test = Node("test.threekey.places", "select * from intermediate.int_places where rank = 5000", "")
    found = guilty([1, 2, 3, 4], Retrial(home, AS_OF, Failed((), (test,), built), scratch(home)).failures)
    assert {seq: line for seq, (_, line) in found.items()} == {4: "test.threekey.places：receipt_seq=4，rank=5000"}


def test_a_suite_of_a_mart_is_led_to_the_file(home: Path) -> None:
    columns = ", ".join(f"null as {name}" for name in ("unit", "period", "target_key", "area"))
    mart = Node(
        "model.threekey.fct_progress",
        f"select {columns}, rank as source_row from intermediate.int_places",
        '"warehouse"."marts"."fct_progress"',
    )
    built = (
        *models(home, "select receipt_seq, case rank when 7 then 0 else rank end as rank from staging.stg_filing_rows"),
        mart,
    )
    failed = Failed((only("marts", "fct_progress", "fct_progress_source_row"),), (), built)
    assert set(guilty([1, 2, 3, 4], Retrial(home, AS_OF, failed, scratch(home)).failures)) == {3}


def test_periods_of_a_list_that_is_left_out_are_left_out_with_it(tmp_path: Path) -> None:
    period = {**RAW["reporting_periods"], "known_from": None, "known_to": None}
    raw.write_batch(tmp_path, "calendar-all", {"reporting_periods": [
        {**period, "list_id": "good"}, {**period, "list_id": "bad", "grace_until": dt.date(2000, 1, 1)},
    ]})  # fmt: skip
    lists = [row("task_lists", 1, list_id="good"), row("task_lists", 2, list_id="bad")]
    raw.write_batch(tmp_path, "task_lists-00000001", {"task_lists": lists})
    failed = Failed((only("raw", "reporting_periods", "reporting_periods_grace_after_due"),), (), ())
    assert set(guilty([1, 2], Retrial(tmp_path, AS_OF, failed, tmp_path / "none.duckdb").failures)) == {2}
