-- Here belongs how far a judgement's figure is: the share of the target that is expected by its day, and the formulas of
-- completion, one a kind of target: how much is reached, whether that is enough, and the gap.
with counted as (
    select
        *,
        window_end - window_start + 1 as window_days,
        least(greatest(judged_on - window_start + 1, 0), window_end - window_start + 1) as elapsed_days,
        {{ parts_elapsed('month') }},
        {{ parts_elapsed('quarter') }}
    from {{ ref('int_figures') }}
),

paced as (
    select
        counted.*,
        nodes.target_key is not null as has_own_nodes,
        -- unrounded: a gap on a bound of a band must not be pushed over it
        cast(
            case
                -- the dates set for one target alone
                when nodes.target_key is not null then case when nodes.node_on <= counted.judged_on then nodes.share else 0 end
                when counted.judged_on < counted.window_start then 0
                when counted.pace = 'hold' then 1
                when counted.pace = 'event' then case when counted.judged_on >= counted.window_end then 1 else 0 end
                when counted.pace = 'day' then counted.elapsed_days / counted.window_days
                when counted.pace = 'quarter' and counted.elapsed_quarters = 0 then 0
                when counted.pace = 'quarter'
                    then coalesce(quarters.share, counted.elapsed_quarters / counted.window_quarters)
                else counted.elapsed_months / counted.window_months
            end as double
        ) as expected,
        -- double precision for quotients only: amounts stay decimal
        cast(counted.actual_value as double) as actual,
        cast(counted.wanted_value as double) as wanted
    from counted
    left join {{ ref('pace_nodes') }} as nodes
        on counted.target_key = nodes.target_key
    left join {{ ref('pace_quarters') }} as quarters
        on
            quarters.list_id in ('*', counted.list_id)
            and counted.window_quarters = quarters.quarters_in_window
            and counted.elapsed_quarters = quarters.quarters_ended
            and {{ is_valid_on('quarters', 'counted.period_end') }}
    qualify row_number() over (
        partition by counted.judgement_key
        order by
            nodes.node_on <= counted.judged_on desc nulls last, nodes.node_on desc, quarters.list_id desc nulls last
    ) = 1
),

scaled as (
    select
        *,
        case
            when kind in ('milestone', 'qualitative') then 'words'
            when kind = 'rank' then 'place'
            when kind = 'growth' or (kind = 'relative' and measure in ('yoy', 'change')) then 'rate'
            else 'amount'
        end as scale,
        pace in ('day', 'month', 'quarter') and direction = 'up' as is_accumulating,
        coalesce(
            case direction
                when 'equal' then abs(actual_value - wanted_value) <= tolerance * abs(wanted_value)
                when 'limit'
                    then case when is_strict then actual_value < wanted_value else actual_value <= wanted_value end
                else case when is_strict then actual_value > wanted_value else actual_value >= wanted_value end
            end, false
        ) as is_met
    from paced
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
    from scaled
),

reached as (
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
        end as reached
    from formulas
)

select
    * exclude (reached) replace (case when has_own_nodes then 'own-nodes' else pace_rule end as pace_rule),  -- noqa: RF02
    case when scale in ('rate', 'place') then 1 else unit_factor end as display_factor,
    cast(round(expected, 6) as decimal(18, 6)) as expected_share,
    round(reached, 6) as completion,
    cast(case when scale = 'amount' and is_accumulating then wanted * expected else wanted_value end as decimal(38, 6))
        as expected_value,
    round(
        case
            when formula = 'none' then null
            when scale = 'rate' and direction = 'limit' then wanted - actual
            when scale = 'rate' and direction = 'equal' then -abs(actual - wanted)
            when scale = 'rate' then actual - wanted
            when kind = 'ratio' and formula = 'share' then actual - wanted * expected
            else 100 * (reached - expected)
        end, 6
    ) as gap_points,
    round(
        case when formula not in ('none', 'met-or-not') and expected <> 0 then reached / expected - 1 end, 6
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
from reached
