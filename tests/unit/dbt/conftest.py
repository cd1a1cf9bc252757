"""What the tests of this folder read of the manifest that `dbt parse` makes. No warehouse and no raw table is opened."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(scope="session")
def models(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Models by unique id."""
    return {key: node for key, node in manifest["nodes"].items() if node["resource_type"] == "model"}


@pytest.fixture(scope="session")
def marts(models: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Models of the public schema, by name."""
    return {node["name"]: node for node in models.values() if layer(node) == "marts"}


def layer(node: dict[str, Any]) -> str:
    """staging, intermediate or marts; "seeds" and "sources" for what is no model."""
    if node["resource_type"] != "model":
        return f"{node['resource_type']}s"
    return str(node["fqn"][1])
