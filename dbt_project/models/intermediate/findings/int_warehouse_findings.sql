-- Here belong the findings that only putting figures together shows, in the words of seeds/warehouse_rules.csv.
with of_parts as (
    select
        false as is_figure_missing,
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
    from {{ ref('int_reconciliations') }}
    -- what the list itself declares is the reader's finding
    where
        check_name <> 'target_value'
        and outcome in ('differs', 'parts_exceed')
),

together as (
    select *
    from {{ ref('int_judgement_findings') }}
    union all by name
    select *
    from of_parts
    union all by name
    select *
    from {{ ref('int_list_rule_findings') }}
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
inner join {{ ref('warehouse_rules') }} as rules
    on together.code = rules.code
