with areas as (

    select *
    from {{ ref('int_areas') }}

)

select
    area,
    area_code,
    level,
    parent_code,
    parent_area,
    aliases,
    member_of,
    valid_from,
    valid_to
from areas
