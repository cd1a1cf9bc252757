-- Here belongs how far a judgement's figure is: the formulas of completion, one a kind of target: how much is reached, whether
-- that is enough, and the gap; and, beside a figure that is published and says otherwise, what that would give.
with figures as (
    select
        *,
        -- double precision for quotients only: amounts stay decimal
        cast(actual_value as double) as actual,
        cast(wanted_value as double) as wanted
    from {{ ref('int_paced') }}
),

scaled as (
    select
        *,
        -- of one to four things only whole ones can be there: half of one at half time is none
        case when is_few then floor(wanted * share_of_time + 1e-9) / wanted else share_of_time end as expected,
        case
            when kind in ('milestone', 'qualitative') then 'words'
            when kind = 'rank' then 'place'
            when kind = 'growth' or (kind = 'relative' and measure in ('yoy', 'change')) then 'rate'
            else 'amount'
        end as scale,
        pace in ('day', 'month', 'quarter') and direction = 'up' as is_accumulating,
        coalesce({{ is_reached('actual_value', 'wanted_value') }}, false) as is_met
    from figures
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
),

measured as (
    select
        * exclude (reached, share_of_time, is_few) replace (
            case when has_own_nodes then 'own-nodes' else pace_rule end as pace_rule
        ),  -- noqa: RF02
        case when scale in ('rate', 'place') then 1 else unit_factor end as display_factor,
        case scale when 'rate' then '%' when 'place' then '位' else target_unit end as scale_unit,
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
)

select
    judged.* exclude (figure_basis),  -- noqa: RF02
    published.is_met as is_published_met,
    published.gap_points as published_gap_points,
    published.completion as published_completion
from measured as judged
left join measured as published
    on
        judged.judgement_key = published.judgement_key
        and published.figure_basis = 'published'
where judged.figure_basis = 'judged'
