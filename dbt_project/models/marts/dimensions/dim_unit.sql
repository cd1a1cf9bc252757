-- Here belongs every unit, under the one name that all tables use.
select
    unit,
    unit_kind,
    aliases,
    member_of,
    valid_from,
    valid_to,
    first_seen_on
from {{ ref('int_units') }}
