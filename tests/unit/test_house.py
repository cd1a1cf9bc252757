"""How the house is built: nobody imports in a circle, a name is one thing's, and what is cited is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.house import HERE, ROOMS, circles, depths, duplicates, imports, joins_on, shared_class_names

TEXTS = frozenset({".py", ".md", ".sql", ".yml", ".toml", ".in", ".csv", ".j2", ".cfg"})
# of nobody's writing, or made anew by the tools
MADE = frozenset({"target", "dbt_packages", "logs", "__pycache__", "inbox", "golden"})
NAMED_FILE = re.compile(r"(?:[\w.-]+/)*\w[\w.-]*\.(?:py|sql|csv|toml|yml)")
NAMED_MODEL = re.compile(r"(?:int|stg|fct|dim|mart)_\w+")
DOCUMENT = re.compile(r"(?<![\w/.-])((?:[\w-]+/)*[\w-]+\.md)\b")


def test_nobody_imports_in_a_circle() -> None:
    assert circles(imports(HERE)) == []


def test_a_name_of_a_class_is_one_things() -> None:
    assert shared_class_names(HERE) == {}


def texts() -> Iterator[Path]:
    """Every text file of the repository that somebody wrote."""
    rooms = (*ROOMS, "dbt_project", "docs", "tests", "examples")
    for path in (*HERE.glob("*"), *(p for room in rooms for p in (HERE / room).rglob("*"))):
        if (
            path.is_file()
            and (path.suffix in TEXTS or path.name == "Makefile")
            and not MADE & set(path.relative_to(HERE).parts)
        ):
            yield path


def test_what_is_cited_is_in_the_repository() -> None:
    """A document is cited by its place from the root, from `docs`, or from the folder of the text that cites it."""
    missing = {
        f"{path.relative_to(HERE)}: {cited}"
        for path in texts()
        if path != Path(__file__)
        for cited in DOCUMENT.findall(path.read_text(encoding="utf-8"))
        if not any((folder / cited).is_file() for folder in (HERE, HERE / "docs", path.parent))
    }
    assert missing == set()


def test_what_the_documents_name_is_there() -> None:
    """Files by the end of their path and models by their name, wherever a document has them between backticks."""
    files = [f"/{path.relative_to(HERE)}" for path in texts()]
    models = {path.stem for path in (HERE / "dbt_project").rglob("*.sql")}
    missing = set()
    for document in (*HERE.glob("*.md"), *HERE.glob("docs/*.md")):
        for name in re.findall(r"`([^`\n]+)`", document.read_text(encoding="utf-8")):
            is_file = NAMED_FILE.fullmatch(name) and not name.startswith(("private/", "settings/"))
            is_there = any(file.endswith(f"/{name}") for file in files) if is_file else name in models
            if (is_file or NAMED_MODEL.fullmatch(name)) and not is_there:
                missing.add(f"{document.name}: {name}")
    assert missing == set()


# the measures themselves, on houses of a few lines


def house(root: Path, **files: str) -> Path:
    for name, text in files.items():
        path = root / (name.replace("__", "/") + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_a_circle_is_found_however_late_or_idle_its_imports(tmp_path: Path) -> None:
    house(
        tmp_path,
        ingest__a="from ingest import b\n",
        ingest__b="import ingest.c\n",
        ingest__c="from ingest.a import x\nfrom ingest import d\n",
        ingest__d="import os\n",
        ingest__e="def late():\n    from ingest import f\n",
        ingest__f="from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from ingest import e\n",
        ingest____init__="",
    )
    assert circles(imports(tmp_path)) == [["ingest.a", "ingest.b", "ingest.c"], ["ingest.e", "ingest.f"]]


def test_a_class_name_used_twice_is_found(tmp_path: Path) -> None:
    house(tmp_path, ingest__a="class Kind: ...\nclass One: ...\n", orchestration__b="class Kind: ...\nclass Two: ...\n")
    assert shared_class_names(tmp_path) == {"Kind": ["ingest/a.py", "orchestration/b.py"]}


def test_depth_counts_the_models_on_the_longest_way() -> None:
    assert depths({"a": set(), "b": {"a"}, "c": {"a", "b"}, "d": set()}) == {"a": 1, "b": 2, "c": 3, "d": 1}


@pytest.mark.parametrize(
    ("sql", "count"),
    [
        ("select * from a join b using (judgement_key) left join c using (area, judgement_key)", 2),
        ("select judgement_key from a join b on a.judgement_key = b.judgement_key -- join c using (judgement_key)", 1),
        ("select * from a join b using (area) where judgement_key is not null", 0),
    ],
)
def test_joins_on_a_key_are_counted(tmp_path: Path, sql: str, count: int) -> None:
    path = tmp_path / "model.sql"
    path.write_text(sql, encoding="utf-8")
    assert joins_on([path], "judgement_key") == count


def test_a_run_of_equal_lines_is_told_once(tmp_path: Path) -> None:
    run = "".join(f"line {n}\n" for n in range(15))
    paths = [tmp_path / "a.py", tmp_path / "b.py", tmp_path / "c.py"]
    for path, text in zip(paths, (run, f"other\n# a remark\n{run}", run[:40]), strict=True):
        path.write_text(text, encoding="utf-8")
    assert duplicates(tmp_path, paths) == [("a.py:1", "b.py:3", 15)]
