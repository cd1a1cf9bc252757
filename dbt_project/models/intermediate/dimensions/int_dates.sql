-- Here belongs every day of every year a list touches, a working day or not.
with calendar as (
    select *
    from {{ ref('stg_calendar_days') }}
    qualify row_number() over (partition by day order by is_workday, holiday) = 1
),

touched as (
    select unnest([period_start, period_end]) as day
    from {{ ref('int_list_versions') }}
    union all
    select unnest([window_start, window_end, due]) as day
    from {{ ref('int_target_versions') }}
    union all
    select unnest([period_start, period_end, due_on, lock_on]) as day
    from {{ ref('int_reporting_periods') }}
),

span as (
    select
        date_trunc('year', min(day)) as first_day,
        date_trunc('year', max(day)) + interval 1 year - interval 1 day as last_day
    from touched
),

days as (
    select cast(unnest(generate_series(first_day, last_day, interval 1 day)) as date) as day
    from span
    where first_day is not null
)

select
    days.day,
    coalesce(calendar.is_workday, isodow(days.day) <= 5) as is_workday,
    coalesce(calendar.holiday, '') as holiday,
    -- where the calendar of the state is not known yet, Monday to Friday is only a guess
    calendar.day is not null as is_calendar_known
from days
left join calendar
    on days.day = calendar.day
