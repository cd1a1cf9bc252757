"""Reads the published snapshot: the one place of alerting that knows the names of its tables and columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from orchestration.alerts.model import Fault, Filing, Night

T = TypeVar("T")

FILINGS = """
select list_id, unit, period, status, due_on, grace_until, lock_on, is_expected
from marts.fct_submission
"""
# a matter that several files show is told of once, for the last of them; notes without effect ask nothing of anybody
FAULTS = """
select
    list_id, case when source_kind = 'filing' then unit else '' end, period, file_name, file_sha256, effect, code,
    case
        when cell <> '' and sheet <> '' then concat(sheet, '!', cell)
        when place_text <> '' then place_text
        when row_no > 0 then concat(sheet, '第', row_no, '行')
        else sheet
    end,
    row_no, label, seen, wanted, message, fix, opened_on
from marts.fct_submission_finding
where is_open and is_latest and effect in ('file', 'row') and source_kind <> 'warehouse'
order by receipt_seq, effect, row_no, column_letter, finding_key
"""


def _rows(connection: Any, sql: str, build: Callable[..., T]) -> tuple[T, ...]:
    return tuple(build(*row) for row in connection.execute(sql).fetchall())


def read_night(snapshot: Path, as_of: dt.date) -> Night:
    """What alerts go by, from a published snapshot, read-only. Raises duckdb.Error when it cannot be read."""
    import duckdb

    connection = duckdb.connect(str(snapshot), read_only=True)
    try:
        return Night(
            as_of=as_of,
            filings=_rows(connection, FILINGS, Filing),
            faults=_rows(connection, FAULTS, Fault),
        )
    finally:
        connection.close()
