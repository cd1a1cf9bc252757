"""The worked book: judgements that people made by hand before they looked at the program's.

Its first part, `book/`, are 271 of two invented lists in thirteen courses of events, over all kinds, statuses and roles: what a
unit files, what others publish, and the status that follows. Where people and program differed and the law is with the
program, or says either, the column `settled` says why; everything else was the program's fault and is mended.

Its second part are rows of the example's fct_completion, computed from the list's sentences and the filings' cells. Every kind,
formula and status is there at least once. Each row: target (task/seq), area, period; then value reached,
completion, share expected, gap in points, status, rule. The arithmetic stands above it; 邵阳市 is what the list calls 全市.
The example is judged as of 27 January 2024, after the outside figures had come. All figures of the filings are invented,
those of the province are real.
"""

from __future__ import annotations

from typing import Any

import pytest

from ingest.seeds import Seeds
from ingest.task_lists.model import Kind
from tests.support.book_home import Book, Scenario, rows_of, scenarios
from tests.support.played import Played

Row = tuple[str, str, str, float | None, float | None, float, float | None, str, str]

BOOK: tuple[Row, ...] = (
    # 11-12月全市开通5G站点70个: one of two months is 0.5. 34 / 70 = 0.485714; 72 / 70 = 1.028571
    ("重点工作-3/1", "邵阳市", "2023-11", 34, 0.485714, 0.5, -1.428571, "on_schedule", "gap-of-share"),
    ("重点工作-3/1", "邵阳市", "2023-12", 72, 1.028571, 1, 2.857143, "done", "done-by-share"),
    # 11-12月新增限上企业90家以上. 34 / 90 = 0.377778; corrected to 85 / 90 = 0.944444, the due date is past
    ("重点工作-1-7/2", "邵阳市", "2023-11", 34, 0.377778, 0.5, -12.222222, "behind", "gap-of-share"),
    ("重点工作-1-7/2", "邵阳市", "2023-12", 85, 0.944444, 1, -5.555556, "overdue", "overdue-by-share"),
    # 1-12月累计完成138亿元. 139.38 / 138 = 1.01 with eleven of twelve months, 0.916667, gone: reached is reached
    ("重点工作-1-8/1", "邵阳市", "2023-11", 13938000000, 1.01, 0.916667, 9.333333, "done", "done-by-share"),
    # 盘活处置国有“三资”123亿元, of the year, as 11-12月 after it says: 99.02 / 123 = 0.805041 of 11/12; 115.62 / 123 = 0.94
    ("重点任务-11/1", "邵阳市", "2023-11", 9902000000, 0.805041, 0.916667, -11.162602, "behind", "gap-of-share"),
    ("重点任务-11/1", "邵阳市", "2023-12", 11562000000, 0.94, 1, -6, "overdue", "overdue-by-share"),
    # 北塔区100万元, the district's own part of it. 69.18 / 100; 103.48 / 100
    ("重点任务-11/15", "北塔区", "2023-11", 691800, 0.6918, 0.5, 19.18, "ahead", "gap-of-share"),
    ("重点任务-11/15", "北塔区", "2023-12", 1034800, 1.0348, 1, 3.48, "done", "done-by-share"),
    # 市辖三区各准备1个: the district has one to prepare as every member has, and one is not due by halves
    ("重点任务-3/3", "北塔区", "2023-11", 1, 1, 0, 100, "done", "done-by-share"),
    # of the other two nobody here reports, and the group is as its members are: one has done it, of two nobody knows
    ("重点任务-3/3", "双清区", "2023-12", None, None, 1, None, "other_place", "of-another-place"),
    ("重点任务-3/3", "市辖三区", "2023-11", None, None, 0.5, None, "not_assessable", "members-unknown"),
    ("重点任务-3/3", "市辖三区", "2023-12", None, None, 1, None, "not_assessable", "members-unknown"),
    # 处置任务60530亩, of which the rates after it are taken: shown, not owed
    ("重点任务-8/1", "邵阳市", "2023-12", None, None, 1, None, "base", "base-of-a-rate"),
    # 总产值达到3300亿元: 3548.6 / 3300 = 1.075333 as filed, 2639.9 as published
    ("重点工作-10/1", "邵阳市", "2023-12", 354860000000, 1.075333, 1, 7.533333, "contradicted", "contradicted-by-share"),
    # filed as a formula without its result, and held back
    ("重点工作-1-5/1", "邵阳市", "2023-12", None, None, 1, None, "held", "filed-and-held"),
    # 完成房屋交付7932套. 4720 / 7932 = 0.595058; 5394 / 7932 = 0.680030
    ("重点任务-4/11", "邵阳市", "2023-11", 4720, 0.595058, 0.5, 9.505799, "ahead", "gap-of-share"),
    ("重点任务-4/11", "邵阳市", "2023-12", 5394, 0.68003, 1, -31.996974, "overdue", "overdue-by-share"),
    # 累计达到150个以上 states no first day: a cumulative figure counts from January. 121 / 150 = 0.806667
    ("重点工作-11/6", "邵阳市", "2023-11", 121, 0.806667, 0.916667, -11, "behind", "gap-of-share"),
    # 到2023年底，经营主体总量51万户: a stock does not grow from nothing. 41.0585 / 51 = 0.805069 of all of it
    ("重点工作-8/1", "邵阳市", "2023-11", 410585, 0.805069, 1, -19.493137, "behind", "gap-of-share"),
    # 社会消费品零售总额同比增长7%. 1.075 / 1.07 = 1.004673, 7.5 - 7 = 0.5; 1.072 / 1.07 = 1.001869
    ("重点工作-1-7/1", "邵阳市", "2023-11", 7.5, 1.004673, 1, 0.5, "on_schedule", "gap-of-growth"),
    ("重点工作-1-7/1", "邵阳市", "2023-12", 7.2, 1.001869, 1, 0.2, "done", "done-by-growth"),
    # 工业技改投资同比增速25%以上. 1.24 / 1.25 = 0.992; 1.243 / 1.25 = 0.9944
    ("重点工作-10/21", "邵阳市", "2023-11", 24, 0.992, 1, -1, "on_schedule", "gap-of-growth"),
    ("重点工作-10/21", "邵阳市", "2023-12", 24.3, 0.9944, 1, -0.7, "overdue", "overdue-by-growth"),
    # “零增长”: growth held at 0. 1 / 1
    ("重点任务-7/3", "邵阳市", "2023-12", 0, 1, 1, 0, "done", "done-by-growth-limit"),
    # “零发生”: a target of 0 is met or not, never a quotient
    ("重点任务-7/2", "邵阳市", "2023-12", 0, 1, 1, 0, "done", "done-by-met-or-not"),
    # 新增涉税企业占比达45%, a share owed at any time. 40.7 / 45 = 0.904444, 40.7 - 45 = -4.3
    ("重点工作-8/11", "邵阳市", "2023-11", 40.7, 0.904444, 1, -4.3, "on_schedule", "gap-of-share"),
    # 整改到位率达90%以上, a rate of completion: half of it by November. 81.5 / 90 = 0.905556, 81.5 - 45 = 36.5
    ("重点任务-7/10", "邵阳市", "2023-11", 81.5, 0.905556, 0.5, 36.5, "ahead", "gap-of-share"),
    # 2023年…整改到位率达100%, over the year. 59.5 - 100 x 11/12 = -32.166667
    ("重点任务-7/11", "邵阳市", "2023-11", 59.5, 0.595, 0.916667, -32.166667, "seriously_behind", "gap-of-share"),
    # 参保率达到95%以上: 区医保局 files nothing for November; 98.6 / 95 = 1.037895 in December
    ("重点任务-13/1", "邵阳市", "2023-11", None, None, 1, None, "not_reported", "nothing-filed"),
    ("重点任务-13/1", "邵阳市", "2023-12", 98.6, 1.037895, 1, 3.6, "done", "done-by-share"),
    # 完成100%: 94 on the last day
    ("重点任务-4/1", "邵阳市", "2023-12", 94, 0.94, 1, -6, "overdue", "overdue-by-share"),
    # 比例低于0.5%: 0.6 is a fifth of the limit too much: 1 - 0.1 / 0.5 = 0.8
    ("重点任务-7/8", "北塔区", "2023-11", 0.6, 0.8, 1, -20, "behind", "gap-of-margin"),
    ("重点任务-7/8", "北塔区", "2023-12", 0.6, 0.8, 1, -20, "overdue", "overdue-by-margin"),
    # each of them has the limit to keep: the group is as the worst of those that are known
    ("重点任务-7/8", "各县市区", "2023-11", None, None, 1, None, "behind", "by-members"),
    ("重点任务-7/8", "各县市区", "2023-12", None, None, 1, None, "overdue", "by-members"),
    # 总量排名全省前七. 7 / 10 = 0.7; 7 / 9 = 0.777778
    ("重点工作-1-9/1", "邵阳市", "2023-11", 10, 0.7, 1, -30, "seriously_behind", "gap-of-rank"),
    ("重点工作-1-9/1", "邵阳市", "2023-12", 9, 0.777778, 1, -22.222222, "overdue", "overdue-by-rank"),
    # 不低于第6-10名: 9th of at most 10
    ("重点工作-13/4", "邵阳市", "2023-12", 9, 1, 1, 0, "done", "done-by-rank"),
    # GDP第四季度同比增速高于全省平均水平: the province's 6 %. 1.016 / 1.06 = 0.958491; nothing to compare with in November
    ("重点工作-1-1/1", "邵阳市", "2023-11", 1.6, None, 1, None, "not_assessable", "benchmark-missing"),
    ("重点工作-1-1/1", "邵阳市", "2023-12", 1.6, 0.958491, 1, -4.4, "overdue", "overdue-by-growth"),
    # 固定资产投资: the province's -3.1 %. 1.042 / 0.969 = 1.075335, 4.2 + 3.1 = 7.3
    ("重点工作-1-4/1", "邵阳市", "2023-12", 4.2, 1.075335, 1, 7.3, "done", "done-by-growth"),
    # 存贷比较上月提升: the unit's own 82.0 of November. 82.8 / 82 = 1.009756
    ("重点工作-12/4", "邵阳市", "2023-12", 82.8, 1.009756, 1, 0.97561, "done", "done-by-share"),
    # 各项贷款同比增速提升: against what, the list does not say
    ("重点工作-12/3", "邵阳市", "2023-12", 1.6, None, 1, None, "not_assessable", "benchmark-not-named"),
    # milestones: due at the end of the year, done on 23 November or not done at all
    ("重点任务-3/4", "北塔区", "2023-11", None, None, 0, None, "not_due", "milestone-before-due"),
    ("重点任务-3/4", "北塔区", "2023-12", None, None, 1, None, "overdue", "overdue-by-event"),
    ("重点任务-10/3", "邵阳市", "2023-12", None, None, 1, None, "done", "done-by-event"),
    # words judge what has neither event nor value: 快于序时, 已完成, 严重滞后, 滞后, 达序时进度
    ("重点任务-3/2", "邵阳市", "2023-11", None, None, 0, None, "ahead", "unit-word"),
    ("重点任务-3/2", "邵阳市", "2023-12", None, None, 1, None, "done", "done-by-word"),
    ("重点任务-10/2", "邵阳市", "2023-12", None, None, 1, None, "seriously_behind", "unit-word"),
    ("重点任务-2/1", "邵阳市", "2023-11", None, None, 0, None, "behind", "unit-word"),
    ("重点任务-1/1", "邵阳市", "2023-12", None, None, 1, None, "on_schedule", "unit-word"),
    # the district's own 7.2 % beside the city's: kept, judged by nothing
    ("重点工作-1-7/1", "北塔区", "2023-11", 7.2, None, 1, None, "not_assessable", "contribution-only"),
    # another county's target: nobody here reports it
    ("重点工作-3/5", "邵东市", "2023-12", None, None, 1, None, "other_place", "of-another-place"),
)

