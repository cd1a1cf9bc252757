"""`threekey query`: what a table shows is what was asked for."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from ingest.home import Home
from orchestration.cli.query import query


def test_a_long_text_is_shown_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    snapshot = Home(tmp_path).snapshot
    snapshot.parent.mkdir()
    text = "".join(chr(0x4E00 + at) for at in range(300))
    with duckdb.connect(str(snapshot)) as connection:
        connection.execute("create schema marts")
        connection.execute("create table marts.v_why as select ? as explanation", [text])
    assert query("select explanation from v_why", tmp_path, "table") == 0
    shown = capsys.readouterr().out
    assert "".join(char for char in shown if char in text) == text
