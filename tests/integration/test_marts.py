"""The warehouse over a small raw home built by hand: rows of the marts, each worked out beside it.

The list is tests/support/raw_home.py; judged as of 5 January 2024, the day after December was locked.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support import raw_home
from tests.support.built import Built, dbt_build
from tests.support.raw_home import MARTS


@dataclass(frozen=True)
class Warehouse:
    """A built warehouse; `judged` reads one row of one judgement."""

    built: Built

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        return self.built.query(sql, *values)

    def judged(self, key: str, period: str, columns: str, area: str = "北塔区") -> tuple[Any, ...]:
        """The columns of fct_completion for a target (task/seq), numbers as float."""
        rows = self.query(
            f"select {columns} from marts.fct_completion where target_key = ? and period = ? and area = ?",
            f"{raw_home.LIST_ID}/{key}",
            period,
            area,
        )
        assert len(rows) == 1, (key, period, area, rows)
        return tuple(float(v) if hasattr(v, "as_tuple") else v for v in rows[0])


@pytest.fixture(scope="module")
def warehouse(small_warehouse: Built) -> Warehouse:
    return Warehouse(small_warehouse)


WHOLE = "actual_value, completion, expected_share, gap_points, status, light, rule"


def test_level_behind_then_restated_then_done(warehouse: Warehouse) -> None:
    # November: 20 filed in time, 26 corrected on 10 December, after the lock of the 4th. One of two months: 0.5 expected.
    # 26 / 70 = 0.371429, 100 x (0.371429 - 0.5) = -12.857143; as locked 20 / 70 = 0.285714, gap -21.428571.
    assert warehouse.judged("重点工作-1/1", "2023-11", WHOLE) == (
        26.0,
        0.371429,
        0.5,
        -12.857143,
        "behind",
        "黄",
        "gap-of-share",
    )
    assert warehouse.judged(
        "重点工作-1/1", "2023-11", "locked_value, locked_completion, locked_gap_points, locked_status, lock_state, is_restated"
    ) == (20.0, 0.285714, -21.428571, "seriously_behind", "locked", True)
    # 26 / 30 days = 0.866667; (70 - 26) / 31 days left = 1.419355; 26 / 30 x 61 = 52.8667;
    # 70 / (26 / 30) = 80.8 days: the 81st day from 1 November is 20 January
    columns = "projection_basis, actual_per_day, required_per_day, projected_end_value, cast(projected_on as varchar)"
    assert warehouse.judged("重点工作-1/1", "2023-11", columns) == ("linear", 0.866667, 1.419355, 52.8667, "2024-01-20")
    # the clerk said 正常推进
    assert warehouse.judged("重点工作-1/1", "2023-11", "unit_word, unit_status, is_judgement_different") == (
        "正常推进",
        "on_schedule",
        True,
    )
    # December: 71 / 70 = 1.014286 of 1
    assert warehouse.judged("重点工作-1/1", "2023-12", WHOLE) == (71.0, 1.014286, 1.0, 1.428571, "done", "绿", "done-by-share")


def test_every_figure_leads_to_its_cell_and_every_target_to_its_sentence(warehouse: Warehouse) -> None:
    assert warehouse.judged(
        "重点工作-1/1", "2023-11", "filing_unit, filing_file, filing_version_no, filing_sheet, filing_row, filing_cell"
    ) == ("区科工局", "区科工局-2023-11-更正.xlsx", 2, "进展情况", 5, "H5")
    assert warehouse.judged("重点工作-1/1", "2023-11", "target_text, target_place, target_file") == (
        "11-12月开通5G站点70个",
        "表1 第2行 E列",
        "list-v2.txt",
    )


def test_a_year_of_money_in_its_base_unit(warehouse: Warehouse) -> None:
    # 1.6 of 1.8 亿元: 0.888889; eleven of twelve months: 0.916667; -2.777778 points, which is on schedule
    assert warehouse.judged("重点工作-1/2", "2023-11", WHOLE) == (
        160000000.0,
        0.888889,
        0.916667,
        -2.777778,
        "on_schedule",
        "绿",
        "gap-of-share",
    )
    # December: 1.7953 / 1.8 = 0.997389, the due date is past: close is not done, whatever the clerk says
    assert warehouse.judged("重点工作-1/2", "2023-12", f"{WHOLE}, is_judgement_different") == (
        179530000.0,
        0.997389,
        1.0,
        -0.261111,
        "overdue",
        "红",
        "overdue-by-share",
        True,
    )


def test_flows_add_up_and_an_amended_target_leaves_the_locked_month_alone(warehouse: Warehouse) -> None:
    # amended on 12 December from 40 to 42, after November was locked: 18 / 40 = 0.45, gap -5, which is still on schedule, now$
    # at the lock; by 42 it would be 18 / 42 = 0.428571, gap -7.142857, and behind
    assert warehouse.judged("重点工作-1/3", "2023-11", WHOLE) == (
        18.0,
        0.45,
        0.5,
        -5.0,
        "on_schedule",
        "绿",
        "gap-of-share",
    )
    assert warehouse.judged(
        "重点工作-1/3", "2023-11", "actual_source, locked_completion, locked_gap_points, locked_status, target_version_no, "
        "locked_target_version_no, is_restated"
    ) == ("flows", 0.45, -5.0, "on_schedule", 1, 1, False)  # fmt: skip
    # both are shown
    columns = "target_base, revised_target_base, revised_target_version_no, revised_file, is_target_current"
    assert warehouse.judged("重点工作-1/3", "2023-11", columns) == (40.0, 42.0, 2, "list-v2.txt", True)
    (words,) = warehouse.judged("重点工作-1/3", "2023-11", "explanation")
    assert "清单新版（《list-v2.txt》，2023-12-12收到）把目标由不低于40家改为不低于42家，本期已锁定，仍按原目标判定。" in words
    # 18 + 25 = 43 of 42
    assert warehouse.judged("重点工作-1/3", "2023-12", WHOLE) == (43.0, 1.02381, 1.0, 2.380952, "done", "绿", "done-by-share")


def test_growth_of_the_city_and_of_the_district_apart(warehouse: Warehouse) -> None:
    # 1.055 / 1.07 = 0.985981; 5.5 - 7 = -1.5 points
    assert warehouse.judged("重点工作-2/1", "2023-11", WHOLE, "邵阳市") == (
        5.5,
        0.985981,
        1.0,
        -1.5,
        "on_schedule",
        "绿",
        "gap-of-growth",
    )
    # the district's 6.1 % stands beside it and is held against nothing
    assert warehouse.judged("重点工作-2/1", "2023-11", "district_area, district_value", "邵阳市") == ("北塔区", 6.1)
    assert warehouse.judged("重点工作-2/1", "2023-11", "area_role, actual_value, wanted_value, completion, status, rule") == (
        "contribution",
        6.1,
        None,
        None,
        "not_assessable",
        "contribution-only",
    )
    # 1.072 / 1.07 = 1.001869
    assert warehouse.judged("重点工作-2/1", "2023-12", WHOLE, "邵阳市") == (
        7.2,
        1.001869,
        1.0,
        0.2,
        "done",
        "绿",
        "done-by-growth",
    )


def test_negative_growth_against_a_negative_target(warehouse: Warehouse) -> None:
    # a fall of 3 where 2.5 is asked: 0.975 / 0.97 = 1.005155; met in November, it may still rise again
    assert warehouse.judged("重点工作-2/2", "2023-11", WHOLE) == (
        -3.0,
        1.005155,
        1.0,
        0.5,
        "on_schedule",
        "绿",
        "gap-of-growth-limit",
    )
    # 0.975 / 0.98 = 0.994898
    assert warehouse.judged("重点工作-2/2", "2023-12", WHOLE) == (
        -2.0,
        0.994898,
        1.0,
        -0.5,
        "overdue",
        "红",
        "overdue-by-growth-limit",
    )


def test_shares_limits_and_zero(warehouse: Warehouse) -> None:
    # 36 / 45 = 0.8; 36 - 45 = -9 points
    assert warehouse.judged("重点工作-3/1", "2023-11", WHOLE) == (36.0, 0.8, 1.0, -9.0, "behind", "黄", "gap-of-share")
    # 8 of at most 10: kept, 2 to spare
    assert warehouse.judged("重点工作-3/2", "2023-11", f"{WHOLE}, gap_value") == (
        8.0,
        1.0,
        1.0,
        0.0,
        "on_schedule",
        "绿",
        "gap-of-margin",
        2.0,
    )
    # target 0: never a division
    assert warehouse.judged("重点工作-3/3", "2023-11", WHOLE) == (
        0.0,
        1.0,
        1.0,
        0.0,
        "on_schedule",
        "绿",
        "gap-of-met-or-not",
    )
    # 区税务局 filed nothing for December, due on 2 January
    assert warehouse.judged("重点工作-3/1", "2023-12", "actual_value, status, light, rule, last_period, last_figure") == (
        None,
        "not_reported",
        "灰",
        "nothing-filed",
        "2023-11",
        36.0,
    )


def test_place_against_place(warehouse: Warehouse) -> None:
    # 7 / 8 = 0.875, one place short
    assert warehouse.judged("重点工作-4/1", "2023-11", f"{WHOLE}, gap_value") == (
        8.0,
        0.875,
        1.0,
        -12.5,
        "behind",
        "黄",
        "gap-of-rank",
        -1.0,
    )
    assert warehouse.judged("重点工作-4/1", "2023-12", WHOLE) == (7.0, 1.0, 1.0, 0.0, "done", "绿", "done-by-rank")


def test_relative_needs_its_outside_figure_and_says_which(warehouse: Warehouse) -> None:
    assert warehouse.judged("重点工作-5/1", "2023-11", "actual_value, completion, status, rule, missing_figure", "邵阳市") == (
        4.8,
        None,
        "not_assessable",
        "benchmark-missing",
        "湖南省 GDP 同比增速 2023年10—11月",
    )
    # two sources, 6 and 6.2: one row, the later figure, the dispute said; 1.064 / 1.062 = 1.001883
    assert warehouse.judged(
        "重点工作-5/1", "2023-12", f"{WHOLE}, benchmark_value, benchmark_source, is_benchmark_disputed", "邵阳市"
    ) == (6.4, 1.001883, 1.0, 0.2, "done", "绿", "done-by-growth", 6.2, "乙公报", True)
    # 规上工业增加值 is 规模工业增加值: 1.05 / 1.051 = 0.999049
    assert warehouse.judged("重点工作-5/2", "2023-12", WHOLE) == (
        5.0,
        0.999049,
        1.0,
        -0.1,
        "overdue",
        "红",
        "overdue-by-growth",
    )
    # against the month before, which the unit itself filed: 72 / 71 = 1.014085
    assert warehouse.judged("重点工作-5/3", "2023-12", f"{WHOLE}, benchmark_source") == (
        72.0,
        1.014085,
        1.0,
        1.408451,
        "done",
        "绿",
        "done-by-share",
        "上期填报（区发改局）",
    )


def test_milestones_by_their_date(warehouse: Warehouse) -> None:
    # due on 30 November and not done by then
    assert warehouse.judged("重点工作-6/1", "2023-11", "status, rule, filed_done") == ("overdue", "overdue-by-event", False)
    assert warehouse.judged("重点工作-6/1", "2023-12", "status, rule, cast(done_date as varchar)") == (
        "done",
        "done-by-event",
        "2023-12-08",
    )
    # due at the end of the year: in November nobody is late
    assert warehouse.judged("重点工作-6/2", "2023-11", "status, light, rule") == ("not_due", "灰", "milestone-before-due")
    assert warehouse.judged("重点工作-6/2", "2023-12", "status, light, rule") == ("overdue", "红", "overdue-by-event")


def test_words_judge_where_no_figure_can(warehouse: Warehouse) -> None:
    assert warehouse.judged("重点工作-7/1", "2023-11", "status, rule, completion") == ("on_schedule", "unit-word", None)
    assert warehouse.judged("重点工作-7/1", "2023-12", "status, light, rule") == ("behind", "黄", "unit-word")


def test_windows_that_have_not_begun_and_targets_that_came_and_went(warehouse: Warehouse) -> None:
    assert warehouse.judged("重点工作-8/2", "2023-11", "status, rule, expected_share") == ("not_due", "window-not-begun", 0.0)
    # 2 / 6 = 0.333333
    assert warehouse.judged("重点工作-8/2", "2023-12", WHOLE) == (
        2.0,
        0.333333,
        1.0,
        -66.666667,
        "overdue",
        "红",
        "overdue-by-share",
    )
    # removed on 12 December: November keeps its row, December has none
    removed = "select period, is_target_current, rule from marts.fct_completion where target_key = ? order by period"
    assert warehouse.query(removed, f"{raw_home.LIST_ID}/重点工作-8/1") == [("2023-11", False, "of-another-place")]
    # added on 12 December, after November was locked: November never owed it
    added = "select period, status, rule from marts.fct_completion where target_key = ? order by period"
    assert warehouse.query(added, f"{raw_home.LIST_ID}/重点工作-8/3") == [("2023-12", "not_reported", "nothing-filed")]


def test_wordings_keep_their_days(warehouse: Warehouse) -> None:
    rows = warehouse.query(
        "select version_no, value, cast(valid_from as varchar), cast(valid_to as varchar), is_current "
        "from marts.dim_target where target_key = ? order by version_no",
        f"{raw_home.LIST_ID}/重点工作-1/3",
    )
    assert [(v, float(n), a, b, c) for v, n, a, b, c in rows] == [
        (1, 40.0, "2023-11-25", "2023-12-12", False),
        (2, 42.0, "2023-12-12", None, True),
    ]
    # an unchanged target is one row over both versions of the list
    assert warehouse.query(
        "select version_no, cast(valid_from as varchar), is_current from marts.dim_target where target_key = ?",
        f"{raw_home.LIST_ID}/重点工作-1/1",
    ) == [(1, "2023-11-25", True)]
    assert warehouse.query("select version_no, is_current from marts.dim_task_list order by 1") == [(1, False), (2, True)]


def test_a_filing_for_a_period_that_does_not_exist_is_kept_and_judges_nothing(warehouse: Warehouse) -> None:
    assert warehouse.query(
        "select period, is_after_lock, cumulative_value from marts.fct_progress where not is_reporting_period"
    ) == [("2023-10", False, 9)]
    assert warehouse.query("select is_reporting_period from marts.dim_period where period = '2023-10'") == [(False,)]
    assert warehouse.query("select count(*) from marts.fct_completion where period = '2023-10'") == [(0,)]


def test_progress_keeps_both_words_of_a_unit(warehouse: Warehouse) -> None:
    rows = warehouse.query(
        "select filing_version_no, cast(cumulative_base as double), cast(valid_from as varchar), cast(valid_to as varchar), "
        "is_current, is_after_lock from marts.fct_progress where target_key = ? and period = '2023-11' order by receipt_seq",
        f"{raw_home.LIST_ID}/重点工作-1/1",
    )
    assert rows == [
        (1, 20.0, "2023-12-01", "2023-12-10", False, False),
        (2, 26.0, "2023-12-10", None, True, True),
    ]


def test_two_outside_figures_for_one_thing_are_two_rows_and_one_judgement(warehouse: Warehouse) -> None:
    assert warehouse.query(
        "select source, cast(value_base as double), is_conflicting, is_used from marts.fct_benchmark "
        "where indicator = 'GDP' and area = '湖南省' order by source"
    ) == [("乙公报", 6.2, True, True), ("甲公报", 6.0, True, False)]


def test_each_judgement_is_told_in_words(warehouse: Warehouse) -> None:
    (words,) = warehouse.query(
        "select explanation from marts.v_why where target_key = ? and period = '2023-11' and area = '北塔区'",
        f"{raw_home.LIST_ID}/重点工作-1/1",
    )
    told = (
        "【重点工作-1】5G站点（北塔区），2023-11期：填报累计26个；目标不低于70个；完成程度37.1%；"
        "按月序时应达50%，差12.9个百分点。判定：滞后（黄灯）。"
        "更正：本期2023-12-04锁定时判定为严重滞后（红灯，20个），现判定为滞后（黄灯，26个）；"
        "原因：区科工局更正报送《区科工局-2023-11-更正.xlsx》（第2版，2023-12-10收到）。按目前速度期末约52个，预计2024-01-20达标，"
        "余下31天还需44个。注意：责任单位自评“正常推进”，与判定不一致。"
        "依据：区科工局《区科工局-2023-11-更正.xlsx》进展情况!H5（第2版，2023-12-10收到）。"
        "目标原文：“11-12月开通5G站点70个”（list-v2.txt 表1 第2行 E列）。"
    )
    assert words == (told,)
    assert warehouse.query("select count(*) from marts.v_why where explanation is null or explanation like '%。。%'") == [(0,)]


def test_a_list_that_changes_a_target_of_an_open_period_says_what_it_was(tmp_path: Path) -> None:
    raw_home.build(tmp_path)
    open_still = Warehouse(
        dbt_build(tmp_path, "2023-12-20", "--exclude-resource-types", "unit_test", "test", "--select", *MARTS)
    )
    # amended on 12 December from 40 to 42: December is open and goes by 42, what was published on the 11th went by 40
    columns = (
        "target_base, is_restated, was_wanted_value, restated_by, restated_file, cast(restated_on as varchar), restatement"
    )
    words = (
        "更正：2023-12-11公布时应达40家，现应达42家，判定不变，仍为未到期（灰灯）；"
        "原因：清单新版（《list-v2.txt》，2023-12-12收到）把目标由不低于40家改为不低于42家"
    )
    assert open_still.judged("重点工作-1/3", "2023-12", columns) == (
        42.0,
        True,
        40.0,
        "list",
        "list-v2.txt",
        "2023-12-12",
        words,
    )
    # what the list did not change was not restated
    assert open_still.judged("重点工作-1/1", "2023-12", "is_restated, restatement") == (False, None)


def test_an_older_night_gives_what_was_known_that_night(warehouse: Warehouse, tmp_path: Path) -> None:
    raw_home.build(tmp_path)
    old = Warehouse(dbt_build(tmp_path, "2023-12-05", "--exclude-resource-types", "unit_test", "test", "--select", *MARTS))
    # the correction of 10 December, the amendment of the 12th and all of December's filings had not come
    assert old.judged("重点工作-1/1", "2023-11", "actual_value, status, locked_status, is_restated") == (
        20.0,
        "seriously_behind",
        "seriously_behind",
        False,
    )
    assert old.judged("重点工作-1/3", "2023-11", "actual_value, completion, status") == (18.0, 0.45, "on_schedule")
    # December had begun: 4 days of it, judged as of the 5th; no month of its own is over since November
    assert old.judged("重点工作-1/1", "2023-12", "status, rule, lock_state, expected_share, cast(judged_on as varchar)") == (
        "not_due",
        "filing-not-yet-due",
        "open",
        0.5,
        "2023-12-05",
    )
    assert old.query("select count(*) from marts.dim_target where target_key like '%/重点工作-8/3'") == [(0,)]
    # what both nights say of the lock of November is the same
    columns = "target_key, area, locked_value, locked_completion, locked_status, locked_rule"
    locked = f"select {columns} from marts.fct_completion where period = '2023-11' and lock_state = 'locked' order by 1, 2"
    assert old.query(locked) == warehouse.query(locked)
