-- Here belongs which other target of the same list is about the same metric and area over another window (a year, its last
-- two months), so that neither is read without the other.
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
)

select
    placed.target_key,
    other.target_key as related_target_key
from placed
inner join placed as other
    on
        placed.list_id = other.list_id
        and placed.target_key <> other.target_key
        and placed.indicator = other.indicator
        and placed.area = other.area
        and (placed.window_start <> other.window_start or placed.window_end <> other.window_end)
-- the window nearest in length first; the key decides between equals
qualify row_number() over (
    partition by placed.target_key
    order by
        abs((placed.window_end - placed.window_start) - (other.window_end - other.window_start)),
        other.target_key
) = 1
