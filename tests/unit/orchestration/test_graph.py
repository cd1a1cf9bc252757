"""The graph as a text that can be reviewed: asset keys with what they depend on, job, schedule and sensors.

A change of structure is a change of `graph.txt`; write it anew with `python -m tests.unit.orchestration.test_graph`.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import dagster as dg
import pytest

from orchestration.build import build_defs

SNAPSHOT = Path(__file__).with_name("graph.txt")

pytestmark = pytest.mark.usefixtures("manifest")


def described() -> str:
    repository = build_defs().get_repository_def()
    graph = repository.asset_graph
    lines = []
    for key in sorted(graph.get_all_asset_keys(), key=lambda k: k.path):
        node = graph.get(key)
        lines.append(f"{'/'.join(key.path)} [{node.group_name}]")
        lines += [f"    < {'/'.join(parent.path)}" for parent in sorted(node.parent_keys, key=lambda k: k.path)]
    lines += [f"job {job.name}" for job in repository.get_all_jobs() if not job.name.startswith("__")]
    lines += [f"schedule {s.name} {s.execution_timezone} -> {s.job_name}" for s in repository.schedule_defs]
    lines += [f"sensor {s.name} {s.sensor_type.value}" for s in sorted(repository.sensor_defs, key=lambda s: s.name)]
    return "\n".join(lines) + "\n"


def test_the_graph_is_the_reviewed_one() -> None:
    assert described() == SNAPSHOT.read_text(encoding="utf-8")


def test_every_asset_is_described_and_every_key_has_two_parts() -> None:
    graph = build_defs().get_repository_def().asset_graph
    for key in graph.get_all_asset_keys():
        assert len(key.path) == 2, key
        assert graph.get(key).description, key


def test_the_partitions_start_with_the_life_of_the_home() -> None:
    first = dt.date(2023, 11, 25)
    graph = build_defs(first=first).get_repository_def().asset_graph
    starts = {graph.get(key).partitions_def for key in graph.get_all_asset_keys() if key.path[0] != "rules"}
    (partitions,) = starts
    assert partitions is not None
    assert partitions.get_first_partition_key() == first.isoformat()


def test_the_definitions_are_lazy() -> None:
    from orchestration import definitions

    assert isinstance(definitions.definitions(), dg.Definitions)


if __name__ == "__main__":
    SNAPSHOT.write_text(described(), encoding="utf-8")
