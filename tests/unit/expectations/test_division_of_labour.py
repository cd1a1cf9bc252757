"""No rule is stated twice: what dbt asserts of a table (tests, contracts) no suite asserts again.

Both sides are turned into the same small claims, `(what, table, columns)`. A raw table is compared with dbt's source of that
name and with its staging model, which only renames and casts.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from expectations.model import Expectation, Suite
from expectations.suites import load_suites, parse_suite

DBT = Path(__file__).parents[3] / "dbt_project"
Claim = tuple[str, str, tuple[str, ...]]


def columns(*names: str) -> tuple[str, ...]:
    return tuple(sorted(names))


def layer_of(model: str) -> str:
    return f"raw/{model.removeprefix('stg_')}" if model.startswith("stg_") else f"marts/{model}"


def claims_of(test: str | dict[str, Any], table: str, column: str = "") -> Iterator[Claim]:
    """What one dbt test claims; a test this does not know claims something under its own name."""
    name, arguments = (test, {}) if isinstance(test, str) else next((k, v) for k, v in test.items() if k != "config")
    arguments = {**arguments, **arguments.get("arguments", {})} if isinstance(arguments, dict) else {}
    if name == "unique_key":
        yield ("unique", table, columns(*arguments["columns"]))
        yield from (("not_null", table, (c,)) for c in arguments["columns"])
    elif name == "unique":
        yield ("unique", table, (column,))
    elif column:
        yield (name, table, (column,))
    else:
        yield (name, table, columns(*arguments.get("columns", [])))


def model_claims(model: dict[str, Any], table: str) -> Iterator[Claim]:
    if model.get("config", {}).get("contract", {}).get("enforced"):
        yield ("columns", table, ())
    for test in model.get("data_tests", []):
        yield from claims_of(test, table)
    for constraint in model.get("constraints", []):
        yield ({"primary_key": "unique"}.get(constraint["type"], constraint["type"]), table, columns(*constraint["columns"]))
    for column in model.get("columns", []):
        if "data_type" in column:
            yield ("type", table, (column["name"],))
        for constraint in column.get("constraints", []):
            yield ({"primary_key": "unique"}.get(constraint["type"], constraint["type"]), table, (column["name"],))
        for test in column.get("data_tests", []):
            yield from claims_of(test, table, column["name"])


@cache
def dbt_claims() -> set[Claim]:
    claims: set[Claim] = set()
    for path in DBT.glob("models/**/*.yml"):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for model in content.get("models", []):
            claims |= set(model_claims(model, layer_of(model["name"])))
        for source in content.get("sources", []):
            for table in source["tables"]:
                claims |= set(model_claims(table, f"{source['name']}/{table['name']}"))
    return claims


CLAIM_OF_TYPE = {
    "ExpectColumnValuesToNotBeNull": "not_null",
    "ExpectColumnValuesToBeUnique": "unique",
    "ExpectCompoundColumnsToBeUnique": "unique",
    "ExpectColumnValuesToBeInSet": "accepted_values",
    "ExpectColumnDistinctValuesToBeInSet": "accepted_values",
    "ExpectColumnValuesToBeOfType": "type",
    "ExpectColumnValuesToBeInTypeList": "type",
    "ExpectTableColumnsToMatchSet": "columns",
    "ExpectTableColumnsToMatchOrderedList": "columns",
    "ExpectTableColumnCountToEqual": "columns",
    "ExpectColumnValuesToBeBetween": "accepted_range",
    "ExpectColumnValuesToMatchRegex": "matches",
}


def claim_of(suite: Suite, expectation: Expectation) -> Claim | None:
    """What an expectation claims of its table's own columns.

    One about some rows only (`where`) says more than a set or a range of the whole column, but no more than not-null or unique.
    """
    what = CLAIM_OF_TYPE.get(expectation.type)
    named = expectation.kwargs.get("column_list", [expectation.kwargs["column"]] if "column" in expectation.kwargs else [])
    of_some_rows = bool(expectation.where) and what not in ("not_null", "unique")
    if what is None or of_some_rows or set(named) & set(expectation.derive):
        return None
    return what, suite.name, columns(*named)


def stated_twice(suites: list[Suite], claims: set[Claim]) -> list[str]:
    return [e.id for suite in suites for e in suite.expectations if claim_of(suite, e) in claims]


def test_no_rule_is_stated_by_a_suite_and_by_dbt() -> None:
    claims = dbt_claims()
    assert len(claims) > 100, "dbt's own rules were not found"
    assert stated_twice(list(load_suites().values()), claims) == []


@pytest.mark.parametrize(
    ("kind", "kwargs"),
    [
        ("ExpectColumnValuesToNotBeNull", '{ column = "list_id" }'),
        ("ExpectColumnValuesToBeUnique", '{ column = "submission_key" }'),
        ("ExpectCompoundColumnsToBeUnique", '{ column_list = ["submission_key"] }'),
        ("ExpectColumnValuesToBeInSet", '{ column = "status", value_set = ["on_time"] }'),
    ],
)
def test_a_rule_stated_twice_is_found(kind: str, kwargs: str) -> None:
    """The guard itself: rules that dbt states of fct_submission, written into a suite."""
    text = f"""
        label = "填报"
        keys = ["submission_key"]
        rows_due = "never"
        [[expectation]]
        id = "twice"
        type = "{kind}"
        kwargs = {kwargs}
        severity = "critical"
        effect = "stop"
        owner = "developer"
        reason = "-"
        text = "-"
    """
    assert stated_twice([parse_suite("marts", "fct_submission", text)], dbt_claims()) == ["twice"]
