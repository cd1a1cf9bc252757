with periods as (

    select *
    from {{ ref('int_periods') }}

)

select
    period,
    period_kind,
    period_start,
    period_end,
    period_zh,
    is_reporting_period
from periods
