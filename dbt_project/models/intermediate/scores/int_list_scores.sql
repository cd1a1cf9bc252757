-- Here belong the points of an area by each of a list's own scoring rules, with the sentence that says how they came about.
with explained as (
    select
        *,
        concat(
            metric,
            '·',
            label_zh,
            case
                when amount is null then '未报，记0分'
                when place is not null and method = 'rank' then concat('第', place, '名，', {{ number_zh('points') }}, '分')
                else concat({{ number_zh('points') }}, '分')
            end,
            '（占', {{ number_zh('100 * weight') }}, '%）'
        ) as explanation
    from {{ ref('int_list_score_points') }}
),

-- the metrics of a rule count alike
summed as (
    select
        list_id,
        period,
        rule_id,
        formula,
        area,
        cast(sum(points * weight) / count(distinct metric) as decimal(18, 4)) as points,
        cast(sum(first_points * weight) / count(distinct metric) as decimal(18, 4)) as attainable_points,
        bool_and(amount is not null) as is_complete,
        string_agg(explanation, '；' order by metric, component) as basis
    from explained
    group by list_id, period, rule_id, formula, area
)

select
    summed.list_id,
    summed.period,
    rules.period_end,
    rules.is_provisional,
    rules.task_key,
    summed.rule_id,
    rules.rule_text,
    summed.formula,
    summed.area,
    summed.points,
    summed.attainable_points,
    summed.is_complete,
    summed.basis
from summed
inner join {{ ref('int_list_score_rules') }} as rules
    on
        summed.list_id = rules.list_id
        and summed.period = rules.period
        and summed.rule_id = rules.rule_id
