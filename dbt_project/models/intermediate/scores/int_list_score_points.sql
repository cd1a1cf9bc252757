-- Here belong the points of each component: by place with a step and a floor, by the share of the best, or by the share itself.
with placed as (
    select
        *,
        -- equal figures share the better place, and the places after them stay empty
        case
            when amount is not null
                then rank() over (
                    partition by list_id, period, rule_id, metric, component order by amount desc nulls last
                )
        end as place,
        max(amount) over (partition by list_id, period, rule_id, metric, component) as best
    from {{ ref('int_list_score_figures') }}
)

select
    list_id,
    period,
    rule_id,
    formula,
    metric,
    area,
    component,
    label_zh,
    weight,
    method,
    first_points,
    amount,
    place,
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