COLUMNS = "actual_value, completion, expected_share, gap_points, status, rule"


def number(value: Any) -> float | None:
    return None if value is None else float(value)


JUDGEMENTS = rows_of("judgements.csv")


@pytest.mark.parametrize("row", JUDGEMENTS, ids=lambda row: row["id"])
def test_judgement_of_the_book(book: Book, row: dict[str, str]) -> None:
    told = f"{row['sentence']} ({row['area']}, {row['period']}): {row['why']}"
    assert book.judgement(row) == (row["expected_status"], row["light"], row["is_late"] == "true"), told


def test_the_book_has_every_status_role_and_kind() -> None:
    assert {row["expected_status"] for row in JUDGEMENTS} == {row["status"] for row in Seeds().rows("status_bands")}
    assert {row["role"] for row in JUDGEMENTS} == {"own", "member", "group", "contribution", "city", "other", "base"}
    assert {row["kind"] for row in JUDGEMENTS} == {kind.value for kind in Kind}


def test_a_list_reads_the_same_whatever_its_places_are_called(book: Book) -> None:
    for other in scenarios():
        first = _as_read(book, Scenario(other.list_name, "S1"))
        assert _as_read(book, other) == [{name: other.named(value) for name, value in row.items()} for row in first]


def _as_read(book: Book, scenario: Scenario) -> list[dict[str, str]]:
    columns = (
        "task_key",
        "span",
        "metric",
        "kind",
        "area_name",
        "area_relation",
        "members",
        "due",
        "share_of_group",
        "is_base",
    )
    return [{name: str(row[name]) for name in columns} for row in book.targets[book.list_ids[scenario]]]


