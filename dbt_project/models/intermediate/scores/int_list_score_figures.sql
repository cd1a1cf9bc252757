-- Here belong the figures that a list's scoring rule compares: one row an area, metric and component of the formula.
with metrics as (
    -- an area that reports one metric of a rule is compared in all of them
    select distinct
        list_id,
        period,
        period_end,
        rule_id,
        formula,
        metric
    from {{ ref('int_list_score_areas') }}
),

areas as (
    select distinct
        list_id,
        period,
        rule_id,
        area
    from {{ ref('int_list_score_areas') }}
)

select
    metrics.list_id,
    metrics.period,
    metrics.rule_id,
    metrics.formula,
    metrics.metric,
    areas.area,
    formulas.component,
    formulas.label_zh,
    formulas.weight,
    formulas.method,
    formulas.first_points,
    formulas.step,
    formulas.floor_points,
    cast(
        case formulas.component
            when 'total' then per_area.total
            when 'growth' then per_area.growth
            else per_area.completion
        end as decimal(38, 6)
    ) as amount
from metrics
inner join areas
    on
        metrics.list_id = areas.list_id
        and metrics.period = areas.period
        and metrics.rule_id = areas.rule_id
inner join {{ ref('score_formulas') }} as formulas
    on
        metrics.formula = formulas.formula
        and {{ is_valid_on('formulas', 'metrics.period_end') }}
left join {{ ref('int_list_score_areas') }} as per_area
    on
        metrics.list_id = per_area.list_id
        and metrics.period = per_area.period
        and metrics.rule_id = per_area.rule_id
        and metrics.metric = per_area.metric
        and areas.area = per_area.area
