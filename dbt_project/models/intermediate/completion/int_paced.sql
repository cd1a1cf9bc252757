-- Here belongs which share of a target is expected by its day: the time that has gone of its window, by its rule of pace. A
-- figure that is published and says otherwise has a row of its own, so that the same formulas measure both.
with stated as (
    select
        *,
        'judged' as figure_basis
    from {{ ref('int_figures') }}
    union all
    select
        * replace (outside_value as actual_value),  -- noqa: RF02
        'published' as figure_basis
    from {{ ref('int_figures') }}
    where is_outside_different
),

counted as (
    select
        *,
        window_end - window_start + 1 as window_days,
        least(greatest(judged_on - window_start + 1, 0), window_end - window_start + 1) as elapsed_days,
        {{ parts_elapsed('month') }},
        {{ parts_elapsed('quarter') }},
        -- things that are counted one by one, and fewer than five of them
        kind = 'level'
        and direction = 'up'
        and wanted_value between 1 and 4
        and wanted_value = floor(wanted_value)
        and is_counted as is_few
    from stated
)

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
    ) as share_of_time
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
    partition by counted.judgement_key, counted.figure_basis
    order by
        nodes.node_on <= counted.judged_on desc nulls last, nodes.node_on desc, quarters.list_id desc nulls last
) = 1
