-- Here belongs which other target of its list says the very same thing of the same area: the city's column and the district's
-- state one obligation, and what is filed for one of them answers the other.
with placed as (
    select
        targets.target_key,
        targets.version_no,
        targets.list_id,
        targets.task_key,
        targets.indicator,
        targets.kind,
        targets.comparator,
        targets.value_base,
        targets.unit_base,
        targets.benchmark,
        targets.measure_asked,
        targets.window_start,
        targets.window_end,
        targets.due,
        targets.is_stretch,
        areas.area
    from {{ ref('int_target_versions') }} as targets
    inner join {{ ref('int_target_areas') }} as areas
        on
            targets.target_key = areas.target_key
            and targets.version_no = areas.version_no
    where
        targets.is_current
        and areas.area_role <> 'contribution'
        and areas.is_own
        and targets.kind <> 'qualitative'
)

select
    placed.target_key,
    placed.area,
    other.target_key as same_target_key
from placed
inner join placed as other
    on
        placed.list_id = other.list_id
        and placed.task_key = other.task_key
        and placed.area = other.area
        and placed.target_key <> other.target_key
        and placed.indicator = other.indicator
        and placed.kind = other.kind
        and placed.comparator = other.comparator
        and placed.value_base is not distinct from other.value_base
        and placed.unit_base is not distinct from other.unit_base
        and placed.benchmark = other.benchmark
        and placed.measure_asked = other.measure_asked
        and placed.window_start is not distinct from other.window_start
        and placed.window_end = other.window_end
        and placed.due = other.due
        and placed.is_stretch = other.is_stretch
