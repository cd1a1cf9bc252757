"""The rooms of the lists: imports go leftwards only; words stand in the lexicon or in a module of texts, not in the code.

The grammar's own words are held by tests/unit/task_lists/targets.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

LISTS = Path(__file__).parents[3] / "ingest" / "task_lists"
PACKAGE = "ingest.task_lists."

# from left to right; a room may import any room to its left, and no other
ROOMS = (
    ("model", "columns", "skipped"),
    ("catalogue", "target_findings", "drafts", "lexicon"),
    ("bounded",),
    ("text", "ledger", "pinyin", "place_in_texts"),
    ("labels", "outline_numbers", "measures", "own_place", "stages", "titles", "towns"),
    ("same_targets",),
    ("obligations",),
    ("people", "targets"),
    ("group_members",),
    ("tables", "paragraphs", "review", "numbering", "governing", "head"),
    ("reader", "raw_rows", "csv_files"),
    ("versions",),
)
# what people read, and the roles as the lists call them, which are data
TEXTS = {"catalogue.py", "target_findings.py", "review/texts.py", "skipped.py", "model.py"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def sources() -> dict[str, Path]:
    return {str(path.relative_to(LISTS)): path for path in sorted(LISTS.rglob("*.py")) if path != LISTS / "__init__.py"}


def room_of(source: str) -> str:
    return source.split("/", maxsplit=1)[0].removesuffix(".py")


def imported_rooms(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        yield from {name.removeprefix(PACKAGE).split(".")[0] for name in names if name.startswith(PACKAGE)}


def chinese_literals(source: str) -> list[str]:
    """Strings with Chinese characters that are no docstrings."""
    tree = ast.parse(sources()[source].read_text(encoding="utf-8"))
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
    said = {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}
    constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in said]
    return [value for value in constants if isinstance(value, str) and CHINESE.search(value)]


def test_every_room_has_its_place() -> None:
    assert {room_of(source) for source in sources()} == {room for group in ROOMS for room in group}


def test_rooms_import_leftwards_only() -> None:
    place = {room: number for number, group in enumerate(ROOMS) for room in group}
    found = {
        (room_of(source), other)
        for source, path in sources().items()
        for other in imported_rooms(ast.parse(path.read_text(encoding="utf-8")))
        if other != room_of(source)
    }
    assert {("reader", "tables"), ("tables", "people"), ("people", "text")} <= found
    assert [pair for pair in sorted(found) if place[pair[1]] >= place[pair[0]]] == []


@pytest.mark.parametrize(
    "source", sorted(source for source in sources() if room_of(source) != "targets" and source not in TEXTS)
)
def test_the_code_holds_no_words(source: str) -> None:
    assert chinese_literals(source) == []


@pytest.mark.parametrize("source", sorted(TEXTS))
def test_texts_stand_where_they_are_said_to(source: str) -> None:
    assert chinese_literals(source) != []
