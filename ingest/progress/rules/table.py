"""Rules over the whole table of a filing: duplicates, totals, parts of a target, rows that should be there, formulas.

Each is a pure function over the rows; `judging.py` and `layout.py` run them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.documents.grid import Cell
from ingest.documents.places import column_number
from ingest.findings import Finding
from ingest.progress.catalogue import finding
from ingest.progress.cells.numbers import number_words, read_number, tidy
from ingest.progress.cells.words import shown
from ingest.progress.fields import AMOUNTS, Field
from ingest.progress.knowledge.context import Context
from ingest.progress.labels import LABELS
from ingest.progress.layout.form_sheet import FormSheet
from ingest.progress.layout.table_rows import RowKind, TableRow
from ingest.progress.layout.withdrawn_rows import Withdrawn
from ingest.progress.say import Say, say
from ingest.progress.stages import FiguredRow
from ingest.task_lists.obligations import Obligation

_LONGEST_LIST = 400  # characters of a list of rows in one message
_NAMED = 6  # of many rows that say the same, the first few are named
_SUM = re.compile(r"^=?SUM\(\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)\)$", re.IGNORECASE)


def is_number(cell: Cell | None) -> bool:
    return cell is not None and isinstance(cell.value, int | float) and not isinstance(cell.value, bool)


def duplicates(rows: Sequence[FiguredRow], context: Context) -> dict[int, Say]:
    """What is said of rows that state the same target and area twice, by their position among the rows.

    Equal rows count once, the others are said to be repeats; rows that differ are all held back, since nobody can say which
    is right. The first of them is told, and names all. So it is of rows for two targets that say the same in the list, but
    there only figures are compared, and both rows are kept where they agree.
    """
    told: dict[int, Say] = {}
    for same in _grouped(rows, lambda *stated: stated):
        first, others = rows[same[0]], same[1:]
        if all(_stated(rows[other]) == _stated(first) for other in others):
            for other in others:
                told[other] = say("duplicate-row-same", Field.TASK_NO, wanted=_where(first, rows[other]))
        else:
            told |= _held(same, rows)
    for same in _grouped(rows, context.said_by):
        stated = [one for one in same if one not in told and rows[one].is_stated]
        if len({_figures(rows[one]) for one in stated}) > 1:
            told |= _held(stated, rows)
    return told


def _grouped(rows: Sequence[FiguredRow], said_by: Callable[[str, str], tuple[str, str]]) -> list[list[int]]:
    """The positions of rows that say one thing of one area, those of two or more."""
    groups: dict[tuple[str, str], list[int]] = {}
    for position, row in enumerate(rows):
        if row.target is not None and row.area and not row.is_withdrawn:
            groups.setdefault(said_by(row.target.target_key, row.area), []).append(position)
    return [same for same in groups.values() if len(same) > 1]


def _held(same: Sequence[int], rows: Sequence[FiguredRow]) -> dict[int, Say]:
    first = rows[same[0]]
    named = "、".join(_where(rows[one], first) for one in same[:_NAMED])
    said = say("duplicate-row", Field.TASK_NO, wanted=named + ("等" if len(same) > _NAMED else ""))
    return {one: said if one == same[0] else replace(said, is_echo=True) for one in same}


def _figures(row: FiguredRow) -> tuple[object, ...]:
    amounts = (row.current_base, row.cumulative_base) if row.unit_base else (row.current, row.cumulative)
    return (*amounts, row.yoy, row.rank, row.done, row.done_date)


def _stated(row: FiguredRow) -> tuple[object, ...]:
    return (*_figures(row), row.held, row.text(Field.NARRATIVE))


def _where(other: FiguredRow, row: FiguredRow) -> str:
    return f"{other.number}" if other.sheet == row.sheet else f"{other.sheet}!{other.number}"


def totals(rows: Sequence[TableRow]) -> Iterator[Finding]:
    """小计 and 合计 against the rows above them; a difference that is just the hidden rows is called that."""
    since: list[TableRow] = []  # rows since the last subtotal
    every: list[TableRow] = []
    for row in rows:
        if row.withdrawn is not Withdrawn.NOT:
            continue
        if row.kind is RowKind.DATA:
            since.append(row)
            every.append(row)
        elif row.kind is RowKind.TOTAL:
            is_sub = "小计" in row.text
            for name in AMOUNTS:
                cell = row.cells.get(name)
                if is_number(cell):
                    yield from _one_total(row, name, since if is_sub else every)
            since = []


def _one_total(row: TableRow, name: Field, rows: Sequence[TableRow]) -> Iterator[Finding]:
    units = {shown(r.cells.get(Field.MEASURE_UNIT)) for r in rows}
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
    said = {"seen": number_words(stated), "wanted": number_words(tidy(whole)), "label": LABELS[name], "name": row.text}
    yield finding(code, row.cells[name].place, **said)


def parts(rows: Sequence[FiguredRow], context: Context) -> Iterator[Finding]:
    """A target whose parts by area were all filed beside it: they must add up to it, as far as the warehouse will ask."""
    by_target = {(r.target.target_key): r for r in rows if r.target is not None and r.area == r.target.area and not r.held}
    for row in list(by_target.values()):
        target = row.target
        if target is None or target.kind != "level" or row.cumulative_base is None:
            continue
        siblings = context.targets_of.get((target.list_id, target.task_key), ())
        pieces = [
            t for t in siblings if t.parent_seq == target.seq and t.metric == target.metric and t.unit_base == target.unit_base
        ]
        same_window = [t for t in pieces if (t.period_start, t.period_end) == (target.period_start, target.period_end)]
        filed = [by_target[t.target_key] for t in same_window if t.target_key in by_target]
        if len(filed) < 2 or len(filed) != len(same_window):
            continue
        amounts = [r.cumulative_base for r in filed if r.cumulative_base is not None and r.unit_base == row.unit_base]
        total = sum(amounts, Decimal(0))
        tolerance = context.vocabulary.parts_tolerance.of(row.cumulative_base)
        if len(amounts) == len(filed) and abs(total - row.cumulative_base) > tolerance:
            seen, wanted = (f"{number_words(value)}{row.unit_base}" for value in (total, row.cumulative_base))
            said = say("parts-differ-from-total", Field.CUMULATIVE, label=target.metric, seen=seen, wanted=wanted)
            yield row.source.finding(said)


def expected(
    rows: Sequence[FiguredRow], past: Iterable[tuple[str, str]], context: Context, list_id: str, unit: str
) -> Iterator[Finding]:
    """Rows that the unit must report and that neither this filing nor an earlier one of the period has: told as one list.

    `past` is (target_key, area) of what was accepted before. One area of two missing is only mentioned. A row for another
    target that says the same is a row for it, held or not.
    """
    filed = {*past, *((row.target.target_key, row.area) for row in rows if row.target is not None)}
    targets = {key for key, _ in filed}
    said = {context.said_by(key, area) for key, area in filed}
    missing: dict[str, list[Obligation]] = {"rows-expected-missing": [], "area-rows-missing": []}
    for due in context.owed_by(list_id, unit):
        if (due.target_key, due.area) not in filed and context.said_by(due.target_key, due.area) not in said:
            missing["area-rows-missing" if due.target_key in targets else "rows-expected-missing"].append(due)
    for code, dues in missing.items():
        if dues:
            which = listed(row_words((due.target_key, due.area), context) for due in dues)
            yield finding(code, seen=len(dues), which=which)


def row_words(key: tuple[str, str], context: Context) -> str:
    """A row of the form as a clerk finds it again: 重点工作-7 城镇新增就业（全市）."""
    target = context.targets.get(key[0])
    return f"{target.task_key} {target.metric}（{key[1]}）" if target is not None else key[0]


def listed(names: Iterable[str], longest: int = _LONGEST_LIST) -> str:
    """Names joined for a message, as many as a person reads; the rest as a number."""
    every = list(names)
    kept: list[str] = []
    for name in every:
        if len("；".join((*kept, name))) > longest:
            break
        kept.append(name)
    return "；".join(kept) + (f"……等共{len(every)}行" if len(kept) < len(every) else "")


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
                said = {
                    "seen": number_words(stored),
                    "wanted": number_words(tidy(total)),
                    "formula": f"={cell.formula.lstrip('=')}",
                }
                yield finding("formula-stale", cell.place, label=LABELS[name], **said)
