-- Here belongs which version of a list a reporting period goes by: the last one known when the period ended, else the first.
with one_calendar as (
    -- the calendar is written anew with each version of a list: one row of it counts
    select *
    from {{ ref('stg_reporting_periods') }}
    qualify row_number() over (
        partition by list_id, period order by due_on desc, grace_until desc, lock_on desc
    ) = 1
),

candidates as (
    select
        one_calendar.*,
        versions.receipt_seq as list_receipt_seq,
        versions.version_no as list_version_no,
        versions.known_from <= one_calendar.period_end as was_known
    from one_calendar
    inner join {{ ref('int_list_versions') }} as versions
        on one_calendar.list_id = versions.list_id
)

select
    list_id,
    period,
    period_kind,
    period_start,
    period_end,
    due_on,
    coalesce(grace_until, due_on) as grace_until,
    lock_on,
    list_receipt_seq,
    list_version_no
from candidates
qualify row_number() over (
    partition by list_id, period
    order by was_known desc, case when was_known then -list_version_no else list_version_no end
) = 1
