"""The manifest that `dbt parse` makes: what the tests of this folder read. No warehouse and no raw table is opened."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).parents[3] / "dbt_project"


@pytest.fixture(scope="session")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("dbt")
    command = [sys.executable, "-m", "dbt.cli.main", "parse", "--quiet", "--no-partial-parse", "--project-dir", str(PROJECT)]
    command += ["--profiles-dir", str(PROJECT), "--target-path", str(out), "--log-path", str(out)]
    environment = {**os.environ, "THREEKEY_HOME": str(out), "THREEKEY_WAREHOUSE": str(out / "never.duckdb")}
    done = subprocess.run(command, env=environment, cwd=out, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (out / "never.duckdb").exists()
    loaded: dict[str, Any] = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return loaded


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
