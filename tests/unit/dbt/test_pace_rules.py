"""Which rule of pace fits an indicator by what it means: a stock and a state are owed in full, work done grows from nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

SEED = Path(__file__).parents[3] / "dbt_project" / "seeds" / "pace_rules.csv"

STOCKS = """
    经营主体总量 规上工业企业总数 5G基站总数 养老床位总量 新能源汽车保有量 耕地保有量 能繁母猪存栏量
    生猪存栏 高技能人才总量 涉农贷款余额 每千人口执业（助理）医师数 每万人发明专利拥有量
    工伤保险参保人数 新型农业经营主体总数 常住人口 森林蓄积量
"""
FLOWS = """
    新增经营主体总量 净增企业总数 新增参保人数 新建养老床位总数 房屋交易总量 能源消费总量 用水总量
    商品销售总额 规模工业总产值 进出口总额 盘活存量建设用地 存量农房改造 电信业务总量 新引进人才总量
    每百万人口年发明专利授权量 城镇新增就业 生猪出栏
"""
WORK_DONE = """
    项目开工率 资金到位率 生活垃圾分类覆盖面 衔接资金支出进度 挂网招标 挂网比例 投资完成比例
    预算执行率 项目入库率 问题整改到位率 隐患整改销号率 年度任务 民生实事 主体工程 招标完成率
    累计处置率 复工率 积案化解率 更换老旧灭火器 年度计划 工程形象进度 开工项目占比
"""
STATES = """
    空气质量优良率 优良天数比例 群众满意度 战略性新兴产业产值占比 抽检合格率 小学适龄儿童入学率
    城镇调查失业率 森林覆盖率 建成区绿化覆盖率 良种覆盖率 秸秆综合利用率 装置正常使用率 错峰生产执行率
    热线按期办结率 住院费用支付比例 断面水质达标率 常住人口城镇化率 税收占比 研发投入强度
    基本医疗保险参保率 管网漏损率
"""


@pytest.fixture(scope="module")
def rules() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection, SEED.open(encoding="utf-8", newline="") as handle:
        rows = [(int(r["rule_no"]), r["rule"], r["period_kind"], r["kind"], r["metric_pattern"], r["pace"], r["direction"])
                for r in csv.DictReader(handle)]  # fmt: skip
        connection.execute(
            "create table rules (no int, rule text, period_kind text, kind text, pattern text, pace text, direction text)"
        )
        connection.executemany("insert into rules values (?, ?, ?, ?, ?, ?, ?)", rows)
        yield connection


def fitting(rules: duckdb.DuckDBPyConnection, kind: str, metric: str) -> tuple[str, str]:
    """The rule and its pace of a target to reach, in a list that reports by month."""
    row = rules.execute(
        "select rule, pace from rules where direction = '*' and period_kind in ('*', 'month') and kind in ('*', ?)"
        " and regexp_matches(?, pattern) order by no limit 1",
        [kind, metric],
    ).fetchone()
    assert row is not None
    return row


@pytest.mark.parametrize("metric", STOCKS.split())
def test_a_stock_is_not_paced_from_nothing(rules: duckdb.DuckDBPyConnection, metric: str) -> None:
    assert fitting(rules, "level", metric) == ("stock", "hold")


@pytest.mark.parametrize("metric", FLOWS.split())
def test_a_flow_is_paced(rules: duckdb.DuckDBPyConnection, metric: str) -> None:
    assert fitting(rules, "level", metric) == ("amount-by-month", "month")


@pytest.mark.parametrize("metric", WORK_DONE.split())
def test_a_share_of_work_done_grows_from_nothing(rules: duckdb.DuckDBPyConnection, metric: str) -> None:
    assert fitting(rules, "ratio", metric) == ("share-by-month", "month")


@pytest.mark.parametrize("metric", STATES.split())
def test_a_state_is_owed_in_full(rules: duckdb.DuckDBPyConnection, metric: str) -> None:
    assert fitting(rules, "ratio", metric)[1] == "hold"
