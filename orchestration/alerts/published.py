"""Reads the published snapshot: the one place of alerting that knows the names of its tables and columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from ingest.task_lists.titles import list_name
from orchestration.alerts.model import Fault, Filing, Judged, NightFacts, Restated, TaskParty

T = TypeVar("T")

FILINGS = """
select list_id, unit, period, status, due_on, grace_until, lock_on, is_expected, coalesce(file_sha256, '')
from marts.fct_submission
"""
# a matter that several files show is told of once, for the last of them; of findings without effect only a clerk is told
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
where is_open and is_latest and source_kind <> 'warehouse' and (effect <> 'none' or source_kind = 'filing')
order by receipt_seq, effect, row_no, column_letter, finding_key
"""
# the unit that filed a target, where it answers for it, else the first that does
_UNIT = """coalesce(
        case when list_contains(string_split(answering_units, ';'), filing_unit) then filing_unit end,
        nullif(split_part(answering_units, ';', 1), ''), filing_unit, ''
    )"""
# each target and area once, by its last judgement: grey (not due yet, nothing filed, not assessable) judges nothing, so what
# was said before stands; targets of other areas' units are not ours to chase. Of several units that answer for a target the one
# that filed it is told, else the first; of targets that say the same it is told once.
JUDGED = f"""
with latest as (
    select *, {_UNIT} as told_unit
    from marts.fct_completion
    where is_target_current and is_expected and light <> '灰'
    qualify row_number() over (partition by target_key, area order by period_end desc, period desc) = 1
)
select
    target_key, list_id, task_key, told_unit, metric, area, status_zh, light, coalesce(unit_word, ''), is_judgement_different,
    explanation, coalesce(filing_unit, ''), filing_received_on, target_known_from,
    greatest(outside_received_on, benchmark_received_on), coalesce(restatement, ''),
    coalesce(district_area, '')
from latest
qualify row_number() over (partition by coalesce(same_as, target_key), area, told_unit order by same_as nulls first) = 1
order by target_key, area
"""  # noqa: S608 -- nothing of it comes from outside
# what turns red is told as such, and what was red is told as ended
RESTATED = f"""
select target_key, list_id, period, task_key, {_UNIT}, metric, area, restated_on, restatement
from marts.fct_completion
where
    is_restated and is_expected and not is_contribution and was_status_zh <> status_zh
    and was_light not in ('灰', '红') and light <> '红'
qualify row_number() over (partition by coalesce(same_as, target_key), area, period, {_UNIT} order by same_as nulls first) = 1
order by restated_on desc nulls last, target_key, area
"""  # noqa: S608 -- nothing of it comes from outside
HELD = """
select target_key, area
from marts.fct_completion
where is_target_current and is_expected and status <> 'not_due'
qualify row_number() over (partition by target_key, area order by period_end desc, period desc) = 1 and status = 'held'
"""
TARGETS = "select distinct target_key from marts.fct_completion where is_target_current and is_expected"
SETTLED = """
select distinct file_sha256
from marts.fct_submission_finding
where source_kind <> 'warehouse' and resolved_by_receipt_seq is not null
"""
PARTIES = """
select list_id, task_key, role, party, party_type = 'person', coalesce(unit, '')
from marts.bridge_task_party
where is_current
order by all
"""
UNIT_NAMES = "select unit, unnest(string_split(aliases, ';')) from marts.dim_unit where aliases <> ''"
LIST_TITLES = "select list_id, title from marts.dim_task_list where is_current"


def _rows(connection: Any, sql: str, build: Callable[..., T]) -> tuple[T, ...]:
    return tuple(build(*row) for row in connection.execute(sql).fetchall())


def read_night(snapshot: Path, as_of: dt.date) -> NightFacts:
    """What alerts go by, from a published snapshot, read-only. Raises duckdb.Error when it cannot be read."""
    import duckdb

    connection = duckdb.connect(str(snapshot), read_only=True)
    try:
        return NightFacts(
            as_of=as_of,
            filings=_rows(connection, FILINGS, Filing),
            faults=_rows(connection, FAULTS, Fault),
            judged=_rows(connection, JUDGED, Judged),
            restated=_rows(connection, RESTATED, Restated),
            held=frozenset(connection.execute(HELD).fetchall()),
            targets=frozenset(key for (key,) in connection.execute(TARGETS).fetchall()),
            settled=frozenset(sha for (sha,) in connection.execute(SETTLED).fetchall()),
            parties=_rows(connection, PARTIES, TaskParty),
            unit_names={alias: unit for unit, alias in connection.execute(UNIT_NAMES).fetchall()},
            list_titles={list_id: list_name(title) for list_id, title in connection.execute(LIST_TITLES).fetchall()},
        )
    finally:
        connection.close()
