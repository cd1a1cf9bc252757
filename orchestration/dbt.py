"""How dbt is called: its folder, its arguments and its environment, by pure functions; and the names of its assets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from orchestration.gate import Night

PROJECT = Path(__file__).resolve().parent.parent / "dbt_project"
SEEDS = PROJECT / "seeds"
MANIFEST = PROJECT / "target" / "manifest.json"


def build_args(night: Night) -> list[str]:
    """Arguments of the nightly build. Unit tests mock their inputs: they belong to `make test`, not to every night."""
    return [
        "build",
        "--exclude-resource-type",
        "unit_test",
        "--vars",
        f"{{as_of: '{night.as_of.isoformat()}'}}",
    ]


def environment(night: Night) -> dict[str, str]:
    return {
        "THREEKEY_HOME": str(night.home.root.resolve()),
        "THREEKEY_WAREHOUSE": str(night.warehouse.resolve()),
        "DO_NOT_TRACK": "1",
    }


def marts(manifest: dict[str, Any]) -> list[str]:
    """Names of the models of the schema `marts`, sorted."""
    nodes = manifest["nodes"].values()
    return sorted(n["name"] for n in nodes if n["resource_type"] == "model" and n["schema"] == "marts")
