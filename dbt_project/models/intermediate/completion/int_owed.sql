-- Here belongs which judgements are owed and what each is held against: a target, by the wording its period goes by, in one of
-- its areas; its direction and its rule of pace.
with held_against as (
    select
        concat_ws('|', wordings.target_key, areas.area, wordings.period, wordings.knowledge) as judgement_key,
        wordings.* exclude (area_as_written),  -- noqa: RF02
        areas.* exclude (target_key, version_no),  -- noqa: RF02
        -- figures of a period that has ended are judged as at its end, however late it is
        least(wordings.period_end, wordings.known_on) as judged_on,
        -- 万户 has no row among the measures: it is as many 户 as the target's own two values say
        cast(
            coalesce(
                measures.factor, cast(wordings.target_base / nullif(wordings.target_value, 0) as decimal(38, 6)), 1
            ) as decimal(38, 6)
        ) as unit_factor,
        coalesce(measures.kind = 'count', wordings.target_unit <> '') as is_counted,
        coalesce(comparators.label_zh, '') as comparator_zh,
        coalesce(comparators.is_strict, false) as is_strict,
        coalesce(comparators.tolerance, 0) as tolerance,
        case
            -- nothing can be below none: to hold at zero is to keep a limit
            when wordings.comparator = 'eq' and wordings.target_base = 0 then 'limit'
            else coalesce(comparators.direction, 'up')
        end as direction
    from {{ ref('int_wordings') }} as wordings
    inner join {{ ref('int_target_areas') }} as areas
        on
            wordings.target_key = areas.target_key
            and wordings.version_no = areas.version_no
    left join {{ ref('comparators') }} as comparators
        on wordings.comparator = comparators.comparator
    left join {{ ref('measure_units') }} as measures
        on wordings.target_unit = measures.unit
)

select
    held_against.*,
    pace_rules.rule as pace_rule,
    pace_rules.pace,
    pace_rules.label_zh as pace_zh
from held_against
left join {{ ref('pace_rules') }} as pace_rules
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
