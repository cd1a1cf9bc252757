"""The outcome of a file that the system has set aside: its row says so, and nothing of it is taken."""

from __future__ import annotations

from ingest import raw
from ingest.quarantine import Quarantined
from ingest.rows import to_row

_FILE_TABLES = {
    "rules": "rule_files",
    "task_list": "task_lists",
    "review": "task_lists",
    "benchmark": "benchmark_files",
    "progress": "filings",
}
_VERDICT = {"verdict": "quarantined", "rows_read": 0, "rows_accepted": 0, "rows_held": 0}


def outcome(entry: Quarantined) -> dict[str, raw.Rows]:
    """The one row of the file in the table of its kind, without provenance. A filing is still its unit's for its period."""
    table = _FILE_TABLES[entry.kind]
    if table == "task_lists":
        return {table: [to_row(table, None, verdict="quarantined")]}
    whose = {"list_id": entry.list_id, "unit": entry.unit, "period": entry.period} if table == "filings" else {}
    return {table: [to_row(table, None, **_VERDICT, **whose)]}
