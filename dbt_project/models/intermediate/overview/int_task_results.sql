-- Here belongs how a task's targets stand in a period: counted by status, the worst of them, and how far they are together.
with completion as (
    select *
    from {{ ref('int_compared') }}
    where
        is_expected
        and area_role <> 'contribution'
),

weighted as (
    select
        completion.*,
        coalesce(weights.weight, 1) as weight,
        case completion.light when '红' then 1 when '黄' then 2 when '绿' then 3 when '蓝' then 4 else 5 end as light_no
    from completion
    left join {{ ref('int_target_values') }} as weights
        on
            completion.target_key = weights.target_key
            and completion.area = weights.area
            and completion.version_no = weights.version_no
)

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
