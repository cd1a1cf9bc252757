"""Exposures say who reads which mart: held against the SQL of the page, the alerts and the commands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.support.parsed import PROJECT

ROOT = PROJECT.parent
NAMED = re.compile(r"\bmarts\.(\w+)")


def marts_named(path: Path) -> set[str]:
    """The marts that the SQL of a module reads."""
    return set(NAMED.findall(path.read_text(encoding="utf-8")))


def reads(exposure: dict[str, Any]) -> set[str]:
    return {key.rpartition(".")[2] for key in exposure["depends_on"]["nodes"]}


def test_exposures_are_owned_and_name_marts_only(manifest: dict[str, Any], marts: dict[str, dict[str, Any]]) -> None:
    exposures = list(manifest["exposures"].values())
    assert {e["name"] for e in exposures} >= {"leaders_page", "bulletin_workbook", "alerts", "status_command"}
    assert [e["name"] for e in exposures if not e["owner"]["name"] or not reads(e) <= set(marts)] == []


def test_an_exposure_depends_on_what_its_modules_query(manifest: dict[str, Any]) -> None:
    different = {}
    for exposure in manifest["exposures"].values():
        modules = exposure["meta"].get("queries", [])
        queried = {name for module in modules for name in marts_named(ROOT / module)}
        if modules and queried != reads(exposure):
            different[exposure["name"]] = sorted(queried ^ reads(exposure))
    assert different == {}


def test_every_module_that_names_a_mart_is_an_exposures(manifest: dict[str, Any]) -> None:
    told = {module for e in manifest["exposures"].values() for module in e["meta"].get("queries", [])}
    naming = {str(path.relative_to(ROOT)) for path in (ROOT / "orchestration").rglob("*.py") if marts_named(path)}
    assert naming == told


def test_every_mart_is_read_by_somebody(manifest: dict[str, Any], marts: dict[str, dict[str, Any]]) -> None:
    assert set(marts) - set().union(*(reads(e) for e in manifest["exposures"].values())) == set()
