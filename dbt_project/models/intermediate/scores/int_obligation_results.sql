-- Here belongs how each row a unit owes was judged, as it is known now; a contribution has no judgement of its own.
with judged as (
    select *
    from {{ ref('int_judged') }}
    where
        knowledge = 'now'
        and area_role <> 'contribution'
)

select
    obligations.list_id,
    obligations.unit,
    periods.period,
    judged.judgement_key,
    obligations.task_key,
    obligations.target_key,
    obligations.area,
    judged.status,
    judged.light,
    judged.completion,
    judged.is_filed,
    -- how much of what is expected by now is reached, at most all of it; words count as reached or not
    case
        when judged.status in ('not_due', 'not_assessable') then null
        when judged.status = 'not_reported' then 0
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
inner join judged
    on
        obligations.list_id = judged.list_id
        and periods.period = judged.period
        and obligations.target_key = judged.target_key
        and obligations.area = judged.area
