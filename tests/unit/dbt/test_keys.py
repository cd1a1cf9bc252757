"""What analysts join by: one key a fact, the list in each task's key, and one way of saying how long a row holds."""

from __future__ import annotations

from typing import Any

import pytest

Models = dict[str, dict[str, Any]]


@pytest.fixture(scope="session")
def keys(manifest: dict[str, Any], marts: Models) -> dict[str, list[list[str]]]:
    """The lists of columns that each mart is tested to be unique by."""
    found: dict[str, list[list[str]]] = {name: [] for name in marts}
    names = {node["unique_id"]: name for name, node in marts.items()}
    for node in manifest["nodes"].values():
        tested = node.get("test_metadata") or {}
        if tested.get("name") == "unique_key" and node.get("attached_node") in names:
            found[names[node["attached_node"]]].append(tested["kwargs"]["columns"])
    return found


def test_every_fact_has_a_key_of_one_column(marts: Models, keys: dict[str, list[list[str]]]) -> None:
    facts = [name for name in marts if name.startswith("fct_")]
    assert len(facts) > 7
    without = [name for name in facts if not any(len(columns) == 1 and columns[0].endswith("_key") for columns in keys[name])]
    assert without == []


def test_a_task_is_never_told_without_its_list(marts: Models) -> None:
    of_tasks = {name: set(node["columns"]) for name, node in marts.items() if "task_key" in node["columns"]}
    assert len(of_tasks) > 7
    assert [name for name, columns in of_tasks.items() if not {"list_id", "list_task_key"} <= columns] == []


def test_no_key_of_several_columns_names_a_task_without_its_list(keys: dict[str, list[list[str]]]) -> None:
    assert [
        name for name, lists in keys.items() for columns in lists if "task_key" in columns and "list_id" not in columns
    ] == []


def test_how_long_a_row_holds_is_said_in_one_way(marts: Models) -> None:
    said = {
        name: {c for c in node["columns"] if c.startswith(("valid_", "exists_")) or c == "known_to"}
        for name, node in marts.items()
    }
    dated = {name: columns for name, columns in said.items() if columns}
    assert len(dated) > 7
    assert set(map(frozenset, dated.values())) == {frozenset({"valid_from", "valid_to"})}
