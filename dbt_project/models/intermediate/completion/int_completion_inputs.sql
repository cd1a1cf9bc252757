-- Here belongs the one figure each judgement is made with, where it is from, and the value it is held against.
with targets as (

    select *
    from {{ ref('int_completion_targets') }}

),

actuals as (

    select *
    from {{ ref('int_completion_actuals') }}

),

outside as (

    select *
    from {{ ref('int_completion_outside') }}

),

filed as (

    select
        targets.judgement_key,
        targets.kind,
        targets.area_role,
        targets.target_base,
        benchmark.basis as benchmark_basis,
        benchmark.value as benchmark_value,
        benchmark.source as benchmark_source,
        benchmark.figure_zh as benchmark_zh,
        coalesce(benchmark.is_conflicting, false) as is_benchmark_disputed,
        benchmark.all_values as benchmark_all_values,
        own.value as outside_value,
        own.source as outside_source,
        case
            -- 同比下降 without a number: the filed rate of change is itself the comparison with the year before
            when
                benchmark.basis = 'same_window_last_year'
                and benchmark.measure = 'value'
                and benchmark.value is null
                and actuals.yoy is not null
                then 'change'
            else coalesce(benchmark.measure, own.measure)
        end as measure,
        actuals.* exclude (judgement_key, unit_base, task_key)  -- noqa: RF02
    from targets
    inner join actuals
        on targets.judgement_key = actuals.judgement_key
    left join outside as benchmark
        on
            targets.judgement_key = benchmark.judgement_key
            and benchmark.purpose = 'benchmark'
    left join outside as own
        on
            targets.judgement_key = own.judgement_key
            and own.purpose = 'actual'

),

figures as (

    select
        *,
        case
            when kind = 'growth' or (kind = 'relative' and measure in ('yoy', 'change'))
                -- a rate written under 累计完成 with % as its unit is that rate
                then coalesce(yoy, case when measure_unit in ('%', '％') then coalesce(cumulative_base, current_base) end)
            when kind = 'rank' then cast(rank as decimal(38, 6))
            when kind in ('ratio', 'relative') then coalesce(cumulative_base, current_base)
            when kind = 'level' and cumulative_base is not null then cumulative_base
            -- flows add up, from the last stated total on
            when kind = 'level' and current_base is not null and flows_missing = 0 and not starts_too_late
                then cast(coalesce(anchor_base, 0) + flow_base as decimal(38, 6))
        end as filed_value,
        case
            when kind = 'level' and cumulative_base is null and current_base is not null then 'flows'
            else 'filing'
        end as filed_how
    from filed

)

select
    *,
    coalesce(filed_value, outside_value) as actual_value,
    case
        when filed_value is not null then filed_how
        when outside_value is not null then 'outside'
        else 'none'
    end as actual_source,
    case filed_how
        when 'flows' then current_cell
        else
            case
                when filed_value is null then ''
                when kind = 'rank' then rank_cell
                when filed_value = yoy and (kind = 'growth' or measure in ('yoy', 'change')) then yoy_cell
                when cumulative_base is not null then cumulative_cell
                else current_cell
            end
    end as actual_cell,
    kind = 'level'
    and cumulative_base is null
    and current_base is not null
    and (flows_missing > 0 or starts_too_late) as has_flow_gap,
    case
        -- a part's figure is kept beside the whole's; the whole's value is not the part's to reach
        when area_role = 'contribution' then null
        when kind <> 'relative' then target_base
        when measure = 'change' then coalesce(target_base, 0)
        when benchmark_value is not null then cast(benchmark_value + coalesce(target_base, 0) as decimal(38, 6))
    end as wanted_value
from figures
