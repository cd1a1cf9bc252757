-- Here belongs what a list's scoring rule finds of each area: the figures of the metrics that its clause speaks of.
with rules as (
    select *
    from {{ ref('int_list_score_rules') }}
    where formula is not null
),

targets as (
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
        rules.task_key,
        targets.target_key,
        targets.indicator as metric
    from rules
    inner join targets
        on
            rules.list_id = targets.list_id
            and rules.task_key = targets.task_key
            and (
                rules.clause = ''
                or rules.clause = targets.clause
                or starts_with(targets.clause, concat(rules.clause, '.'))
            )
),

-- what the units filed for these targets, and what was published for these metrics: a district's units know no other county
concerned as (
    select distinct
        rule_metrics.list_id,
        rule_metrics.period,
        rule_metrics.period_end,
        rule_metrics.rule_id,
        rule_metrics.formula,
        rule_metrics.metric,
        figures.area,
        figures.figure_source,
        figures.window_days,
        figures.seq,
        figures.total,
        figures.growth,
        figures.completion
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
)

select
    list_id,
    period,
    period_end,
    rule_id,
    formula,
    metric,
    area,
    -- of several targets of one metric the one with the longest window speaks for the year
    arg_max(total, (figure_source = 'filing', window_days, -seq)) filter (where total is not null) as total,
    arg_max(growth, (figure_source = 'filing', window_days, -seq)) filter (where growth is not null) as growth,
    arg_max(completion, (figure_source = 'filing', window_days, -seq)) filter (where completion is not null) as completion
from concerned
group by list_id, period, period_end, rule_id, formula, metric, area
