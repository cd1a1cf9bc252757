-- Here belongs how a unit's targets stand in a period, counted by status.
with results as (

    select *
    from {{ ref('int_obligation_results') }}

)

select
    list_id,
    unit,
    period,
    count(*) as targets,
    count(*) filter (where status = 'done') as targets_done,
    count(*) filter (where status = 'ahead') as targets_ahead,
    count(*) filter (where status = 'on_schedule') as targets_on_schedule,
    count(*) filter (where status = 'behind') as targets_behind,
    count(*) filter (where status = 'seriously_behind') as targets_seriously_behind,
    count(*) filter (where status = 'overdue') as targets_overdue,
    count(*) filter (where status = 'not_reported') as targets_not_reported,
    count(*) filter (where status = 'not_assessable') as targets_not_assessable,
    count(*) filter (where status = 'not_due') as targets_not_due,
    count(attainment) as targets_judged,
    -- exact to six places, so that the order of adding up cannot show
    cast(sum(cast(attainment as decimal(18, 6))) / nullif(count(attainment), 0) as decimal(18, 6)) as attainment
from results
group by list_id, unit, period
