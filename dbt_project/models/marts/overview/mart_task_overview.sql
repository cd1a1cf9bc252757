-- Here belongs where each task stands in each period: its targets by light, the worst of them, and what is still open.
with tasks as (
    select *
    from {{ ref('dim_task') }}
    where is_current
),

periods as (
    select *
    from {{ ref('int_reporting_periods') }}
    where period_start <= {{ as_of() }}
),

targets as (
    select distinct
        list_id,
        task_key,
        target_key
    from {{ ref('fct_target') }}
),

weighted as (
    select
        completion.*,
        coalesce(asked.weight, 1) as weight,
        case completion.light when '红' then 1 when '黄' then 2 when '绿' then 3 when '蓝' then 4 else 5 end as light_no
    from {{ ref('fct_completion') }} as completion
    left join {{ ref('fct_target') }} as asked
        on
            completion.target_key = asked.target_key
            and completion.area = asked.area
            and completion.target_version_no = asked.version_no
    where
        completion.is_expected
        and completion.area_role <> 'contribution'
),

results as (
    select
        list_id,
        task_key,
        period,
        count(*) as targets,
        {{ status_counts() }},
        case min(light_no) when 1 then '红' when 2 then '黄' when 3 then '绿' when 4 then '蓝' else '灰' end as light,
        -- each target counts at most as done, so that one far ahead does not hide others
        cast(
            sum(cast(least(1, greatest(0, completion)) as decimal(18, 6)) * weight) filter (where completion is not null)
            / nullif(sum(weight) filter (where completion is not null), 0) as decimal(18, 6)
        ) as completion,
        count(completion) as targets_with_completion,
        arg_min(target_key, (light_no, coalesce(gap_points, 0), target_key, area)) as worst_target_key,
        arg_min(explanation, (light_no, coalesce(gap_points, 0), target_key, area)) as worst_explanation,
        count(*) filter (where is_restated) as targets_restated,
        max(filing_received_on) as last_received_on
    from weighted
    group by list_id, task_key, period
),

open_findings as (
    select
        targets.list_id,
        targets.task_key,
        findings.period,
        count(*) as open_findings
    from {{ ref('fct_submission_finding') }} as findings
    inner join targets
        on findings.target_key = targets.target_key
    where
        findings.is_open
        and findings.is_latest
    group by targets.list_id, targets.task_key, findings.period
)

select
    tasks.list_id,
    tasks.task_key,
    tasks.list_task_key,
    periods.period,
    periods.period_start,
    periods.period_end,
    tasks.section,
    tasks.task_no,
    tasks.subtask_no,
    tasks.position,
    tasks.name,
    tasks.leaders,
    coalesce(lead_units.lead_units, '') as lead_units,
    tasks.responsible,
    tasks.contacts,
    coalesce(results.targets, 0) as targets,
    {{ status_counts('results') }},
    coalesce(results.light, '灰') as light,
    results.completion,
    coalesce(results.targets_with_completion, 0) as targets_with_completion,
    results.worst_target_key,
    results.worst_explanation,
    coalesce(results.targets_restated, 0) as targets_restated,
    results.last_received_on,
    coalesce(open_findings.open_findings, 0) as open_findings
from tasks
inner join periods
    on tasks.list_id = periods.list_id
left join {{ ref('int_current_leads') }} as lead_units
    on
        tasks.list_id = lead_units.list_id
        and tasks.task_key = lead_units.task_key
left join results
    on
        tasks.list_id = results.list_id
        and tasks.task_key = results.task_key
        and periods.period = results.period
left join open_findings
    on
        tasks.list_id = open_findings.list_id
        and tasks.task_key = open_findings.task_key
        and periods.period = open_findings.period
