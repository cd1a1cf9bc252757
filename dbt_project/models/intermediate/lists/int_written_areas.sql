-- Here belongs which area is meant by each area's name as a list or a filing writes it, seen from that list.
with lists as (
    select *
    from {{ ref('int_list_versions') }}
    where is_current
),

written as (
    select
        list_id,
        area as written
    from {{ ref('stg_targets') }}
    union
    select
        list_id,
        area as written
    from {{ ref('stg_filing_rows') }}
),

-- 全区 is the list's own area, 全市 the city it lies in: these words mean another place in another list
above_list as (
    select
        contains.inner_code as list_area_code,
        area_names.level,
        min(area_names.area_code) as area_code
    from {{ ref('int_area_contains') }} as contains
    inner join {{ ref('int_area_names') }} as area_names
        on contains.area_code = area_names.area_code
    where contains.how = 'place'
    group by contains.inner_code, area_names.level
),

read as (
    select
        written.list_id,
        written.written,
        lists.area as list_area,
        lists.area_code as list_area_code,
        coalesce(area_words.stands_for, '') as stands_for,
        trim(regexp_replace(written.written, '[（(]含[^）)]*[）)]$', '')) as plain
    from written
    inner join lists
        on written.list_id = lists.list_id
    left join {{ ref('area_words') }} as area_words
        on written.written = area_words.word
),

found as (
    select
        read.*,
        case
            when read.stands_for = 'list' then read.list_area_code
            else coalesce(above_list.area_code, named.area_code)
        end as area_code
    from read
    left join above_list
        on
            read.list_area_code = above_list.list_area_code
            and read.stands_for = above_list.level
    left join {{ ref('int_area_names') }} as named
        on read.plain = named.written
)

select
    found.list_id,
    found.written,
    -- an area that is wider than the one it names keeps its words; one outside the tree has nothing else
    case
        when found.stands_for = 'list' then found.list_area
        when found.plain <> found.written then found.written
        else coalesce(area_names.name, nullif(found.written, ''), '未注明区域')
    end as area,
    found.area_code,
    found.list_area,
    found.list_area_code
from found
left join {{ ref('int_area_names') }} as area_names
    on
        found.area_code = area_names.area_code
        and area_names.written = area_names.name
