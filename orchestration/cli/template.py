"""`threekey template`: each unit's pre-filled reporting workbook for a period, into the folder asked for and nowhere else."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.calendar.periods import period_words
from ingest.calendar.reporting_periods import load_calendar_rules, reporting_periods
from ingest.calendar.working_days import working_days
from ingest.calendar.written_periods import parse_period
from ingest.progress.knowledge.context import Context
from ingest.progress.template.form_rows import template_rows
from ingest.progress.template.workbook import template_name, write_template
from ingest.seeds import Seeds
from ingest.task_lists.model import ListHead
from orchestration.cli.known import context_of, rules_of


@dataclass(frozen=True, slots=True)
class _Request:
    """One form to write: a list, a unit and a row of its calendar."""

    task_list: ListHead
    unit: str
    calendar_row: dict[str, Any]


class _NothingToWriteError(ValueError):
    """Nothing fits the request; the text says why, for the operator."""


def template(home: Path, unit: str | None, period: str | None, output: Path) -> int:
    """Write the workbooks and print their paths. Returns 1, with the reason, when nothing or nowhere is to be written."""
    there = rules_of(home)
    if there is None:
        return 1
    (rules, today), context = there, context_of(home, *there)
    try:
        requests = _requests(context, rules.known_on(today), unit, period, today)
        written = [_write(context, request, output) for request in requests]
    except _NothingToWriteError as reason:
        print(reason, file=sys.stderr)  # noqa: T201
        return 1
    except OSError as reason:
        print(f"无法写入 {output}：{reason.strerror}。", file=sys.stderr)  # noqa: T201
        return 1
    for finding in working_days(rules.known_on(today)).unknown_years(request.calendar_row["due_on"] for request in requests):
        print(f"{finding.message}{finding.fix}", file=sys.stderr)  # noqa: T201
    for path in written:
        print(path)  # noqa: T201
    return 0


def _requests(context: Context, seeds: Seeds, unit: str | None, period: str | None, today: dt.date) -> Sequence[_Request]:
    if not context.lists:
        raise _NothingToWriteError("还没有读入任何任务清单。请把清单放进 inbox/task_lists/ 并运行 threekey refresh。")
    wanted = _unit(context, unit)
    rules, is_workday = load_calendar_rules(seeds), working_days(seeds).is_workday
    calendar = {
        known.list_id: reporting_periods(
            {"list_id": known.list_id, "period_start": known.period_start, "period_end": known.period_end}, rules, is_workday
        )
        for known in context.lists.values()
    }
    period_id = _period(calendar, period, today)
    requests = [
        _Request(context.lists[list_id], name, row)
        for list_id, rows in calendar.items()
        for row in rows
        if row["period"] == period_id
        for name in context.units_with_forms(list_id)
        if wanted in (None, name)
    ]
    if not requests:
        raise _NothingToWriteError(f"{wanted or '各单位'}在{period_words(period_id)}没有需要报送的目标。")
    return requests


def _unit(context: Context, text: str | None) -> str | None:
    if text is None:
        return None
    named = context.unit_named(text)
    units = sorted({name for list_id in context.lists for name in context.units_with_forms(list_id)})
    if named not in units:
        raise _NothingToWriteError(f"“{text}”不是清单里的单位。清单里的单位：{'、'.join(units)}。")
    return named


def _period(calendar: dict[str, list[dict[str, Any]]], text: str | None, today: dt.date) -> str:
    """The period asked for, else the first one that is still open, else the last one there is."""
    rows = sorted((row for rows in calendar.values() for row in rows), key=lambda row: (row["period_end"], row["period_start"]))
    known = list(dict.fromkeys(row["period"] for row in rows))
    if text is None:
        still_open = [row["period"] for row in rows if row["lock_on"] >= today]
        return str(still_open[0] if still_open else known[-1])
    years = {row["period_end"].year for row in rows}
    period_id = parse_period(text, default_year=years.pop() if len(years) == 1 else None)
    if period_id not in known:
        raise _NothingToWriteError(
            f"清单没有“{text}”这一期。要报的期间：{'、'.join(f'{period_words(p)}（{p}）' for p in known)}。"
        )
    return str(period_id)


def _write(context: Context, request: _Request, output: Path) -> Path:
    known, row = request.task_list, request.calendar_row
    folder = output / known.list_id if len(context.lists) > 1 else output
    folder.mkdir(parents=True, exist_ok=True)
    return write_template(
        folder / template_name(request.unit, row["period"]),
        list_head=known,
        unit=request.unit,
        period_id=row["period"],
        rows=template_rows(context, known.list_id, request.unit, row["period"]),
        due_on=row["due_on"],
    )
