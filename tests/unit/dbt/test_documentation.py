"""Every model says its grain; every mart has a contract, a key, and two descriptions for each column."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.support.parsed import PROJECT

CJK = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2}")
# the columns that the macro status_counts makes
COUNTS = [
    f"targets_{status}"
    for status in re.findall(r"'([a-z_]+)'", (PROJECT / "macros" / "status_counts.sql").read_text(encoding="utf-8"))
]


def first_sentence(text: str) -> str:
    return re.split(r"(?<=[.:;])\s", text.strip(), maxsplit=1)[0]


def data_tests_of(manifest: dict[str, Any], unique_id: str) -> list[dict[str, Any]]:
    return [n for n in manifest["nodes"].values() if n["resource_type"] == "test" and n.get("attached_node") == unique_id]


def columns_of(raw_code: str) -> list[str]:
    """The names that the last select of a model gives its columns; `*` where it takes all of another's."""
    code = re.sub(r"--[^\n]*", "", re.sub(r"\{#.*?#\}", "", raw_code, flags=re.DOTALL))
    code = re.sub(r"\{\{ status_counts\(.*?\) \}\}", ", ".join(COUNTS), code)
    depth, start = 0, 0
    for match in re.finditer(r"[()]|\bselect\b|\bunion\b", code):
        word = match.group()
        if word in "()":
            depth += 1 if word == "(" else -1
        elif depth == 0 and word == "select":
            start = match.end()
    columns, depth, item = [], 0, ""
    for piece in re.split(r"([(),]|\bfrom\b)", code[start:]):
        if depth == 0 and piece in (",", "from"):
            columns.append(item)
            item = ""
            if piece == "from":
                break
            continue
        depth += {"(": 1, ")": -1}.get(piece, 0)
        item += piece
    return [re.split(r"[\s.]", column.strip())[-1] for column in columns]


def test_columns_of_reads_a_select() -> None:
    code = (
        "with a as (select x from y)\n\nselect\n    a.b,\n    sum(c, (select 1 from z)) as d, -- e,\n"
        "    coalesce(f, '') as g\nfrom a"
    )
    assert columns_of(code) == ["b", "d", "g"]


def test_every_model_says_its_grain_first(models: dict[str, dict[str, Any]]) -> None:
    assert [n["name"] for n in models.values() if not first_sentence(n["description"]).startswith("One row per ")] == []


def test_every_seed_is_described_and_typed(manifest: dict[str, Any]) -> None:
    seeds = [n for n in manifest["nodes"].values() if n["resource_type"] == "seed"]
    assert len(seeds) > 15
    assert [n["name"] for n in seeds if not n["description"].startswith("One row per ")] == []
    assert [n["name"] for n in seeds if not n["config"]["column_types"]] == []


def test_every_mart_has_a_contract_and_a_key(manifest: dict[str, Any], marts: dict[str, dict[str, Any]]) -> None:
    assert [name for name, node in marts.items() if not node["config"]["contract"]["enforced"]] == []
    keyed = {
        name
        for name, node in marts.items()
        if any(test["test_metadata"]["name"] in ("unique_key", "unique") for test in data_tests_of(manifest, node["unique_id"]))
    }
    assert set(marts) - keyed == set()


def label_of(column: dict[str, Any]) -> str:
    """A column's name for people: what its description says before the dot, 目标键 · the target."""
    return str(column["description"]).partition(" · ")[0]


def test_every_column_of_a_mart_is_described_in_both_languages(marts: dict[str, dict[str, Any]]) -> None:
    """A short Chinese label, ` · `, and in English what it is; persisted as the column's comment."""
    poor = [
        f"{name}.{column['name']}"
        for name, node in marts.items()
        for column in node["columns"].values()
        if not CJK.search(label := label_of(column))
        or len(label) > 20
        or not LATIN.search(column["description"].removeprefix(label).removeprefix(" · "))
        or not column["data_type"]
    ]
    assert sum(len(node["columns"]) for node in marts.values()) > 300
    assert poor == []


def test_a_mart_gives_no_label_twice(marts: dict[str, dict[str, Any]]) -> None:
    """A workbook that shows the labels must not have two columns of one name."""
    twice = {}
    for name, node in marts.items():
        labels = [label_of(column) for column in node["columns"].values()]
        doubled = {label for label in labels if labels.count(label) > 1}
        if doubled:
            twice[name] = doubled
    assert twice == {}


def test_documented_columns_are_the_columns(marts: dict[str, dict[str, Any]]) -> None:
    different = {
        name: (sorted(set(real) - set(documented)), sorted(set(documented) - set(real)))
        for name, node in marts.items()
        if (real := columns_of(node["raw_code"])) != (documented := list(node["columns"]))
    }
    assert different == {}


@pytest.mark.parametrize("word", ["TODO", "FIXME", "XXX"])
def test_nothing_is_left_to_do(models: dict[str, dict[str, Any]], word: str) -> None:
    assert [n["name"] for n in models.values() if word in n["raw_code"] or word in n["description"]] == []
