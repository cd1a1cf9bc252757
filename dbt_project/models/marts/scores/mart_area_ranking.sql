-- Here belongs what a reader sees of the ranks; how they come about stands in int_area_ranks.
with ranks as (

    select *
    from {{ ref('int_area_ranks') }}

)

select
    ranking_key,
    list_id,
    metric,
    area,
    period,
    area_group,
    areas_in_group,
    total,
    unit_base,
    total_rank,
    areas_with_total,
    is_total_tied,
    total_source,
    growth,
    growth_rank,
    areas_with_growth,
    is_growth_tied,
    growth_source,
    completion,
    completion_rank,
    areas_with_completion,
    sources
from ranks
