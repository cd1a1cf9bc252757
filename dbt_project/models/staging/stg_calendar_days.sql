with source as (

    select *
    from {{ source('raw', 'calendar_days') }}

)

select
    cast(day as date) as day,
    cast(is_workday as boolean) as is_workday,
    cast(holiday as varchar) as holiday
from source
