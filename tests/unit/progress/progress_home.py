"""A small invented task list, and as raw rows, in the layout of the real one, for the tests of filings."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from ingest.documents.containers import Container
from ingest.progress.knowledge.context import Context
from ingest.progress.knowledge.loader import build_context
from ingest.seeds import Seeds
from ingest.task_lists.model import Comparator, Kind, ListHead, Target, Task, TaskList
from ingest.task_lists.raw_rows import raw_rows
from ingest.vocabulary import Vocabulary, split_names

LIST = "beita-2023-11"
D = Decimal
TERM = (dt.date(2023, 11, 1), dt.date(2023, 12, 31))
YEAR = (dt.date(2023, 1, 1), dt.date(2023, 12, 31))

# section, task_no, subtask_no, parents, name, units, lead_units
TASKS: tuple[tuple[str, ...], ...] = (
    ("重点工作", "1", "1", "主要经济工作运行调度", "GDP", "区发改局;各镇（街道）", ""),
    ("重点工作", "1", "7", "主要经济工作运行调度", "社会消费品零售总额", "区商务局;各镇（街道）", ""),
    ("重点工作", "1", "8", "主要经济工作运行调度", "地方一般公共预算收入", "区财政局;各镇（街道）", ""),
    ("重点工作", "1", "9", "主要经济工作运行调度", "进出口总额", "区商务局;各镇（街道）", ""),
    ("重点工作", "1", "10", "主要经济工作运行调度", "全社会用电量", "区发改局;各镇（街道）", ""),
    ("重点工作", "3", "", "", "数字经济", "区发改局;各镇（街道）", ""),
    ("重点工作", "6", "", "", "招商引资", "区商务局;区发改局", ""),
    ("重点项目", "3", "", "", "老旧小区改造", "区住建局;区发改局", ""),
    ("重点项目", "4", "", "", "学校建设", "区教育局;各镇（街道）", "区教育局"),
    ("重点任务", "3", "1", "民生实事", "养老床位", "各镇（街道）", ""),
)
# task, seq, metric, kind, comparator, value, unit, value_base, unit_base, area, parent_seq, window, due
TARGETS: tuple[tuple[Any, ...], ...] = (
    ("重点工作-1-1", 1, "GDP", "relative", "gt", None, "", None, "", "全市", None, YEAR),
    ("重点工作-1-7", 1, "社会消费品零售总额", "growth", "ge", D(7), "%", D(7), "%", "全市", None, YEAR),
    ("重点工作-1-7", 2, "新增限上企业", "level", "ge", D(90), "家", D(90), "家", "全市", None, TERM),
    ("重点工作-1-8", 1, "地方一般公共预算收入", "level", "ge", D(138), "亿元", D(13800000000), "元", "全市", None, YEAR),
    ("重点工作-1-9", 1, "进出口总额", "rank", "le", D(7), "", D(7), "", "全市", None, YEAR),
    ("重点工作-1-10", 1, "全社会用电量", "relative", "gt", None, "", None, "", "全市", None, YEAR),
    ("重点工作-3", 1, "5G站点", "level", "ge", D(70), "个", D(70), "个", "全市", None, TERM),
    ("重点工作-3", 2, "电子信息制造业营业收入", "level", "ge", D(130), "亿元", D(13000000000), "元", "全市", None, YEAR),
    ("重点工作-3", 3, "电子信息制造业营业收入", "level", "ge", D(80), "亿元", D(8000000000), "元", "邵东市", 2, YEAR),
    ("重点工作-3", 4, "电子信息制造业营业收入", "level", "ge", D(50), "亿元", D(5000000000), "元", "新邵县", 2, YEAR),
    ("重点工作-6", 1, "新引进招商项目", "level", "ge", D(200), "个", D(200), "个", "全市", None, YEAR),
    ("重点工作-6", 2, "新引进招商项目", "level", "ge", D(34), "个", D(34), "个", "全市", None, TERM),
    ("重点项目-3", 1, "改造老旧小区", "level", "ge", D(20), "个", D(20), "个", "北塔区", None, TERM),
    ("重点项目-3", 2, "投诉率", "ratio", "le", D(5), "%", D(5), "%", "北塔区", None, TERM),
    ("重点项目-4", 1, "第一小学开工建设", "milestone", "", None, "", None, "", "北塔区", None, TERM),
    ("重点项目-4", 2, "办学质量", "qualitative", "", None, "", None, "", "北塔区", None, TERM),
    ("重点任务-3-1", 1, "新增养老床位", "level", "ge", D(100), "张", D(100), "张", "北塔区", None, TERM),
)


def task_list() -> TaskList:
    """The list as its reader would give it."""
    tasks = [
        Task(section, task_no, subtask_no, parents, name, "", "", (), split_names(units), split_names(lead_units), (), ())
        for section, task_no, subtask_no, parents, name, units, lead_units in TASKS
    ]
    by_key = {task.task_key: task for task in tasks}
    targets = [
        Target(
            by_key[key].section, by_key[key].task_no, by_key[key].subtask_no, "city_target", "", seq, metric, Kind(kind),
            metric, Comparator(comparator) if comparator else None, value=value, unit=unit, value_base=base,
            unit_base=unit_base, area=area, parent_seq=parent, period_start=window[0], period_end=window[1], due=window[1],
        )
        for key, seq, metric, kind, comparator, value, unit, base, unit_base, area, parent, window in TARGETS
    ]  # fmt: skip
    head = ListHead(LIST, "北塔区人民政府2023年11-12月“三重点”任务清单", "北塔区", "", "", None, *TERM)
    return TaskList(head, tuple(tasks), tuple(targets))


def tables() -> dict[str, list[dict[str, Any]]]:
    """The raw tables of a home that has received this list and nothing else."""
    provenance = {"receipt_seq": 1, "file_sha256": "0" * 64, "received_as_of": dt.date(2023, 11, 25)}
    rows = raw_rows(task_list(), Container.TEXT, vocabulary())
    periods = [{"list_id": LIST, "period": p, "known_from": None, "known_to": None} for p in ("2023-11", "2023-12")]
    return {
        **{name: [{**provenance, **row} for row in rows[name]] for name in ("task_lists", "tasks", "targets", "obligations")},
        "reporting_periods": periods,
    }


def vocabulary() -> Vocabulary:
    return Seeds().at(dt.date(2023, 11, 25))


def context(**extra: list[dict[str, Any]]) -> Context:
    return build_context(vocabulary(), {**tables(), **extra})
