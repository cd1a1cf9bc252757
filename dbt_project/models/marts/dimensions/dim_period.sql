-- Here belongs every reporting period, with its days and its name for people.
select
    period,
    period_kind,
    period_start,
    period_end,
    period_zh,
    is_reporting_period
from {{ ref('int_periods') }}
