"""Every model with logic has a unit test, and each unit test can fail."""

from __future__ import annotations

import re
from typing import Any

LOGIC = re.compile(r"\b(case|join|over|qualify|window)\b", re.IGNORECASE)
COMMENT = re.compile(r"--[^\n]*|\{#.*?#\}", re.DOTALL)


def test_every_model_with_logic_has_a_unit_test(manifest: dict[str, Any], models: dict[str, dict[str, Any]]) -> None:
    tested = {test["model"] for test in manifest["unit_tests"].values()}
    logical = {n["name"] for n in models.values() if LOGIC.search(COMMENT.sub("", n["raw_code"]))}
    assert len(logical) > 40
    assert logical - tested == set()


def test_every_unit_test_expects_something_about_something(manifest: dict[str, Any]) -> None:
    """A unit test without given rows and without expected rows passes whatever the model does."""
    idle = [
        test["name"]
        for test in manifest["unit_tests"].values()
        if not test["expect"]["rows"] and not any(given["rows"] for given in test["given"])
    ]
    assert idle == []


def test_what_only_the_build_knows_is_held_by_tests_of_data(manifest: dict[str, Any]) -> None:
    names = {n["name"] for n in manifest["nodes"].values() if n["resource_type"] == "test" and "test_metadata" not in n}
    assert {"every_received_file_has_one_outcome", "every_filing_is_in_a_submission", "every_target_has_a_pace"} <= names
