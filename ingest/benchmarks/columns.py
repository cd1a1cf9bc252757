"""Which column of a table of outside figures is which: labels in English and Chinese, found in any order.

Only the header is read here; the rows are `reader.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.benchmarks.catalogue import finding
from ingest.documents.grid import Cell, Grid
from ingest.findings import Finding
from ingest.values.characters import squeeze

# field → its label for people, then its other labels
LABELS: Mapping[str, tuple[str, ...]] = {
    "area": ("地区", "area", "区域", "地域", "县市区", "行政区", "行政区划"),
    "indicator": ("指标", "indicator", "指标名称", "统计指标"),
    "measure": ("口径", "measure", "数据类型", "指标口径", "类型"),
    "period_start": ("开始日期", "period_start", "起始日期", "起始时间", "开始时间", "时段起"),
    "period_end": ("结束日期", "period_end", "截止日期", "截止时间", "终止日期", "结束时间", "时段止"),
    "value": ("数值", "value", "值", "数据", "数字"),
    "unit": ("单位", "unit", "计量单位"),
    "source": ("来源", "source", "数据来源", "出处", "资料来源"),
}
REQUIRED = ("area", "indicator", "measure", "period_start", "period_end", "value")
_FIELD_OF = {label: field for field, labels in LABELS.items() for label in labels}
_HEADER_WITHIN = 30  # rows of titles and notes that may stand above the header


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header of a grid stands: its index in `rows`, and column number of each field."""

    index: int
    columns: Mapping[str, int]


def plain(text: str) -> str:
    """A label without blanks, brackets and what stands in them, in half-width small letters: `数 值（%）` → `数值`."""
    return re.sub(r"\(.*?\)|\[.*?\]|【.*?】|[*:]", "", squeeze(text).casefold())


def _fields(row: tuple[Cell, ...]) -> list[tuple[str, Cell]]:
    return [(_FIELD_OF[plain(cell.text)], cell) for cell in row if plain(cell.text) in _FIELD_OF]


def find_header(grid: Grid) -> tuple[Header | None, tuple[Finding, ...]]:
    """The header of a grid; None without findings where it holds no such table, None with findings where it is defective."""
    best = max(range(min(len(grid.rows), _HEADER_WITHIN)), key=lambda i: len(_fields(grid.rows[i])), default=None)
    fields = _fields(grid.rows[best]) if best is not None else []
    if best is None or len({field for field, _ in fields}) < 3:
        return None, ()
    findings: list[Finding] = []
    columns: dict[str, int] = {}
    for field, cell in fields:
        if field in columns:
            findings.append(finding("benchmark-column-twice", cell.place, seen=cell.text, label=LABELS[field][0]))
        columns.setdefault(field, cell.column)
    missing = "、".join(f"“{LABELS[field][0]}”" for field in REQUIRED if field not in columns)
    if missing:
        seen = "、".join(cell.text for cell in grid.rows[best] if cell.text)
        findings.append(finding("benchmark-columns-missing", fields[0][1].place, seen=seen, wanted=missing))
    return (None if findings else Header(best, columns)), tuple(findings)
