-- Here belong the points of an area by each of a list's own scoring rules: by place with a step and a floor, by the share of
-- the best, or by the share itself; with the sentence that says how they came about.
with placed as (
    select
        *,
        -- equal figures share the better place, and the places after them stay empty
        case when amount is not null then rank() over (rivals order by amount desc nulls last) end as place,
        max(amount) over (rivals) as best
    from {{ ref('int_list_score_figures') }}
    window rivals as (partition by list_id, period, rule_id, metric, component)
),

scored as (
    select
        *,
        cast(
            case
                -- a figure that an area owes and does not give is worth nothing
                when amount is null then 0
                when method = 'rank' then greatest(floor_points, first_points - coalesce(step, 0) * (place - 1))
                when method = 'share' then least(first_points, greatest(floor_points, first_points * amount))
                when amount = best then first_points
                when best > 0 then greatest(floor_points, first_points * amount / best)
                else floor_points
            end as decimal(18, 4)
        ) as points
    from placed
),

explained as (
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
    from scored
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
    summed.*,
    rules.period_end,
    rules.is_provisional,
    rules.task_key,
    rules.rule_text
from summed
inner join {{ ref('int_list_score_rules') }} as rules
    on
        summed.list_id = rules.list_id
        and summed.period = rules.period
        and summed.rule_id = rules.rule_id
