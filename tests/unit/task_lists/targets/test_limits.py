"""A bare value of what is to be kept down is its upper limit, unless a word says otherwise or something is done about it."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.task_lists.model import Comparator, Kind, Task
from ingest.task_lists.targets import Term, read_text
from ingest.vocabulary import Vocabulary

TERM = Term(dt.date(2023, 1, 1), dt.date(2023, 12, 31))
LE, GE = Comparator.LE, Comparator.GE


@pytest.mark.parametrize(
    ("text", "comparator", "value"),
    [
        ("生产安全事故死亡人数3人", LE, 3),
        ("城镇调查失业率5%", LE, 5),
        ("化学需氧量排放量2000吨", LE, 2000),
        ("审批时限3个工作日", LE, 3),
        ("城镇调查失业率：5%", LE, 5),
        ("失业率5%以上", GE, 5),
        ("化解资金缺口2亿元", GE, 2),
        ("整改违法占用面积20亩", GE, 20),
        ("死亡人数增长3%", GE, 3),
        ("新增就业人数500人", GE, 500),
    ],
)
def test_which_way_a_bare_value_points(text: str, comparator: Comparator, value: int) -> None:
    task = Task("重点工作", "1", "", "", "安全生产", text, "", (), (), (), (), ())
    (target,) = read_text(task, "city_target", text, TERM, Vocabulary()).targets
    assert (target.comparator, target.value) == (comparator, value)
    assert target.kind is not Kind.QUALITATIVE
