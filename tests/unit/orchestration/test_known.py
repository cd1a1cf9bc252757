"""A home whose tables another version of the code has written: `check` and `template` send to a refresh and do nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ingest import raw
from orchestration.cli.check import check
from orchestration.cli.known import known
from orchestration.cli.template import template
from tests.unit.progress.progress_home import tables


@pytest.fixture
def home(tmp_path: Path) -> Path:
    raw.write_batch(tmp_path / "home", "task_lists-1", tables())
    return tmp_path / "home"


def test_a_home_of_this_version_is_read(home: Path) -> None:
    context = known(home)
    assert context is not None
    assert context.lists


def test_a_home_to_which_nothing_has_come_is_empty(tmp_path: Path) -> None:
    context = known(tmp_path / "none")
    assert context is not None
    assert not context.lists


def test_a_home_of_another_version_is_not_guessed_at(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(raw.table_dir(home, "obligations"))
    assert check([tmp_path / "报表.xlsx"], home, as_json=True) == 1
    assert template(home, None, "2023-11", tmp_path / "out") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("请先运行 threekey refresh") == 2
    assert not (tmp_path / "out").exists()
