-- Here belongs which areas a target is judged in: its own; the list's own place where that is a part of it; and each member of
-- a group where the sentence gives each its own value (share_of_group). A group's total is no member's to reach.
with targets as (
    select *
    from {{ ref('int_target_versions') }}
),

-- who the members are was settled when the list was read
members as (
    select
        named.* exclude (has_codes),  -- noqa: RF02
        case when named.has_codes then names.area_code end as area_code
    from (
        select
            target_key,
            version_no,
            unnest(string_split(members, ';')) as area,
            coalesce(target_area_code, list_area_code) is not null as has_codes
        from targets
        where
            share_of_group = 'each'
            and members <> ''
    ) as named
    left join {{ ref('int_area_names') }} as names
        on named.area = names.written
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
    select
        receipt_seq,
        target_key,
        area
    from {{ ref('int_obligations') }}
    union
    -- in the words of another target that says the same
    select
        repeats.receipt_seq,
        repeats.target_key,
        repeats.area_name as area
    from {{ ref('stg_obligations') }} as repeats
    inner join {{ ref('int_obligations') }} as obligations
        on
            repeats.receipt_seq = obligations.receipt_seq
            and repeats.same_as = obligations.target_key
            and repeats.area_name = obligations.area
)

select
    placed.*,
    targets.area_as_written,
    asked.target_key is not null as is_expected,
    placed.area = targets.list_area as is_own,
    -- the own place's people report it and cannot answer for it
    placed.area_role = 'target' and targets.area_relation in ('part', 'member') as is_wider,
    -- another place or body, of which nobody here reports
    case placed.area_role
        when 'target' then targets.area_relation = ''
        when 'member' then placed.area <> targets.list_area and targets.area_relation <> 'inside'
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
