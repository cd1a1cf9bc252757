"""How dbt is called: its folder, its arguments and its environment, by pure functions; and the names of its assets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from orchestration.gate import Night

PROJECT = Path(__file__).resolve().parent.parent / "dbt_project"
MANIFEST = PROJECT / "target" / "manifest.json"


# Unit tests mock their inputs: they belong to `make test`, not to every night. Nothing here is incremental, and a full refresh
# lets a seed whose columns have changed into the warehouse of yesterday.
BUILD = ("build", "--full-refresh", "--exclude-resource-type", "unit_test")


def environment(night: Night) -> dict[str, str]:
    return {
        "THREEKEY_HOME": str(night.home.root.resolve()),
        "THREEKEY_AS_OF": night.as_of.isoformat(),
        "THREEKEY_WAREHOUSE": str(night.warehouse.resolve()),
        "DBT_LOG_LEVEL_FILE": "none",  # what dbt prints is kept by the run already
        "DO_NOT_TRACK": "1",
    }


def marts(manifest: dict[str, Any]) -> list[str]:
    """Names of the models of the schema `marts`, sorted."""
    nodes = manifest["nodes"].values()
    return sorted(n["name"] for n in nodes if n["resource_type"] == "model" and n["schema"] == "marts")
