-- Here belongs each part of a target beside its total, with what both are to reach and what was filed for both.
with measures as (
    select distinct base_unit
    from {{ ref('measure_units') }}
    where dimension is not null
),

figures as (
    select
        owed.*,
        case when owed.kind = 'level' then owed.actual_value end as actual,
        -- the day from which the figure is what it is: what adds up is as new as the last of it
        case owed.actual_source
            when 'outside' then owed.outside_known_from
            when 'flows' then greatest(owed.filing_received_on, owed.sum_received_on)
            else owed.filing_received_on
        end as actual_known_from,
        -- a unit without a dimension counts things: 家 and 个 can be added up
        case when measures.base_unit is null then 'count' else owed.unit_base end as unit_dimension
    from {{ ref('int_figures') }} as owed
    left join measures
        on owed.unit_base = measures.base_unit
    where
        owed.knowledge = 'now'
        and owed.area_role = 'target'
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
    greatest(total.actual_known_from, part.actual_known_from) as known_from,
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
