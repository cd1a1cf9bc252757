"""Which period of which list a filing is for: 报告期 beside what else the file says, as a list's calendar means it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ingest.calendar.periods import PeriodKind, periods_between
from ingest.findings import Place
from ingest.progress.fields import HeadField
from ingest.progress.knowledge.context import Context
from ingest.progress.layout.filing_head import HIDDEN, FilingHead, Said
from ingest.progress.layout.which_period import WhichPeriod, which_period
from tests.unit.progress.progress_home import LIST, context

Calendar = tuple[str, int, tuple[PeriodKind, ...]]  # a list, its year, the kinds of period that it is reported by
OLD, NEW = "beita-2023", "beita-2024"


def home(*lists: Calendar) -> Context:
    """A home with lists of whole years, each with the kinds of period that it is reported by."""
    known = context()
    terms = {name: (dt.date(year, 1, 1), dt.date(year, 12, 31)) for name, year, _ in lists}
    heads = {
        name: replace(known.lists[LIST], list_id=name, title=f"{name}清单", period_start=start, period_end=end)
        for name, (start, end) in terms.items()
    }
    periods = {name: frozenset(p.id for kind in kinds for p in periods_between(*terms[name], kind)) for name, _, kinds in lists}
    return Context(lists=heads, periods=periods)


def decided(
    known: Context, *periods: str, name: str = "进展情况", title: str = "", hidden: str = "", filed_on: str = "", told: str = ""
) -> WhichPeriod:
    statements = [Said(HeadField.PERIOD, text, "表内", Place(sheet="表", row=2, column="D")) for text in periods]
    statements += [Said(HeadField.PERIOD, hidden, HIDDEN, Place())] if hidden else []
    statements += [Said(HeadField.FILED_ON, filed_on, "表内", Place())] if filed_on else []
    statements += [Said(HeadField.LIST_ID, told, HIDDEN, Place())] if told else []
    passing = [Said(HeadField.TITLE, title, "标题", Place())] if title else []
    passing.append(Said(HeadField.TITLE, name, "文件名", Place()))
    return which_period(FilingHead(tuple(statements)), passing, "", known)


def codes(which: WhichPeriod) -> list[str]:
    return [finding.code for finding in which.findings]


MONTHS = (OLD, 2023, (PeriodKind.MONTH,))
QUARTERS = (OLD, 2023, (PeriodKind.QUARTER,))
BOTH = (OLD, 2023, (PeriodKind.MONTH, PeriodKind.QUARTER))
WHOLE = (OLD, 2023, (PeriodKind.YEAR,))
DEKADS = (OLD, 2023, (PeriodKind.DEKAD, PeriodKind.MONTH))


@pytest.mark.parametrize(
    ("calendar", "text", "period"),
    [
        (MONTHS, "12月", "2023-12"),
        (MONTHS, "12月份", "2023-12"),
        (MONTHS, "2023年1-12月", "2023-12"),
        (QUARTERS, "四季度", "2023-Q4"),
        (QUARTERS, "2023年第四季度", "2023-Q4"),
        (BOTH, "第四季度", "2023-Q4"),
        (BOTH, "12月", "2023-12"),
        (WHOLE, "2023年", "2023"),
        (WHOLE, "2023年度", "2023"),
        (DEKADS, "12月下旬", "2023-12-3"),
        (DEKADS, "12月", "2023-12"),
    ],
)
def test_a_period_that_is_asked_for(calendar: Calendar, text: str, period: str) -> None:
    which = decided(home(calendar), text)
    assert (which.period, which.list_id, which.findings) == (period, OLD, ())


@pytest.mark.parametrize(
    ("calendar", "text", "period"),
    [
        (MONTHS, "第四季度", "2023-12"),
        (MONTHS, "2023年全年", "2023-12"),
        (MONTHS, "年底", "2023-12"),
        (MONTHS, "上半年", "2023-06"),
        (MONTHS, "2023年10-12月", "2023-12"),
        (MONTHS, "12月下旬", "2023-12"),
        (BOTH, "12月下旬", "2023-12"),
        (QUARTERS, "12月", "2023-Q4"),
        (QUARTERS, "上半年", "2023-Q2"),
        (QUARTERS, "1-12月", "2023-Q4"),
        (WHOLE, "12月", "2023"),
        (WHOLE, "全年", "2023"),
    ],
)
def test_a_period_as_the_calendar_has_it_is_said(calendar: Calendar, text: str, period: str) -> None:
    which = decided(home(calendar), text)
    assert (which.period, codes(which)) == (period, ["period-read-as"])


@pytest.mark.parametrize(
    ("calendar", "text", "code"),
    [
        (MONTHS, "12月上旬", "period-not-in-list"),
        (BOTH, "上半年", "period-unreadable"),
        (MONTHS, "11-12月", "period-unreadable"),
        (MONTHS, "11月、12月", "period-unreadable"),
        (MONTHS, "本月", "period-unreadable"),
        (QUARTERS, "11月", "period-not-in-list"),
    ],
)
def test_what_the_calendar_does_not_have_is_asked_back(calendar: Calendar, text: str, code: str) -> None:
    assert codes(decided(home(calendar), text)) == [code]


def test_the_december_that_is_filed_in_january() -> None:
    two = home((OLD, 2023, (PeriodKind.MONTH,)), (NEW, 2024, (PeriodKind.MONTH,)))
    for which in (
        decided(two, "12月", name="20240102_区人社局"),
        decided(two, "12月", name="区人社局（2024年1月3日修改）"),
        decided(two, "12月", filed_on="2024-01-02"),
        decided(two, "12月", title="2023年重点任务进展情况表"),
        decided(two, name="20240102_区人社局12月进展情况"),
        decided(two, "2023年12月", name="20240102_区人社局12月进展情况"),
    ):
        assert (which.period, which.list_id, which.findings) == ("2023-12", OLD, ())
    assert decided(two, "1月", filed_on="2024-02-02").list_id == NEW


def test_a_month_of_which_nobody_knows_the_year_is_asked_back() -> None:
    two = home((OLD, 2023, (PeriodKind.MONTH,)), (NEW, 2024, (PeriodKind.MONTH,)))
    assert codes(decided(two, "12月")) == ["period-unreadable"]
    assert codes(decided(two, "12月", title="2024年重点任务进展情况表", filed_on="2024-01-02")) == ["period-unreadable"]


def test_a_wrong_year_is_one_finding() -> None:
    known = home(MONTHS)
    alone = decided(known, "2024年12月")
    assert codes(alone) == ["period-not-in-list"]
    assert "是不是“2023年12月”？" in alone.findings[0].message
    beside = decided(known, "2024年12月", name="区人社局_2023年12月")
    assert codes(beside) == ["period-conflict"]
    assert "清单没有“2024年12月”这一期" in beside.findings[0].message
    assert codes(decided(known, "2024年12月", hidden="2023-12")) == ["period-conflict"]
    named = decided(known, "2023年12月", name="区人社局2024年12月")
    assert (named.period, codes(named)) == ("2023-12", ["period-named-otherwise"])


def test_a_form_that_is_used_again() -> None:
    known = home(MONTHS)
    again = decided(known, "2023年12月", hidden="2023-11")
    assert (again.period, codes(again)) == ("2023-12", ["form-of-another-period"])
    assert "这是为“2023年11月”下发的表" in again.findings[0].message
    assert codes(decided(known, "2023年12月", hidden="2023-11", name="区人社局_2023年11月")) == ["period-conflict"]
    assert codes(decided(known, hidden="2023-11", name="区人社局_2023年12月")) == ["period-conflict"]
    both = decided(known, hidden="2023-11", name="区人社局_2023年11月")
    assert both == WhichPeriod("2023-11", OLD, 2023)
    alone = decided(known, hidden="2023-11")
    assert (alone.period, codes(alone)) == ("2023-11", ["period-of-the-form"])


def test_a_day_under_the_period_is_as_of_that_day() -> None:
    for text in ("2023年12月31日", "2023-12-31", "2023.12.25"):
        which = decided(home(MONTHS), text)
        assert (which.period, codes(which)) == ("2023-12", ["period-read-as"])
    assert codes(decided(home(MONTHS), "2024年1月2日")) == ["period-not-in-list"]


def test_a_form_of_another_list_is_called_so() -> None:
    two = home((OLD, 2023, (PeriodKind.MONTH,)), (NEW, 2024, (PeriodKind.MONTH,)))
    which = decided(two, "2024年1月", told=OLD)
    assert codes(which) == ["form-of-another-list"]
    assert "这是“beita-2023清单”的表" in which.findings[0].message
