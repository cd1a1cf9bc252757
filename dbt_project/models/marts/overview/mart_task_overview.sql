-- Here belongs where each task stands in each period: its targets by light, the worst of them, and what is still open.
with tasks as (

    select *
    from {{ ref('dim_task') }}
    where is_current

),

lead_units as (

    select *
    from {{ ref('int_current_leads') }}

),

periods as (

    select *
    from {{ ref('int_reporting_periods') }}
    where period_start <= {{ as_of() }}

),

completion as (

    select *
    from {{ ref('fct_completion') }}
    where
        is_expected
        and area_role <> 'contribution'

),

weights as (

    select *
    from {{ ref('fct_target') }}

),

findings as (

    select *
    from {{ ref('fct_submission_finding') }}
    where
        is_open
        and is_latest
        and target_key <> ''

),

weighted as (

    select
        completion.*,
        coalesce(weights.weight, 1) as weight,
        case completion.light when '红' then 1 when '黄' then 2 when '绿' then 3 when '蓝' then 4 else 5 end as light_no
    from completion
    left join weights
        on
            completion.target_key = weights.target_key
            and completion.area = weights.area
            and completion.target_version_no = weights.version_no

),

counted as (

    select
        list_id,
        task_key,
        period,
        count(*) as targets,
        {{ status_counts() }},
        min(light_no) as worst_light_no,
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
        weights.list_id,
        weights.task_key,
        findings.period,
        count(distinct findings.finding_key) as open_findings
    from findings
    inner join weights
        on findings.target_key = weights.target_key
    group by weights.list_id, weights.task_key, findings.period

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
    coalesce(counted.targets, 0) as targets,
    coalesce(counted.targets_done, 0) as targets_done,
    coalesce(counted.targets_ahead, 0) as targets_ahead,
    coalesce(counted.targets_on_schedule, 0) as targets_on_schedule,
    coalesce(counted.targets_behind, 0) as targets_behind,
    coalesce(counted.targets_seriously_behind, 0) as targets_seriously_behind,
    coalesce(counted.targets_overdue, 0) as targets_overdue,
    coalesce(counted.targets_not_reported, 0) as targets_not_reported,
    coalesce(counted.targets_not_assessable, 0) as targets_not_assessable,
    coalesce(counted.targets_not_due, 0) as targets_not_due,
    case counted.worst_light_no when 1 then '红' when 2 then '黄' when 3 then '绿' when 4 then '蓝' else '灰' end as light,
    counted.completion,
    coalesce(counted.targets_with_completion, 0) as targets_with_completion,
    counted.worst_target_key,
    counted.worst_explanation,
    coalesce(counted.targets_restated, 0) as targets_restated,
    counted.last_received_on,
    coalesce(open_findings.open_findings, 0) as open_findings
from tasks
inner join periods
    on tasks.list_id = periods.list_id
left join lead_units
    on
        tasks.list_id = lead_units.list_id
        and tasks.task_key = lead_units.task_key
left join counted
    on
        tasks.list_id = counted.list_id
        and tasks.task_key = counted.task_key
        and periods.period = counted.period
left join open_findings
    on
        tasks.list_id = open_findings.list_id
        and tasks.task_key = open_findings.task_key
        and periods.period = open_findings.period
