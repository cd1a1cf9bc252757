"""The tables of rules as intake knows them, held together with the seeds of dbt and the tests that dbt has of them."""

from __future__ import annotations

import csv
import itertools
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.documents.reader import Use, read_bytes
from ingest.rules.overlay import Layers
from ingest.rules.reader import read_rules, table_of
from ingest.rules.tables import RULE_TABLES, CellKind, RuleTable
from ingest.rules.whole import broken
from ingest.seeds import SEEDS, Seeds

# what belongs to the program and not to an installation: its comparators, the texts and kinds of its own findings
OF_THE_PROGRAM = {"comparators", "warehouse_rules", "finding_dimensions"}
_SQL = {CellKind.DATE: "date", CellKind.FLAG: "boolean"}


@cache
def seeds_yaml() -> dict[str, Any]:
    documents = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(SEEDS.glob("_*.yml"))]
    return {seed["name"]: seed for document in documents for seed in document["seeds"]}


def _tests(seed: dict[str, Any], name: str) -> list[Any]:
    """The arguments of the tests of a seed that are called so, of all its columns or of one."""
    return [test[name]["arguments"] for test in seed.get("data_tests", []) if isinstance(test, dict) and name in test]


def test_every_seed_can_be_changed_by_a_home_or_belongs_to_the_program() -> None:
    assert set(RULE_TABLES) | OF_THE_PROGRAM == {path.stem for path in SEEDS.glob("*.csv")}
    assert not set(RULE_TABLES) & OF_THE_PROGRAM


@pytest.mark.parametrize("table", RULE_TABLES.values(), ids=lambda table: table.name)
def test_a_table_has_the_columns_of_its_seed(table: RuleTable) -> None:
    with (SEEDS / f"{table.name}.csv").open(encoding="utf-8", newline="") as handle:
        assert next(csv.reader(handle)) == list(table.columns)


@pytest.mark.parametrize("table", RULE_TABLES.values(), ids=lambda table: table.name)
def test_what_dbt_asks_of_a_seed_is_asked_of_a_row_that_comes_in(table: RuleTable) -> None:
    seed = seeds_yaml()[table.name]
    required = {field.name for field in table.fields if field.required}
    for arguments in _tests(seed, "never_null"):
        assert set(arguments["columns"]) <= required
    keys = {frozenset(table.identity), *(frozenset({name}) for name in table.unique)}
    for arguments in _tests(seed, "unique_key"):
        # what is unique by fewer columns is unique by more
        assert any(key <= set(arguments["columns"]) for key in keys), arguments
    for column in seed.get("columns", []):
        field = table.field(column["name"])
        tests = column.get("data_tests", [])
        if "unique" in tests:
            assert frozenset({field.name}) in keys
        for arguments in _tests(column, "accepted_values"):
            assert set(arguments["values"]) == set(field.choices)
        for arguments in _tests(column, "relationships"):
            assert arguments["to"] == f"ref('{field.refers_to[0]}')" if field.refers_to else False
            assert arguments["field"] == field.refers_to[1] if field.refers_to else False


@pytest.mark.parametrize("table", RULE_TABLES.values(), ids=lambda table: table.name)
def test_a_cell_has_the_type_of_its_column_in_dbt(table: RuleTable) -> None:
    types = seeds_yaml()[table.name]["config"]["column_types"]
    for field in table.fields:
        if field.name in types and (field.kind in _SQL or types[field.name] in _SQL.values()):
            assert types[field.name] == _SQL.get(field.kind), field.name
        if types.get(field.name) == "varchar":
            assert field.kind not in {CellKind.DATE, CellKind.INTEGER, CellKind.NUMBER, CellKind.FLAG}, field.name
        if field.kind is CellKind.NUMBER:
            assert types[field.name].endswith(f", {field.decimals})"), field.name


def test_the_seeds_are_whole() -> None:
    assert list(broken(Seeds().rows)) == []


@pytest.mark.parametrize(
    ("name", "row", "changes", "why"),
    [
        # two rows of one band on one day
        ("status_bands", 9, [{}, {"valid_from": "2024-01-01"}], "有不止一行有效"),
        ("reporting_calendar", 0, [{"valid_to": "2024-01-31"}, {"valid_from": "2024-01-31"}], "有不止一行有效"),
        # a hole on the first day, between two bands and after the last day of one
        ("reporting_calendar", 0, [{"valid_from": "2000-01-02"}], "没有适用于所有清单"),
        ("status_bands", -1, [], "没有一个档次包含偏差"),
        ("status_bands", -1, [{"valid_to": "2024-06-30"}, {"valid_from": "2024-07-02"}], "没有一个档次包含偏差"),
        ("score_formulas", 0, [{"weight": "0.1"}], "各项权重之和"),
        ("score_formulas", 0, [{"valid_to": "2024-06-30"}], "各项权重之和"),
    ],
)
def test_seeds_that_are_not_whole_are_told(name: str, row: int, changes: list[dict[str, str]], why: str) -> None:
    """What the program comes with has no other guard: `changes` are the rows that stand for one of a seed."""
    seeds = Seeds()
    rows = seeds.rows(name)
    old = rows.pop(row)
    changed = seeds.with_tables({name: [*rows, *({**old, **change} for change in changes)]})
    told = [said for table, said in broken(changed.rows) if table == name]
    assert any(why in said for said in told), told


@pytest.mark.parametrize("table", RULE_TABLES.values(), ids=lambda table: table.name)
def test_the_seeds_could_be_dropped_as_they_are(table: RuleTable) -> None:
    """What is exported is taken again, every row of it, and changes nothing."""
    path = SEEDS / f"{table.name}.csv"
    rows = Seeds().rows(table.name)
    document = read_bytes(path.read_bytes(), path.name, use=Use.FIGURES)
    reading = read_rules(document, path.name, Layers(Seeds().rows))
    if not rows:
        assert [found.code for found in reading.findings] == ["rules-no-rows"]
        return
    assert [found.code for found in reading.findings] == ["rules-as-shipped"]
    assert f"有 {len(rows)} 行" in reading.findings[0].message
    assert (reading.verdict, reading.rows_read, reading.rows_accepted) == ("accepted", len(rows), len(rows))
    assert reading.rules == ()


def test_a_table_is_known_by_the_name_of_its_file() -> None:
    for table, end in itertools.product(RULE_TABLES.values(), (".csv", "_2024.csv", "（修改）.xlsx", " 副本.csv", "")):
        assert table_of(f"{table.name}{end}") is table
    assert table_of("单位别名.csv") is None
    assert table_of("areas_of_work_list.csv") is RULE_TABLES["areas"]
    assert table_of("areass.csv") is None
    assert table_of(Path("下发/unit_groups.csv").name) is RULE_TABLES["unit_groups"]
