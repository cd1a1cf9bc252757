-- Here belongs how a unit's targets stand in a period, as it is known now: counted by status, and how much of what is expected
-- is reached. A contribution has no judgement of its own, and what an area around the own place reaches is reported by its
-- people and is not theirs to answer for.
with owed as (
    select
        obligations.list_id,
        obligations.unit,
        periods.period,
        judged.is_wider,
        judged.status,
        judged.is_late,
        -- how much of what is expected by now is reached, at most all of it; words count as reached or not
        case
            when judged.status in ('not_due', 'not_assessable') then null
            when judged.status in ('not_reported', 'held') then 0
            -- what was published counts where it says less than what was filed
            when judged.status = 'contradicted' and judged.expected_share > 0
                then least(1, greatest(0, coalesce(judged.published_completion, 0) / judged.expected_share))
            when judged.status = 'contradicted' then 0
            when judged.status in ('done', 'ahead', 'on_schedule') then 1
            when judged.completion is null then 0
            when judged.expected_share > 0 then least(1, greatest(0, judged.completion / judged.expected_share))
            else 1
        end as attainment
    from {{ ref('int_reporting_periods') }} as periods
    inner join {{ ref('int_obligations') }} as obligations
        on
            periods.list_id = obligations.list_id
            and periods.list_receipt_seq = obligations.receipt_seq
    inner join {{ ref('int_judged') }} as judged
        on
            obligations.list_id = judged.list_id
            and periods.period = judged.period
            and obligations.target_key = judged.target_key
            and obligations.area = judged.area
            and judged.knowledge = 'now'
            and judged.area_role <> 'contribution'
),

answered_for as (
    select
        list_id,
        unit,
        period,
        is_wider,
        case when not is_wider then status end as status,
        not is_wider and is_late as is_late,
        case when not is_wider then attainment end as attainment
    from owed
)

select
    list_id,
    unit,
    period,
    count(*) filter (where not is_wider) as targets,
    count(*) filter (where is_wider) as targets_wider,
    {{ status_counts() }},
    count(*) filter (where is_late) as targets_late,
    count(attainment) as targets_judged,
    -- exact to six places, so that the order of adding up cannot show
    cast(sum(cast(attainment as decimal(18, 6))) / nullif(count(attainment), 0) as decimal(18, 6)) as attainment
from answered_for
group by list_id, unit, period
