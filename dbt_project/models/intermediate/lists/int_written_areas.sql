-- Here belongs which area is meant by the name of an area as a list or a filing writes it, seen from that list.
with filed as (
    select
        list_id,
        area
    from {{ ref('stg_filing_rows') }}
    union all
    select
        list_id,
        area
    from {{ ref('stg_held_rows') }}
),

said as (
    select
        list_id,
        area as written,
        area_name as area,
        area_code,
        receipt_seq
    from {{ ref('stg_targets') }}
    union all
    select
        list_id,
        area as written,
        area,
        area_code,
        receipt_seq
    from {{ ref('int_list_versions') }}
    union all
    -- a row of a filing stands where the list has its target, in the list's own place, or in a member of a group by its name
    select
        filed.list_id,
        filed.area as written,
        coalesce(area_names.name, filed.area) as area,
        area_names.area_code,
        -1 as receipt_seq
    from filed
    left join {{ ref('int_area_names') }} as area_names
        on filed.area = area_names.written
)

select
    list_id,
    written,
    area,
    area_code
from said
qualify row_number() over (
    partition by list_id, written
    order by receipt_seq desc
) = 1
