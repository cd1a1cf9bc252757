"""`threekey read-list`: a file or a text, never both; the tree of a text is printed and nothing is written."""

from __future__ import annotations

import csv
import datetime as dt
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from ingest import raw
from ingest.taught import TaughtWord, WordCategory, taught_row
from orchestration import clock
from orchestration.cli import app
from orchestration.cli.read_list import explain

RUNNER = CliRunner()


def test_explain_prints_the_tree_of_a_text() -> None:
    result = RUNNER.invoke(app, ["read-list", "--explain", "11-12月新建停车场20个", "--month", "2023-11-25"])
    assert result.exit_code == 0
    assert result.output.splitlines()[:5] == [
        "text 11-12月新建停车场20个",
        "  item",
        "    clause 11-12月新建停车场20个",
        "      front.date 11-12月",
        "      value.piece",
    ]
    assert "2023-11-01—2023-12-31" in result.output


def test_a_text_without_a_month_is_of_this_month(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    today = clock.dt.date(2024, 2, 5)
    monkeypatch.setattr(clock, "today", lambda *_: today)
    assert explain("新建停车场20个", None) == 0
    assert "due 2024-02-29" in capsys.readouterr().out


@pytest.mark.parametrize("both", [True, False])
def test_it_takes_a_file_or_a_text(both: bool, tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text("清单", encoding="utf-8")
    result = RUNNER.invoke(app, ["read-list", *([str(file), "--explain", "新建停车场20个"] if both else [])])
    assert result.exit_code == 2


def test_it_loads_no_library_that_it_does_not_need(tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    text = "北塔区2024年重点工作任务清单\n\n一、重点工作\n\n1.新建停车场20个。（责任单位：区住建局）\n"
    file.write_text(text, encoding="utf-8")
    idle = ("pandas", "pyarrow", "duckdb", "openpyxl", "xlsxwriter", "pydantic", "rich", "pypinyin", "dagster", "dbt")
    code = (
        "import atexit, sys\nfrom orchestration.cli import main\n"
        f"atexit.register(lambda: print([name for name in {idle} if name in sys.modules]))\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", code, "read-list", str(file)], capture_output=True, text=True, check=True)
    assert "beita-2024-01" in done.stdout
    assert done.stdout.endswith("[]\n")


def test_an_output_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text(
        "北塔区2024年重点工作任务清单\n\n一、重点工作\n\n1.新建停车场20个。（责任单位：区住建局）\n", encoding="utf-8"
    )
    result = RUNNER.invoke(app, ["read-list", str(file), "-o", str(file / "out")])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "无法写入" in result.stderr


# ── with the words of a home ─────────────────────────────────────────────────────────────────────────────────────────

LIST = "青溪县2024年重点工作任务清单\n\n一、重点工作\n\n1.造林。植树20垧，云岭片新建公厕3座。（责任单位：县林业局）\n"


@pytest.fixture
def taught_home(tmp_path: Path) -> Path:
    """A home that was taught a unit and a place, as a refresh leaves it."""
    words = (
        TaughtWord(WordCategory.MEASURE, "垧", "measure", "亩", Decimal(15), "张三"),
        TaughtWord(WordCategory.AREA, "云岭片", "park", "青溪县", taught_by="张三"),
    )
    home = tmp_path / "home"
    provenance = {"receipt_seq": 1, "file_sha256": "0" * 64, "received_as_of": dt.date(2024, 1, 10)}
    raw.write_batch(home, "000001", {"taught_words": [{**taught_row(word, "词语.xlsx"), **provenance} for word in words]})
    return home


def rows_of(folder: Path) -> list[tuple[str, str, str, str]]:
    with (folder / "targets.csv").open(encoding="utf-8", newline="") as handle:
        return [(r["area"], r["value_base"], r["unit_base"], r["confidence"]) for r in csv.DictReader(handle)]


def test_a_list_is_read_with_the_words_of_a_home(tmp_path: Path, taught_home: Path) -> None:
    file = tmp_path / "清单.txt"
    file.write_text(LIST, encoding="utf-8")
    assert RUNNER.invoke(app, ["read-list", str(file), "-o", str(tmp_path / "a")]).exit_code == 0
    assert RUNNER.invoke(app, ["read-list", str(file), "-o", str(tmp_path / "b"), "--home", str(taught_home)]).exit_code == 0
    assert [row[:3] for row in rows_of(tmp_path / "a")] == [("全县", "20", "垧"), ("全县", "3", "座")]
    assert [row[:3] for row in rows_of(tmp_path / "b")] == [("全县", "300", "亩"), ("云岭片", "3", "座")]
    assert rows_of(tmp_path / "b")[0][3] == "sure"
    # what it knows waits on no sheet to be explained
    words = openpyxl.load_workbook(tmp_path / "b" / "review.xlsx")["词语"]
    assert "垧" not in {cell.value for row in words.iter_rows() for cell in row}


def test_a_text_is_explained_with_the_words_of_a_home(taught_home: Path) -> None:
    bare, taught = (
        RUNNER.invoke(app, ["read-list", "--explain", "植树20垧", *home]).output for home in ([], ["--home", str(taught_home)])
    )
    assert "measure-unknown" in bare
    assert taught.endswith("· sure\n")


def test_a_home_that_is_not_there_is_said(tmp_path: Path) -> None:
    file = tmp_path / "清单.txt"
    file.write_text(LIST, encoding="utf-8")
    result = RUNNER.invoke(app, ["read-list", str(file), "--home", str(tmp_path / "nowhere")])
    assert result.exit_code == 1
    assert "nowhere" in result.stderr
