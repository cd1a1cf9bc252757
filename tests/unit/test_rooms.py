"""Who may import whom in `ingest`: leftwards only, and never in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

INGEST = Path(__file__).parents[2] / "ingest"

# from left to right; a room may import any room to its left, and no other
ROOMS = (
    ("names", "damage"),
    ("bounds", "formula_text", "row_heights", "schema", "home", "gazetteer"),
    ("schema_sources", "rows", "archive", "home_format", "inbox", "ledger"),
    ("raw", "taking"),
    ("receiving",),
    ("findings", "vocabulary"),
    ("seeds", "areas", "taught"),
    ("values",),
    ("calendar",),
    ("documents",),
    ("installation",),
    ("quarantine",),
    ("rules",),
    ("task_lists",),
    ("progress",),
    ("benchmarks",),
    ("intake",),
)

# the rooms inside `progress`: what each may import of the others
PROGRESS: dict[str, frozenset[str]] = {
    "fields": frozenset(),
    "asks": frozenset({"fields"}),
    "form": frozenset({"fields"}),
    "labels": frozenset({"fields", "form"}),
    "headings": frozenset({"fields", "form", "labels"}),
    "figure_texts": frozenset(),
    "catalogue": frozenset({"figure_texts"}),
    "catalogue_docs": frozenset({"catalogue"}),
    "say": frozenset({"catalogue", "fields"}),
    "knowledge": frozenset({"fields"}),
    "cells": frozenset({"fields", "say", "knowledge"}),
    "layout": frozenset({"fields", "form", "labels", "headings", "catalogue", "say", "knowledge", "cells"}),
    "stages": frozenset({"fields", "say", "knowledge", "cells", "layout"}),
    "matching": frozenset({"fields", "labels", "say", "knowledge", "cells", "layout", "stages"}),
    "asked": frozenset({"fields", "stages"}),
    "wrong_column": frozenset({"fields", "labels", "say", "cells", "stages", "asked"}),
    "figures": frozenset({"fields", "say", "cells", "layout", "stages"}),
    "standing": frozenset({"fields", "knowledge", "cells", "stages"}),
    "rules": frozenset(
        {
            "fields",
            "form",
            "labels",
            "headings",
            "catalogue",
            "say",
            "knowledge",
            "cells",
            "layout",
            "stages",
            "matching",
            "asked",
            "asks",
            "standing",
        }
    ),
    "filing": frozenset({"fields", "cells", "stages", "standing"}),
    "filing_rows": frozenset({"fields", "stages", "filing", "asked"}),
    "filing_json": frozenset({"fields", "stages", "filing"}),
    "reader": frozenset(
        {
            "catalogue",
            "cells",
            "knowledge",
            "layout",
            "stages",
            "matching",
            "figures",
            "rules",
            "filing",
            "wrong_column",
            "standing",
        }
    ),
    "template": frozenset({"asks", "fields", "form", "figure_texts", "catalogue", "knowledge"}),
    "returned": frozenset({"fields", "form", "layout", "standing"}),
}


@cache
def modules() -> dict[str, Path]:
    """Every module by its dotted name; a package is its __init__."""
    found = {}
    for path in sorted(INGEST.rglob("*.py")):
        found[".".join(("ingest", *path.relative_to(INGEST).with_suffix("").parts)).removesuffix(".__init__")] = path
    return found


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node of a module, those inside functions too; what only the type checker sees is left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        yield node
        yield from _nodes(node)


def _imported(name: str) -> Iterator[str]:
    """Modules that a module imports."""
    for node in _nodes(ast.parse(modules()[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            parts = {f"{node.module}.{alias.name}" for alias in node.names} & modules().keys()
            yield from parts or {node.module}


@cache
def graph() -> dict[str, frozenset[str]]:
    return {name: frozenset(_imported(name)) & modules().keys() - {name} for name in modules()}


def _between(depth: int, package: str) -> set[tuple[str, str]]:
    """Which rooms of a package import which, by the part of their names at a depth."""
    found = set()
    for name, imported in graph().items():
        for other in imported:
            rooms = [module.split(".")[depth] for module in (name, other) if module.startswith(f"{package}.")]
            if len(rooms) == 2 and rooms[0] != rooms[1]:
                found.add((rooms[0], rooms[1]))
    return found


def test_every_room_has_its_place() -> None:
    rooms = {name.split(".")[1] for name in modules() if name != "ingest"}
    assert rooms == {room for group in ROOMS for room in group}
    inside = {name.split(".")[2] for name in modules() if name.startswith("ingest.progress.")}
    assert inside == set(PROGRESS)


def test_rooms_import_leftwards_only() -> None:
    place = {room: number for number, group in enumerate(ROOMS) for room in group}
    assert [pair for pair in sorted(_between(1, "ingest")) if place[pair[1]] >= place[pair[0]]] == []


def test_rooms_of_filings_import_what_they_may() -> None:
    assert [(one, other) for one, other in sorted(_between(2, "ingest.progress")) if other not in PROGRESS[one]] == []
    order = list(PROGRESS)
    assert all(order.index(other) < order.index(room) for room, allowed in PROGRESS.items() for other in allowed)


def test_there_is_no_circle() -> None:
    left = dict(graph())
    while left:
        needed = {other for imported in left.values() for other in imported}
        free = [name for name, imported in left.items() if not imported & left.keys() or name not in needed]
        if not free:
            break
        for name in free:
            del left[name]
    assert sorted(left) == []


def test_what_strangers_send_is_opened_in_the_sandbox_only() -> None:
    """Outside `documents`, only what makes return copies opens containers, and that is called in the sandbox, too."""
    openers = {"ingest.documents.reader", "ingest.documents.package", "lxml", "zipfile", "olefile", "openpyxl", "xlrd"}
    found = {
        name
        for name in modules()
        if not name.startswith(("ingest.documents.", "ingest.progress.returned."))
        and any(other == opener or other.startswith(f"{opener}.") for other in _imported(name) for opener in openers)
    }
    assert found == {"ingest.row_heights"}, "it writes the workbooks of ours"
    outside = {
        name
        for name, imported in graph().items()
        if not name.startswith("ingest.progress.returned.") and imported & {"ingest.progress.returned.return_copy"}
    }
    assert outside == set()


@pytest.mark.parametrize("library", ["dagster", "dbt", "great_expectations"])
def test_ingest_knows_nothing_of(library: str) -> None:
    known = {name for name in modules() for imported in _imported(name) if imported.split(".")[0] == library}
    assert known == set()
