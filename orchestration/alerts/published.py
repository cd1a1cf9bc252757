"""Reads the published snapshot: the one place of alerting that knows the names of its tables and columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from orchestration.alerts.model import Fault, Filing, Judged, NightFacts, TaskParty

T = TypeVar("T")

FILINGS = """
select list_id, unit, period, status, due_on, grace_until, lock_on, is_expected
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
# each target and area once, by its last judgement: grey (not due yet, nothing filed, not assessable) judges nothing, so what
# was said before stands; targets of other areas' units are not ours to chase. Where a task names only groups, or nobody in
# particular, the unit that files it is told.
JUDGED = """
with leads as (
    select parties.list_id, parties.task_key,
        min_by(parties.party, case parties.role when '牵头单位' then 0 else 1000 end + parties.position) as unit
    from marts.bridge_task_party as parties
    inner join marts.dim_unit as units on parties.party = units.unit
    where parties.is_current and parties.role in ('牵头单位', '责任单位') and units.unit_kind = 'unit'
    group by parties.list_id, parties.task_key
)

select
    completion.target_key, completion.list_id, completion.task_key,
    coalesce(nullif(target.lead_unit, ''), leads.unit, completion.filing_unit, ''),
    completion.metric, completion.area, completion.status_zh, completion.light,
    coalesce(completion.unit_word, ''), completion.is_judgement_different, completion.explanation
from marts.fct_completion as completion
left join marts.dim_target as target on completion.target_key = target.target_key and target.is_current
left join leads on completion.list_id = leads.list_id and completion.task_key = leads.task_key
where completion.is_target_current and completion.is_expected and completion.light <> '灰'
qualify row_number() over (
    partition by completion.target_key, completion.area order by completion.period_end desc, completion.period desc
) = 1
order by completion.target_key, completion.area
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
            parties=_rows(connection, PARTIES, TaskParty),
            unit_names={alias: unit for unit, alias in connection.execute(UNIT_NAMES).fetchall()},
            list_titles=dict(connection.execute(LIST_TITLES).fetchall()),
        )
    finally:
        connection.close()
