-- Here belongs the share of a target that is expected by the day it is judged.
with targets as (

    select *
    from {{ ref('int_completion_targets') }}

),

quarters as (

    select *
    from {{ ref('pace_quarters') }}

),

nodes as (

    select *
    from {{ ref('pace_nodes') }}

),

counted as (

    select
        judgement_key,
        target_key,
        list_id,
        period_end,
        judged_on,
        window_start,
        window_end,
        pace,
        window_end - window_start + 1 as window_days,
        least(greatest(judged_on - window_start + 1, 0), window_end - window_start + 1) as elapsed_days,
        -- a window that ends within a month ends with it: its last month is over with its last day
        datediff('month', window_start, window_end) + 1 as window_months,
        case
            when judged_on >= window_end then datediff('month', window_start, window_end) + 1
            else greatest(datediff('month', window_start, judged_on + 1), 0)
        end as elapsed_months,
        datediff('quarter', window_start, window_end) + 1 as window_quarters,
        case
            when judged_on >= window_end then datediff('quarter', window_start, window_end) + 1
            else greatest(datediff('quarter', window_start, judged_on + 1), 0)
        end as elapsed_quarters
    from targets

),

-- the dates set for one target alone
last_nodes as (

    select
        counted.judgement_key,
        coalesce(max_by(nodes.share, nodes.node_on) filter (where nodes.node_on <= counted.judged_on), 0) as share
    from counted
    inner join nodes
        on counted.target_key = nodes.target_key
    group by counted.judgement_key

),

shared as (

    select
        counted.judgement_key,
        counted.window_days,
        counted.elapsed_days,
        last_nodes.share is not null as has_own_nodes,
        -- unrounded: a gap on a bound of a band must not be pushed over it
        cast(
            case
                when last_nodes.share is not null then last_nodes.share
                when counted.judged_on < counted.window_start then 0
                when counted.pace = 'hold' then 1
                when counted.pace = 'event' then case when counted.judged_on >= counted.window_end then 1 else 0 end
                when counted.pace = 'day' then counted.elapsed_days / counted.window_days
                when counted.pace = 'quarter' and counted.elapsed_quarters = 0 then 0
                when counted.pace = 'quarter'
                    then coalesce(quarters.share, counted.elapsed_quarters / counted.window_quarters)
                else counted.elapsed_months / counted.window_months
            end as double
        ) as expected_exact
    from counted
    left join last_nodes
        on counted.judgement_key = last_nodes.judgement_key
    left join quarters
        on
            quarters.list_id in ('*', counted.list_id)
            and counted.window_quarters = quarters.quarters_in_window
            and counted.elapsed_quarters = quarters.quarters_ended
            and {{ is_valid_on('quarters', 'counted.period_end') }}
    qualify row_number() over (
        partition by counted.judgement_key
        order by quarters.list_id desc nulls last
    ) = 1

)

select
    *,
    cast(round(expected_exact, 6) as decimal(18, 6)) as expected_share
from shared
