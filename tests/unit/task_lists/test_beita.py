"""The real list: every field of its 40 tasks, what it says of itself, and what a reader must find in it."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.findings import Effect
from ingest.task_lists.model import Role, TaskList
from ingest.vocabulary import Vocabulary
from tests.unit.task_lists.golden_rows import BEITA, golden, read_file, tasks_of


@pytest.fixture(scope="module")
def beita() -> TaskList:
    return read_file(BEITA)


def test_all_forty_tasks_are_exact_in_every_field(beita: TaskList) -> None:
    expected = golden("beita/tasks.csv")
    assert len(expected) == 40
    assert tasks_of(beita) == expected


def test_it_reads_the_same_without_any_vocabulary() -> None:
    assert tasks_of(read_file(BEITA, Vocabulary())) == golden("beita/tasks.csv")


def test_head(beita: TaskList) -> None:
    head = beita.head
    assert head is not None
    assert head.list_id == "beita-2023-11"
    assert head.title == "北塔区人民政府2023年11-12月“三重点”任务清单"
    assert (head.area, head.issuer) == ("北塔区", "邵阳市北塔区人民政府办公室")
    assert head.issued_on == dt.date(2023, 11, 24)
    assert (head.period_start, head.period_end) == (dt.date(2023, 11, 1), dt.date(2023, 12, 31))


def test_rows_that_do_not_pair_are_found_and_no_others(beita: TaskList) -> None:
    found = {(f.section, f.task_no): f.message for f in beita.findings if f.code == "parties-do-not-pair"}
    assert found.keys() == {("重点工作", "5"), ("重点任务", "1"), ("重点任务", "10")}
    assert "杨丽维" in found["重点工作", "5"]
    assert "区商务局" in found["重点任务", "10"]


def test_missing_number_and_empty_column_are_found(beita: TaskList) -> None:
    missing = [f for f in beita.findings if f.code == "missing-number"]
    assert [(f.section, f.wanted) for f in missing] == [("重点任务", "12")]
    empty = [f.seen for f in beita.findings if f.code == "empty-column"]
    assert empty == ["具体工作任务及对各镇（街道）考核任务"]


def test_nothing_rejects_the_file_and_the_account_balances(beita: TaskList) -> None:
    assert not [f for f in beita.findings if f.effect is Effect.FILE]
    account = beita.reconciliation
    assert (account.tables, account.rows) == (1, 45)
    assert dict(account.skipped) == {"行：表题和表头": 1, "段：文件抬头": 1, "段：不是任务的段落": 6}


def test_heads_of_units_are_learnt_across_rows(beita: TaskList) -> None:
    tasks = {task.task_key: task for task in beita.tasks}

    def heads(key: str) -> dict[str, str]:
        return {p.name: p.unit for p in tasks[key].parties if p.role is Role.RESPONSIBLE}

    assert heads("重点工作-8") == {
        "廖勇": "区发改局",
        "李良晖": "区市场监管局",
        "苏日君": "区农业农村水利局",
        "张敏": "区商务局",
        "徐昭军": "区住建局",
        "各镇（街道）行政负责人": "各镇（街道）",
    }
    # a row with one person too many: the known head keeps his unit, the other has none
    assert heads("重点工作-5") == {"廖勇": "区发改局", "杨丽维": "", "各镇（街道）行政负责人": "各镇（街道）"}
    # a row with one person too few: what stands between known pairs still pairs, 区商务局 has nobody
    assert heads("重点任务-10")["戴志军"] == "区交警大队"
    assert heads("重点任务-1")["覃青丰"] == ""
    assert heads("重点任务-4")["谢付国"] == "区安置办"


def test_roles_of_parties(beita: TaskList) -> None:
    task = next(t for t in beita.tasks if t.task_key == "重点项目-1")
    assert [(p.role.value, p.name, p.is_person) for p in task.parties] == [
        ("牵头领导", "王永红", True),
        ("牵头单位", "区发改局", False),
        ("责任单位", "区发改局", False),
        ("责任单位", "相关区属单位", False),
        ("责任单位", "各镇（街道）", False),
        ("责任人", "廖勇", True),
        ("责任人", "相关区属单位负责人", False),
        ("责任人", "各镇（街道）行政负责人", False),
        ("联络人", "陶树理", True),
    ]
