-- Here belongs every area of the tree, and every other place or body that a list or a filing names as one.
with memberships as (
    select
        listed_groups.member_name as area,
        string_agg(distinct listed_groups.group_name, ';' order by listed_groups.group_name) as member_of
    from {{ ref('area_groups') }} as listed_groups
    where {{ is_valid_on('listed_groups', as_of()) }}
    group by listed_groups.member_name
),

-- places that the home was taught, as they were last said to be
taught as (
    select
        word as area,
        sense as level,
        belongs_to as parent_area
    from {{ ref('stg_taught_words') }}
    where category = 'area'
    qualify row_number() over (partition by word order by receipt_seq desc, row_no desc) = 1
),

-- places that lists are of, as the last of them tells
of_lists as (
    select
        area,
        area_level,
        split_part(lies_in, ';', 1) as parent_area
    from {{ ref('int_list_versions') }}
    qualify row_number() over (partition by area order by receipt_seq desc) = 1
),

-- places inside the own place of a list, and the members of its groups, as the last list with them tells
named_inside as (
    select
        targets.list_area as parent_area,
        targets.receipt_seq,
        unnest([targets.target_area, obligations.area_name]) as area
    from {{ ref('int_target_versions') }} as targets
    left join {{ ref('stg_obligations') }} as obligations
        on
            targets.receipt_seq = obligations.receipt_seq
            and targets.target_key = obligations.target_key
    where targets.area_relation = 'inside'
),

inside as (
    select
        area,
        parent_area
    from named_inside
    where area <> parent_area
    qualify row_number() over (partition by area order by receipt_seq desc) = 1
),

-- members of a list's groups that each have their own value: those that the country's table or the list knows
members as (
    select
        targets.list_city as parent_area,
        targets.area_relation,
        targets.receipt_seq,
        unnest(string_split(targets.members, ';')) as area
    from {{ ref('int_target_versions') }} as targets
    where targets.members <> ''
),

beside as (
    select
        area,
        parent_area
    from members
    where
        area <> parent_area
        and area_relation <> 'inside'
    qualify row_number() over (partition by area order by receipt_seq desc) = 1
),

others as (
    select
        area,
        cast(null as varchar) as lies_in_code
    from members
    where area not in (select areas.name from {{ ref('areas') }} as areas)
    union
    select
        area,
        cast(null as varchar) as lies_in_code
    from inside
    where area not in (select areas.name from {{ ref('areas') }} as areas)
    union
    select
        area,
        area_code as lies_in_code
    from {{ ref('int_written_areas') }}
    where area not in (select areas.name from {{ ref('areas') }} as areas)
    union
    select
        area,
        area_code as lies_in_code
    from {{ ref('int_list_versions') }}
    where area not in (select areas.name from {{ ref('areas') }} as areas)
    union
    select
        area,
        area_code as lies_in_code
    from {{ ref('int_benchmarks') }}
    where area not in (select areas.name from {{ ref('areas') }} as areas)
)

select
    areas.name as area,
    areas.area_code,
    areas.level,
    coalesce(areas.parent_code, '') as parent_code,
    coalesce(parents.name, '') as parent_area,
    coalesce(areas.aliases, '') as aliases,
    coalesce(memberships.member_of, '') as member_of,
    areas.valid_from,
    -- the last day that a rule names is in; the day after it is the first one out
    areas.valid_to + 1 as valid_to
from {{ ref('areas') }} as areas
left join {{ ref('areas') }} as parents
    on areas.parent_code = parents.area_code
left join memberships
    on areas.name = memberships.area
union all
select
    others.area,
    null as area_code,
    coalesce(max(taught.level), nullif(max(of_lists.area_level), ''), 'outside_tree') as level,
    coalesce(max(others.lies_in_code), max(parents.area_code), '') as parent_code,
    coalesce(
        max(parents.name),
        max(taught.parent_area),
        max(of_lists.parent_area),
        max(inside.parent_area),
        max(beside.parent_area),
        ''
    ) as parent_area,
    '' as aliases,
    '' as member_of,
    null as valid_from,
    null as valid_to
from others
left join taught
    on
        others.area = taught.area
        and taught.level <> 'withdrawn'
left join of_lists on others.area = of_lists.area
left join inside on others.area = inside.area
left join beside on others.area = beside.area
left join {{ ref('areas') }} as parents
    on
        others.lies_in_code = parents.area_code
        or coalesce(taught.parent_area, of_lists.parent_area, inside.parent_area, beside.parent_area) = parents.name
where others.area <> ''
group by others.area
