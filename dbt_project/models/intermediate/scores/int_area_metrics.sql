-- Here belongs one figure of each kind for an area, metric and period: the filed one, else the outside one.
with chosen as (
    -- the longest window speaks for the year; what the units filed goes before what was published elsewhere
    select
        list_id,
        metric,
        area,
        period,
        arg_max(total, (figure_source = 'filing', window_days, -seq, target_key)) filter (where total is not null)
            as total,
        arg_max(unit_base, (figure_source = 'filing', window_days, -seq, target_key)) filter (where total is not null)
            as unit_base,
        arg_max(figure_source, (figure_source = 'filing', window_days, -seq, target_key)) filter (where total is not null)
            as total_source,
        arg_max(growth, (figure_source = 'filing', window_days, -seq, target_key)) filter (where growth is not null)
            as growth,
        arg_max(figure_source, (figure_source = 'filing', window_days, -seq, target_key)) filter (where growth is not null)
            as growth_source,
        arg_max(completion, (window_days, -seq, target_key)) filter (where completion is not null)
            as completion,
        string_agg(distinct source, '；' order by source) as sources
    from {{ ref('int_area_figures') }}
    group by list_id, metric, area, period
)

select *
from chosen
where coalesce(total, growth, completion) is not null
