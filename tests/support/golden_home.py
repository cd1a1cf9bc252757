"""Homes for tests of the warehouse: the real list's labelled rows and hand-made filings, written through `ingest.raw`.

Here belong builders of raw rows; a test says what was filed and this module fills in what every raw row must have.
Nothing is read from documents: the labelled answers beside the tests of the reader stand in for it.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from ingest import raw
from tests.support.raw_home import ANSWERS
from tests.support.settled import settled

Rows = list[dict[str, Any]]
Tables = dict[str, Rows]

GOLDEN = Path(__file__).parents[1] / "unit" / "task_lists" / "golden" / "beita"
LIST_ID = "beita-2023-11"
_DATES = {"period_start", "period_end", "due"}
_NUMBERS = {"value", "value_max", "value_base"}
_INTEGERS = {"seq", "parent_seq"}


def date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def sha(receipt_seq: int) -> str:
    """A made-up sha256 that tells the receipts apart."""
    return f"{receipt_seq:064x}"


def provenance(receipt_seq: int, received: str) -> dict[str, Any]:
    return {"receipt_seq": receipt_seq, "file_sha256": sha(receipt_seq), "received_as_of": date(received)}


def receipt(receipt_seq: int, received: str, kind: str, file_name: str) -> Tables:
    return {
        "received_files": [
            {
                **provenance(receipt_seq, received),
                "kind": kind,
                "inbox_path": file_name,
                "file_name": file_name,
                "size_bytes": 1000 + receipt_seq,
                "is_repeat": False,
                "first_receipt_seq": receipt_seq,
            }
        ]
    }


def _typed(row: Mapping[str, str]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name, text in row.items():
        if name in _DATES:
            out[name] = date(text) if text else None
        elif name in _NUMBERS:
            out[name] = Decimal(text) if text else None
        elif name in _INTEGERS:
            out[name] = int(text) if text else None
        elif name in {"stretch", "is_base"}:
            out[name] = text == "true"
        else:
            out[name] = text
    return out


def _golden(name: str) -> Iterable[dict[str, Any]]:
    with (GOLDEN / name).open(encoding="utf-8", newline="") as handle:
        yield from map(_typed, csv.DictReader(handle))


def _task_key(row: Mapping[str, Any]) -> str:
    return "-".join(part for part in (row["section"], row["task_no"], row["subtask_no"]) if part)


def golden_list(receipt_seq: int = 1, received: str = "2023-11-25") -> Tables:
    """The real list as its labelled answers say it reads, with its two reporting periods."""
    known = {**provenance(receipt_seq, received), "list_id": LIST_ID}
    tasks = [
        {**known, "task_key": _task_key(row), "position": i, "place_text": f"表1 第{i}行 E列", **row}
        for i, row in enumerate(_golden("tasks.csv"), 1)
    ]
    columns = set(raw.SCHEMAS["targets"].names)
    targets = [
        {
            **known,
            "task_key": _task_key(row),
            "target_key": f"{LIST_ID}/{_task_key(row)}/{row['seq']}",
            "place_text": "表1",
            "reviewed": False,
            "confidence": "sure",
            **{name: value for name, value in row.items() if name in columns},
        }
        for row in _golden("targets.csv")
    ]
    head = {
        **known,
        "verdict": "accepted",
        "container": "text",
        "title": "北塔区人民政府2023年11-12月“三重点”任务清单",
        "area": "北塔区",
        "issuer": "邵阳市北塔区人民政府办公室",
        "document_no": "",
        "issued_on": date("2023-11-24"),
        "period_start": date("2023-11-01"),
        "period_end": date("2023-12-31"),
        "tasks": len(tasks),
        "targets": len(targets),
    }
    parties = [
        {**known, "task_key": task["task_key"], "role": role, "name": name, "is_person": is_person, "position": i, "unit": ""}
        for task in tasks
        for field, role, is_person in (
            ("leaders", "牵头领导", True),
            ("lead_units", "牵头单位", False),
            ("units", "责任单位", False),
            ("responsible", "责任人", True),
            ("contacts", "联络人", True),
        )
        for i, name in enumerate(filter(None, task[field].split(";")), 1)
    ]
    rules = [{**known, "task_key": _task_key(row), **row} for row in _golden("scoring.csv")]
    return merged(
        receipt(receipt_seq, received, "task_list", "beita-2023-11.txt"),
        settled({"task_lists": [head], "tasks": tasks, "targets": targets, "task_parties": parties, "scoring_rules": rules}),
        {"reporting_periods": [month(2023, 11, "2023-12-04", "2023-12-04"), month(2023, 12, "2024-01-02", "2024-01-04")]},
    )


def month(year: int, number: int, due_on: str, lock_on: str, list_id: str = LIST_ID) -> dict[str, Any]:
    start = dt.date(year, number, 1)
    end = (start + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    return {
        "list_id": list_id,
        "period": f"{year}-{number:02d}",
        "period_kind": "month",
        "period_start": start,
        "period_end": end,
        "due_on": date(due_on),
        "grace_until": date(due_on),
        "lock_on": date(lock_on),
    }


def filing(
    receipt_seq: int,
    received: str,
    unit: str,
    period: str,
    rows: Iterable[Mapping[str, Any]] = (),
    *,
    verdict: str = "accepted",
    held: Iterable[Mapping[str, Any]] = (),
    findings: Iterable[Mapping[str, Any]] = (),
    list_id: str = LIST_ID,
    file_name: str = "",
    resaved: bool = False,
) -> Tables:
    """One read progress file. `rows` name a `target` (`重点工作-1-7/1`), an `area` and what was filed; numbers are as filed."""
    known = {**provenance(receipt_seq, received), "list_id": list_id, "unit": unit, "period": period}
    accepted, held_rows = [], []
    for row_no, row in enumerate(rows, 6):
        filed = {name: Decimal(str(v)) if isinstance(v, int | float) and name != "rank" and not isinstance(v, bool) else v
                 for name, v in row.items() if name not in ("target", "area")}  # fmt: skip
        accepted.append(
            {
                **known,
                "target_key": f"{list_id}/{row['target']}",
                "area": row.get("area", "全市"),
                "sheet": "进展情况",
                "row_no": row_no,
                "measure_unit": "",
                "current_cell": f"H{row_no}",
                "cumulative_cell": f"I{row_no}",
                "yoy_cell": f"J{row_no}",
                "rank_cell": f"K{row_no}",
                "done_date_cell": f"L{row_no}",
                "done_cell": f"M{row_no}",
                "current_base": filed.get("current_value"),
                "cumulative_base": filed.get("cumulative_value"),
                "unit_base": "",
                "null_word": "",
                "kept_texts": "",
                "is_answered": any(filed.get(name) not in (None, "", False) for name in ANSWERS),
                **dict.fromkeys(("narrative", "problems", "next_steps", "evidence", "remarks", "judgement"), ""),
                **filed,
            }
        )
    for row in held:
        key = f"{list_id}/{row['target']}" if row.get("target") else ""
        held_rows.append(
            {**known, "sheet": "进展情况", "row_no": 90, "target_key": key, "area": "全市", "codes": "", "cells_json": "{}",
             **{k: v for k, v in row.items() if k != "target"}}
        )  # fmt: skip
    head = {
        **known,
        "verdict": verdict,
        "container": "xlsx",
        "filed_by": "填报人",
        "phone": "",
        "filed_on": date(received),
        "rows_read": len(accepted) + len(held_rows),
        "rows_accepted": len(accepted),
        "rows_held": len(held_rows),
        "content_sha256": f"content-{receipt_seq}",
        "is_resaved": resaved,
    }
    return merged(
        receipt(receipt_seq, received, "progress", file_name or f"{unit}-{period}-{receipt_seq}.xlsx"),
        {
            "filings": [head],
            "filing_rows": accepted,
            "held_rows": held_rows,
            "filing_findings": [finding(number, **{**known, **given}) for number, given in enumerate(findings, 1)],
        },
    )


def finding(number: int, **given: Any) -> dict[str, Any]:
    """A row of a table of findings; texts not given are empty, counts 0."""
    empty = dict.fromkeys(
        ("sheet", "column_letter", "place_text", "label", "seen", "wanted", "message", "fix", "section", "task_no",
         "subtask_no", "clause"),
        "",
    )  # fmt: skip
    base = {**empty, "finding_no": number, "severity": "error", "effect": "none", "table_no": 0, "row_no": 0, "paragraph_no": 0}
    if "target" in given:
        given["target_key"] = f"{given['list_id']}/{given.pop('target')}"
    return {**base, **given}


def merged(*parts: Tables) -> Tables:
    out: Tables = {}
    for part in parts:
        for name, rows in part.items():
            out.setdefault(name, []).extend(rows)
    return out


def write_home(home: Path, *parts: Tables) -> Path:
    """Write the rows into an otherwise empty home; every raw table exists afterwards."""
    tables = merged(*parts)
    known = {name: set(schema.names) for name, schema in raw.SCHEMAS.items()}
    for name, rows in tables.items():
        for row in rows:
            unknown = set(row) - known[name]
            if name in ("tasks", "targets", "scoring_rules", "filing_findings"):
                for column in unknown:  # labelled answers and findings carry columns the table has no use for
                    row.pop(column)
            elif unknown:
                raise KeyError(f"{name} has no column {sorted(unknown)}")
    raw.ensure_tables(home)
    raw.write_batch(home, "000001-test", tables)
    return home
