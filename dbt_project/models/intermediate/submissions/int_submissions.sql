-- Here belongs how an expected filing and what came in for it go together; what nobody expected stays visible.
with joined as (
    select
        coalesce(expected.submission_key, receipts.submission_key) as submission_key,
        coalesce(expected.list_id, receipts.list_id, '') as list_id,
        coalesce(expected.unit, receipts.unit, '') as unit,
        coalesce(expected.period, receipts.period, '') as period,
        expected.submission_key is not null as is_expected,
        receipts.submission_key is not null as is_received,
        coalesce(receipts.is_identified, true) as is_identified,
        expected.* exclude (submission_key, list_id, unit, period),
        receipts.* exclude (submission_key, list_id, unit, period, is_identified)
    from {{ ref('int_expected_filings') }} as expected
    full outer join {{ ref('int_submission_receipts') }} as receipts
        on expected.submission_key = receipts.submission_key
),

-- units that stand beside a lead of a list: they have a form of what they may report
beside as (
    select distinct
        list_id,
        unit
    from {{ ref('stg_obligations') }}
    where not is_lead
),

-- a filing that nobody expected may still be for a period that the list knows
with_period as (
    select
        joined.* exclude (period_kind, period_start, period_end, due_on, grace_until, lock_on),
        coalesce(joined.period_kind, periods.period_kind) as period_kind,
        coalesce(joined.period_start, periods.period_start) as period_start,
        coalesce(joined.period_end, periods.period_end) as period_end,
        coalesce(joined.due_on, periods.due_on) as due_on,
        coalesce(joined.grace_until, periods.grace_until) as grace_until,
        coalesce(joined.lock_on, periods.lock_on) as lock_on,
        beside.unit is not null as is_beside
    from joined
    left join {{ ref('int_reporting_periods') }} as periods
        on
            joined.list_id = periods.list_id
            and joined.period = periods.period
    left join beside
        on
            joined.list_id = beside.list_id
            and joined.unit = beside.unit
)

select
    * exclude (is_beside),
    case
        when is_expected then null
        when not is_identified then 'not_identified'
        when period_end is null then 'unknown_period'
        when is_beside then 'unit_beside_lead'
        else 'unit_not_expected'
    end as unexpected_reason,
    case
        when not is_expected then 'unexpected'
        when accepted_on <= grace_until then 'on_time'
        when accepted_on is not null then 'late'
        -- the system failed over its file, which is no fault of the unit
        when verdict = 'quarantined' then 'quarantined'
        -- the unit has its file back and may still correct it
        when is_received and {{ as_of() }} <= lock_on then 'returned'
        when is_received then 'rejected'
        when {{ as_of() }} <= grace_until then 'not_due'
        else 'missing'
    end as status
from with_period
