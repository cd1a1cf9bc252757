-- Here belongs every name an area goes by, once, with the area it names and where that stands in the tree.
with areas as (
    select *
    from {{ ref('areas') }} as areas
    where {{ is_valid_on('areas', as_of()) }}
),

names as (
    select
        area_code,
        name
    from areas
    union all
    select
        area_code,
        unnest(string_split(aliases, ';')) as name
    from areas
)

select
    trim(names.name) as written,
    areas.area_code,
    areas.name,
    areas.level,
    areas.parent_code
from names
inner join areas
    on names.area_code = areas.area_code
where trim(names.name) <> ''
-- a name that two areas claim goes to the one whose own name it is, then to the lower code: never to both
qualify row_number() over (
    partition by trim(names.name)
    order by trim(names.name) = areas.name desc, areas.area_code
) = 1