@pytest.fixture(scope="module")
def rows(played: Played) -> dict[tuple[str, str, str], tuple[Any, ...]]:
    found = played.query(f"select target_key, area, period, {COLUMNS} from marts.fct_completion")
    return {(key.removeprefix("beita-2023-11/"), area, period): tuple(rest) for key, area, period, *rest in found}


@pytest.mark.parametrize("row", BOOK, ids=lambda row: " ".join(row[:3]))
def test_row_of_the_book(rows: dict[tuple[str, str, str], tuple[Any, ...]], row: Row) -> None:
    actual, completion, expected, gap, status, rule = rows[row[:3]]
    assert (number(actual), completion, number(expected), gap, status, rule) == row[3:]


def test_the_book_has_every_kind_formula_and_status(played: Played) -> None:
    booked = {row[:3] for row in BOOK}
    judged = played.query("select target_key, area, period, kind, formula, status from marts.fct_completion")
    in_book = [rest for key, area, period, *rest in judged if (key.removeprefix("beita-2023-11/"), area, period) in booked]
    for place in range(3):
        assert {one[place] for one in in_book} == {one[3 + place] for one in judged}


def test_what_was_known_at_the_lock_stays_beside_what_is_known_now(played: Played) -> None:
    columns = "cast(locked_value as double), locked_status, is_restated, lock_state"
    where = "target_key = 'beita-2023-11/{}' and area = '邵阳市' and period = '{}'"
    one = f"select {columns} from marts.fct_completion where {where}"
    # 31 filed in time, 85 after the lock of 4 January
    assert played.query(one.format("重点工作-1-7/2", "2023-12")) == [(31.0, "overdue", True, "locked")]
    # 区金融服务中心's first filing for November came back; the one that was accepted came on 5 December, after the lock
    assert played.query(one.format("重点工作-12/4", "2023-11")) == [(None, "held", True, "locked")]
    # the province's figures came on 27 January
    assert played.query(one.format("重点工作-1-4/1", "2023-12")) == [(4.2, "not_assessable", True, "locked")]


