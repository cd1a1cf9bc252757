-- Here belongs what each owed judgement is held against: the wording's value and window, its direction and its pace rule.
with grid as (

    select *
    from {{ ref('int_completion_grid') }}

),

targets as (

    select *
    from {{ ref('int_target_versions') }}

),

comparators as (

    select *
    from {{ ref('comparators') }}

),

measures as (

    select *
    from {{ ref('measure_units') }}

),

pace_rules as (

    select *
    from {{ ref('pace_rules') }}

),

held_against as (

    select
        grid.*,
        targets.task_key,
        targets.source_column,
        targets.metric,
        targets.indicator,
        targets.kind,
        targets.comparator,
        targets.is_stretch,
        targets.value as target_value,
        targets.unit as target_unit,
        targets.value_base as target_base,
        targets.unit_base,
        targets.benchmark,
        targets.window_start,
        targets.window_end,
        targets.due,
        targets.span,
        targets.place_text as target_place,
        targets.list_file_name,
        targets.list_file_sha256,
        targets.list_area,
        targets.list_area_code,
        -- counts have no row among the measures: 万户 is as many 户 as the target's own two values say
        cast(
            coalesce(measures.factor, cast(targets.value_base / nullif(targets.value, 0) as decimal(38, 6)), 1)
            as decimal(38, 6)
        ) as unit_factor,
        coalesce(comparators.label_zh, '') as comparator_zh,
        coalesce(comparators.is_strict, false) as is_strict,
        coalesce(comparators.tolerance, 0) as tolerance,
        case
            -- nothing can be below none: to hold at zero is to keep a limit
            when targets.comparator = 'eq' and targets.value_base = 0 then 'limit'
            else coalesce(comparators.direction, 'up')
        end as direction
    from grid
    inner join targets
        on
            grid.target_key = targets.target_key
            and grid.version_no = targets.version_no
    left join comparators
        on targets.comparator = comparators.comparator
    left join measures
        on targets.unit = measures.unit

)

select
    held_against.*,
    pace_rules.rule as pace_rule,
    pace_rules.pace,
    pace_rules.label_zh as pace_zh
from held_against
left join pace_rules
    on
        pace_rules.list_id in ('*', held_against.list_id)
        and pace_rules.period_kind in ('*', held_against.period_kind)
        and pace_rules.kind in ('*', held_against.kind)
        and pace_rules.direction in ('*', held_against.direction)
        and regexp_matches(held_against.metric, pace_rules.metric_pattern)
        and {{ is_valid_on('pace_rules', 'held_against.period_end') }}
qualify row_number() over (
    partition by held_against.judgement_key
    order by pace_rules.rule_no
) = 1
