-- Here belongs which area lies in which: an area in itself, in the areas above it, and in the groups it is a member of.
with recursive areas as (
    select *
    from {{ ref('areas') }} as areas
    where {{ is_valid_on('areas', as_of()) }}
),

groups as (
    select *
    from {{ ref('area_groups') }} as area_groups
    where {{ is_valid_on('area_groups', as_of()) }}
),

above (area_code, inner_code) as (
    select
        area_code,
        area_code as inner_code
    from areas
    -- of one pair once: areas that lie in each other must not go round for ever
    union
    select
        areas.parent_code as area_code,
        above.inner_code
    from above
    inner join areas
        on above.area_code = areas.area_code
    where areas.parent_code <> ''
),

members as (
    select
        whole.area_code,
        part.area_code as inner_code
    from groups
    inner join areas as whole
        on groups.group_name = whole.name
    inner join areas as part
        on groups.member_name = part.name
),

-- a group's place in the tree says whose group it is, not that it lies in there as an area does
places as (
    select
        above.area_code,
        above.inner_code
    from above
    inner join areas
        on above.inner_code = areas.area_code
    where
        areas.level <> 'group'
        or above.area_code = above.inner_code
),

all_pairs as (
    select
        area_code,
        inner_code,
        'place' as how
    from places
    union all
    select
        area_code,
        inner_code,
        'member' as how
    from members
)

select
    area_code,
    inner_code,
    -- a member is judged by the group's own value, a part of a place only contributes to it
    min(how) as how
from all_pairs
group by area_code, inner_code
