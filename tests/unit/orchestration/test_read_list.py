"""`threekey read-list`: a file or a text, never both; the tree of a text is printed and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

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
    monkeypatch.setattr(clock, "today", lambda: today)
    assert explain("新建停车场20个", None) == 0
    assert "due 2024-02-29" in capsys.readouterr().out


@pytest.mark.parametrize("both", [True, False])
def test_it_takes_a_file_or_a_text(both: bool, tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text("清单", encoding="utf-8")
    result = RUNNER.invoke(app, ["read-list", *([str(file), "--explain", "新建停车场20个"] if both else [])])
    assert result.exit_code == 2


def test_an_output_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text(
        "北塔区2024年重点工作任务清单\n\n一、重点工作\n\n1.新建停车场20个。（责任单位：区住建局）\n", encoding="utf-8"
    )
    result = RUNNER.invoke(app, ["read-list", str(file), "-o", str(file / "out")])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "无法写入" in result.stderr
