-- Here belongs every area, under the one name that all tables use.
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
from {{ ref('int_areas') }}
