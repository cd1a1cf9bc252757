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
    coalesce(results.targets_done, 0) as targets_done,
    coalesce(results.targets_ahead, 0) as targets_ahead,
    coalesce(results.targets_on_schedule, 0) as targets_on_schedule,
    coalesce(results.targets_behind, 0) as targets_behind,
    coalesce(results.targets_seriously_behind, 0) as targets_seriously_behind,
    coalesce(results.targets_overdue, 0) as targets_overdue,
    coalesce(results.targets_not_reported, 0) as targets_not_reported,
    coalesce(results.targets_not_assessable, 0) as targets_not_assessable,
    coalesce(results.targets_not_due, 0) as targets_not_due,
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
left join {{ ref('int_task_results') }} as results
    on
        tasks.list_id = results.list_id
        and tasks.task_key = results.task_key
        and periods.period = results.period
left join open_findings
    on
        tasks.list_id = open_findings.list_id
        and tasks.task_key = open_findings.task_key
        and periods.period = open_findings.period
