"""The deadline of a row governs the targets of that row, and where it is in doubt they are for review: they and no others."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.task_lists.model import Confidence, Target, TaskList
from tests.unit.task_lists.golden_rows import codes, read_made

HEAD = "云岭市2024年重点工作任务清单\n\n序号,任务名称,目标任务,责任单位,完成时限\n"


def a_list(*rows: str) -> TaskList:
    return read_made((HEAD + "\n".join(rows) + "\n").encode(), "清单.csv")


def by_span(task_list: TaskList) -> dict[str, Target]:
    return {target.span: target for target in task_list.targets}


@pytest.mark.parametrize(
    ("due", "code", "day"),
    [
        ("6月30日、9月30日", "several-due-dates", dt.date(2024, 9, 30)),
        # a deadline was skipped: nobody can be sure of the day
        ("待市里统一部署", "due-not-understood", dt.date(2024, 12, 31)),
    ],
)
def test_a_deadline_in_doubt_is_for_review(due: str, code: str, day: dt.date) -> None:
    task_list = a_list(f"1,停车,新建停车场20个,市住建局,{due}")
    (target,) = task_list.targets
    assert code in codes(task_list)
    assert (target.confidence, target.due) == (Confidence.REVIEW, day)


@pytest.mark.parametrize("due", ["9月30日前", "全年", ""])
def test_a_plain_deadline_or_none_leaves_the_target_sure(due: str) -> None:
    (target,) = a_list(f"1,停车,新建停车场20个,市住建局,{due}").targets
    assert target.confidence is Confidence.SURE


@pytest.mark.parametrize("due", ["6月30日、9月30日", "待市里统一部署"])
def test_a_target_whose_sentence_says_its_day_does_not_ask_the_row(due: str) -> None:
    (target,) = a_list(f"1,停车,3月底前新建停车场20个,市住建局,{due}").targets
    assert (target.confidence, target.due) == (Confidence.SURE, dt.date(2024, 3, 31))


def test_the_doubt_about_one_row_of_a_task_is_not_one_about_its_other_rows() -> None:
    rows = ("1,城建,新建停车场20个,市住建局,6月30日、9月30日", "1,城建,改造公厕8座,市住建局,9月30日前")
    targets = by_span(a_list(*rows))
    assert targets["新建停车场20个"].confidence is Confidence.REVIEW
    assert (targets["改造公厕8座"].confidence, targets["改造公厕8座"].due) == (Confidence.SURE, dt.date(2024, 9, 30))


def test_a_window_that_ends_after_the_deadline_of_its_row_is_for_review() -> None:
    """The deadline may be that of the row's other amounts, or the year's amount is wanted that early."""
    text = "3-4月整治沟渠12公里，全年完成35公里"
    targets = {t.value: t for t in a_list(f"1,水利,{text},市水利局,4月底前").targets}
    year = next(t for value, t in targets.items() if value == 35)
    months = next(t for value, t in targets.items() if value == 12)
    assert (months.confidence, months.due) == (Confidence.SURE, dt.date(2024, 4, 30))
    assert (year.confidence, year.due) == (Confidence.REVIEW, dt.date(2024, 4, 30))
