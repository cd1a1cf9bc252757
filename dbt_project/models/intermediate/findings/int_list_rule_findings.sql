-- Here belongs what a list leaves open for the warehouse: a scoring sentence without a formula, a task that nobody answers for.
with lead_units as (
    select distinct
        list_id,
        task_key
    from {{ ref('int_task_lead_units') }}
)

select
    'scoring-rule-not-mapped' as code,
    concat_ws('/', list_id, period, rule_id) as about,
    list_id,
    '' as unit,
    period,
    '' as owner_unit,
    '' as target_key,
    '' as area,
    task_key as metric,
    rule_text as seen,
    '' as wanted,
    receipt_seq,
    null as file_sha256,
    '' as file_name,
    '' as sheet,
    0 as row_no,
    '' as column_letter,
    greatest(period_end, known_from) as opened_on
from {{ ref('int_list_score_rules') }}
where
    formula is null
    and period_end <= {{ as_of() }}
union all
select
    'task-without-lead' as code,
    tasks.list_task_key as about,
    tasks.list_id,
    '' as unit,
    '' as period,
    '' as owner_unit,
    '' as target_key,
    '' as area,
    tasks.name as metric,
    coalesce(nullif(tasks.units, ''), '（空白）') as seen,
    tasks.task_key as wanted,
    tasks.receipt_seq,
    tasks.list_file_sha256 as file_sha256,
    tasks.list_file_name as file_name,
    '' as sheet,
    0 as row_no,
    '' as column_letter,
    tasks.known_from as opened_on
from {{ ref('int_task_versions') }} as tasks
left join lead_units
    on
        tasks.list_id = lead_units.list_id
        and tasks.task_key = lead_units.task_key
where
    tasks.is_current
    and lead_units.task_key is null
