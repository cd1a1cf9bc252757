with units as (

    select *
    from {{ ref('int_units') }}

)

select
    unit,
    unit_kind,
    aliases,
    member_of,
    exists_from,
    exists_to,
    first_seen_on
from units
