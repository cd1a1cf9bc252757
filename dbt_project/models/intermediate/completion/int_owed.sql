-- Here belongs which judgements are owed and what each is held against: a target in one of its areas for a period of its list
-- that has begun, by what is known now and, once the period is locked, by what was known then; its wording and rule of pace.
with periods as (
    select *
    from {{ ref('int_reporting_periods') }}
    where period_start <= {{ as_of() }}
),

views as (
    select
        *,
        'now' as knowledge,
        {{ as_of() }} as known_on
    from periods
    union all
    -- files of the lock day itself are still in time: it is over with the next night
    select
        *,
        'lock' as knowledge,
        lock_on as known_on
    from periods
    where lock_on < {{ as_of() }}
),

known as (
    select
        views.* exclude (grace_until, list_receipt_seq, list_version_no),  -- noqa: RF02
        targets.* exclude (
            list_id, value, unit, value_base, place_text, receipt_seq, is_current, rule  -- noqa: RF02
        ),
        targets.value as target_value,
        targets.unit as target_unit,
        targets.value_base as target_base,
        targets.place_text as target_place,
        targets.is_current as is_target_current,
        -- a period goes by the wording in force when it was locked; a list that came later than that by its first one
        greatest(
            least(views.lock_on, views.known_on), min(targets.known_from) over (partition by targets.list_id)
        ) as in_force_on
    from views
    inner join {{ ref('int_target_versions') }} as targets
        on
            views.list_id = targets.list_id
            and views.known_on >= targets.known_from
),

dated as (
    select
        *,
        in_force_on >= known_from and (known_until is null or in_force_on < known_until) as was_in_force
    from known
),

wordings as (
    select *
    from dated
    qualify
        (
            max(was_in_force) over (partition by target_key, period, knowledge)
            or (target_key, period) in (select (filed.target_key, filed.period) from {{ ref('int_progress_rows') }} as filed)
        )
        -- today's list for today's view, the list of that day for the view of that day
        and row_number() over (
            partition by target_key, period, knowledge
            order by (knowledge = 'now' and is_target_current) desc, was_in_force desc, version_no desc
        ) = 1
),

held_against as (
    select
        concat_ws('|', wordings.target_key, areas.area, wordings.period, wordings.knowledge) as judgement_key,
        wordings.* exclude (known_from, known_until, in_force_on, was_in_force, area_as_written),  -- noqa: RF02
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
    from wordings
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
