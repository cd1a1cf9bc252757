-- Here belong the figures that a list's scoring rule compares: of the metrics that its clause speaks of, among its areas, one a
-- component of its formula.
with targets as (
    select *
    from {{ ref('int_target_versions') }}
    where is_current
),

-- a rule speaks of the metrics of its own clause, one without a clause of those of the whole task
rule_metrics as (
    select distinct
        rules.list_id,
        rules.period,
        rules.period_end,
        rules.rule_id,
        rules.formula,
        rules.area_group,
        targets.target_key,
        targets.indicator as metric
    from {{ ref('int_list_score_rules') }} as rules
    inner join targets
        on
            rules.list_id = targets.list_id
            and rules.task_key = targets.task_key
            and (
                rules.clause = ''
                or rules.clause = targets.clause
                or starts_with(targets.clause, concat(rules.clause, '.'))
            )
    where rules.formula is not null
),

-- what the units filed for these targets, and what was published for these metrics: a district's units know no other county
per_area as (
    select
        rule_metrics.list_id,
        rule_metrics.period,
        rule_metrics.period_end,
        rule_metrics.rule_id,
        rule_metrics.formula,
        rule_metrics.metric,
        figures.area,
        -- of several targets of one metric the one with the longest window speaks for the year
        arg_max(figures.total, (figures.figure_source = 'filing', figures.window_days, -figures.seq))
        filter (where figures.total is not null) as total,
        arg_max(figures.growth, (figures.figure_source = 'filing', figures.window_days, -figures.seq))
        filter (where figures.growth is not null) as growth,
        arg_max(figures.completion, (figures.figure_source = 'filing', figures.window_days, -figures.seq))
        filter (where figures.completion is not null) as completion
    from rule_metrics
    inner join {{ ref('int_area_figures') }} as figures
        on
            rule_metrics.list_id = figures.list_id
            and rule_metrics.period = figures.period
            and rule_metrics.metric = figures.metric
            and (figures.figure_source = 'outside' or rule_metrics.target_key = figures.target_key)
    inner join {{ ref('area_groups') }} as members
        on
            rule_metrics.area_group = members.group_name
            and figures.area = members.member_name
            and {{ is_valid_on('members', 'rule_metrics.period_end') }}
    group by all
),

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
-- an area that reports one metric of a rule is compared in all of them
inner join areas
    on
        metrics.list_id = areas.list_id
        and metrics.period = areas.period
        and metrics.rule_id = areas.rule_id
inner join {{ ref('score_formulas') }} as formulas
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
