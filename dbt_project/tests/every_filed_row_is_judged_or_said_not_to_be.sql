-- A current row of a filing for a period that has begun judges its target, or its target is in no version of the list.
select
    progress.target_key,
    progress.area,
    progress.period
from {{ ref('fct_progress') }} as progress
left join {{ ref('fct_completion') }} as completion
    on
        progress.target_key = completion.target_key
        and progress.area = completion.area
        and progress.period = completion.period
where
    progress.is_current
    and progress.is_reporting_period
    and progress.task_key is not null
    and completion.target_key is null
