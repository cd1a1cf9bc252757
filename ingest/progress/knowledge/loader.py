"""What is known, from the raw tables: of each list the version that was received last, of filings all that were accepted.

`before_seq` cuts the knowledge off before a receipt, so that a night can be replayed with what was known then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.progress.knowledge.context import Context
from ingest.progress.knowledge.past import PastFiling, PastRow
from ingest.rows import from_row
from ingest.schema import NOT_TAKEN
from ingest.task_lists.model import ListHead, Target, Task
from ingest.task_lists.obligations import Obligation
from ingest.vocabulary import Vocabulary, split_names

_TABLES = ("task_lists", "tasks", "targets", "obligations", "filings", "filing_rows", "reporting_periods")


def load_context(
    home: Path, vocabulary: Vocabulary, *, before_seq: int | None = None, known_on: dt.date | None = None
) -> Context:
    """The context of a home folder; empty where nothing was received yet. `before_seq`: only what was received before it;
    `known_on`: the calendar as it was known in the night as of that day.
    """
    from ingest import raw  # pyarrow is slow to import and nobody else here needs it

    return build_context(vocabulary, {name: raw.read_table(home, name) for name in _TABLES}, before_seq, known_on)


def build_context(
    vocabulary: Vocabulary,
    tables: Mapping[str, list[dict[str, Any]]],
    before_seq: int | None = None,
    known_on: dt.date | None = None,
) -> Context:
    """The context of raw rows (`tables`: task_lists, tasks, targets, filings, filing_rows, reporting_periods)."""

    def rows(name: str) -> list[dict[str, Any]]:
        return [r for r in tables.get(name, []) if before_seq is None or r["receipt_seq"] < before_seq]

    latest: dict[str, dict[str, Any]] = {}
    for row in sorted(rows("task_lists"), key=lambda r: r["receipt_seq"]):
        if row["list_id"] and row["verdict"] not in NOT_TAKEN:
            latest[row["list_id"]] = row
    version = {list_id: row["receipt_seq"] for list_id, row in latest.items()}

    def current(name: str) -> list[dict[str, Any]]:
        return [row for row in rows(name) if version.get(row["list_id"]) == row["receipt_seq"]]

    tasks: dict[str, list[Task]] = {list_id: [] for list_id in latest}
    answering: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in sorted(current("tasks"), key=lambda r: r["position"] or 0):
        tasks[row["list_id"]].append(from_row(Task, row))
        answering[row["list_id"], row["task_key"]] = split_names(row["answering_units"])
    order = {(list_id, task.task_key): at for list_id, items in tasks.items() for at, task in enumerate(items)}
    at_list = {list_id: at for at, list_id in enumerate(tasks)}
    targets = [from_row(Target, row) for row in current("targets")]
    targets = [target for target in targets if (target.list_id, target.task_key) in order]
    targets.sort(key=lambda t: (at_list[t.list_id], order[t.list_id, t.task_key], t.seq))
    periods: dict[str, set[str]] = {}
    for row in tables.get("reporting_periods", []):
        if _is_known(row, known_on):
            periods.setdefault(row["list_id"], set()).add(row["period"])
    return Context(
        vocabulary=vocabulary,
        lists={list_id: from_row(ListHead, row) for list_id, row in latest.items()},
        tasks={list_id: tuple(items) for list_id, items in tasks.items()},
        obligations=tuple(from_row(Obligation, row) for row in current("obligations")),
        answering=answering,
        targets={target.target_key: target for target in targets},
        periods={list_id: frozenset(items) for list_id, items in periods.items()},
        past_rows=_past_rows(rows("filings"), rows("filing_rows")),
        past_filings=_past_filings(rows("filings")),
    )


def _is_known(row: Mapping[str, Any], day: dt.date | None) -> bool:
    """Whether a row of the calendar was known so in the night as of `day`; None: whether it is now."""
    if day is None:
        return row["known_to"] is None
    return (row["known_from"] is None or row["known_from"] <= day) and (row["known_to"] is None or day < row["known_to"])


def with_filing(context: Context, filings: list[dict[str, Any]], filing_rows: list[dict[str, Any]]) -> Context:
    """The context after one more filing has been read, from its raw rows, provenance included."""
    return replace(
        context,
        past_rows=context.past_rows + _past_rows(filings, filing_rows),
        past_filings=context.past_filings + _past_filings(filings),
    )


def _past_rows(filings: list[dict[str, Any]], filing_rows: list[dict[str, Any]]) -> tuple[PastRow, ...]:
    """The rows of filings that said something new: one that was saved again is no version, and nothing stands there."""
    resaved = {row["receipt_seq"] for row in filings if row["is_resaved"]}
    return tuple(from_row(PastRow, row) for row in filing_rows if row["receipt_seq"] not in resaved)


def _past_filings(rows: list[dict[str, Any]]) -> tuple[PastFiling, ...]:
    return tuple(from_row(PastFiling, row) for row in rows if row["verdict"] not in NOT_TAKEN)
