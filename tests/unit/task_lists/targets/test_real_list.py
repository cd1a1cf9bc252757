"""The real task list of 2023-11: every target of all three sections, its scoring sentences and its findings.

golden/targets.csv and scoring.csv are the agreed answers for 重点工作; targets_other.csv and scoring_other.csv are our own,
written by hand from the document before the grammar; tasks.json holds the tasks' texts.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.findings import Severity
from ingest.seeds import Seeds
from ingest.task_lists.model import Confidence, Target, Task
from ingest.task_lists.targets import TargetReading, Term, cross_check, read_targets
from ingest.vocabulary import Vocabulary

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
TERM = Term(dt.date(2023, 11, 1), dt.date(2023, 12, 31))
SEEDS = Seeds().at(dt.date(2023, 11, 25)).of("北塔区")


def golden_rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((GOLDEN / name).read_text(encoding="utf-8").splitlines()))


COLUMNS = list(golden_rows("targets.csv")[0])


def tasks() -> list[Task]:
    rows = json.loads((GOLDEN / "tasks.json").read_text(encoding="utf-8"))
    return [
        Task(r["section"], r["task_no"], r["subtask_no"], "", r["name"], r["city_target"], "", (), (), (), (), ()) for r in rows
    ]


@pytest.fixture(scope="module", params=[SEEDS, Vocabulary()], ids=["seeds", "no words"])
def readings(request: pytest.FixtureRequest) -> dict[str, TargetReading]:
    return {task.task_key: read_targets(task, TERM, request.param) for task in tasks()}


def as_row(target: Target) -> dict[str, str]:
    """The target as a row of targets.csv."""
    row = {}
    for column in COLUMNS:
        value = getattr(target, column)
        if value is True:
            row[column] = "true"
        elif isinstance(value, Decimal):
            row[column] = format(value.normalize(), "f")
        else:
            row[column] = "" if value is None or value is False else str(value)
    return row


@pytest.mark.parametrize(("name", "count"), [("targets.csv", 147), ("targets_other.csv", 138)])
def test_every_target_is_exact(readings: dict[str, TargetReading], name: str, count: int) -> None:
    golden = golden_rows(name)
    sections = {row["section"] for row in golden}
    got = [as_row(t) for reading in readings.values() for t in reading.targets if t.section in sections]
    order = ("section", "task_no", "subtask_no", "seq")
    by_key = {tuple(row[c] for c in order): row for row in got}
    assert len(golden) == count
    assert len(got) == count
    for row in golden:
        assert by_key[tuple(row[c] for c in order)] == row


@pytest.mark.parametrize("name", ["scoring.csv", "scoring_other.csv"])
def test_scoring_sentences_are_kept_apart(readings: dict[str, TargetReading], name: str) -> None:
    golden = golden_rows(name)
    sections = {row["section"] for row in golden}
    rules = [rule for reading in readings.values() for rule in reading.scoring if rule.section in sections]
    got = [{c: getattr(rule, c) for c in ("section", "task_no", "subtask_no", "clause", "rule_text")} for rule in rules]
    assert got == golden


def test_breakdowns_that_do_not_add_up(readings: dict[str, TargetReading]) -> None:
    found = [f for reading in readings.values() for f in reading.findings if f.code == "breakdown-does-not-add-up"]
    assert [(f.task_no, f.severity) for f in found] == [("3", Severity.WARNING), ("3", Severity.WARNING), ("11", Severity.INFO)]
    for finding, totals in zip(
        found, [("130亿元", "141.3亿元"), ("1.2亿元", "1.45亿元"), ("26亿元", "26.025亿元")], strict=True
    ):
        assert all(total in finding.seen for total in totals)


def test_the_same_obligation_in_two_tasks(readings: dict[str, TargetReading]) -> None:
    targets = [t for reading in readings.values() for t in reading.targets]
    found = cross_check(tasks(), targets)
    pairs = [f.seen for f in found]
    assert any("规模以上工业企业新增60户" in seen and "新增规模工业企业60家" in seen for seen in pairs)
    assert any("90家以上" in seen and "商贸流通企业新增90户" in seen for seen in pairs)
    assert any("累计完成130亿元" in seen and "产值130亿元" in seen for seen in pairs)
    assert len(found) <= 4
    assert {f.severity for f in found} == {Severity.WARNING}


def test_every_number_is_understood(readings: dict[str, TargetReading]) -> None:
    assert not [f for reading in readings.values() for f in reading.findings if f.code == "number-not-understood"]


def test_review_rows_say_why(readings: dict[str, TargetReading]) -> None:
    for reading in readings.values():
        unsure = Counter(t.span for t in reading.targets if t.confidence is Confidence.REVIEW)
        named = " ".join(f.seen for f in reading.findings)
        assert all(span in named for span in unsure)
