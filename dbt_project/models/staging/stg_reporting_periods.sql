with source as (

    select *
    from {{ source('raw', 'reporting_periods') }}

)

select
    cast(list_id as varchar) as list_id,
    cast(period as varchar) as period,
    cast(period_kind as varchar) as period_kind,
    cast(period_start as date) as period_start,
    cast(period_end as date) as period_end,
    cast(due_on as date) as due_on,
    cast(grace_until as date) as grace_until,
    cast(lock_on as date) as lock_on
from source
