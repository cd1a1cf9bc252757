"""Rules over the whole table of a filing: duplicates, totals, parts of a target, rows that should be there, formulas.

Each is a pure function over the rows; `reader.py` runs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.documents.grid import Cell
from ingest.documents.places import column_number
from ingest.findings import Finding
from ingest.progress.catalogue import finding
from ingest.progress.cells.numbers import read_number, shown, tidy, words
from ingest.progress.context import Context, obligations
from ingest.progress.filed import FiledRow
from ingest.progress.labels import LABELS
from ingest.progress.layout.form_sheet import FormSheet
from ingest.progress.layout.table_rows import RowKind, TableRow

_AMOUNTS = ("current", "cumulative")
_NAMED = 6  # of many rows that say the same, the first few are named
_SUM = re.compile(r"^=?SUM\(\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)\)$", re.IGNORECASE)


def is_number(cell: Cell | None) -> bool:
    return cell is not None and isinstance(cell.value, int | float) and not isinstance(cell.value, bool)


def mark_duplicates(rows: Sequence[FiledRow]) -> None:
    """Put a finding on rows that state the same target and area twice.

    Equal rows count once, the others are marked as repeats; rows that differ are all held back, since nobody can say which
    is right.
    """
    groups: dict[tuple[str, str], list[FiledRow]] = {}
    for row in rows:
        if row.target is not None and row.area:
            groups.setdefault((row.target.target_key, row.area), []).append(row)
    for same in groups.values():
        if len(same) == 1:
            continue
        if all(_stated(row) == _stated(same[0]) for row in same[1:]):
            for row in same[1:]:
                row.say("duplicate-row-same", "task_no", wanted=_where(same[0], row))
                row.is_repeat = True
        else:
            for row in same:
                others = "、".join(_where(other, row) for other in same[:_NAMED] if other is not row)
                row.say("duplicate-row", "task_no", wanted=others)


def _stated(row: FiledRow) -> tuple[object, ...]:
    amounts = (row.current_base, row.cumulative_base) if row.unit_base else (row.current, row.cumulative)
    return (*amounts, row.yoy, row.rank, row.done, row.done_date, row.held, row.texts.get("narrative", ""))


def _where(other: FiledRow, row: FiledRow) -> str:
    return f"{other.number}" if other.sheet == row.sheet else f"{other.sheet}!{other.number}"


def totals(rows: Sequence[TableRow]) -> Iterator[Finding]:
    """小计 and 合计 against the rows above them; a difference that is just the hidden rows is called that."""
    since: list[TableRow] = []  # rows since the last subtotal
    every: list[TableRow] = []
    for row in rows:
        if row.kind is RowKind.DATA:
            since.append(row)
            every.append(row)
        elif row.kind is RowKind.TOTAL:
            is_sub = "小计" in row.text
            for name in _AMOUNTS:
                cell = row.cells.get(name)
                if is_number(cell):
                    yield from _one_total(row, name, since if is_sub else every)
            since = []


def _one_total(row: TableRow, name: str, rows: Sequence[TableRow]) -> Iterator[Finding]:
    units = {shown(r.cells.get("unit")) for r in rows}
    stated = read_number(row.cells.get(name)).value
    values = [(read_number(r.cells.get(name)).value, r.hidden) for r in rows]
    numbers = [(value, hidden) for value, hidden in values if value is not None]
    if len(units) > 1 or stated is None or not numbers:
        return  # a sum over different units says nothing
    whole = sum((v for v, _ in numbers), Decimal(0))
    visible = sum((v for v, hidden in numbers if not hidden), Decimal(0))
    if abs(whole - stated) <= Decimal("0.01"):
        return
    code = "total-without-hidden" if abs(visible - stated) <= Decimal("0.01") else "total-mismatch"
    said = {"seen": words(stated), "wanted": words(tidy(whole)), "label": LABELS[name], "name": row.text}
    yield finding(code, row.cells[name].place, **said)


def parts(rows: Sequence[FiledRow], context: Context) -> Iterator[Finding]:
    """A target whose parts by area were all filed beside it: they must add up to it."""
    by_target = {(r.target.target_key): r for r in rows if r.target is not None and r.area == r.target.area and not r.held}
    for row in list(by_target.values()):
        target = row.target
        if target is None or target.kind != "level" or row.cumulative_base is None:
            continue
        siblings = context.targets_of.get(f"{target.task.list_id}/{target.task.task_key}", ())
        pieces = [
            t for t in siblings if t.parent_seq == target.seq and t.metric == target.metric and t.unit_base == target.unit_base
        ]
        same_window = [t for t in pieces if (t.period_start, t.period_end) == (target.period_start, target.period_end)]
        filed = [by_target[t.target_key] for t in same_window if t.target_key in by_target]
        if len(filed) < 2 or len(filed) != len(same_window):
            continue
        amounts = [r.cumulative_base for r in filed if r.cumulative_base is not None and r.unit_base == row.unit_base]
        total = sum(amounts, Decimal(0))
        if len(amounts) == len(filed) and abs(total - row.cumulative_base) > max(
            abs(row.cumulative_base) / 1000, Decimal("0.01")
        ):
            said = {"seen": f"{words(total)}{row.unit_base}", "wanted": f"{words(row.cumulative_base)}{row.unit_base}"}
            yield finding("parts-differ-from-total", row.place_of("cumulative"), label=target.metric, **said)


def expected(rows: Sequence[FiledRow], context: Context, list_id: str, unit: str) -> Iterator[Finding]:
    """Rows that the unit must report and that are not there. One area of two missing is only mentioned."""
    filed: dict[str, set[str]] = {}
    for row in rows:
        if row.target is not None:
            filed.setdefault(row.target.target_key, set()).add(row.area)
    missing: dict[str, list[str]] = {}
    for due in obligations(context, list_id, unit):
        if due.area not in filed.get(due.target_key, set()):
            missing.setdefault(due.target_key, []).append(due.area)
    for key, areas in missing.items():
        target = context.targets[key]
        what = f"{target.task.task_key} {target.task.name}：{target.metric}（{'、'.join(areas)}）"
        code = "area-row-missing" if key in filed else "row-expected-missing"
        task = target.task
        yield replace(finding(code, seen=what), section=task.section, task_no=task.task_no, subtask_no=task.subtask_no)


def stale_sums(sheet: FormSheet, rows: Sequence[TableRow]) -> Iterator[Finding]:
    """=SUM(D2:D9) whose stored result is not the sum of these cells."""
    for row in rows:
        for name, cell in row.cells.items():
            match = _SUM.match(cell.formula.replace(" ", "")) if cell.formula else None
            if not match or not is_number(cell):
                continue
            first, last = column_number(match[1]), column_number(match[3])
            total = Decimal(0)
            for number in range(int(match[2]), min(int(match[4]), int(match[2]) + 5000) + 1):
                for column in range(first, last + 1):
                    part = sheet.rows.get(number, {}).get(column)
                    value = read_number(part).value if is_number(part) else None
                    total += value if value is not None else 0
            stored = read_number(cell).value
            if stored is not None and abs(stored - total) > Decimal("0.001"):
                said = {"seen": words(stored), "wanted": words(tidy(total)), "formula": f"={cell.formula.lstrip('=')}"}
                yield finding("formula-stale", cell.place, label=LABELS.get(name, ""), **said)
