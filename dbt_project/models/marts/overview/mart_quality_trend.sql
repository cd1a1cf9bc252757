-- Here belongs how good a unit's filings are, period by period: complete, timely, correct, consistent, and soon put right.
with submissions as (
    select *
    from {{ ref('fct_submission') }}
    where
        is_expected
        and period_start <= {{ as_of() }}
),

findings as (
    select *
    from {{ ref('fct_submission_finding') }}
    where
        severity <> 'info'
        and is_latest
        and source_kind in ('filing', 'warehouse')
),

lives as (
    select
        list_id,
        unit,
        period,
        count(*) as matters,
        count(*) filter (where is_open) as matters_open,
        count(*) filter (where not is_open) as matters_resolved,
        cast(
            sum(days_open) filter (where not is_open) / nullif(count(*) filter (where not is_open), 0) as decimal(18, 2)
        ) as mean_days_to_resolve,
        max(days_open) filter (where is_open) as longest_open_days
    from findings
    group by list_id, unit, period
)

select
    submissions.list_id,
    submissions.unit,
    submissions.period,
    submissions.period_start,
    submissions.period_end,
    submissions.status,
    submissions.is_due,
    coalesce(contents.rows_owed, 0) as rows_owed,
    coalesce(contents.rows_answered, 0) as rows_answered,
    -- nothing is said of a period before it is due
    case
        when submissions.is_due or submissions.is_accepted
            then cast(contents.rows_answered / nullif(contents.rows_owed, 0) as decimal(18, 6))
    end as completeness,
    case when submissions.is_due then case when submissions.is_on_time then 1 else 0 end end as timeliness,
    to_date.on_time_rate as timeliness_to_date,
    coalesce(quality.rows_read, 0) as rows_read,
    coalesce(quality.incorrect_rows, 0) as incorrect_rows,
    coalesce(quality.inconsistent_rows, 0) as inconsistent_rows,
    cast(1 - quality.incorrect_rows / nullif(quality.rows_read, 0) as decimal(18, 6)) as correctness,
    cast(1 - quality.inconsistent_rows / nullif(quality.rows_read, 0) as decimal(18, 6)) as consistency,
    coalesce(quality.completeness_findings, 0) as completeness_findings,
    coalesce(quality.correctness_findings, 0) as correctness_findings,
    coalesce(quality.consistency_findings, 0) as consistency_findings,
    submissions.versions,
    submissions.files_rejected,
    coalesce(lives.matters, 0) as matters,
    coalesce(lives.matters_open, 0) as matters_open,
    coalesce(lives.matters_resolved, 0) as matters_resolved,
    lives.mean_days_to_resolve,
    lives.longest_open_days
from submissions
left join {{ ref('int_filing_contents') }} as contents
    on submissions.submission_key = contents.submission_key
left join {{ ref('int_row_quality') }} as quality
    on submissions.submission_key = quality.submission_key
left join {{ ref('int_filings_to_date') }} as to_date
    on submissions.submission_key = to_date.submission_key
left join lives
    on
        submissions.list_id = lives.list_id
        and submissions.unit = lives.unit
        and submissions.period = lives.period
