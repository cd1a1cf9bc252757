-- Here belongs which areas a target is judged in: its own; the list's own place where that is a part of it; and each member of
-- a group where the sentence gives each its own value (share_of_group). A group's total is no member's to reach.
with targets as (
    select *
    from {{ ref('int_target_versions') }}
),

members as (
    select
        targets.target_key,
        targets.version_no,
        areas.name as area,
        areas.area_code
    from targets
    inner join {{ ref('int_area_contains') }} as contains
        on
            targets.target_area_code = contains.area_code
            and contains.how = 'member'
    inner join {{ ref('areas') }} as areas
        on
            contains.inner_code = areas.area_code
            and {{ is_valid_on('areas', as_of()) }}
    where targets.share_of_group = 'each'
    union distinct
    -- a group whose members nobody told of has at least the list's own place
    select
        target_key,
        version_no,
        list_area as area,
        list_area_code as area_code
    from targets
    where
        share_of_group = 'each'
        and area_relation = 'member'
),

placed as (
    select
        target_key,
        version_no,
        target_area as area,
        target_area_code as area_code,
        'target' as area_role
    from targets
    union all
    select
        target_key,
        version_no,
        list_area as area,
        list_area_code as area_code,
        'contribution' as area_role
    from targets
    where
        area_relation = 'part'
        or (area_relation = 'member' and share_of_group <> 'each')
    union all
    select
        *,
        'member' as area_role
    from members
),

-- only what some unit's form asks for is expected
asked as (
    select distinct
        receipt_seq,
        target_key,
        area
    from {{ ref('int_obligations') }}
)

select
    placed.*,
    targets.area_as_written,
    asked.target_key is not null as is_expected,
    placed.area = targets.list_area as is_own,
    -- another place or body, of which nobody here reports
    case placed.area_role
        when 'target' then targets.area_relation = ''
        when 'member' then placed.area <> targets.list_area
        else false
    end as is_elsewhere
from placed
inner join targets
    on
        placed.target_key = targets.target_key
        and placed.version_no = targets.version_no
left join asked
    on
        targets.receipt_seq = asked.receipt_seq
        and placed.target_key = asked.target_key
        and placed.area = asked.area
