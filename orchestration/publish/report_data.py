"""What the page and the bulletin show, read from the published snapshot. No layout here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from ingest.task_lists.titles import list_name

Record = dict[str, Any]

LIGHTS = ("红", "黄", "绿", "蓝", "灰")
_SUBMISSION_WORDS = {
    "on_time": "按时",
    "late": "迟报",
    "returned": "已退回",
    "rejected": "退回未更正",
    "quarantined": "因系统故障搁置",
    "missing": "未报",
    "not_due": "未到期",
    "unexpected": "计划外",
    "unit_beside_lead": "配合报送",
}

_PERIOD = """
select period, min(lock_on) as lock_on
from marts.fct_completion
where list_id = $list_id
group by period
order by bool_or(status not in ('not_due', 'not_reported', 'other_place', 'base')) desc, max(period_end) desc
limit 1
"""
_COMPLETION = """
select
    c.*,
    t.name as task_name,
    t.leaders,
    c.answering_units as task_units
from marts.fct_completion as c
left join marts.dim_task as t
    on c.list_id = t.list_id and c.task_key = t.task_key and t.is_current
where c.list_id = $list_id and c.period = $period
order by c.target_key, c.area
"""
# of every period: what was published of it is in people's hands
_RESTATED = """
select
    c.*,
    t.name as task_name,
    c.answering_units as task_units
from marts.fct_completion as c
left join marts.dim_task as t
    on c.list_id = t.list_id and c.task_key = t.task_key and t.is_current
where c.list_id = $list_id and c.is_restated and c.was_status_zh <> c.status_zh
order by c.restated_on desc nulls last, c.period desc, c.target_key, c.area
"""
_SUBMISSIONS = """
select *
from marts.fct_submission
where list_id = $list_id and period = $period
order by status in ('missing', 'rejected', 'returned') desc, unit
"""
_FINDINGS = """
select *
from marts.fct_submission_finding
where is_open and severity <> 'info' and list_id = $list_id
order by severity, unit, period, file_name, sheet, row_no, code
"""
_LISTS = """
select list_id, title, area, period_start, period_end
from marts.dim_task_list
where is_current
order by period_end desc, list_id
"""


@dataclass(frozen=True, slots=True)
class ListReport:
    """One list in its latest period that has figures."""

    list_id: str
    title: str
    period: str
    targets: list[Record]  # rows of fct_completion, `is_line`
    restated: list[Record]  # of any period: what has another status than was published
    submissions: list[Record]
    findings: list[Record]

    def lights(self) -> dict[str, int]:
        """Targets by light, in the order of `LIGHTS`."""
        return {light: sum(t["light"] == light for t in self.targets) for light in LIGHTS}

    def late(self) -> int:
        """Targets that were reached after their day."""
        return sum(bool(t["is_late"]) for t in self.targets)

    def by_section(self) -> dict[str, dict[str, int]]:
        sections: dict[str, dict[str, int]] = {}
        for target in self.targets:
            counts = sections.setdefault(section_of(target), dict.fromkeys(LIGHTS, 0))
            counts[target["light"]] += 1
        return sections

    def troubled(self) -> list[Record]:
        """Red first, then yellow; the largest gap first."""
        rows = [t for t in self.targets if t["light"] in ("红", "黄")]
        return sorted(rows, key=lambda t: (LIGHTS.index(t["light"]), t["gap_points"] if t["gap_points"] is not None else 0))


def is_line(row: Record) -> bool:
    """Whether a judgement is a line of its own: a target's, and that of a member of a group whose people are asked for it.

    What the own place contributes to a wider figure stands beside that; what the list states twice is one line.
    """
    return row["same_as"] is None and (row["area_role"] == "target" or (row["area_role"] == "member" and row["is_expected"]))


def submission_words(row: Record) -> str:
    """What became of a filing, as people say it; one of a unit that may file and need not is called so."""
    is_beside = row["unexpected_reason"] == "unit_beside_lead"
    return _SUBMISSION_WORDS["unit_beside_lead" if is_beside else row["status"]]


def section_of(row: Record) -> str:
    """`重点工作-1-7` → 重点工作."""
    return str(row["task_key"]).split("-", maxsplit=1)[0]


def _records(connection: duckdb.DuckDBPyConnection, sql: str, values: Record) -> list[Record]:
    cursor = connection.execute(sql, values)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def read_reports(snapshot: Path) -> list[ListReport]:
    """One report a current list, the newest list first; empty when no list has been accepted yet."""
    connection = duckdb.connect(str(snapshot), read_only=True)
    try:
        reports = []
        for head in _records(connection, _LISTS, {}):
            chosen = _records(connection, _PERIOD, {"list_id": head["list_id"]})
            if not chosen:
                continue
            key = {"list_id": head["list_id"], "period": chosen[0]["period"]}
            rows = _records(connection, _COMPLETION, key)
            reports.append(
                ListReport(
                    list_id=head["list_id"],
                    title=list_name(head["title"]),
                    period=key["period"],
                    targets=[row for row in rows if is_line(row)],
                    restated=_records(connection, _RESTATED, {"list_id": head["list_id"]}),
                    submissions=_records(connection, _SUBMISSIONS, key),
                    findings=_records(connection, _FINDINGS, {"list_id": head["list_id"]}),
                )
            )
        return reports
    finally:
        connection.close()


def shown(value: object) -> str:
    """A value as people read it: numbers without trailing zeros, dates as ISO, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int):
        return f"{value:,}"
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return str(value)
    return f"{number:,.4f}".rstrip("0").rstrip(".")


def percent(share: object) -> str:
    """0.9166 → 91.7%."""
    return "" if share is None else f"{float(share) * 100:.1f}%"  # type: ignore[arg-type]


def points(gap: object) -> str:
    """-32.1608 → -32.2 (percentage points)."""
    return "" if gap is None else f"{float(gap):+.1f}"  # type: ignore[arg-type]


def figure(row: Record, field: str) -> str:
    """A value in base units, shown in the target's own unit: 13800000000 元 → 138亿元."""
    value = row[field]
    if value is None:
        return ""
    factor = row["unit_factor"] or 1
    return f"{shown(float(value) / float(factor))}{row['target_unit'] or row['unit_base'] or ''}"
