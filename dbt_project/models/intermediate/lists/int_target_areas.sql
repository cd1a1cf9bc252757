-- Here belongs which areas a target is judged in: its own, and the list's own place where that is a part or a member of it.
with asked as (
    select distinct
        receipt_seq,
        target_key
    from {{ ref('int_obligations') }}
),

-- only what some unit's form asks for is expected
placed as (
    select
        targets.*,
        asked.target_key is not null as is_expected
    from {{ ref('int_target_versions') }} as targets
    left join asked
        on
            targets.receipt_seq = asked.receipt_seq
            and targets.target_key = asked.target_key
)

select
    target_key,
    version_no,
    target_area as area,
    target_area_code as area_code,
    'target' as area_role,
    area_as_written,
    is_expected
from placed
union all
select
    target_key,
    version_no,
    list_area as area,
    list_area_code as area_code,
    -- each member of a group has the group's own value to reach; a part of a place contributes to it
    case area_relation when 'member' then 'member' else 'contribution' end as area_role,
    area_as_written,
    is_expected
from placed
where area_relation in ('member', 'part')