def test_relative_targets_are_judged_where_the_figure_exists_and_name_it_where_not(played: Played) -> None:
    rows = played.query(
        "select metric, status, missing_figure from marts.fct_completion "
        "where kind = 'relative' and period = '2023-12' and area_role = 'target' and benchmark_figure like '湖南省%' "
        "and target_key like '%/重点工作-1-%' order by target_key"
    )
    assert {metric: missing for metric, status, missing in rows if status == "not_assessable"} == {
        "全社会用电量": "湖南省 全社会用电量 同比增速 2023年",
        "工业用电量": "湖南省 工业用电量 同比增速 2023年",
        "全体居民人均可支配收入": "湖南省 全体居民人均可支配收入 同比增速 2023年10—12月",
        "城镇居民人均可支配收入": "湖南省 城镇居民人均可支配收入 同比增速 2023年10—12月",
        "农村居民人均可支配收入": "湖南省 农村居民人均可支配收入 同比增速 2023年10—12月",
        "规模以上服务业营业收入": "湖南省 规模以上服务业营业收入 同比增速 2023年",
        "商品房销售面积": "湖南省 商品房销售面积 同比增速 2023年",
    }
    assert {metric: status for metric, status, missing in rows if missing is None} == {
        "GDP": "overdue",
        "规模工业增加值": "overdue",
        "固定资产投资": "done",
        "房地产开发投资": "held",
    }


def test_yearly_and_two_month_targets_of_one_metric_are_linked(played: Played) -> None:
    assert played.query(
        "select related_target_key from marts.dim_target where target_key = 'beita-2023-11/重点工作-6/3' and is_current"
    ) == [("beita-2023-11/重点工作-6/4",)]


def test_every_judgement_is_told_in_words(played: Played) -> None:
    ((untold, total),) = played.query(
        "select count(*) filter (where explanation is null or length(explanation) < 30), count(*) from marts.v_why"
    )
    assert untold == 0
    assert total > 800
