-- Here belongs how a unit's targets stand in a period, counted by status.
select
    list_id,
    unit,
    period,
    count(*) as targets,
    {{ status_counts() }},
    count(attainment) as targets_judged,
    -- exact to six places, so that the order of adding up cannot show
    cast(sum(cast(attainment as decimal(18, 6))) / nullif(count(attainment), 0) as decimal(18, 6)) as attainment
from {{ ref('int_obligation_results') }}
group by list_id, unit, period
