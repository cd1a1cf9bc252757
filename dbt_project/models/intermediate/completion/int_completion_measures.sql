-- Here belong the formulas of completion, one a kind of target: how much is reached, whether that is enough, and the gap.
with targets as (

    select *
    from {{ ref('int_completion_targets') }}

),

pace as (

    select *
    from {{ ref('int_completion_pace') }}

),

inputs as (

    select *
    from {{ ref('int_completion_inputs') }}

),

-- double precision for quotients only: amounts stay decimal
numbers as (

    select
        targets.judgement_key,
        targets.kind,
        targets.direction,
        targets.is_strict,
        targets.tolerance,
        targets.pace,
        targets.judged_on,
        targets.due,
        inputs.measure,
        inputs.wanted_value,
        inputs.actual_value,
        cast(inputs.actual_value as double) as actual,
        cast(inputs.wanted_value as double) as wanted,
        pace.expected_exact as expected
    from targets
    inner join pace
        on targets.judgement_key = pace.judgement_key
    inner join inputs
        on targets.judgement_key = inputs.judgement_key

),

sorted as (

    select
        *,
        case
            when kind in ('milestone', 'qualitative') then 'words'
            when kind = 'rank' then 'place'
            when kind = 'growth' or (kind = 'relative' and measure in ('yoy', 'change')) then 'rate'
            else 'amount'
        end as scale,
        pace in ('day', 'month', 'quarter') and direction = 'up' as is_accumulating,
        case direction
            when 'equal' then abs(actual_value - wanted_value) <= tolerance * abs(wanted_value)
            when 'limit'
                then case when is_strict then actual_value < wanted_value else actual_value <= wanted_value end
            else case when is_strict then actual_value > wanted_value else actual_value >= wanted_value end
        end as is_met
    from numbers

),

formulas as (

    select
        *,
        case
            when scale = 'words' or actual is null or wanted is null then 'none'
            when scale = 'rate' and (wanted <= -100 or actual <= -100) then 'met-or-not'
            when scale = 'rate' and direction = 'equal' then 'distance'
            when scale = 'rate' and direction = 'limit' then 'growth-limit'
            when scale = 'rate' then 'growth'
            when scale = 'place' then 'rank'
            when wanted = 0 then 'met-or-not'
            when direction = 'limit' then 'margin'
            when direction = 'equal' then 'distance'
            when wanted < 0 then 'loss'
            else 'share'
        end as formula
    from sorted

),

completed as (

    select
        *,
        case formula
            when 'share' then actual / wanted
            when 'growth' then (1 + actual / 100) / (1 + wanted / 100)
            when 'growth-limit' then (1 + wanted / 100) / (1 + actual / 100)
            when 'rank' then case when is_met then 1 else least(wanted / actual, 1) end
            when 'margin' then case when is_met then 1 else greatest(0, 1 - (actual - wanted) / abs(wanted)) end
            when 'distance' then case when wanted = 0 then cast(is_met as int) else 1 - abs(actual - wanted) / abs(wanted) end
            -- a loss to be brought down to: each point above it is a point reached
            when 'loss' then 1 + (actual - wanted) / abs(wanted)
            when 'met-or-not' then cast(is_met as int)
        end as completion
    from formulas

)

select
    judgement_key,
    scale,
    formula,
    is_accumulating,
    coalesce(is_met, false) as is_met,
    round(completion, 6) as completion,
    cast(case when scale = 'amount' and is_accumulating then wanted * expected else wanted_value end as decimal(38, 6))
        as expected_value,
    round(
        case
            when formula = 'none' then null
            when scale = 'rate' and direction = 'limit' then wanted - actual
            when scale = 'rate' and direction = 'equal' then -abs(actual - wanted)
            when scale = 'rate' then actual - wanted
            when kind = 'ratio' and formula = 'share' then actual - wanted * expected
            else 100 * (completion - expected)
        end, 6
    ) as gap_points,
    round(
        case
            when formula in ('none', 'met-or-not') or expected = 0 then null
            else completion / expected - 1
        end, 6
    ) as gap_relative,
    cast(
        case
            when formula = 'none' then null
            when direction = 'equal' then -abs(actual_value - wanted_value)
            when direction = 'limit' or scale = 'place' then wanted_value - actual_value
            when is_accumulating then actual - wanted * expected
            else actual_value - wanted_value
        end as decimal(38, 6)
    ) as gap_value
from completed
