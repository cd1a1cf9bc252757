-- Here belongs where a growing amount is heading: its rate so far, the rate it needs, its end value and the day it is reached.
with based as (
    select
        *,
        greatest(due - judged_on, 0) as days_left,
        case
            when not is_accumulating then 'not-growing'
            when actual is null or wanted is null then 'no-figure'
            when elapsed_days <= 0 then 'not-begun'
            when is_met then 'reached'
            when actual <= 0 then 'standing-still'
            else 'linear'
        end as projection_basis
    from {{ ref('int_judged') }}
),

rated as (
    select
        *,
        case when projection_basis in ('linear', 'reached', 'standing-still') then actual / elapsed_days end as rate,
        case when projection_basis = 'linear' then ceil(wanted * elapsed_days / actual) end as days_needed
    from based
),

headed as (
    select
        *,
        case
            -- least() passes over nulls: nothing to project must stay nothing
            when rate is null then null
            -- no share of a thing is more than all of it
            when kind = 'ratio' then least(rate * greatest(window_days, elapsed_days), greatest(100, actual))
            else rate * greatest(window_days, elapsed_days)
        end as end_value
    from rated
)

select
    * exclude (rate, days_needed, end_value),  -- noqa: RF02
    round(rate, 6) as actual_per_day,
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
    case when days_needed <= 36500 then window_start + cast(days_needed - 1 as int) end as projected_on
from headed
