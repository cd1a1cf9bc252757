-- Here belong the points of a unit by each of the office's rules, and their sum; what cannot be judged costs nothing.
with scored as (
    select
        measures.list_id,
        measures.unit,
        measures.period,
        measures.period_end,
        measures.is_provisional,
        rules.rule_no,
        rules.rule_id,
        rules.label_zh,
        measures.amount,
        -- greatest() and least() pass over nulls: nothing judged must stay nothing
        cast(
            case
                when measures.amount is not null
                    then least(greatest(measures.amount * rules.points_each, rules.min_points), rules.max_points)
            end as decimal(18, 4)
        ) as points,
        case when measures.amount is null then 0 else rules.attainable_points end as attainable_points
    from {{ ref('int_unit_measures') }} as measures
    inner join {{ ref('score_rules_office') }} as rules
        on
            measures.measure = rules.measure
            and {{ is_valid_on('rules', 'measures.period_end') }}
),

summed as (
    select
        list_id,
        unit,
        period,
        period_end,
        is_provisional,
        cast(sum(points) as decimal(18, 6)) as amount,
        cast(sum(attainable_points) as decimal(18, 4)) as attainable_points
    from scored
    group by list_id, unit, period, period_end, is_provisional
),

totals as (
    select
        summed.list_id,
        summed.unit,
        summed.period,
        summed.period_end,
        summed.is_provisional,
        rules.rule_no,
        rules.rule_id,
        rules.label_zh,
        summed.amount,
        cast(
            least(greatest(summed.amount * rules.points_each, rules.min_points), rules.max_points) as decimal(18, 4)
        ) as points,
        summed.attainable_points
    from summed
    inner join {{ ref('score_rules_office') }} as rules
        on
            rules.measure = 'total'
            and {{ is_valid_on('rules', 'summed.period_end') }}
)

select *
from scored
union all
select *
from totals
