-- Here belongs which other target of the same list says the same thing or asks another value of it (the city's column and the
-- district's), or is about the same metric and area over another window (a year, its last two months), so that neither is read
-- without the other.
with targets as (
    select *
    from {{ ref('int_target_versions') }}
    where
        is_current
        and not is_stretch
        and parent_seq is null
),

areas as (
    select *
    from {{ ref('int_target_areas') }}
    where area_role = 'target'
),

placed as (
    select
        targets.*,
        areas.area
    from targets
    inner join areas
        on
            targets.target_key = areas.target_key
            and targets.version_no = areas.version_no
),

related as (
    select
        placed.target_key,
        other.target_key as related_target_key,
        abs((placed.window_end - placed.window_start) - (other.window_end - other.window_start)) as days_apart
    from placed
    inner join placed as other
        on
            placed.list_id = other.list_id
            and placed.target_key <> other.target_key
            and placed.indicator = other.indicator
            and placed.area = other.area
            and (
                placed.window_start <> other.window_start
                or placed.window_end <> other.window_end
                -- the city's column and the district's, each with its own value
                or (
                    placed.task_key = other.task_key
                    and placed.source_column <> other.source_column
                    and placed.unit_base is not distinct from other.unit_base
                )
            )
    union all
    select
        target_key,
        same_target_key as related_target_key,
        -1 as days_apart
    from {{ ref('int_same_targets') }}
    where not is_of_contribution
)

select
    target_key,
    related_target_key
from related
-- the same thing first, then the window nearest in length; the key decides between equals
qualify row_number() over (
    partition by target_key
    order by
        days_apart,
        related_target_key
) = 1
