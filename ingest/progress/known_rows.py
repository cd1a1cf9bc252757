"""Raw rows become the shapes of `known.py`, in the version of each list that was received last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ingest.progress.context import Context
from ingest.progress.known import KnownList, KnownTarget, KnownTask, PastFiling, PastRow
from ingest.progress.obligations import expand_groups, lead_of
from ingest.vocabulary import Vocabulary, split_names


def build_context(
    vocabulary: Vocabulary,
    tables: Mapping[str, list[dict[str, Any]]],
    *,
    before_seq: int | None = None,
) -> Context:
    """The context of raw rows (`tables`: task_lists, tasks, targets, filings, filing_rows, reporting_periods)."""

    def rows(name: str) -> list[dict[str, Any]]:
        return [r for r in tables.get(name, []) if before_seq is None or r["receipt_seq"] < before_seq]

    latest: dict[str, dict[str, Any]] = {}
    for row in sorted(rows("task_lists"), key=lambda r: r["receipt_seq"]):
        if row["list_id"] and row["verdict"] != "rejected":
            latest[row["list_id"]] = row
    version = {list_id: row["receipt_seq"] for list_id, row in latest.items()}
    tasks: dict[str, list[KnownTask]] = {list_id: [] for list_id in latest}
    by_key: dict[tuple[str, str], KnownTask] = {}
    for row in sorted(rows("tasks"), key=lambda r: r["position"] or 0):
        if version.get(row["list_id"]) == row["receipt_seq"]:
            task = _task(row, vocabulary)
            tasks[task.list_id].append(task)
            by_key[(task.list_id, task.task_key)] = task
    order = {key: i for i, key in enumerate(by_key)}
    targets = [
        _target(row, by_key[(row["list_id"], row["task_key"])])
        for row in rows("targets")
        if version.get(row["list_id"]) == row["receipt_seq"] and (row["list_id"], row["task_key"]) in by_key
    ]
    targets.sort(key=lambda t: (order[(t.task.list_id, t.task.task_key)], t.seq))
    periods: dict[str, set[str]] = {}
    for row in tables.get("reporting_periods", []):
        periods.setdefault(row["list_id"], set()).add(row["period"])
    return Context(
        vocabulary=vocabulary,
        lists={
            list_id: KnownList(list_id, row["title"] or "", row["area"] or "", row["period_start"], row["period_end"])
            for list_id, row in latest.items()
        },
        tasks={list_id: tuple(items) for list_id, items in tasks.items()},
        targets={target.target_key: target for target in targets},
        periods={list_id: frozenset(items) for list_id, items in periods.items()},
        past_rows=tuple(_past_row(row) for row in rows("filing_rows")),
        past_filings=_past_filings(rows("filings")),
    )


def with_filing(context: Context, filings: list[dict[str, Any]], filing_rows: list[dict[str, Any]]) -> Context:
    """The context after one more filing has been read, from its raw rows, provenance included."""
    return replace(
        context,
        past_rows=context.past_rows + tuple(_past_row(row) for row in filing_rows),
        past_filings=context.past_filings + _past_filings(filings),
    )


def _past_filings(rows: list[dict[str, Any]]) -> tuple[PastFiling, ...]:
    return tuple(
        PastFiling(
            row["receipt_seq"],
            row["file_sha256"],
            row["list_id"] or "",
            row["unit"] or "",
            row["period"] or "",
            row["content_sha256"] or "",
        )
        for row in rows
        if row["verdict"] != "rejected"
    )


def _task(row: dict[str, Any], vocabulary: Vocabulary) -> KnownTask:
    units = split_names(row["units"] or "")
    lead_units = split_names(row["lead_units"] or "")
    return KnownTask(
        list_id=row["list_id"],
        task_key=row["task_key"],
        section=row["section"] or "",
        task_no=row["task_no"] or "",
        subtask_no=row["subtask_no"] or "",
        name=row["name"] or "",
        parents=tuple(part for part in (row["parent_names"] or "").split("/") if part),
        units=expand_groups((*lead_units, *units), vocabulary),
        lead=lead_of(lead_units, units, vocabulary),
    )


def _target(row: dict[str, Any], task: KnownTask) -> KnownTarget:
    return KnownTarget(
        target_key=row["target_key"],
        task=task,
        seq=row["seq"],
        metric=row["metric"] or "",
        kind=row["kind"] or "",
        area=row["area"] or "",
        comparator=row["comparator"] or "",
        stretch=bool(row["stretch"]),
        value=row["value"],
        unit=row["unit"] or "",
        value_max=row["value_max"],
        value_base=row["value_base"],
        unit_base=row["unit_base"] or "",
        parent_seq=row["parent_seq"],
        period_start=row["period_start"],
        period_end=row["period_end"],
        due=row["due"],
        lead_unit=row["lead_unit"] or "",
        span=row["span"] or "",
    )


def _past_row(row: dict[str, Any]) -> PastRow:
    return PastRow(
        receipt_seq=row["receipt_seq"],
        unit=row["unit"] or "",
        period=row["period"] or "",
        target_key=row["target_key"],
        area=row["area"] or "",
        measure_unit=row["measure_unit"] or "",
        current_value=row["current_value"],
        cumulative_value=row["cumulative_value"],
        yoy=row["yoy"],
        rank=row["rank"],
        done=row["done"],
        done_date=row["done_date"],
        current_base=row["current_base"],
        cumulative_base=row["cumulative_base"],
        unit_base=row["unit_base"] or "",
        narrative=row["narrative"] or "",
    )
