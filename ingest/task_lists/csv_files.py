"""The four tables of `threekey read-list` (docs/targets.md): their columns, their rows, and their writer.

UTF-8, comma, a header row; an empty field is "not stated"; numbers are written plainly (5.76, 57600, -2.5), never 1.38E+10.
A text that a spreadsheet would take for a formula has an apostrophe before it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from ingest.findings import Finding
from ingest.formula_text import csv_writer
from ingest.task_lists.model import ScoringRule, Target, Task, TaskList
from ingest.task_lists.text import plain

CsvRow = dict[str, str]

TASK_COLUMNS = (
    "section", "task_no", "subtask_no", "parent_names", "name", "city_target", "district_task", "leaders", "units",
    "lead_units", "responsible", "contacts",
)  # fmt: skip
TARGET_COLUMNS = (
    "section", "task_no", "subtask_no", "source_column", "clause", "seq", "metric", "kind", "comparator", "stretch", "value",
    "unit", "value_max", "value_base", "unit_base", "benchmark", "area", "parent_seq", "period_start", "period_end", "due",
    "lead_unit", "span", "confidence", "share_of_group", "is_base",
)  # fmt: skip
SCORING_COLUMNS = ("section", "task_no", "subtask_no", "clause", "rule_text")
FINDING_COLUMNS = ("code", "severity", "section", "task_no", "subtask_no", "clause", "where", "seen", "message")


def task_rows(tasks: Iterable[Task]) -> list[CsvRow]:
    """Rows of tasks.csv; lists joined by `;`."""
    return [
        {
            "section": t.section,
            "task_no": t.task_no,
            "subtask_no": t.subtask_no,
            "parent_names": t.parent_names,
            "name": t.name,
            "city_target": t.city_target,
            "district_task": t.district_task,
            "leaders": ";".join(t.leaders),
            "units": ";".join(t.units),
            "lead_units": ";".join(t.lead_units),
            "responsible": ";".join(t.responsible),
            "contacts": ";".join(t.contacts),
        }
        for t in tasks
    ]


def target_rows(targets: Iterable[Target]) -> list[CsvRow]:
    """Rows of targets.csv."""
    return [
        {
            "section": t.section,
            "task_no": t.task_no,
            "subtask_no": t.subtask_no,
            "source_column": t.source_column,
            "clause": t.clause,
            "seq": str(t.seq),
            "metric": t.metric,
            "kind": t.kind.value,
            "comparator": t.comparator.value if t.comparator else "",
            "stretch": "true" if t.stretch else "",
            "value": plain(t.value),
            "unit": t.unit,
            "value_max": plain(t.value_max),
            "value_base": plain(t.value_base),
            "unit_base": t.unit_base,
            "benchmark": t.benchmark,
            "area": t.area,
            "parent_seq": plain(t.parent_seq),
            "period_start": t.period_start.isoformat() if t.period_start else "",
            "period_end": t.period_end.isoformat() if t.period_end else "",
            "due": t.due.isoformat() if t.due else "",
            "lead_unit": t.lead_unit,
            "span": t.span,
            "confidence": t.confidence.value,
            "share_of_group": t.share_of_group.value if t.share_of_group else "",
            "is_base": "true" if t.is_base else "",
        }
        for t in targets
    ]


def scoring_rows(rules: Iterable[ScoringRule]) -> list[CsvRow]:
    """Rows of scoring.csv."""
    return [{column: getattr(rule, column) for column in SCORING_COLUMNS} for rule in rules]


def finding_rows(findings: Iterable[Finding]) -> list[CsvRow]:
    """Rows of findings.csv."""
    return [
        {
            "code": f.code,
            "severity": f.severity.value,
            "section": f.section,
            "task_no": f.task_no,
            "subtask_no": f.subtask_no,
            "clause": f.clause,
            "where": f.place.text(),
            "seen": f.seen,
            "message": f.message,
        }
        for f in findings
    ]


def csv_text(columns: Sequence[str], rows: Iterable[CsvRow]) -> str:
    """One table as CSV text."""
    out = io.StringIO(newline="")
    write = csv_writer(out)
    write(columns)
    for row in rows:
        write(row[column] for column in columns)
    return out.getvalue()


def write_tables(task_list: TaskList, directory: Path) -> list[Path]:
    """Write tasks.csv, targets.csv, scoring.csv and findings.csv into `directory`, made if missing; returns their paths."""
    directory.mkdir(parents=True, exist_ok=True)
    tables = {
        "tasks": csv_text(TASK_COLUMNS, task_rows(task_list.tasks)),
        "targets": csv_text(TARGET_COLUMNS, target_rows(task_list.targets)),
        "scoring": csv_text(SCORING_COLUMNS, scoring_rows(task_list.scoring)),
        "findings": csv_text(FINDING_COLUMNS, finding_rows(task_list.findings)),
    }
    paths = []
    for name, text in tables.items():
        path = directory / f"{name}.csv"
        path.write_text(text, encoding="utf-8", newline="")
        paths.append(path)
    return paths
