-- Here belongs how each unit does in each period: its filing, its targets by light, its score and what it still has to mend.
with submissions as (
    select *
    from {{ ref('fct_submission') }}
    where
        is_expected
        and period_start <= {{ as_of() }}
),

scores as (
    select *
    from {{ ref('fct_score') }}
    where
        rule_source = 'office'
        and rule_id = 'total'
),

findings as (
    select
        list_id,
        unit,
        period,
        count(*) as open_findings,
        count(*) filter (where severity = 'error') as open_errors,
        min(opened_on) as open_since
    from {{ ref('fct_submission_finding') }}
    where
        is_open
        and is_latest
        -- what others are to publish is no unit's to mend
        and severity <> 'info'
    group by list_id, unit, period
)

select
    submissions.list_id,
    submissions.unit,
    submissions.period,
    submissions.period_start,
    submissions.period_end,
    submissions.status as submission_status,
    submissions.due_on,
    submissions.lock_on,
    submissions.received_on,
    submissions.days_late,
    submissions.versions,
    submissions.rows_expected,
    submissions.rows_accepted,
    submissions.rows_held,
    to_date.filings_due,
    to_date.filings_on_time,
    to_date.on_time_rate,
    to_date.accepted_rate,
    submissions.tasks_expected as tasks,
    coalesce(results.targets, 0) as targets,
    coalesce(results.targets_wider, 0) as targets_wider,
    {{ status_counts('results') }},
    case
        when results.targets_overdue + results.targets_seriously_behind > 0 then '红'
        when results.targets_behind > 0 then '黄'
        when results.targets_done + results.targets_on_schedule > 0 then '绿'
        when results.targets_ahead > 0 then '蓝'
        else '灰'
    end as light,
    coalesce(results.targets_late, 0) as targets_late,
    results.attainment,
    scores.points as score,
    scores.attainable_points,
    scores.rank as score_rank,
    scores.is_tied as is_score_tied,
    scores.subjects_ranked,
    scores.is_provisional,
    coalesce(findings.open_findings, 0) as open_findings,
    coalesce(findings.open_errors, 0) as open_errors,
    findings.open_since
from submissions
left join {{ ref('int_filings_to_date') }} as to_date
    on submissions.submission_key = to_date.submission_key
left join {{ ref('int_unit_results') }} as results
    on
        submissions.list_id = results.list_id
        and submissions.unit = results.unit
        and submissions.period = results.period
left join scores
    on
        submissions.list_id = scores.list_id
        and submissions.unit = scores.unit
        and submissions.period = scores.period
left join findings
    on
        submissions.list_id = findings.list_id
        and submissions.unit = findings.unit
        and submissions.period = findings.period
