-- Here belongs where a growing amount is heading: its rate so far, the rate it needs, its end value and the day it is reached.
with targets as (

    select *
    from {{ ref('int_completion_targets') }}

),

pace as (

    select *
    from {{ ref('int_completion_pace') }}

),

inputs as (

    select *
    from {{ ref('int_completion_inputs') }}

),

measures as (

    select *
    from {{ ref('int_completion_measures') }}

),

numbers as (

    select
        targets.judgement_key,
        targets.kind,
        targets.window_start,
        targets.due,
        targets.judged_on,
        pace.window_days,
        pace.elapsed_days,
        targets.due - targets.judged_on as days_left,
        cast(inputs.actual_value as double) as actual,
        cast(inputs.wanted_value as double) as wanted,
        measures.is_met,
        case
            when not measures.is_accumulating then 'not-growing'
            when inputs.actual_value is null or inputs.wanted_value is null then 'no-figure'
            when pace.elapsed_days <= 0 then 'not-begun'
            when measures.is_met then 'reached'
            when inputs.actual_value <= 0 then 'standing-still'
            else 'linear'
        end as projection_basis
    from targets
    inner join pace
        on targets.judgement_key = pace.judgement_key
    inner join inputs
        on targets.judgement_key = inputs.judgement_key
    inner join measures
        on targets.judgement_key = measures.judgement_key

),

projected as (

    select
        *,
        case when projection_basis in ('linear', 'reached', 'standing-still') then actual / elapsed_days end
            as actual_per_day,
        case when projection_basis = 'linear' then ceil(wanted * elapsed_days / actual) end as days_needed
    from numbers

),

headed as (

    select
        *,
        -- no share of a thing is more than all of it
        case
            when kind = 'ratio' then least(actual_per_day * greatest(window_days, elapsed_days), greatest(100, actual))
            else actual_per_day * greatest(window_days, elapsed_days)
        end as end_value
    from projected

)

select
    judgement_key,
    projection_basis,
    round(actual_per_day, 6) as actual_per_day,
    -- what each day left must bring; a due date that has passed leaves no day to bring it
    round(
        case
            when projection_basis = 'reached' then 0
            when projection_basis in ('linear', 'standing-still') and days_left > 0 then (wanted - actual) / days_left
        end, 6
    ) as required_per_day,
    round(end_value, 4) as projected_end_value,
    round(end_value / nullif(wanted, 0), 6) as projected_completion,
    -- a day further off than a hundred years is no day
    case when days_needed <= 36500 then window_start + cast(days_needed - 1 as int) end as projected_on,
    greatest(days_left, 0) as days_left
from headed
