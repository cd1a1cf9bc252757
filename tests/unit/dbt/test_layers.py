"""Data goes one way: sources → staging → intermediate → marts, and no model skips a layer or reads a clock."""

from __future__ import annotations

import re
from typing import Any

from tests.unit.dbt.conftest import layer

ALLOWED = {
    "staging": {"sources"},
    "intermediate": {"staging", "intermediate", "seeds"},
    "marts": {"intermediate", "marts"},
}
PASSED_ON = re.compile(r" +\w+(?: as \w+)?,?$")
CLOCKS = re.compile(
    r"\b(current_date|current_timestamp|now\(|today\(|getdate|localtimestamp|random\(|uuid\(|received_at\b)", re.IGNORECASE
)


def test_no_model_skips_a_layer(manifest: dict[str, Any], models: dict[str, dict[str, Any]]) -> None:
    known = {**manifest["nodes"], **manifest["sources"]}
    wrong = [
        f"{node['name']} ({layer(node)}) reads {known[parent]['name']} ({layer(known[parent])})"
        for node in models.values()
        for parent in node["depends_on"]["nodes"]
        if layer(known[parent]) not in ALLOWED[layer(node)]
    ]
    assert len(models) > 50
    assert wrong == []


def test_every_mart_is_made_from_raw_tables(manifest: dict[str, Any], marts: dict[str, dict[str, Any]]) -> None:
    """A mart that depends on no source would show the same on every home."""

    def reaches_source(key: str) -> bool:
        if key in manifest["sources"]:
            return True
        node = manifest["nodes"].get(key)
        return node is not None and any(reaches_source(parent) for parent in node["depends_on"].get("nodes", ()))

    assert [name for name, node in marts.items() if not reaches_source(node["unique_id"])] == []


def test_every_source_has_one_staging_model_of_its_name(manifest: dict[str, Any], models: dict[str, dict[str, Any]]) -> None:
    staged = {
        node["name"]: [manifest["sources"][parent]["name"] for parent in node["depends_on"]["nodes"]]
        for node in models.values()
        if layer(node) == "staging"
    }
    assert staged == {f"stg_{source['name']}": [source["name"]] for source in manifest["sources"].values()}


def test_names_say_the_layer(models: dict[str, dict[str, Any]]) -> None:
    prefixes = {"staging": ("stg_",), "intermediate": ("int_",), "marts": ("dim_", "fct_", "bridge_", "mart_", "v_")}
    assert [n["name"] for n in models.values() if not n["name"].startswith(prefixes[layer(n)])] == []


def test_no_model_reads_the_clock(models: dict[str, dict[str, Any]]) -> None:
    assert [(n["name"], found.group()) for n in models.values() if (found := CLOCKS.search(n["raw_code"]))] == []


def test_the_tables_of_the_interface_are_there(marts: dict[str, dict[str, Any]]) -> None:
    wanted = {f"dim_{name}" for name in ("task_list", "task", "target", "unit", "person", "area", "period", "date")}
    wanted |= {f"fct_{name}" for name in ("target", "progress", "completion", "submission", "submission_finding")}
    wanted |= {"fct_benchmark", "fct_score", "bridge_task_party", "v_why"}
    wanted |= {f"mart_{name}" for name in ("task_overview", "unit_scorecard", "area_ranking", "quality_trend")}
    assert wanted - set(marts) == set()


def test_models_stay_short(models: dict[str, dict[str, Any]]) -> None:
    """Lines that only pass a column on are a list, not something to follow: one more of them is no reason to cut a model."""
    lines = {n["name"]: [line for line in n["raw_code"].split("\n") if not PASSED_ON.match(line)] for n in models.values()}
    assert {name: len(kept) for name, kept in lines.items() if len(kept) > 135} == {}
