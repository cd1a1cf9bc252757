"""`threekey query`: rows of the published tables, or the reason why there are none."""

from __future__ import annotations

import signal
from pathlib import Path
from threading import Timer, get_ident

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


def _limits(home: Path, **limits: int) -> None:
    path = Home(home).settings
    path.parent.mkdir()
    path.write_text("[query]\n" + "".join(f"{name} = {value}\n" for name, value in limits.items()), encoding="utf-8")


FOR_EVER = "select sum(a.range + b.range) from range(10000000) as a, range(1000000) as b"


@pytest.mark.parametrize(
    ("limits", "sql", "reason"),
    [
        ({"seconds": 1}, FOR_EVER, "超过1秒"),
        ({"rows": 10}, "select * from range(11)", "超过10行"),
        (
            {"memory_megabytes": 64, "temporary_megabytes": 0},
            "select count(distinct repeat(chr(65 + (range % 26)::int), 90) || range) from range(5000000)",
            "超出限制",
        ),
    ],
)
def test_what_takes_too_much_is_stopped_and_leaves_nothing(
    home: Path, capsys: pytest.CaptureFixture[str], limits: dict[str, int], sql: str, reason: str
) -> None:
    _limits(home, **limits)
    assert query(sql, home, "csv") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert reason in said.err
    assert list(Home(home).query_temporary.iterdir()) == []


def test_as_many_rows_as_allowed_are_printed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _limits(home, rows=10)
    assert query("select * from range(10)", home, "csv") == 0
    assert len(capsys.readouterr().out.splitlines()) == 11


def test_what_does_not_fit_into_memory_spills_beside_the_runs(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _limits(home, memory_megabytes=64)
    assert query("select count(*) from (select range, md5(range::text) as m from range(2000000) order by m)", home, "csv") == 0
    assert "2000000" in capsys.readouterr().out


def test_limits_hold_against_the_query_itself(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert query("set memory_limit = '100GB'; select 1", home, "csv") == 1
    assert "locked" in capsys.readouterr().err


def test_what_a_killed_query_left_is_removed(home: Path) -> None:
    left = Home(home).query_temporary / "4194305-left"  # no process has such a number
    left.mkdir(parents=True)
    (left / "duckdb_temp_storage_0.tmp").write_bytes(b"\0")
    assert query("select 1", home, "csv") == 0
    assert not left.exists()


def test_bytes_that_are_no_text_and_characters_that_steer_a_terminal(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert query("select '\udcb1'", home, "csv") == 1
    assert "无法识别的字符" in capsys.readouterr().err
    assert query("select chr(27) || '[2J' as a", home, "table") == 0
    assert "\x1b" not in capsys.readouterr().out
    assert query("select \x1b[2J", home, "table") == 1
    assert "\x1b" not in capsys.readouterr().err


def test_a_text_that_looks_like_a_formula_is_none_as_csv(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert query("select '=1+1' as a, '-2.5%' as b, -3 as c, '＠sum' as d", home, "csv") == 0
    assert capsys.readouterr().out == "a,b,c,d\n'=1+1,-2.5%,-3,'＠sum\n"


def test_ctrl_c_stops_a_query_in_one_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # as in a shell, whatever was inherited: what a script starts in the background has it ignored
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    presses = Timer(0.2, signal.pthread_kill, (get_ident(), signal.SIGINT))
    presses.start()
    try:
        assert query(FOR_EVER, home, "csv") == 130
    finally:
        signal.signal(signal.SIGINT, before)
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "已中断。\n")
