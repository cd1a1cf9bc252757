"""`threekey query`: rows of the published tables, or the reason why there are none."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from ingest.home import Home
from orchestration.cli.query import query


@pytest.fixture
def home(tmp_path: Path) -> Path:
    snapshot = Home(tmp_path).snapshot
    snapshot.parent.mkdir(parents=True)
    connection = duckdb.connect(str(snapshot))
    connection.execute("create schema marts")
    connection.execute("create table marts.dim_unit as select '区发改局' as unit, null as phone")
    connection.close()
    return tmp_path


@pytest.mark.parametrize(
    ("output_format", "printed"),
    [("csv", "unit,phone\n区发改局,\n"), ("json", '[\n {\n  "unit": "区发改局",\n  "phone": null\n }\n]\n')],
)
def test_rows_are_printed(home: Path, capsys: pytest.CaptureFixture[str], output_format: str, printed: str) -> None:
    assert query("select * from dim_unit", home, output_format) == 0
    assert capsys.readouterr().out == printed


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("", "没有查询语句"),
        (" ; -- nothing", "没有查询语句"),
        ("select * from nowhere", "nowhere"),
        ("drop table dim_unit", "read-only"),
        ("select * from read_csv('/etc/hostname')", "disabled by configuration"),
    ],
)
def test_what_is_no_query_says_why(home: Path, capsys: pytest.CaptureFixture[str], sql: str, reason: str) -> None:
    assert query(sql, home, "table") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert reason in said.err


def test_nothing_published_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert query("select 1", tmp_path, "table") == 1
    assert "还没有发布过数据" in capsys.readouterr().err


def test_a_long_text_is_shown_whole(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "".join(chr(0x4E00 + at) for at in range(300))
    with duckdb.connect(str(Home(home).snapshot)) as connection:
        connection.execute("create table marts.v_why as select ? as explanation", [text])
    assert query("select explanation from v_why", home, "table") == 0
    shown = capsys.readouterr().out
    assert "".join(char for char in shown if char in text) == text
