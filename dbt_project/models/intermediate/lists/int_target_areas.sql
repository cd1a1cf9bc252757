-- Here belongs which areas a target is judged in: its own, and the list's own district where the target's area holds it.
with written as (
    select
        targets.target_key,
        targets.version_no,
        targets.area_as_written,
        written_areas.area,
        written_areas.area_code,
        written_areas.list_area,
        written_areas.list_area_code,
        written_areas.area = written_areas.list_area as is_own_area
    from {{ ref('int_target_versions') }} as targets
    inner join {{ ref('int_written_areas') }} as written_areas
        on
            targets.list_id = written_areas.list_id
            and targets.area_as_written = written_areas.written
),

placed as (
    select
        written.*,
        contains.how
    from written
    left join {{ ref('int_area_contains') }} as contains
        on
            written.area_code = contains.area_code
            and written.list_area_code = contains.inner_code
            and not written.is_own_area
)

select
    target_key,
    version_no,
    area,
    area_code,
    'target' as area_role,
    area_as_written,
    -- only the list's own district, and areas that hold it, are reported by the list's units
    is_own_area or how is not null as is_expected
from placed
union all
select
    target_key,
    version_no,
    list_area as area,
    list_area_code as area_code,
    -- each member of a group has the group's own value to reach; a part of a place contributes to it
    case how when 'member' then 'member' else 'contribution' end as area_role,
    area_as_written,
    true as is_expected
from placed
where how is not null
