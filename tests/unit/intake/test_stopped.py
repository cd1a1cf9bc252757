"""A file over which a reader crashes has its outcome, the others are read, and sender and operator are told."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from ingest import raw
from ingest.archive import receipts
from ingest.documents import door
from ingest.home import Home
from ingest.intake.stopped import stopped_files
from ingest.quarantine import quarantined
from orchestration.account import account
from orchestration.alerts.home_problems import home_problems
from tests.support.played import read_night

FIRST, SECOND, THIRD = (dt.date(2025, 4, day) for day in (2, 3, 4))
LISTS = Path(__file__).parents[2] / "integration" / "lists"
FORM = (
    "填报单位,县交通运输局\n报告期,2025年3月\n任务编号,任务名称,区域,计量单位,累计完成,进展情况\n"
    "1,农村公路,全县,公里,{value},已完成\n"
)
MESSAGE = "文件里有不正常的内容，读取时程序中断（SIGSEGV），整个文件没有采用；其他文件不受影响。"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home that has a list and, on the second night, a bad file in each inbox beside a good filing."""
    monkeypatch.setattr(door, "_READ", "tests.unit.documents.sandbox.hostile_tasks.reads_or_crashes")
    home = Home(tmp_path)
    home.create()
    shutil.copyfile(LISTS / "白石县3月.html", home.inbox / "task_lists" / "清单.html")
    read_night(home, FIRST)
    for kind in ("task_lists", "reviews", "benchmarks", "rules", "progress"):
        (home.inbox / kind / f"坏{kind}.csv").write_text(FORM.format(value=kind), encoding="utf-8")
    (home.inbox / "progress" / "好.csv").write_text(FORM.format(value=11), encoding="utf-8")
    read_night(home, SECOND)
    return home


def verdicts(home: Home, table: str) -> dict[str, str]:
    names = {receipt.seq: receipt.file_name for receipt in receipts(home)}
    return {names[row["receipt_seq"]]: row["verdict"].partition("_")[0] for row in raw.read_table(home.root, table)}


def test_each_has_its_outcome_and_the_rest_is_read(home: Home) -> None:
    assert verdicts(home, "filings") == {"坏progress.csv": "rejected", "好.csv": "accepted"}
    assert verdicts(home, "task_lists") == {
        "清单.html": "accepted", "坏task_lists.csv": "rejected", "坏reviews.csv": "rejected",
    }  # fmt: skip
    assert verdicts(home, "benchmark_files") == {"坏benchmarks.csv": "rejected"}
    assert verdicts(home, "rule_files") == {"坏rules.csv": "rejected"}
    assert [float(row["cumulative_value"]) for row in raw.read_table(home.root, "filing_rows")] == [11]
    assert quarantined(home) == {}
    assert [copy.name for copy in home.returned.rglob("*.xlsx") if copy.name.startswith("坏progress")]


def test_the_operator_is_told_for_as_long_as_they_are_of_the_last_night(home: Home) -> None:
    kinds = ("rules", "task_lists", "reviews", "benchmarks", "progress")
    assert set(stopped_files(home)) == {f"坏{kind}.csv（{MESSAGE}）" for kind in kinds}
    (problem,) = home_problems(home.root)
    assert problem.name == "reading-stopped"
    assert problem.what.startswith("有5份文件读取时被中断，没有采用：坏")
    assert account({"published/snapshot": {"stopped": list(stopped_files(home))}}, 1, 0)[1].startswith(
        "读取时被中断、没有采用 5 份：坏"
    )
    (home.inbox / "progress" / "又好.csv").write_text(FORM.format(value=12), encoding="utf-8")
    read_night(home, THIRD)
    assert stopped_files(home) == ()
    assert home_problems(home.root) == ()
