"""Every test of the dbt project is run: those of data by each night's build, those of a model's logic here, one by one.

The warehouse is the golden one, which the command of every night has built. A test that is switched off, left out by that
command or unable to fail is a defect.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.support.built import Built, run_dbt
from tests.support.parsed import PROJECT

Results = dict[str, dict[str, Any]]


def declared() -> Iterator[str]:
    """`model.test` of each unit test in the project's files."""
    for path in sorted((PROJECT / "models").rglob("*.yml")):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for test in content.get("unit_tests", []):
            yield f"{test['model']}.{test['name']}"


UNIT_TESTS = list(declared())


@pytest.fixture(scope="module")
def ran(golden_warehouse: Built) -> Results:
    """Results of all unit tests, by `model.test`."""
    golden = golden_warehouse
    _, said, results = run_dbt(golden.home, golden.database, golden.as_of, "test", "--select", "test_type:unit")
    assert results, said
    return {unique_id.removeprefix("unit_test.threekey."): result for unique_id, result in results.items()}


@pytest.mark.parametrize("name", UNIT_TESTS)
def test_unit_test(ran: Results, name: str) -> None:
    assert name in ran, "dbt has not run it"
    assert ran[name]["status"] == "pass", ran[name]["message"]


def test_no_unit_test_is_left_out(ran: Results, manifest: dict[str, Any]) -> None:
    known = {unique_id.removeprefix("unit_test.threekey.") for unique_id in manifest["unit_tests"]}
    assert len(known) >= 79
    assert set(ran) == known == set(UNIT_TESTS)


def test_every_night_runs_every_test_of_data(golden_warehouse: Built, manifest: dict[str, Any]) -> None:
    known = {node["unique_id"] for node in manifest["nodes"].values() if node["resource_type"] == "test"}
    assert len(known) > 200
    passed = {unique_id for unique_id, result in golden_warehouse.results.items() if result["status"] == "pass"}
    assert known - passed == set()


def test_no_test_is_switched_off(manifest: dict[str, Any]) -> None:
    assert manifest["disabled"] == {}


def test_every_test_of_data_can_fail(manifest: dict[str, Any]) -> None:
    """No test only warns, lets a number of failures pass, or looks at the first failures only."""
    tests = [node for node in manifest["nodes"].values() if node["resource_type"] == "test"]
    lax = {
        node["name"]: node["config"]
        for node in tests
        if node["config"]["severity"].lower() != "error" or node["config"]["error_if"] != "!= 0" or node["config"]["limit"]
    }
    assert lax == {}
