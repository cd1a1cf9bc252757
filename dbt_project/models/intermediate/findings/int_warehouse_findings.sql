-- Here belong the findings that only putting figures together shows, in the words of seeds/warehouse_rules.csv.
with judgement_findings as (

    select *
    from {{ ref('int_judgement_findings') }}

),

reconciliations as (

    select *
    from {{ ref('int_reconciliations') }}

),

score_rules as (

    select *
    from {{ ref('int_list_score_rules') }}

),

tasks as (

    select *
    from {{ ref('int_task_versions') }}

),

lead_units as (

    select distinct
        list_id,
        task_key
    from {{ ref('int_task_lead_units') }}

),

rules as (

    select *
    from {{ ref('warehouse_rules') }}

),

of_parts as (

    select
        case
            when check_name = 'growth' then 'growth-not-from-parts'
            when outcome = 'parts_exceed' then 'parts-exceed-total'
            else 'parts-do-not-add-up'
        end as code,
        reconciliation_key as about,
        list_id,
        filing_unit as unit,
        period,
        filing_unit as owner_unit,
        target_key,
        area,
        case when metric = part_metric then metric else concat(metric, '：', part_metric) end as metric,
        {{ number_zh('computed') }} as seen,
        {{ number_zh('declared') }} as wanted,
        null as receipt_seq,
        null as file_sha256,
        '' as file_name,
        '' as sheet,
        0 as row_no,
        '' as column_letter,
        coalesce(known_from, period_end) as opened_on
    from reconciliations
    -- what the list itself declares is the reader's finding
    where
        check_name <> 'target_value'
        and outcome in ('differs', 'parts_exceed')

),

of_scoring as (

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
        period_end as opened_on
    from score_rules
    where
        formula is null
        and period_end <= {{ as_of() }}

),

of_tasks as (

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
        coalesce(tasks.units, '') as seen,
        tasks.task_key as wanted,
        tasks.receipt_seq,
        tasks.list_file_sha256 as file_sha256,
        tasks.list_file_name as file_name,
        '' as sheet,
        0 as row_no,
        '' as column_letter,
        tasks.known_from as opened_on
    from tasks
    left join lead_units
        on
            tasks.list_id = lead_units.list_id
            and tasks.task_key = lead_units.task_key
    where
        tasks.is_current
        and lead_units.task_key is null

),

together as (

    select *
    from judgement_findings
    union all
    select *
    from of_parts
    union all
    select *
    from of_scoring
    union all
    select *
    from of_tasks

)

select
    together.*,
    rules.severity,
    rules.effect,
    rules.label,
    rules.fix,
    {{ filled('rules.message', {
        'metric': 'together.metric', 'area': 'together.area', 'period': 'together.period',
        'seen': 'together.seen', 'wanted': 'together.wanted'
    }) }} as message
from together
inner join rules
    on together.code = rules.code
