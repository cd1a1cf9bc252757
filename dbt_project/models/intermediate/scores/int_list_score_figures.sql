-- Here belong the figures that a list's scoring rule compares: one row an area, metric and component of the formula.
with rules as (

    select *
    from {{ ref('int_list_score_rules') }}
    where formula is not null

),

formulas as (

    select *
    from {{ ref('score_formulas') }}

),

figures as (

    select *
    from {{ ref('int_area_figures') }}
    where figure_source = 'filing'

),

members as (

    select *
    from {{ ref('area_groups') }}

),

-- a rule speaks of the targets of its own clause, one without a clause of the whole task
concerned as (

    select
        rules.list_id,
        rules.period,
        rules.period_end,
        rules.rule_id,
        rules.formula,
        figures.metric,
        figures.area,
        figures.window_days,
        figures.seq,
        figures.total,
        figures.growth,
        figures.completion
    from rules
    inner join figures
        on
            rules.list_id = figures.list_id
            and rules.period = figures.period
            and rules.task_key = figures.task_key
            and (
                rules.clause = ''
                or rules.clause = figures.clause
                or starts_with(figures.clause, concat(rules.clause, '.'))
            )
    inner join members
        on
            rules.area_group = members.group_name
            and figures.area = members.member_name
            and {{ is_valid_on('members', 'rules.period_end') }}

),

-- of several targets of one metric the one with the longest window speaks for the year
per_area as (

    select
        list_id,
        period,
        period_end,
        rule_id,
        formula,
        metric,
        area,
        arg_max(total, (window_days, -seq)) filter (where total is not null) as total,
        arg_max(growth, (window_days, -seq)) filter (where growth is not null) as growth,
        arg_max(completion, (window_days, -seq)) filter (where completion is not null) as completion
    from concerned
    group by list_id, period, period_end, rule_id, formula, metric, area

),

-- an area that reports one metric of a rule is compared in all of them
metrics as (

    select distinct
        list_id,
        period,
        period_end,
        rule_id,
        formula,
        metric
    from per_area

),

areas as (

    select distinct
        list_id,
        period,
        rule_id,
        area
    from per_area

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
inner join formulas
    on
        metrics.formula = formulas.formula
        and {{ is_valid_on('formulas', 'metrics.period_end') }}
left join per_area
    on
        metrics.list_id = per_area.list_id
        and metrics.period = per_area.period
        and metrics.rule_id = per_area.rule_id
        and metrics.metric = per_area.metric
        and areas.area = per_area.area
