"""Amounts of a whole year in a list of two months: they keep the year; what only speaks of the year is for review."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.task_lists.model import Confidence, Task
from ingest.task_lists.targets import TargetReading, Term, read_targets
from ingest.vocabulary import Vocabulary

YEAR = (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
TWO_MONTHS = (dt.date(2024, 11, 1), dt.date(2024, 12, 31))
NONE = (None, None)


def read(text: str, term: Term | None = None) -> TargetReading:
    task = Task("重点工作", "1", "", "", "任务", text, "", (), (), (), (), ())
    return read_targets(task, term or Term(*TWO_MONTHS), Vocabulary())


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("到2024年底，全市净增个体工商户3.2万户，企业净增9000户，其中，11-12月企业净增1500户", [YEAR, YEAR, TWO_MONTHS]),
        ("完成全市化解存量债务46亿元目标任务。11-12月，全市化解存量债务完成9亿元", [YEAR, TWO_MONTHS]),
        ("到年底新建充电桩1200个", [YEAR]),
        ("新建充电桩300个。11-12月新建口袋公园2个", [NONE, TWO_MONTHS]),  # another thing
        ("新建充电桩300个", [NONE]),
        ("12月底前新建充电桩300个", [NONE]),
        ("11-12月新建充电桩300个，新建公厕5座", [TWO_MONTHS, TWO_MONTHS]),
    ],
)
def test_an_amount_of_the_year_keeps_its_window(text: str, windows: list[tuple[dt.date | None, dt.date | None]]) -> None:
    assert [(target.period_start, target.period_end) for target in read(text).targets] == windows


@pytest.mark.parametrize(
    "text",
    [
        "完成年度目标任务新建充电桩300个",
        "完成充电桩建设300个的年初目标任务",
        "12月底前完成全年计划造林800亩",
        "完成年度改厕任务240户",
    ],
)
def test_an_amount_that_only_speaks_of_the_year_is_for_review(text: str) -> None:
    reading = read(text)
    (target,) = reading.targets
    assert target.period_start != TWO_MONTHS[0]
    assert target.confidence is Confidence.REVIEW
    assert "window-doubtful" in {found.code for found in reading.findings}


def test_a_list_of_the_whole_year_needs_none_of_this() -> None:
    (target,) = read("到2024年底，新建充电桩300个", Term(*YEAR)).targets
    assert (target.period_start, target.confidence) == (None, Confidence.SURE)
