"""The words round the sentences of a list: one edit for a new word, and no word that is lost between the files and the code."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ingest.documents.grid import Cell, Grid
from ingest.findings import Place
from ingest.installation import Installation
from ingest.intake import common
from ingest.task_lists.columns import ListColumn
from ingest.task_lists.labels import role_of
from ingest.task_lists.lexicon.lists import FOLDER, ListLexicon, list_lexicon
from ingest.task_lists.lexicon.loader import read_tables
from ingest.task_lists.tables.beside import Beside
from ingest.task_lists.tables.header import find_header
from ingest.vocabulary import Vocabulary

ROOT = Path(__file__).parents[3]


def tables() -> dict[str, dict[str, Any]]:
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml")}


@pytest.mark.parametrize(("label", "column"), list_lexicon().labels.exact.items())
def test_every_label_of_the_file_is_known(label: str, column: ListColumn) -> None:
    assert role_of(label) is column
    assert role_of(f" {label}\n") is column


def test_a_new_head_of_a_list_is_one_word_in_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """实事清单 heads its targets 实事标准: nobody knows the word until it stands beside the others."""
    words = tables()
    assert role_of("实事标准") is None
    words["labels"]["exact"]["city_target"] += " 实事标准"
    known = read_tables(words, ListLexicon)
    assert role_of("实事标准", known.labels) is ListColumn.TARGET
    monkeypatch.setattr("ingest.task_lists.labels.list_lexicon", lambda: known)
    texts = [["序号", "实事标准", "责任单位"], ["1", "新建公厕10座", "区城管局"]]
    rows = [[Cell(r, c, text, Place(row=r)) for c, text in enumerate(row, 1)] for r, row in enumerate(texts, 1)]
    header = find_header(Grid(tuple(map(tuple, rows)), Place()), Beside(), Vocabulary())
    assert header is not None
    assert header.columns(ListColumn.TARGET) == [2]


@pytest.mark.parametrize("label", ["工作目标（具体化）", "2024年目标任务(单位:万元)", "11-12月目标任务", "目标任务（签字）"])
def test_decorations_of_a_label_do_not_hide_it(label: str) -> None:
    assert role_of(label) is ListColumn.TARGET


def test_a_key_without_a_shape_and_a_shape_without_a_key_are_errors() -> None:
    more = tables()
    more["labels"]["lables"] = "目标"
    with pytest.raises(ValueError, match="lables"):
        read_tables(more, ListLexicon)
    fewer = tables()
    del fewer["people"]["title"]
    with pytest.raises(ValueError, match="title"):
        read_tables(fewer, ListLexicon)
    with pytest.raises(ValueError, match="places"):
        read_tables({name: table for name, table in tables().items() if name != "places"}, ListLexicon)


def test_every_key_can_be_read() -> None:
    """A key is read when it is first asked for, so that a broken pattern would stay unseen until then."""
    read = [getattr(getattr(list_lexicon(), name), key) for name, table in tables().items() for key in table]
    assert len(read) > 100
    assert all(read)


def test_no_word_stands_there_for_nothing() -> None:
    """A key is read by the code or referred to by another key."""
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "ingest" / "task_lists").rglob("*.py"))
    words = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.toml"))
    keys = [(name, key) for name, table in tables().items() for key in table]
    assert len(keys) > 100
    idle = [f"{name}.{key}" for name, key in keys if not re.search(rf"\.{key}\b", code) and f"{{{name}.{key}}}" not in words]
    assert idle == []


def test_a_changed_word_makes_everything_be_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, seeds = tmp_path / "ingest" / "intake", tmp_path / "seeds"
    code.mkdir(parents=True)
    seeds.mkdir()
    monkeypatch.setattr(common, "__file__", str(code / "common.py"))
    words = tmp_path / "ingest" / "labels.toml"
    words.write_text('target = "目标"', encoding="utf-8")
    installation = Installation(seeds=seeds)
    before = common.fingerprint(installation)
    words.write_text('target = "目标 指标"', encoding="utf-8")
    assert common.fingerprint(installation) != before


def test_the_files_are_shipped_with_the_code() -> None:
    packaged = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"][
        "ingest"
    ]
    shipped = {path for pattern in packaged for path in (ROOT / "ingest").glob(pattern)}
    assert shipped == {*(ROOT / "ingest").rglob("*.toml"), *(ROOT / "ingest").rglob("*.csv")}
    assert len(shipped) >= len(tables())
