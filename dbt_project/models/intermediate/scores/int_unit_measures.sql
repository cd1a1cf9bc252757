-- Here belong the numbers of a unit and period that the office's rules score, once the filing is due.
with submissions as (
    select *
    from {{ ref('int_submissions') }}
    where
        is_expected
        and grace_until < {{ as_of() }}
),

joined as (
    select
        submissions.submission_key,
        submissions.list_id,
        submissions.unit,
        submissions.period,
        submissions.period_end,
        submissions.lock_on >= {{ as_of() }} as is_provisional,
        1 as filings_due,
        case
            when submissions.status = 'late' then date_diff('day', submissions.due_on, submissions.accepted_on)
            else 0
        end as days_late,
        case when submissions.accepted_on is null then 1 else 0 end as filings_missing,
        case when contents.is_empty then 1 else 0 end as filings_empty,
        coalesce(submissions.files_rejected, 0) as files_rejected,
        results.attainment as completion_share,
        coalesce(results.targets_done + results.targets_ahead, 0) as targets_ahead
    from submissions
    left join {{ ref('int_unit_results') }} as results
        on
            submissions.list_id = results.list_id
            and submissions.unit = results.unit
            and submissions.period = results.period
    left join {{ ref('int_filing_contents') }} as contents
        on submissions.submission_key = contents.submission_key
)

{% for measure in [
    'filings_due', 'days_late', 'filings_missing', 'filings_empty', 'files_rejected', 'completion_share', 'targets_ahead'
] -%}
select
    submission_key,
    list_id,
    unit,
    period,
    period_end,
    is_provisional,
    '{{ measure }}' as measure,
    -- null: there was nothing that could be judged
    cast({{ measure }} as decimal(18, 6)) as amount
from joined
{{ 'union all' if not loop.last }}
{% endfor %}
