-- Here belongs each part of a target beside its total, with what both are to reach and what was filed for both.
with judged as (
    select *
    from {{ ref('int_judged') }}
    where
        knowledge = 'now'
        and area_role = 'target'
),

measures as (
    select distinct base_unit
    from {{ ref('measure_units') }}
),

-- a unit that no table of measures knows counts things: 家 and 个 can be added up
figures as (
    select
        judged.list_id,
        judged.period,
        judged.period_end,
        judged.task_key,
        judged.target_key,
        judged.area,
        judged.metric,
        judged.indicator,
        judged.kind,
        judged.window_start,
        judged.window_end,
        judged.target_base,
        case when judged.kind = 'level' then judged.actual_value end as actual,
        judged.yoy,
        judged.filing_receipt_seq,
        judged.filing_received_on,
        judged.filing_unit,
        targets.seq,
        targets.parent_seq,
        case when measures.base_unit is null then 'count' else judged.unit_base end as unit_dimension
    from judged
    inner join {{ ref('int_target_versions') }} as targets
        on
            judged.target_key = targets.target_key
            and judged.version_no = targets.version_no
    left join measures
        on judged.unit_base = measures.base_unit
)

select
    total.list_id,
    total.period,
    total.period_end,
    total.task_key,
    total.target_key,
    total.area,
    total.metric,
    part.metric as part_metric,
    part.window_start as part_window_start,
    part.window_end as part_window_end,
    part.target_key as part_key,
    part.area as part_area,
    part.seq as part_seq,
    total.indicator = part.indicator
    and total.window_start = part.window_start
    and total.window_end = part.window_end as is_same_measure,
    total.target_base as total_target,
    part.target_base as part_target,
    total.actual as total_actual,
    part.actual as part_actual,
    total.yoy as total_yoy,
    part.yoy as part_yoy,
    greatest(total.filing_received_on, part.filing_received_on) as known_from,
    coalesce(total.filing_unit, '') as filing_unit
from figures as part
inner join figures as total
    on
        part.list_id = total.list_id
        and part.period = total.period
        and part.task_key = total.task_key
        and part.parent_seq = total.seq
        and part.unit_dimension = total.unit_dimension
where
    part.kind = 'level'
    and total.kind = 'level'
