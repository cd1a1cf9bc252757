"""The warehouse without dbt: the very SQL that dbt compiles, run by one warm process, for what builds it hundreds of times.

dbt itself is asked once; what it makes of the project depends on nothing but the home's folder, the day and the seeds that the
home's rules are laid over, and those three are put in here. No test of dbt is run and no contract is checked.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ingest import raw
from orchestration.dbt import write_rules
from orchestration.gate import Night
from orchestration.publish.hashes import content_hashes
from tests.support.built import run_dbt

_DAY = "1999-12-31"  # stands for the day in the compiled texts; no rule and no model names it
_BUILD = ("build", "--full-refresh", "--exclude-resource-types", "unit_test", "test")


@dataclass(frozen=True, slots=True)
class _Model:
    relation: str  # "schema"."name"
    kind: str  # table or view
    sql: str


class CompiledProject:
    """What dbt makes of the project, for any home and day. `folder` is a place of its own."""

    def __init__(self, folder: Path) -> None:
        # named as every night's: the compiled texts name the database
        self._home, self._seeds = folder / "home", folder / "warehouse.duckdb"
        raw.ensure_tables(self._home)
        status, said, _ = run_dbt(self._home, self._seeds, _DAY, *_BUILD)
        assert status == 0, said
        manifest = json.loads((self._home / "target" / "manifest.json").read_text(encoding="utf-8"))
        self._models = _in_order(manifest, self._home / "target")
        with duckdb.connect(str(self._seeds)) as connection:
            for schema in {model.relation.partition(".")[0] for model in self._models}:
                connection.execute(f"drop schema {schema} cascade")
        # only the seeds are left: a file without the holes of what was dropped
        with duckdb.connect() as connection:
            connection.execute(
                f"attach '{self._seeds}' as built (read_only); attach '{folder / 'template.duckdb'}' as template"
            )
            connection.execute("copy from database built to template")
        self._seeds.unlink()
        (folder / "template.duckdb").rename(self._seeds)

    def build(self, night: Night) -> dict[str, str]:
        """Build the night's warehouse anew and return the content hash of each mart."""
        night.warehouse.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self._seeds, night.warehouse)
        with duckdb.connect(str(night.warehouse)) as connection:
            for name in write_rules(night):
                path = night.rules.resolve() / f"{name}.csv"
                connection.execute(f"delete from rules.{name}")
                connection.execute(
                    f"insert into rules.{name} by name select * from read_csv('{path}', "
                    """header = true, all_varchar = true, nullstr = '', delim = ',', quote = '"', escape = '"')"""
                )
            for model in self._models:
                sql = model.sql.replace(str(self._home), str(night.home.root.resolve())).replace(_DAY, str(night.as_of))
                connection.execute(f"create schema if not exists {model.relation.partition('.')[0]}")
                connection.execute(f"create or replace {model.kind} {model.relation} as {sql}")
            return content_hashes(connection)


def _in_order(manifest: dict[str, dict[str, dict[str, object]]], target: Path) -> list[_Model]:
    nodes = {key: node for key, node in manifest["nodes"].items() if node["resource_type"] == "model"}
    done: dict[str, _Model] = {}

    def visit(key: str) -> None:
        node = nodes[key]
        for parent in node["depends_on"]["nodes"]:  # type: ignore[index]
            if parent in nodes and parent not in done:
                visit(parent)
        compiled = target / "compiled" / str(node["package_name"]) / str(node["original_file_path"])
        kind = str(node["config"]["materialized"])  # type: ignore[index]
        done[key] = _Model(f'"{node["schema"]}"."{node["alias"]}"', kind, compiled.read_text(encoding="utf-8"))

    for key in nodes:
        if key not in done:
            visit(key)
    return list(done.values())
