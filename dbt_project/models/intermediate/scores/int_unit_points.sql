-- Here belong the points of a unit by each of the office's rules, once the filing is due, and their sum; what cannot be judged
-- costs nothing.
with filings as (
    select
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
        case when submissions.accepted_on is null and submissions.status <> 'quarantined' then 1 else 0 end as filings_missing,
        case when contents.is_empty then 1 else 0 end as filings_empty,
        coalesce(submissions.files_rejected_at_first, 0) as files_rejected,
        results.attainment as completion_share,
        coalesce(results.targets_done + results.targets_ahead, 0) as targets_ahead
    from {{ ref('int_submissions') }} as submissions
    left join {{ ref('int_unit_results') }} as results
        on
            submissions.list_id = results.list_id
            and submissions.unit = results.unit
            and submissions.period = results.period
    left join {{ ref('int_filing_contents') }} as contents
        on submissions.submission_key = contents.submission_key
    where
        submissions.is_expected
        and submissions.grace_until < {{ as_of() }}
),

measures as (
    {% for measure in [
        'filings_due', 'days_late', 'filings_missing', 'filings_empty', 'files_rejected', 'completion_share', 'targets_ahead'
    ] -%}
    select
        list_id,
        unit,
        period,
        period_end,
        is_provisional,
        '{{ measure }}' as measure,
        -- null: there was nothing that could be judged
        cast({{ measure }} as decimal(18, 6)) as amount
    from filings
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

scored as (
    select
        measures.* exclude (measure),  -- noqa: RF02
        rules.rule_no,
        rules.rule_id,
        rules.label_zh,
        -- greatest() and least() pass over nulls: nothing judged must stay nothing
        cast(
            case
                when measures.amount is not null
                    then least(greatest(measures.amount * rules.points_each, rules.min_points), rules.max_points)
            end as decimal(18, 4)
        ) as points,
        case when measures.amount is null then 0 else rules.attainable_points end as attainable_points
    from measures
    inner join {{ ref('score_rules_office') }} as rules
        on
            measures.measure = rules.measure
            and {{ is_valid_on('rules', 'measures.period_end') }}
),

summed as (
    select
        list_id,
        unit,
        period,
        period_end,
        is_provisional,
        cast(sum(points) as decimal(18, 6)) as amount,
        cast(sum(attainable_points) as decimal(18, 4)) as attainable_points
    from scored
    group by list_id, unit, period, period_end, is_provisional
)

select *
from scored
union all
select
    summed.* exclude (attainable_points),  -- noqa: RF02
    rules.rule_no,
    rules.rule_id,
    rules.label_zh,
    cast(least(greatest(summed.amount * rules.points_each, rules.min_points), rules.max_points) as decimal(18, 4)) as points,
    summed.attainable_points
from summed
inner join {{ ref('score_rules_office') }} as rules
    on
        rules.measure = 'total'
        and {{ is_valid_on('rules', 'summed.period_end') }}
