-- Here belongs how a unit has filed so far: each period with all the due ones of the list up to it.
with submissions as (
    select *
    from {{ ref('int_submissions') }}
    where
        is_expected
        and period_start <= {{ as_of() }}
),

counted as (
    select
        submission_key,
        list_id,
        unit,
        period,
        period_kind,
        period_end,
        -- what the system has set aside is held against nobody
        case when grace_until < {{ as_of() }} and status <> 'quarantined' then 1 else 0 end as is_due,
        case when grace_until < {{ as_of() }} and status = 'on_time' then 1 else 0 end as is_on_time,
        case when grace_until < {{ as_of() }} and accepted_on is not null then 1 else 0 end as is_accepted
    from submissions
),

running as (
    select
        submission_key,
        list_id,
        unit,
        period,
        cast(sum(is_due) over so_far as bigint) as filings_due,
        cast(sum(is_on_time) over so_far as bigint) as filings_on_time,
        cast(sum(is_accepted) over so_far as bigint) as filings_accepted
    from counted
    window so_far as (
        partition by list_id, unit, period_kind order by period_end, period rows unbounded preceding
    )
)

select
    *,
    cast(filings_on_time / nullif(filings_due, 0) as decimal(18, 6)) as on_time_rate,
    cast(filings_accepted / nullif(filings_due, 0) as decimal(18, 6)) as accepted_rate
from running
