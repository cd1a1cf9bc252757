"""A small raw home built by hand: a made-up list of one district, two months of filings, corrections and outside figures.

Only rows as the readers of ingest would write them belong here; the tests of the warehouse compute from them by hand what the
marts must say. Names of tasks are short, every kind of target is there, and each target has one thing to show.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal
from pathlib import Path
from typing import Any

from ingest.raw import SCHEMAS, Rows, write_batch
from tests.support.settled import settled

LIST_ID = "beita-2023-11"
LIST_DAY = dt.date(2023, 11, 25)
# what is built over this home: it has no list to score by and no form to expect
MARTS = ("+path:models/marts/dimensions", "+path:models/marts/targets", "+path:models/marts/completion")
TABLES_WITHOUT_RECEIPT = ("received_files", "calendar_days", "reporting_periods")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def row(table: str, **values: Any) -> dict[str, Any]:
    """A row of a raw table with every text it does not name empty and everything else it does not name null."""
    schema = SCHEMAS[table]
    unknown = set(values) - set(schema.names)
    if unknown:
        raise KeyError(f"{table} has no {sorted(unknown)}")
    return {field.name: values.get(field.name, "" if str(field.type) == "string" else None) for field in schema}


def receipt(seq: int, kind: str, name: str, on: dt.date) -> tuple[dict[str, Any], dict[str, Any]]:
    """The row of received_files, and the three columns of provenance for everything read from that file."""
    received = row(
        "received_files",
        receipt_seq=seq,
        received_as_of=on,
        kind=kind,
        inbox_path=name,
        file_name=name,
        file_sha256=sha(name),
        size_bytes=1000 + seq,
        is_repeat=False,
        first_receipt_seq=seq,
    )
    return received, {"receipt_seq": seq, "file_sha256": sha(name), "received_as_of": on}


def target(task: str, seq: int, metric: str, kind: str, span: str, **values: Any) -> dict[str, Any]:
    """A row of raw `targets` without its provenance. `value` and `factor` give value_base; the window defaults to 11-12月."""
    section, task_no, *rest = task.split("-")
    factor = Decimal(str(values.pop("factor", 1)))
    value = values.pop("value", None)
    number = None if value is None else Decimal(str(value))
    unit = values.get("unit", "")
    window = {"period_start": day("2023-11-01"), "period_end": day("2023-12-31"), "due": day("2023-12-31")}
    filled: dict[str, Any] = {
        "list_id": LIST_ID,
        "task_key": task,
        "section": section,
        "task_no": task_no,
        "subtask_no": rest[0] if rest else "",
        "target_key": f"{LIST_ID}/{task}/{seq}",
        "source_column": "city_target",
        "seq": seq,
        "metric": metric,
        "kind": kind,
        "stretch": False,
        "is_base": False,
        "value": number,
        "value_base": None if number is None else number * factor,
        "unit_base": values.pop("unit_base", unit),
        "area": "北塔区",
        "span": span,
        "confidence": "sure",
        "place_text": f"表1 第{int(task_no) + 1}行 E列",
        "reviewed": False,
        **window,
        **values,
    }
    return filled


YEAR = {"period_start": day("2023-01-01"), "period_end": day("2023-12-31")}

TARGETS: tuple[dict[str, Any], ...] = (
    target("重点工作-1", 1, "5G站点", "level", "11-12月开通5G站点70个", value=70, unit="个", comparator="ge"),
    target(
        "重点工作-1",
        2,
        "一般公共预算收入",
        "level",
        "1-12月累计完成1.8亿元",
        value="1.8",
        unit="亿元",
        factor=100000000,
        unit_base="元",
        comparator="ge",
        **YEAR,
    ),
    target("重点工作-1", 3, "新增企业", "level", "11-12月新增企业40家", value=40, unit="家", comparator="ge"),
    target(
        "重点工作-2",
        1,
        "社会消费品零售总额",
        "growth",
        "1-12月同比增长7%",
        value=7,
        unit="%",
        comparator="ge",
        area="全市",
        **YEAR,
    ),
    target("重点工作-2", 2, "单位GDP能耗", "growth", "下降2.5%", value="-2.5", unit="%", comparator="le", **YEAR),
    target("重点工作-3", 1, "涉税企业占比", "ratio", "12月底前占比达45%", value=45, unit="%", comparator="ge"),
    target("重点工作-3", 2, "安全事故起数", "level", "控制在10起以内", value=10, unit="起", comparator="le", **YEAR),
    target("重点工作-3", 3, "较大事故起数", "level", "较大事故零发生", value=0, unit="起", comparator="eq", **YEAR),
    target("重点工作-4", 1, "进出口总额", "rank", "总量排名全省前七", value=7, comparator="le", benchmark="全省", **YEAR),
    target(
        "重点工作-5",
        1,
        "GDP",
        "relative",
        "第四季度同比增速高于全省平均水平",
        comparator="gt",
        benchmark="全省平均水平",
        area="全市",
        period_start=day("2023-10-01"),
        period_end=day("2023-12-31"),
    ),
    target(
        "重点工作-5",
        2,
        "规模工业增加值",
        "relative",
        "1-12月同比增速高于全省平均水平",
        comparator="gt",
        benchmark="全省平均水平",
        **YEAR,
    ),
    target("重点工作-5", 3, "存贷比", "relative", "存贷比较上月提升", comparator="gt", benchmark="上月"),
    target("重点工作-6", 1, "消防设施改造", "milestone", "11月30日前完成消防设施改造", due=day("2023-11-30")),
    target("重点工作-6", 2, "展示中心", "milestone", "年底前建成展示中心"),
    target("重点工作-7", 1, "营商环境", "qualitative", "持续改善营商环境"),
    target("重点工作-8", 1, "招商项目", "level", "邵东市招商项目5个", value=5, unit="个", comparator="ge", area="邵东市"),
    target(
        "重点工作-8",
        2,
        "新开工项目",
        "level",
        "12月新开工项目6个",
        value=6,
        unit="个",
        comparator="ge",
        period_start=day("2023-12-01"),
    ),
)

UNITS = {"重点工作-1": "区科工局", "重点工作-2": "区商务局", "重点工作-3": "区税务局", "重点工作-4": "区商务局"}
OTHER_UNIT = "区发改局"


def list_tables(seq: int, name: str, on: dt.date, targets: tuple[dict[str, Any], ...] = TARGETS) -> dict[str, Rows]:
    """The rows of one received version of the list."""
    received, source = receipt(seq, "task_list", name, on)
    tasks = sorted({t["task_key"] for t in targets})
    return settled(
        {
            "received_files": [received],
            "task_lists": [
                row(
                    "task_lists",
                    **source,
                    list_id=LIST_ID,
                    verdict="accepted",
                    container="text",
                    title="北塔区2023年11-12月任务清单（虚构）",
                    area="北塔区",
                    issuer="北塔区人民政府办公室",
                    issued_on=day("2023-11-24"),
                    period_start=day("2023-11-01"),
                    period_end=day("2023-12-31"),
                    tasks=len(tasks),
                    targets=len(targets),
                )
            ],
            "tasks": [
                row(
                    "tasks",
                    **source,
                    list_id=LIST_ID,
                    task_key=key,
                    section="重点工作",
                    task_no=key.split("-")[1],
                    position=n,
                    name=f"任务{key.split('-')[1]}",
                    units=UNITS.get(key, OTHER_UNIT),
                    lead_units=UNITS.get(key, OTHER_UNIT),
                    leaders="王永红",
                    responsible="廖勇",
                    contacts="陶树理",
                    place_text=f"表1 第{n + 1}行 E列",
                )
                for n, key in enumerate(tasks, start=1)
            ],
            "task_parties": [
                row(
                    "task_parties",
                    **source,
                    list_id=LIST_ID,
                    task_key=key,
                    role=role,
                    name=who,
                    is_person=person,
                    position=1,
                    unit=unit,
                )
                for key in tasks
                for role, who, person, unit in (
                    ("牵头领导", "王永红", True, ""),
                    ("牵头单位", UNITS.get(key, OTHER_UNIT), False, ""),
                    ("责任人", "廖勇", True, UNITS.get(key, OTHER_UNIT)),
                    ("联络人", "陶树理", True, ""),
                )
            ],
            "targets": [row("targets", **source, **t) for t in targets],
        }
    )


# in the homes that tests write by hand every statement answers what was asked
ANSWERS = ("current_value", "cumulative_value", "yoy", "rank", "done", "done_date", "judgement")


def filing_tables(seq: int, unit: str, period: str, on: dt.date, rows: list[dict[str, Any]], name: str = "") -> dict[str, Rows]:
    """The rows of one accepted filing. Each row names `key` (task/seq) and what was filed; numbers are given in base units."""
    name = name or f"{unit}-{period}-{seq}.xlsx"
    received, source = receipt(seq, "progress", name, on)
    of_filing = {**source, "list_id": LIST_ID, "unit": unit, "period": period}
    read = []
    for row_no, values in enumerate(rows, start=5):
        filed = dict(values)
        key = filed.pop("key")
        cells = {
            f"{what}_cell": f"{letter}{row_no}"
            for what, letter in (
                ("current", "G"),
                ("cumulative", "H"),
                ("yoy", "I"),
                ("rank", "J"),
                ("done_date", "K"),
                ("done", "L"),
            )
        }
        for what in ("current", "cumulative"):
            number = filed.pop(what, None)
            filed[f"{what}_base"] = filed[f"{what}_value"] = None if number is None else Decimal(str(number))
        if filed.get("yoy") is not None:
            filed["yoy"] = Decimal(str(filed["yoy"]))
        filed.setdefault("area", "北塔区")
        filed["is_answered"] = any(filed.get(what) not in (None, "", False) for what in ANSWERS)
        read.append(
            row("filing_rows", **of_filing, target_key=f"{LIST_ID}/{key}", sheet="进展情况", row_no=row_no, **cells, **filed)
        )
    filing = row(
        "filings",
        **of_filing,
        verdict="accepted",
        container="xlsx",
        filed_by="陶树理",
        filed_on=on,
        rows_read=len(rows),
        rows_accepted=len(rows),
        rows_held=0,
        content_sha256=sha(name + "content"),
        is_resaved=False,
    )
    return {"received_files": [received], "filings": [filing], "filing_rows": read}


def benchmark_tables(seq: int, name: str, on: dt.date, figures: list[tuple[Any, ...]]) -> dict[str, Rows]:
    """The rows of one file of outside figures: (area, indicator, measure, first day, last day, value, unit, source)."""
    received, source = receipt(seq, "benchmark", name, on)
    rows = [
        row(
            "benchmarks",
            **source,
            row_no=n,
            area=area,
            indicator=indicator,
            measure=measure,
            period_start=day(first),
            period_end=day(last),
            value=Decimal(str(value)),
            unit=unit,
            source=said_by,
        )
        for n, (area, indicator, measure, first, last, value, unit, said_by) in enumerate(figures, start=2)
    ]
    file = row("benchmark_files", **source, verdict="accepted", container="csv", rows_read=len(rows), rows_accepted=len(rows))
    return {"received_files": [received], "benchmark_files": [{**file, "rows_held": 0}], "benchmarks": rows}


def calendar_tables() -> dict[str, Rows]:
    """Two monthly periods, each due on the 2nd and locked on the 4th of the month after; every day of the half-year around."""
    periods = [
        row(
            "reporting_periods",
            list_id=LIST_ID,
            period=period,
            period_kind="month",
            period_start=day(first),
            period_end=day(last),
            due_on=day(due),
            grace_until=day(due),
            lock_on=day(lock),
        )
        for period, first, last, due, lock in (
            ("2023-11", "2023-11-01", "2023-11-30", "2023-12-02", "2023-12-04"),
            ("2023-12", "2023-12-01", "2023-12-31", "2024-01-02", "2024-01-04"),
        )
    ]
    first = day("2023-10-01")
    days = [first + dt.timedelta(days=n) for n in range(184)]
    return {
        "reporting_periods": periods,
        "calendar_days": [row("calendar_days", day=d, is_workday=d.weekday() < 5) for d in days],
    }


def merged(*parts: dict[str, Rows]) -> dict[str, Rows]:
    whole: dict[str, Rows] = {}
    for part in parts:
        for table, rows in part.items():
            whole.setdefault(table, []).extend(rows)
    return whole


def november(seq: int = 10) -> dict[str, Rows]:
    """What came in until 2 December, in time."""
    return merged(
        filing_tables(
            seq,
            "区科工局",
            "2023-11",
            day("2023-12-01"),
            [
                {
                    "key": "重点工作-1/1",
                    "current": 20,
                    "cumulative": 20,
                    "measure_unit": "个",
                    "unit_base": "个",
                    "judgement": "正常推进",
                },
                {"key": "重点工作-1/2", "cumulative": 160000000, "measure_unit": "万元", "unit_base": "元"},
                {"key": "重点工作-1/3", "current": 18, "measure_unit": "家", "unit_base": "家"},
            ],
        ),
        filing_tables(
            seq + 1,
            "区商务局",
            "2023-11",
            day("2023-12-01"),
            [
                {"key": "重点工作-2/1", "area": "全市", "yoy": "5.5", "measure_unit": "%"},
                {"key": "重点工作-2/1", "area": "北塔区", "yoy": "6.1", "measure_unit": "%"},
                {"key": "重点工作-2/2", "yoy": "-3", "measure_unit": "%"},
                {"key": "重点工作-4/1", "rank": 8},
            ],
        ),
        filing_tables(
            seq + 2,
            "区税务局",
            "2023-11",
            day("2023-12-02"),
            [
                {"key": "重点工作-3/1", "cumulative": 36, "measure_unit": "%", "unit_base": "%"},
                {"key": "重点工作-3/2", "cumulative": 8, "measure_unit": "起", "unit_base": "起"},
                {"key": "重点工作-3/3", "cumulative": 0, "measure_unit": "起", "unit_base": "起"},
            ],
        ),
        filing_tables(
            seq + 3,
            "区发改局",
            "2023-11",
            day("2023-12-02"),
            [
                {"key": "重点工作-5/1", "area": "全市", "yoy": "4.8", "measure_unit": "%"},
                {"key": "重点工作-5/2", "yoy": "5.4", "measure_unit": "%"},
                {"key": "重点工作-5/3", "cumulative": 71, "measure_unit": "%", "unit_base": "%"},
                {"key": "重点工作-6/1", "done": False, "narrative": "正在施工"},
                {"key": "重点工作-6/2", "done": False, "narrative": "主体已封顶"},
                {"key": "重点工作-7/1", "judgement": "正常推进", "narrative": "已开展专项整治"},
            ],
        ),
    )


def december(seq: int = 30) -> dict[str, Rows]:
    """A late correction of November, then December; 区税务局 files nothing for December."""
    return merged(
        filing_tables(
            seq,
            "区科工局",
            "2023-11",
            day("2023-12-10"),
            [
                {
                    "key": "重点工作-1/1",
                    "current": 26,
                    "cumulative": 26,
                    "measure_unit": "个",
                    "unit_base": "个",
                    "judgement": "正常推进",
                },
            ],
            name="区科工局-2023-11-更正.xlsx",
        ),
        filing_tables(
            seq + 1,
            "区科工局",
            "2023-12",
            day("2024-01-02"),
            [
                {
                    "key": "重点工作-1/1",
                    "current": 45,
                    "cumulative": 71,
                    "measure_unit": "个",
                    "unit_base": "个",
                    "judgement": "已完成",
                },
                {
                    "key": "重点工作-1/2",
                    "cumulative": 179530000,
                    "measure_unit": "万元",
                    "unit_base": "元",
                    "judgement": "已完成",
                },
                {"key": "重点工作-1/3", "current": 25, "measure_unit": "家", "unit_base": "家"},
            ],
        ),
        filing_tables(
            seq + 2,
            "区商务局",
            "2023-12",
            day("2024-01-02"),
            [
                {"key": "重点工作-2/1", "area": "全市", "yoy": "7.2", "measure_unit": "%"},
                {"key": "重点工作-2/2", "yoy": "-2", "measure_unit": "%"},
                {"key": "重点工作-4/1", "rank": 7},
            ],
        ),
        filing_tables(
            seq + 3,
            "区发改局",
            "2023-12",
            day("2024-01-02"),
            [
                {"key": "重点工作-5/1", "area": "全市", "yoy": "6.4", "measure_unit": "%"},
                {"key": "重点工作-5/2", "yoy": "5.0", "measure_unit": "%"},
                {"key": "重点工作-5/3", "cumulative": 72, "measure_unit": "%", "unit_base": "%"},
                {"key": "重点工作-6/1", "done": True, "done_date": day("2023-12-08"), "narrative": "已完工"},
                {"key": "重点工作-6/2", "done": False, "narrative": "装修中"},
                {"key": "重点工作-7/1", "judgement": "进展缓慢", "narrative": "问题整改较慢"},
                {"key": "重点工作-8/2", "current": 2, "cumulative": 2, "measure_unit": "个", "unit_base": "个"},
            ],
        ),
        benchmark_tables(
            seq + 4,
            "outside-2023.csv",
            day("2024-01-03"),
            [
                ("湖南省", "GDP", "yoy", "2023-10-01", "2023-12-31", "6", "%", "甲公报"),
                ("湖南省", "地区生产总值", "yoy", "2023-10-01", "2023-12-31", "6.2", "%", "乙公报"),
                ("湖南省", "规上工业增加值", "yoy", "2023-01-01", "2023-12-31", "5.1", "%", "甲公报"),
                ("北塔区", "GDP", "yoy", "2023-10-01", "2023-12-31", "4.1", "%", "甲公报"),
            ],
        ),
    )


def amended_targets() -> tuple[dict[str, Any], ...]:
    """The list as amended in mid-December: 40 new firms become 42, the projects of another city go, a new milestone comes."""
    kept = []
    for one in TARGETS:
        if one["metric"] == "招商项目":
            continue
        kept.append({**one, "value": Decimal(42), "value_base": Decimal(42)} if one["metric"] == "新增企业" else one)
    return (*kept, target("重点工作-8", 3, "揭牌仪式", "milestone", "12月20日前揭牌", due=day("2023-12-20")))


def amendment(seq: int = 20) -> dict[str, Rows]:
    """The amended list, after November was locked, and a filing for a period that the list does not ask for."""
    return merged(
        list_tables(seq, "list-v2.txt", day("2023-12-12"), amended_targets()),
        filing_tables(
            seq + 1,
            "区科工局",
            "2023-10",
            day("2023-12-12"),
            [{"key": "重点工作-1/1", "cumulative": 9, "measure_unit": "个", "unit_base": "个"}],
        ),
    )


def build(home: Path) -> None:
    """The whole home, as it is on 5 January 2024."""
    write_batch(home, "0001", merged(calendar_tables(), list_tables(1, "list-v1.txt", LIST_DAY)))
    write_batch(home, "0002", november())
    write_batch(home, "0003", amendment())
    write_batch(home, "0004", december())
