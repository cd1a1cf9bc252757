-- Here belongs every comparison of a total with its parts: what the list declares, what was filed, and rates made anew.
with reconciliations as (

    select *
    from {{ ref('int_reconciliations') }}

)

select
    reconciliation_key,
    list_id,
    task_key,
    target_key,
    area,
    period,
    check_name,
    metric,
    part_metric,
    part_window_start,
    part_window_end,
    cast(parts as bigint) as parts,
    cast(parts_reported as bigint) as parts_reported,
    is_exhaustive,
    cast(declared as decimal(38, 6)) as declared,
    cast(computed as decimal(38, 6)) as computed,
    cast(difference as decimal(38, 6)) as difference,
    tolerance,
    outcome,
    parts_completion,
    coalesce(parts_zh, '') as parts_zh,
    known_from
from reconciliations
