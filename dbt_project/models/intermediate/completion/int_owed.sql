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
        -- 总数 before a value is no part of the name, but says that it is a stock: 家庭农场总数达到420家
        concat(
            wordings.metric,
            case when wordings.kind = 'level' then regexp_extract(wordings.span, '(总数|总量)(达|突破|超过|增|保持|稳定|不)', 1) else '' end
        ) as paced_name,
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
),

-- a pattern is tried once on a name, however many months and areas are judged by it: a home may have thousands of them
ruled as (
    select
        asked.*,
        pace_rules.rule_no,
        pace_rules.rule,
        pace_rules.pace,
        pace_rules.label_zh,
        pace_rules.valid_from,
        pace_rules.valid_to
    from (
        select distinct
            list_id,
            period_kind,
            kind,
            direction,
            metric,
            paced_name
        from held_against
    ) as asked
    inner join {{ ref('pace_rules') }} as pace_rules
        on
            pace_rules.list_id in ('*', asked.list_id)
            and pace_rules.period_kind in ('*', asked.period_kind)
            and pace_rules.kind in ('*', asked.kind)
            and pace_rules.direction in ('*', asked.direction)
            and (
                regexp_matches(asked.metric, pace_rules.metric_pattern)
                or (asked.paced_name <> asked.metric and regexp_matches(asked.paced_name, pace_rules.metric_pattern))
            )
)

select
    held_against.* exclude (paced_name),  -- noqa: RF02
    ruled.rule as pace_rule,
    ruled.pace,
    ruled.label_zh as pace_zh
from held_against
left join ruled
    on
        held_against.list_id = ruled.list_id
        and held_against.period_kind = ruled.period_kind
        and held_against.kind = ruled.kind
        and held_against.direction = ruled.direction
        and held_against.metric = ruled.metric
        and held_against.paced_name = ruled.paced_name
        and {{ is_valid_on('ruled', 'held_against.period_end') }}
qualify row_number() over (
    partition by held_against.judgement_key
    order by ruled.rule_no
) = 1
