"""The CSV files of `read-list` and the rows of the raw tables: columns, number forms, what a rejected list leaves behind."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from ingest import raw
from ingest.documents.containers import Container
from ingest.task_lists.csv_files import FINDING_COLUMNS, SCORING_COLUMNS, TARGET_COLUMNS, TASK_COLUMNS
from ingest.task_lists.raw_rows import raw_rows, verdict
from ingest.task_lists.text import plain
from ingest.vocabulary import Vocabulary
from orchestration.cli.read_list import read_list
from tests.unit.task_lists.golden_rows import BEITA, GOLDEN, read_file, read_made


@pytest.mark.parametrize(
    ("number", "text"),
    [(Decimal("5.760"), "5.76"), (Decimal("1.38E+10"), "13800000000"), (Decimal(57600), "57600"), (Decimal("0.50"), "0.5"),
     (Decimal(100), "100"), (Decimal("-2.5"), "-2.5"), (Decimal("0.0"), "0"), (None, ""), (7, "7")],
)  # fmt: skip
def test_numbers_are_printed_plainly(number: Decimal | int | None, text: str) -> None:
    assert plain(number) == text


def test_read_list_writes_the_four_tables_and_the_review(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read_list(BEITA, tmp_path / "out") == 0
    heads = {}
    for name in ("tasks", "targets", "scoring", "findings"):
        with (tmp_path / "out" / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
            heads[name] = tuple(next(csv.reader(handle)))
    assert heads == {"tasks": TASK_COLUMNS, "targets": TARGET_COLUMNS, "scoring": SCORING_COLUMNS, "findings": FINDING_COLUMNS}
    assert (tmp_path / "out" / "review.xlsx").stat().st_size > 0
    told = capsys.readouterr().out
    assert "任务 40 项" in told
    assert "level" in told


def test_a_text_is_no_formula_and_a_fall_stays_a_number(tmp_path: Path) -> None:
    text = "云岭市2024年任务清单\n\n一、重点工作\n\n1.能耗。单位GDP能耗下降2.5%。\n2.其他。=HYPERLINK(“x”)推进项目建设。\n"
    (tmp_path / "清单.txt").write_text(text, encoding="utf-8")
    read_list(tmp_path / "清单.txt", tmp_path / "out")
    cells = []
    for name in ("tasks", "targets", "scoring", "findings"):
        with (tmp_path / "out" / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
            cells += [cell for row in csv.DictReader(handle) for cell in row.values()]
    assert "-2.5" in cells
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert {cell for cell in cells if cell.startswith("-")} == {"-2.5"}


def test_the_columns_are_those_of_the_gold_tables() -> None:
    for name, columns in (("scoring", SCORING_COLUMNS), ("targets", tuple(c for c in TARGET_COLUMNS if c != "confidence"))):
        with (GOLDEN / "beita" / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
            assert tuple(next(csv.reader(handle))) == columns


def test_what_is_no_list_exits_with_1_and_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = tmp_path / "信.txt"
    letter.write_text("各位同志：\n大家好。\n此致敬礼", encoding="utf-8")
    assert read_list(letter, tmp_path / "out") == 1
    assert "not-a-task-list" in capsys.readouterr().out
    with (tmp_path / "out" / "findings.csv").open(encoding="utf-8", newline="") as handle:
        assert next(row["severity"] for row in csv.DictReader(handle)) == "error"
    assert not (tmp_path / "out" / "review.xlsx").exists()


def test_raw_rows_fit_their_tables(tmp_path: Path) -> None:
    rows = raw_rows(read_file(BEITA), Container.TEXT, Vocabulary())
    provenance = {"receipt_seq": 1, "file_sha256": "0" * 64, "received_as_of": dt.date(2023, 11, 25)}
    assert len(rows["tasks"]) == 40
    for name, table in rows.items():
        for row in table:
            assert {*row, *provenance} == set(raw.SCHEMAS[name].names), name
    raw.write_batch(tmp_path, "000001", {name: [{**row, **provenance} for row in table] for name, table in rows.items()})
    assert [r["list_id"] for r in raw.read_table(tmp_path, "task_lists")] == ["beita-2023-11"]
    assert raw.read_table(tmp_path, "targets")[0]["target_key"] == "beita-2023-11/重点工作-1-1/1"


def test_a_rejected_list_leaves_its_findings_and_nothing_else() -> None:
    task_list = read_made((GOLDEN / "lists" / "c.txt").read_bytes(), "c.txt")
    assert task_list.tasks  # it was read …
    rows = raw_rows(task_list, Container.TEXT, Vocabulary())
    assert verdict(task_list) == "rejected"  # … but states no year, so nothing of it is loaded
    assert rows["task_lists"][0]["verdict"] == "rejected"
    assert not rows["tasks"]
    assert not rows["targets"]
    assert "term-not-stated" in {row["code"] for row in rows["task_list_findings"]}
