"""How dbt is called: its folder, its arguments, its environment and the rules of the home; and the names of its assets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ingest.rules.files import write_changed
from ingest.rules.known import home_rules
from orchestration.gate import Night

PROJECT = Path(__file__).resolve().parent.parent / "dbt_project"
MANIFEST = PROJECT / "target" / "manifest.json"


# Unit tests mock their inputs: they belong to `make test`, not to every night. Nothing here is incremental, and a full refresh
# lets a seed whose columns have changed into the warehouse of yesterday.
BUILD = ("build", "--full-refresh", "--exclude-resource-type", "unit_test")


def write_rules(night: Night) -> list[str]:
    """Write the rules of the home as they were known that night, for dbt to lay over its seeds; returns the tables' names."""
    known = home_rules(night.home.root).known_on(night.as_of)
    return [path.stem for path in write_changed(known, night.rules)]


def environment(night: Night, rule_tables: Sequence[str] = ()) -> dict[str, str]:
    return {
        "THREEKEY_HOME": str(night.home.root.resolve()),
        "THREEKEY_AS_OF": night.as_of.isoformat(),
        "THREEKEY_WAREHOUSE": str(night.warehouse.resolve()),
        "THREEKEY_RULES": str(night.rules.resolve()),
        "THREEKEY_RULE_TABLES": ",".join(rule_tables),
        "DBT_LOG_LEVEL_FILE": "none",  # what dbt prints is kept by the run already
        "DO_NOT_TRACK": "1",
    }


def marts(manifest: dict[str, Any]) -> list[str]:
    """Names of the models of the schema `marts`, sorted."""
    nodes = manifest["nodes"].values()
    return sorted(n["name"] for n in nodes if n["resource_type"] == "model" and n["schema"] == "marts")
