"""The queries of docs/analysts.md, each on the snapshot and on the Parquet files, with answers worked out from the example."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.support.played import Played

PAGE = (Path(__file__).parents[2] / "docs" / "analysts.md").read_text(encoding="utf-8")
QUERIES = dict(re.findall(r"^### (\d+)\..*?\n```sql\n(.*?)```", PAGE, re.DOTALL | re.MULTILINE))
VERSIONS = "12"  # the example's list has one: worked out below
LIST = "beita-2023-11"

# of each answer one row by the columns that it says, as worked out from the example's list and filings
ANSWERS: dict[str, dict[str, Any]] = {
    # 王永红 leads 4 tasks that have targets of the district itself
    # done: 4/9, 4/22, 7/24; red: 4/23, 7/6, 7/8
    "1": {"leader": "杨旭东", "targets": 6, "on_schedule": 3, "share": 50.0},
    "2": {"target_key": f"{LIST}/重点任务-11/1", "area": "邵阳市", "light_before": "黄", "status_zh": "逾期未完成"},
    # filed on 5 January, after the lock on the 4th
    "3": {
        "target_key": f"{LIST}/重点任务-11/15", "was_status_zh": "未报送", "status_zh": "已完成", "was_value": None,
        "value": 103.48, "target_unit": "万元", "restated_by": "filing", "filing_unit": "区财政局",
        "restated_file": "区财政局_2023年12月进展情况.xlsx",
    },
    "4": {"target_key": f"{LIST}/重点任务-11/15", "value": 103.48, "filing_cell": "K26", "filing_row": 26},
    # one of two months has passed
    "5": {"period": "2023-11", "expected": Decimal(50), "target": Decimal(100), "target_unit": "万元", "status_zh": "超前"},
    # 141.3亿元 of 130
    "6": {
        "target_key": f"{LIST}/重点工作-3/3", "check_name": "target_value", "declared": Decimal(13000000000),
        "computed": Decimal(14130000000), "outcome": "parts_exceed",
    },
    "7": {"code": "metric-doubtful", "owner_unit": "邵阳市北塔区人民政府办公室", "days_open": 63},
    # 区医保局 never filed for November
    "8": {"unit": "区医保局", "due": 2, "on_time": 1, "on_time_percent": Decimal(50), "missing": 1},
    # one of 51 rows is held back
    "9": {"unit": "区人社局", "period": "2023-11", "completeness": Decimal("98.0"), "correctness": Decimal("98.0")},
    # 282 of 608.16
    "10": {
        "target_key": f"{LIST}/重点任务-4/17", "period": "2023-12", "contributed": Decimal(282), "share_percent": 46.37,
    },
    # 1.6 % against the province's 6 %
    "11": {"target_key": f"{LIST}/重点工作-1-1/1", "area": "邵阳市", "period": "2023-12", "gap": Decimal("-4.4")},
}  # fmt: skip


@pytest.fixture(scope="module", params=["snapshot", "parquet"])
def published(played: Played, request: pytest.FixtureRequest) -> Iterator[duckdb.DuckDBPyConnection]:
    if request.param == "snapshot":
        connection = duckdb.connect(str(played.home.snapshot), read_only=True)
    else:
        connection = duckdb.connect()
        connection.execute("create schema marts")
        for path in (played.home.published / "parquet").glob("*.parquet"):
            connection.execute(f"create view marts.{path.stem} as select * from '{path}'")
    yield connection
    connection.close()


def rows(connection: duckdb.DuckDBPyConnection, number: str) -> list[dict[str, Any]]:
    answer = connection.execute(QUERIES[number])
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def test_the_page_has_twelve_questions() -> None:
    assert list(QUERIES) == [str(number) for number in range(1, 13)]
    assert set(ANSWERS) | {VERSIONS} == set(QUERIES)


@pytest.mark.parametrize("number", ANSWERS)
def test_each_question_has_its_answer(published: duckdb.DuckDBPyConnection, number: str) -> None:
    answer = ANSWERS[number]
    found = [{name: row[name] for name in answer} for row in rows(published, number)]
    assert answer in found


def test_snapshot_and_parquet_answer_alike(played: Played) -> None:
    with duckdb.connect(str(played.home.snapshot), read_only=True) as snapshot, duckdb.connect() as parquet:
        parquet.execute("create schema marts")
        for path in (played.home.published / "parquet").glob("*.parquet"):
            parquet.execute(f"create view marts.{path.stem} as select * from '{path}'")
        for number in QUERIES:
            assert rows(snapshot, number) == rows(parquet, number), number


def test_a_list_with_one_version_has_not_changed(published: duckdb.DuckDBPyConnection) -> None:
    assert rows(published, VERSIONS) == []


def test_what_a_second_version_changed_is_named() -> None:
    connection = duckdb.connect()
    connection.execute("""
        create schema marts;
        create table marts.dim_task_list as
        select * from (values ('l', date '2023-11-01'), ('l', date '2023-11-20'), ('n', date '2023-11-20'))
            as lists (list_id, valid_from);
        create table marts.dim_target as
        select * from (values
            ('l/k/1', 1, '建站70个', 70, '个', date '2023-12-31', date '2023-11-01', false, '一.docx'),
            ('l/k/1', 2, '建站50个', 50, '个', date '2023-12-31', date '2023-11-20', true, '二.docx'),
            ('l/k/2', 1, '年底开工', null, '', date '2023-12-31', date '2023-11-01', false, '一.docx'),
            ('l/k/2', 2, '11月底开工', null, '', date '2023-11-30', date '2023-11-20', true, '二.docx'),
            ('l/k/3', 1, '不变', 1, '个', date '2023-12-31', date '2023-11-01', true, '一.docx'),
            ('l/k/4', 2, '新加', 1, '个', date '2023-12-31', date '2023-11-20', true, '二.docx'),
            ('n/k/1', 1, '另一份清单', 1, '个', date '2023-12-31', date '2023-11-20', true, '三.docx')
        ) as targets (target_key, version_no, target_text, value, unit, due, valid_from, is_current, source_file)
    """)
    found = [(row["change"], row["target_key"], row["value_before"], row["value"]) for row in rows(connection, VERSIONS)]
    assert found == [("数值", "l/k/1", 70, 50), ("时限", "l/k/2", None, None), ("新增", "l/k/4", None, 1)]
