-- Here belongs how areas compare in a metric: by amount, by growth and by completion, within their group.
with grouped as (
    select
        metrics.*,
        periods.period_end,
        members.group_name as area_group
    from {{ ref('int_area_metrics') }} as metrics
    inner join {{ ref('int_reporting_periods') }} as periods
        on
            metrics.list_id = periods.list_id
            and metrics.period = periods.period
    left join {{ ref('ranking_groups') }} as peer_groups
        on {{ is_valid_on('peer_groups', 'periods.period_end') }}
    left join {{ ref('area_groups') }} as members
        on
            peer_groups.group_name = members.group_name
            and metrics.area = members.member_name
            and {{ is_valid_on('members', 'periods.period_end') }}
    qualify row_number() over (
        partition by metrics.list_id, metrics.metric, metrics.area, metrics.period
        order by case when members.group_name is null then 1 else 0 end, peer_groups.group_no
    ) = 1
),

sizes as (
    select
        members.group_name,
        periods.list_id,
        periods.period,
        count(distinct members.member_name) as areas_in_group
    from {{ ref('area_groups') }} as members
    inner join {{ ref('int_reporting_periods') }} as periods
        on {{ is_valid_on('members', 'periods.period_end') }}
    group by members.group_name, periods.list_id, periods.period
),

-- an area of no group is shown and not ranked
ranked as (
    select
        *,
        case when area_group is not null and total is not null then rank() over (peers order by total desc nulls last) end
            as total_rank,
        case when area_group is not null and growth is not null then rank() over (peers order by growth desc nulls last) end
            as growth_rank,
        case
            when area_group is not null and completion is not null
                then rank() over (peers order by completion desc nulls last)
        end as completion_rank,
        count(total) over (peers) as areas_with_total,
        count(growth) over (peers) as areas_with_growth,
        count(completion) over (peers) as areas_with_completion,
        count(*) over (partition by list_id, metric, period, area_group, total) > 1 and total is not null as is_total_tied,
        count(*) over (partition by list_id, metric, period, area_group, growth) > 1 and growth is not null as is_growth_tied
    from grouped
    window peers as (partition by list_id, metric, period, area_group)
)

select
    concat_ws('/', ranked.list_id, ranked.period, ranked.metric, ranked.area) as ranking_key,
    ranked.list_id,
    ranked.metric,
    ranked.area,
    ranked.period,
    coalesce(ranked.area_group, '') as area_group,
    coalesce(sizes.areas_in_group, 0) as areas_in_group,
    cast(ranked.total as decimal(38, 6)) as total,
    coalesce(ranked.unit_base, '') as unit_base,
    ranked.total_rank,
    case when ranked.area_group is null then 0 else ranked.areas_with_total end as areas_with_total,
    ranked.is_total_tied and ranked.area_group is not null as is_total_tied,
    ranked.total_source,
    cast(ranked.growth as decimal(38, 6)) as growth,
    ranked.growth_rank,
    case when ranked.area_group is null then 0 else ranked.areas_with_growth end as areas_with_growth,
    ranked.is_growth_tied and ranked.area_group is not null as is_growth_tied,
    ranked.growth_source,
    cast(ranked.completion as decimal(18, 6)) as completion,
    ranked.completion_rank,
    case when ranked.area_group is null then 0 else ranked.areas_with_completion end as areas_with_completion,
    ranked.sources
from ranked
left join sizes
    on
        ranked.area_group = sizes.group_name
        and ranked.list_id = sizes.list_id
        and ranked.period = sizes.period
